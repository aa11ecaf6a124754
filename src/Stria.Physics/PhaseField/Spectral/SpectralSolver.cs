using Stria.Core;
using Stria.Numerics.Fourier;
using Stria.Physics.Thermodynamics;

namespace Stria.Physics.PhaseField.Spectral;

/// <summary>Cahn–Hilliard in a box by Fourier or cosine transforms: stabilised semi-implicit backward differences of second order, with elasticity in the symbol.</summary>
/// <remarks>
/// A step is two transforms and two sweeps over memory. Steps are chosen by their error, or are constant. The mean composition cannot change: its coefficient
/// has M k² = 0. A step that would raise the energy is taken back and halved.
/// </remarks>
public sealed class SpectralSolver
{
    private const double Safety = 0.8, Hysteresis = 1.25, SmallestShare = 1e-12, EnergyRounding = 1e-11, FirstShare = 0.1;
    private readonly SpectralProblem problem;
    private readonly IBoxTransform transform;
    private readonly SpectralHistory first, second;
    private readonly double[] pixels, densities, steps = new double[2];
    private int known;
    private double stepLength, bulk, tried, prepared;
    private bool forceIsTransformed, isRefused;

    /// <summary>Makes the solver.</summary>
    /// <param name="problem">The box.</param>
    /// <exception cref="ScenarioException">A number is out of its range, or a size cannot be transformed.</exception>
    public SpectralSolver(SpectralProblem problem)
    {
        problem.Check();
        this.problem = problem;
        (int rows, int columns) = problem.Size;
        try
        {
            transform = problem.Border == BoxBorder.Periodic ? new PeriodicTransform(rows, columns) : new CosineTransform(rows, columns);
        }
        catch (ArgumentException e)
        {
            throw new ScenarioException($"A box of {rows} × {columns} pixels cannot be transformed: {e.Message}", e);
        }

        var symbols = SpectralSymbols.Of(transform, problem, second: false);
        first = new SpectralHistory(symbols);
        second = problem.Border == BoxBorder.Periodic ? new SpectralHistory(symbols, first.Inverse) : new SpectralHistory(SpectralSymbols.Of(transform, problem, second: true));
        (pixels, densities) = (new double[rows * columns], new double[8 * columns]);
        Stabilisation = problem.Stabilisation ?? Stabilise();
    }

    /// <summary>Time [s].</summary>
    public double Time { get; private set; }

    /// <summary>Site fraction of each pixel, row by row.</summary>
    public ReadOnlySpan<double> Composition => pixels;

    /// <summary>S [J/mol].</summary>
    public double Stabilisation { get; }

    /// <summary>Smallest and largest composition.</summary>
    public (double Low, double High) Range { get; private set; }

    /// <summary>Steps taken.</summary>
    public int Steps { get; private set; }

    /// <summary>Steps taken back.</summary>
    public int Rejected { get; private set; }

    /// <summary>Mean site fraction.</summary>
    public double Mean => pixels.Sum() / pixels.Length;

    /// <summary>Chemical energy over C_max and thickness [J m²/mol].</summary>
    public double ChemicalEnergy => bulk * Area;

    /// <summary>Gradient and elastic energy over C_max and thickness [J m²/mol].</summary>
    public double GradientAndElasticEnergy => Spectral() * Area;

    /// <summary>All energy over C_max and thickness [J m²/mol].</summary>
    public double Energy => ChemicalEnergy + GradientAndElasticEnergy;

    private double Area => problem.Pixel * problem.Pixel;

    /// <summary>Sets the composition and begins at the time 0.</summary>
    /// <param name="composition">Site fraction of each pixel, row by row.</param>
    /// <exception cref="ScenarioException">There are too few or too many, or one lies outside the domain of the free energy.</exception>
    public void Fill(ReadOnlySpan<double> composition)
    {
        if (composition.Length != pixels.Length)
        {
            throw new ScenarioException($"{composition.Length} compositions for a box of {problem.Size.Rows} × {problem.Size.Columns} pixels.");
        }

        foreach (double c in composition)
        {
            if (!problem.Law.Domain.Contains(c))
            {
                throw new ScenarioException($"A pixel begins with c = {c:G6}; the free energy needs {problem.Law.Domain.Low} < c < {problem.Law.Domain.High}. Perhaps the noise is too strong.");
            }
        }

        composition.CopyTo(pixels);
        var whole = default(FieldRows);
        var keep = new KeepCoefficients(first, second, transform.Rows);
        transform.SweepRows(pixels, ref whole, hasCoefficients: false);
        transform.SweepColumns(ref keep);
        Force(hasCoefficients: false);
        bulk = tried;
        (known, Time, Steps, Rejected, stepLength, isRefused) = (1, 0, 0, 0, 0, false);
    }

    /// <summary>Length of the last step [s]; 0 before the first.</summary>
    public double LastStep => known > 1 ? steps[0] : 0;

    /// <summary>Estimated error of the last step, by the tolerance; NaN for steps of a given length.</summary>
    public double LastError { get; private set; } = double.NaN;

    /// <summary>What is needed to go on later to the same bits.</summary>
    public SpectralState State => new()
    {
        Time = Time,
        Steps = (Steps, Rejected),
        Known = known,
        NextStep = stepLength,
        Lengths = (steps[0], steps[1]),
        Composition = [.. pixels],
        Coefficients = [.. first.Kept(), .. second.Kept()],
    };

    /// <summary>Goes back to a state of an earlier run of the same box.</summary>
    /// <param name="state">The state.</param>
    /// <exception cref="ScenarioException">It has another number of pixels.</exception>
    public void Resume(SpectralState state)
    {
        double[][] own = [.. first.Kept(), .. second.Kept()];
        if (state.Composition.Length != pixels.Length || !own.Select(a => a.Length).SequenceEqual(state.Coefficients.Select(a => a.Length)))
        {
            throw new ScenarioException($"The state has {state.Composition.Length} pixels, the box {pixels.Length}. Perhaps the scenario has changed since.");
        }

        state.Composition.CopyTo(pixels, 0);
        first.Keep(state.Coefficients, 0);
        second.Keep(state.Coefficients, own.Length / 2);
        Force(hasCoefficients: false);
        (bulk, known, Time, stepLength, isRefused) = (tried, state.Known, state.Time, state.NextStep, false);
        ((Steps, Rejected), (steps[0], steps[1])) = (state.Steps, state.Lengths);
    }

    /// <summary>Goes on by a number of equal steps.</summary>
    /// <param name="step">Length [s].</param>
    /// <param name="count">How many.</param>
    /// <param name="order">2, or 1 for the backward difference of first order with the force of the present.</param>
    public void AdvanceEvenly(double step, int count, int order = 2)
    {
        RequireField();
        for (int i = 0; i < count; i++)
        {
            Attempt(step, order == 1 ? 1 : known, isFirstOrder: order == 1);
            if (order == 1)
            {
                (bulk, known, Steps, Time) = (tried, 1, Steps + 1, Time + step);
                continue;
            }

            Accept(step);
        }
    }

    /// <summary>Goes on to a time with steps chosen by their error.</summary>
    /// <param name="time">Where to stop [s].</param>
    /// <param name="tolerance">Error of c that one step may make, root mean square over the box.</param>
    /// <param name="onStep">Told of every step that was taken; null when nobody listens.</param>
    /// <param name="cancel">Stops between steps.</param>
    /// <exception cref="ConvergenceException">No step is short enough.</exception>
    public void Advance(double time, double tolerance = 1e-5, IProgress<SpectralSolver>? onStep = null, CancellationToken cancel = default)
    {
        RequireField();
        try
        {
            Go(time, tolerance, onStep, cancel);
        }
        finally
        {
            if (isRefused)
            {
                Restore();
            }
        }
    }

    private void Go(double time, double tolerance, IProgress<SpectralSolver>? onStep, CancellationToken cancel)
    {
        double span = time - Time;
        stepLength = stepLength > 0 ? stepLength : Math.Min(span, FirstStep(tolerance));
        while (Time < time)
        {
            cancel.ThrowIfCancellationRequested();
            double left = time - Time, step = left <= 1.001 * stepLength ? left : Math.Min(stepLength, left < 2 * stepLength ? left / 2 : stepLength);
            double before = Energy, error = Attempt(step, known);
            bool isWrong = double.IsNaN(error) || !problem.Law.Domain.Contains(Range.Low) || !problem.Law.Domain.Contains(Range.High);
            if (isWrong || error > tolerance || RisenEnergy() > before + (EnergyRounding * Math.Abs(before)))
            {
                Rejected++;
                isRefused = true;
                stepLength = step * (isWrong ? 0.2 : error > tolerance ? Math.Max(0.2, Safety * Math.Cbrt(tolerance / error)) : 0.5);
                if (stepLength < SmallestShare * Math.Max(span, Time))
                {
                    throw new ConvergenceException($"The box cannot go on at t = {Time:G6} s: even a step of {stepLength:G3} s raises the energy or leaves the bounds of c. The semi-implicit scheme suits shallow quenches; raise the stabilisation (now {Stabilisation:G4} J/mol), or use the finite-element core.", [error]);
                }

                forceIsTransformed = true;
                continue;
            }

            Accept(step);
            Time = step == left ? time : Time;
            double factor = error > 0 ? Math.Min(2, Safety * Math.Cbrt(tolerance / error)) : 2;
            // The denominators are made anew for each length: small changes do not pay.
            stepLength = factor > Hysteresis || factor < 1 ? step * factor : step;
            LastError = error > 0 ? error / tolerance : double.NaN;
            onStep?.Report(this);
        }
    }

    // By the rate at which the fastest wave grows, M (f″)²/4κ with the deepest f″; where nothing grows, by the f″ of the mean.
    private double FirstStep(double tolerance)
    {
        var equilibria = new PhaseEquilibria(problem.Law);
        double[] c = [Mean, .. equilibria.Spinodals.SelectMany(s => Enumerable.Range(0, 101).Select(i => s.Low + ((s.High - s.Low) * i / 100.0)))], curvature = new double[c.Length];
        problem.Law.Evaluate(c, [], [], curvature);
        double deepest = Math.Max(Math.Abs(curvature[0]), -curvature.Min());
        return FirstShare * Math.Sqrt(tolerance) * 4 * problem.GradientEnergy / (problem.Mobility * deepest * deepest);
    }

    private void RequireField()
    {
        if (known == 0)
        {
            throw new InvalidOperationException("Fill() comes before Advance().");
        }
    }

    private void Restore()
    {
        var action = new RestoreNow(first, second, transform.Rows);
        transform.SweepColumns(ref action);
        Force(hasCoefficients: true);
        isRefused = false;
    }

    // One step; afterwards the field is the new one, and f′ of it lies ready in coefficients of rows.
    private double Attempt(double step, int history, bool isFirstOrder = false)
    {
        double w = history > 1 ? step / steps[0] : 0, alpha = history > 1 ? (1 + (2 * w)) / ((1 + w) * step) : 1 / step;
        if (alpha != prepared)
        {
            first.Prepare(alpha, Stabilisation);
            if (!ReferenceEquals(first.Inverse, second.Inverse))
            {
                second.Prepare(alpha, Stabilisation);
            }

            prepared = alpha;
        }

        var weights = new StepWeights
        {
            Now = history > 1 ? (1 + w) / step : 1 / step,
            Before = history > 1 ? -w * w / ((1 + w) * step) : 0,
            Extrapolate = 1 + w,
            Stabilisation = Stabilisation,
            HasPrediction = history > 2,
            Predict = Parabola(step),
            IsFirstOrder = isFirstOrder,
            KeepsForce = forceIsTransformed,
        };
        var action = new SpectralStep(first, second, weights, transform.Rows);
        transform.SweepColumns(ref action);
        Force(hasCoefficients: true);
        double a = steps[0], b = steps[1], ofStep = step * step * (step + a) * (step + a) / ((2 * step) + a), ofGuess = step * (step + a) * (step + a + b);
        return history > 2 ? ofStep / (ofStep + ofGuess) * Math.Sqrt(action.SquaredDifference / pixels.Length) : 0;
    }

    // Weights of the parabola through the last three compositions at the end of the step.
    private (double Now, double Before, double Earlier) Parabola(double h)
    {
        double a = steps[0], b = steps[1];
        return known > 2 ? ((h + a) * (h + a + b) / (a * (a + b)), -h * (h + a + b) / (a * b), h * (h + a) / (b * (a + b))) : (1, 0, 0);
    }

    private void Force(bool hasCoefficients)
    {
        var source = new PotentialRows(problem.Law, densities);
        transform.SweepRows(pixels, ref source, hasCoefficients);
        (tried, Range, forceIsTransformed) = (source.Density, source.Range, false);
    }

    private void Accept(double step)
    {
        first.Accept();
        second.Accept();
        (bulk, isRefused) = (tried, false);
        (steps[1], steps[0]) = (steps[0], step);
        known = Math.Min(3, known + 1);
        Steps++;
        Time += step;
    }

    private double Spectral() => first.GradientAndElasticEnergy() + second.GradientAndElasticEnergy();

    // Of the step that was tried and not yet taken.
    private double RisenEnergy() => (tried + first.NextEnergy() + second.NextEnergy()) * Area;

    private double Stabilise()
    {
        var equilibria = new PhaseEquilibria(problem.Law);
        (double low, double high) = equilibria.Tangents.Count > 0
            ? (equilibria.Tangents[0].Low, equilibria.Tangents[^1].High)
            : (Math.Max(0.05, problem.Law.Domain.Low), Math.Min(0.95, problem.Law.Domain.High));
        double[] c = [.. Enumerable.Range(0, 201).Select(i => low + ((high - low) * (i + 0.5) / 201))], curvature = new double[c.Length];
        problem.Law.Evaluate(c, [], [], curvature);
        return Math.Max(0, curvature.Max()) / 2;
    }
}

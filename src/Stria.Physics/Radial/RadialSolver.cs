using Stria.Core;

namespace Stria.Physics.Radial;

/// <summary>Cahn–Hilliard in a slab, cylinder or sphere with the exact elastic term: finite volumes, implicit second-order backward differences with steps chosen by their error.</summary>
/// <remarks>
/// Newton's method goes at most nine tenths of the way to the bounds of the free energy, so that no composition ever leaves them. A step is taken back when
/// its error exceeds the tolerance, when Newton's method fails, or when the energy of a closed particle would rise.
/// </remarks>
public sealed class RadialSolver
{
    private const int NewtonSteps = 15;
    private const double NewtonTolerance = 1e-8, Safety = 0.85, SmallestShare = 1e-13, Followed = 3, Cautious = 1.0, EnergyRounding = 1e-13;
    private readonly RadialProblem problem;
    private readonly RadialSystem system;
    private readonly double tolerance;
    private readonly double[][] history; // c at the last three times, newest first
    private readonly double[] steps = new double[2]; // lengths of the last two steps, newest first
    private readonly double[] beta, unknowns, change, composition, predicted;
    private int known;
    private double nextStep, energy;
    private bool isGrowing;

    /// <summary>Makes the solver; the particle is empty until it is filled.</summary>
    /// <param name="problem">The particle.</param>
    /// <param name="tolerance">Error of c that one step may make, root mean square over the particle.</param>
    /// <exception cref="ScenarioException">The particle cannot be solved.</exception>
    public RadialSolver(RadialProblem problem, double tolerance = 1e-4)
    {
        (this.problem, this.tolerance, system) = (problem, tolerance, new RadialSystem(problem));
        int n = problem.Cells;
        history = [new double[n], new double[n], new double[n]];
        (beta, composition, predicted) = (new double[n], new double[n], new double[n]);
        (unknowns, change) = (new double[2 * n], new double[2 * n]);
    }

    /// <summary>Time [s].</summary>
    public double Time { get; private set; }

    /// <summary>Site fraction in each shell, from the middle outwards.</summary>
    public ReadOnlySpan<double> Composition => history[0];

    /// <summary>Middle of each shell [m].</summary>
    public double[] Places => [.. system.Grid.Centres.Select(r => r * problem.Length)];

    /// <summary>Mean site fraction.</summary>
    public double Mean => system.Grid.Mean(history[0]);

    /// <summary>Chemical and gradient energy and the local part of the elastic energy, over C_max and the volume [J/mol].</summary>
    public double Energy => system.Energy(history[0]) * problem.ThermalEnergy * system.Grid.Dimension;

    /// <summary>Steps taken.</summary>
    public int Steps { get; private set; }

    /// <summary>Steps taken back.</summary>
    public int Rejected { get; private set; }

    /// <summary>Iterations of Newton's method.</summary>
    public int Iterations { get; private set; }

    /// <summary>Lithium that came through the surface since the particle was filled, in units of the mean site fraction.</summary>
    public double Inserted { get; private set; }

    /// <summary>Chemical potential in each shell [J/mol], with all of elasticity.</summary>
    public double[] Potential()
    {
        var mu = new double[problem.Cells];
        system.Potential(history[0], mu);
        double uniform = problem.UniformElasticPotential(Mean);
        return [.. mu.Select(m => (m * problem.ThermalEnergy) + uniform)];
    }

    /// <summary>Chemical potential at the surface [J/mol]: what a reservoir in equilibrium with it would have.</summary>
    public double SurfacePotential()
    {
        var mu = new double[problem.Cells];
        system.Potential(history[0], mu);
        return system.AtSurface(history[0][^1], mu[^1], Mean, Time).Potential * problem.ThermalEnergy;
    }

    /// <summary>Site fraction at the surface.</summary>
    public double SurfaceComposition() => problem.GradientEnergy > 0
        ? history[0][^1] + ((history[0][^1] - history[0][^2]) / 8)
        : history[0][^1] + ((history[0][^1] - history[0][^2]) / 2);

    /// <summary>Fills the particle evenly.</summary>
    /// <param name="c">Site fraction.</param>
    /// <exception cref="ScenarioException">It lies outside the domain of the free energy.</exception>
    public void Fill(double c) => Fill([.. Enumerable.Repeat(c, problem.Cells)]);

    /// <summary>Sets the composition of every shell and begins again at the time 0.</summary>
    /// <param name="c">Site fraction of each shell, from the middle outwards.</param>
    /// <exception cref="ScenarioException">There are too few or too many, or one lies outside the domain of the free energy.</exception>
    public void Fill(ReadOnlySpan<double> c)
    {
        if (c.Length != problem.Cells)
        {
            throw new ScenarioException($"{c.Length} compositions for {problem.Cells} shells.");
        }

        foreach (double value in c)
        {
            if (!system.Domain.Contains(value))
            {
                throw new ScenarioException($"The particle begins with c = {value:G6}; the free energy needs {system.Domain.Low} < c < {system.Domain.High}. Perhaps the composition is not a site fraction.");
            }
        }

        c.CopyTo(history[0]);
        (known, Time, Steps, Rejected, Iterations, Inserted, nextStep) = (1, 0, 0, 0, 0, 0, 0);
        energy = system.Energy(history[0]);
    }

    /// <summary>Length of the last step [s]; 0 before the first.</summary>
    public double LastStep => known > 1 ? steps[0] : 0;

    /// <summary>Estimated error of the last step, by the tolerance.</summary>
    public double LastError { get; private set; } = double.NaN;

    /// <summary>What is needed to go on later to the same bits.</summary>
    public RadialState State => new()
    {
        Time = Time,
        Counts = (Steps, Rejected, Iterations),
        Known = known,
        Inserted = Inserted,
        NextStep = nextStep,
        IsGrowing = isGrowing,
        Lengths = (steps[0], steps[1]),
        Compositions = [.. history[0], .. history[1], .. history[2]],
    };

    /// <summary>Goes back to a state of an earlier run of the same particle.</summary>
    /// <param name="state">The state.</param>
    /// <exception cref="ScenarioException">It has another number of shells.</exception>
    public void Resume(RadialState state)
    {
        int n = problem.Cells;
        if (state.Compositions.Length != 3 * n)
        {
            throw new ScenarioException($"The state has {state.Compositions.Length / 3} shells, the particle {n}. Perhaps the scenario has changed since.");
        }

        for (int k = 0; k < 3; k++)
        {
            state.Compositions.AsSpan(k * n, n).CopyTo(history[k]);
        }

        (Time, known, Inserted, nextStep, isGrowing) = (state.Time, state.Known, state.Inserted, state.NextStep, state.IsGrowing);
        ((Steps, Rejected, Iterations), (steps[0], steps[1])) = (state.Counts, state.Lengths);
        energy = system.Energy(history[0]);
    }

    /// <summary>Goes on to a time.</summary>
    /// <param name="time">Where to stop [s].</param>
    /// <param name="onStep">Told of every step that was taken; null when nobody listens.</param>
    /// <param name="cancel">Stops between steps.</param>
    /// <exception cref="ConvergenceException">No step is short enough; the message says why.</exception>
    public void Advance(double time, IProgress<RadialSolver>? onStep = null, CancellationToken cancel = default)
    {
        if (known == 0)
        {
            throw new InvalidOperationException("Fill() comes before Advance().");
        }

        double span = time - Time, shortest = Math.Max(SmallestShare * Math.Min(span, system.TimeUnit), 1e-15 * time);
        nextStep = nextStep > 0 ? nextStep : 1e-7 * Math.Min(span, system.TimeUnit);
        while (Time < time)
        {
            cancel.ThrowIfCancellationRequested();
            double left = time - Time, step = left <= 1.001 * nextStep ? left : Math.Min(nextStep, left / 2 < nextStep ? left / 2 : nextStep);
            if (Try(step, out double factor))
            {
                // Time is met exactly at the end.
                Time = step == left ? time : Time + step;
                nextStep = step * factor;
                onStep?.Report(this);
            }
            else
            {
                Rejected++;
                nextStep = step * factor;
                if (nextStep < shortest)
                {
                    throw Stuck(nextStep);
                }
            }
        }
    }

    private bool Try(double step, out double factor)
    {
        double h = step / system.TimeUnit, before = steps[0] / system.TimeUnit, alpha = 1 / h;
        Array.Clear(beta);
        if (known > 1)
        {
            double w = h / before;
            alpha = (1 + (2 * w)) / ((1 + w) * h);
            double share = w * w / ((1 + w) * h);
            for (int i = 0; i < beta.Length; i++)
            {
                beta[i] = share * (history[0][i] - history[1][i]);
            }
        }

        Predict(step);
        var terms = new StepTerms(alpha, history[0], beta, Time + step, composition);
        if (!Newton(terms))
        {
            factor = 0.3;
            return false;
        }

        for (int i = 0; i < composition.Length; i++)
        {
            composition[i] = unknowns[2 * i];
        }

        double error = Error(step), risen = system.Energy(composition);
        if (error > tolerance && known > 1)
        {
            factor = Math.Max(0.2, Safety * Math.Cbrt(tolerance / error));
            return false;
        }

        if (problem.Surface.IsClosed && risen > energy + (EnergyRounding * Math.Max(1, Math.Abs(energy))))
        {
            factor = 0.5;
            return false;
        }

        // Backward differences damp a growing mode that they cannot follow: a mixture would stay even through its spinodal.
        if (system.GrowsFasterThan(unknowns, terms with { Alpha = alpha / Followed }, change))
        {
            (factor, isGrowing) = (0.5, true);
            return false;
        }

        factor = known == 1 ? 1 : Math.Clamp(Safety * Math.Cbrt(tolerance / error), 0.3, 2);
        factor = isGrowing ? Math.Min(factor, Cautious) : factor;
        isGrowing = false;
        LastError = known == 1 ? double.NaN : error / tolerance;
        Accept(step, risen);
        return true;
    }

    private void Accept(double step, double risen)
    {
        double[] oldest = history[2];
        double added = 0;
        for (int i = 0; i < composition.Length; i++)
        {
            added += system.Grid.Volumes[i] * (composition[i] - history[0][i]) * system.Grid.Dimension;
        }

        Inserted += added;
        composition.CopyTo(oldest, 0);
        (history[2], history[1], history[0]) = (history[1], history[0], oldest);
        (steps[1], steps[0]) = (steps[0], step);
        (known, energy) = (Math.Min(3, known + 1), risen);
        Steps++;
    }

    // The parabola through the last three compositions, or the line through two, at the end of the step.
    private void Predict(double step)
    {
        double a = steps[0], b = steps[1];
        for (int i = 0; i < predicted.Length; i++)
        {
            double now = history[0][i];
            predicted[i] = now;
            if (known > 1)
            {
                double first = (now - history[1][i]) / a;
                double second = known > 2 ? (first - ((history[1][i] - history[2][i]) / b)) / (a + b) : 0;
                predicted[i] = now + (step * (first + ((step + a) * second)));
            }
        }
    }

    private double Error(double step)
    {
        if (known == 1)
        {
            return 0;
        }

        double h = step, a = steps[0], b = steps[1], sum = 0;
        double ofStep = h * h * (h + a) * (h + a) / ((2 * h) + a), ofGuess = known > 2 ? h * (h + a) * (h + a + b) : double.PositiveInfinity;
        // Before there are three compositions the line's error stands for that of the step, which is smaller.
        double share = known > 2 ? ofStep / (ofStep + ofGuess) : 0.3;
        for (int i = 0; i < predicted.Length; i++)
        {
            double d = composition[i] - predicted[i];
            sum += system.Grid.Volumes[i] * d * d;
        }

        return share * Math.Sqrt(sum * system.Grid.Dimension);
    }

    private bool Newton(in StepTerms terms)
    {
        Start();
        double before = double.PositiveInfinity;
        for (int pass = 0; pass < NewtonSteps; pass++)
        {
            system.Linearise(unknowns, terms, change);
            Iterations++;
            double share = Share(out double largest);
            if (double.IsNaN(largest) || (pass > 4 && largest > 2 * before))
            {
                return false;
            }

            for (int k = 0; k < unknowns.Length; k++)
            {
                unknowns[k] += share * change[k];
            }

            if (share == 1 && largest <= NewtonTolerance)
            {
                return true;
            }

            before = largest;
        }

        return false;
    }

    // From the prediction where it stays within the bounds.
    private void Start()
    {
        for (int i = 0; i < predicted.Length; i++)
        {
            unknowns[2 * i] = system.Domain.Contains(predicted[i]) ? predicted[i] : history[0][i];
            composition[i] = unknowns[2 * i];
        }

        system.Potential(composition, change.AsSpan(0, composition.Length));
        for (int i = predicted.Length - 1; i >= 0; i--)
        {
            unknowns[(2 * i) + 1] = change[i];
        }
    }

    private double Share(out double largest)
    {
        double share = 1;
        largest = 0;
        for (int i = 0; i < problem.Cells; i++)
        {
            double c = unknowns[2 * i], dc = change[2 * i], room = dc > 0 ? system.Domain.High - c : c - system.Domain.Low;
            largest = Math.Max(largest, Math.Abs(dc));
            if (double.IsNaN(dc))
            {
                largest = double.NaN;
                return 0;
            }

            if (Math.Abs(dc) > 0.9 * room)
            {
                share = Math.Min(share, 0.9 * room / Math.Abs(dc));
            }
        }

        return share;
    }

    private ConvergenceException Stuck(double step)
    {
        double surface = history[0][^1];
        string why = surface > system.Domain.High - 1e-3 ? $"the surface is full (c = {surface:G8}): the flux brings lithium faster than diffusion carries it inwards. Lower the flux, or end earlier"
            : surface < system.Domain.Low + 1e-3 ? $"the surface is empty (c = {surface:G8}): the flux takes lithium faster than diffusion brings it. Lower the flux, or end earlier"
            : "Newton's method does not converge. Perhaps the surface law changes by jumps, or the interface is thinner than a shell: use more cells or a larger κ";
        return new ConvergenceException($"The particle cannot go on at t = {Time:G6} s, mean c = {Mean:G5}: even a step of {step:G3} s fails, because {why}.", [step]);
    }
}

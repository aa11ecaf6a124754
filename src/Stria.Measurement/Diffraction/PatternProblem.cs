using System.Numerics.Tensors;
using Stria.Matter;
using Stria.Numerics.Linear;

namespace Stria.Measurement;

/// <summary>
/// A pattern as a problem of least squares in which the linear part is always at its best (variable projection: Golub and Pereyra, SIAM J. Numer. Anal. 10, 413
/// (1973)): only cell, zero and profile are searched, by damped Gauss–Newton steps on the normal matrix from which intensities and background are eliminated.
/// </summary>
internal sealed class PatternProblem
{
    private const double FirstDamping = 1e-3, LargestDamping = 1e10;

    private readonly FitPoints points;
    private readonly PatternFitOptions options;
    private readonly double[][] background;
    private readonly ILinearPart linear;
    private readonly CellRestraints restraints;
    private readonly StrainPriors strains;

    internal PatternProblem(FitPoints points, PatternModel model, PatternFitOptions options, ILinearPart? part = null)
    {
        (this.points, Model, this.options) = (points, model, options);
        background = points.Background(options.Background);
        linear = part ?? (options.Intensities == IntensityMethod.LeBail
            ? new SharedIntensities(points.Counts, points.Weights, background)
            : new IntensitySolver(points.Counts, points.Weights, background));
        restraints = new CellRestraints(options.Restraints, model);
        strains = new StrainPriors(model);
        Residuals = new double[points.Counts.Length];
    }

    internal PatternModel Model { get; }

    internal ILinearPart Linear => linear;

    internal double[] Residuals { get; private set; }

    /// <summary>Sum of the squared residuals over their standard deviations, restraints not counted.</summary>
    internal double ChiSquare { get; private set; }

    internal int Iterations { get; private set; }

    internal double[][] Background => background;

    private double Cost => ChiSquare + restraints.Cost() + strains.Cost();

    /// <summary>Finds the linear part at the parameters of the model.</summary>
    internal void Evaluate()
    {
        Model.Build();
        linear.Solve(Model.Columns);
        points.Counts.CopyTo(Residuals, 0);
        for (int i = 0; i < Model.PeakCount; i++)
        {
            if (linear.Intensities[i] != 0)
            {
                Span<double> window = Residuals.AsSpan(Model.Columns.First(i)..Model.Columns.End(i));
                TensorPrimitives.MultiplyAdd(Model.Columns.Values(i), -linear.Intensities[i], window, window);
            }
        }

        for (int k = 0; k < background.Length; k++)
        {
            TensorPrimitives.MultiplyAdd(background[k], -linear.Background[k], Residuals, Residuals);
        }

        ChiSquare = 0;
        for (int i = 0; i < Residuals.Length; i++)
        {
            ChiSquare += points.Weights[i] * Residuals[i] * Residuals[i];
        }
    }

    /// <summary>Intensities by least squares at the peaks as they are: what tells how well all is known, also after Le Bail's sharing.</summary>
    internal IntensitySolver LeastSquares()
    {
        if (linear is IntensitySolver own)
        {
            return own;
        }

        var solver = new IntensitySolver(points.Counts, points.Weights, background);
        solver.Solve(Model.Columns);
        return solver;
    }

    /// <summary>Moves the free parameters until χ² is least.</summary>
    /// <returns>False when the iterations ran out.</returns>
    internal bool Minimise(int iterations, double tolerance, CancellationToken cancel)
    {
        Evaluate();
        double damping = FirstDamping;
        for (int iteration = 0; iteration < iterations; iteration++)
        {
            cancel.ThrowIfCancellationRequested();
            int[] free = Model.Parameters.FreeOnes;
            if (free.Length == 0)
            {
                return true;
            }

            Iterations++;
            double before = Cost;
            ReducedNormal normal = Normal(free);
            if (!Step(free, normal, ref damping))
            {
                return true;
            }

            if (linear is SharedIntensities shared)
            {
                shared.Share(Model.Columns, 3);
                Evaluate();
            }

            if (Math.Abs(before - Cost) <= tolerance * before)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The normal matrix of the free parameters, restraints in it.</summary>
    internal ReducedNormal Normal(int[] free) => Normal(free, linear);

    /// <summary>The same with the linear part of another method at the same peaks.</summary>
    internal ReducedNormal Normal(int[] free, ILinearPart part)
    {
        ReducedNormal normal = part.Reduce(Model.Columns, Derivatives(free), Residuals);
        restraints.Add(free, normal);
        strains.Add(free, normal);
        return normal;
    }

    /// <summary>How the model changes with each free parameter.</summary>
    internal double[][] Derivatives(int[] free)
    {
        double[][] derivatives = [.. free.Select(_ => new double[points.Positions.Length])];
        Model.AddDerivatives(linear.Intensities, free, derivatives);
        return derivatives;
    }

    // Raises the damping until a step lowers the cost; false when none does.
    private bool Step(int[] free, ReducedNormal normal, ref double damping)
    {
        double[] start = [.. Model.Parameters.Values];
        (int Phase, int Reflection, double Place, double Width)[] peaks = [.. Model.StrongPeaks(linear.Intensities)];
        double before = Cost;
        while (damping < LargestDamping)
        {
            double[]? move = Solve(free, normal, damping);
            if (move is not null && Place(free, start, move) && !JumpsAWidth(peaks))
            {
                Evaluate();
                if (Cost < before)
                {
                    damping = Math.Max(damping / 10, 1e-9);
                    return true;
                }
            }

            damping = Math.Max(damping * 8, 1e-6);
        }

        start.CopyTo(Model.Parameters.Values, 0);
        Evaluate();
        damping = FirstDamping;
        return false;
    }

    // What a peak does further than its width away its derivative does not know: a longer step may end at another peak.
    private bool JumpsAWidth((int Phase, int Reflection, double Place, double Width)[] peaks)
    {
        foreach ((int phase, int reflection, double place, double width) in peaks)
        {
            if (!(Math.Abs(Model.PositionOf(phase, reflection) - place) <= width))
            {
                return true;
            }
        }

        return false;
    }

    private double[]? Solve(int[] free, ReducedNormal normal, double damping)
    {
        int n = free.Length;
        double[] scale = new double[n], matrix = new double[n * n], step = new double[n];
        for (int k = 0; k < n; k++)
        {
            bool isHeld = Model.Parameters.Values[free[k]] <= Model.Parameters.Lower(free[k]) && normal.Right[k] < 0;
            scale[k] = normal.Matrix[(k * n) + k] > 0 && !isHeld ? 1 / Math.Sqrt(normal.Matrix[(k * n) + k]) : 0;
            step[k] = normal.Right[k] * scale[k];
        }

        for (int i = 0; i < n * n; i++)
        {
            matrix[i] = i / n == i % n ? (scale[i / n] > 0 ? 1 + damping : 1) : normal.Matrix[i] * scale[i / n] * scale[i % n];
        }

        if (!SmallCholesky.Factor(matrix, n))
        {
            return null;
        }

        SmallCholesky.Solve(matrix, n, step);
        return [.. step.Zip(scale, (s, c) => s * c)];
    }

    // Puts the parameters a step further; false when a cell would be none any more, or moved by more than a twentieth at once.
    private bool Place(int[] free, double[] start, double[] move)
    {
        for (int k = 0; k < free.Length; k++)
        {
            Model.Parameters.Values[free[k]] = Math.Max(Model.Parameters.Lower(free[k]), start[free[k]] + move[k]);
        }

        for (int p = 0; p < Model.Phases.Count; p++)
        {
            ReflectionSet set = Model.Phases[p];
            double[] now = set.Metric(Model.Parameters.Values.AsSpan(Model.Parameters.Cell(p), set.CellParameters)), then = set.Metric(start.AsSpan(Model.Parameters.Cell(p), set.CellParameters));
            if (!UnitCell.IsReciprocalMetric(now))
            {
                return false;
            }

            for (int i = 0; i < 3; i++)
            {
                if (!(Math.Abs(now[i] - then[i]) < 0.05 * then[i]))
                {
                    return false;
                }
            }
        }

        return true;
    }
}

using System.Numerics.Tensors;
using Stria.Numerics.Linear;

namespace Stria.Numerics.Optimisation;

/// <summary>Non-linear least squares with bounds: the damped Gauss–Newton steps of Levenberg and Marquardt, scaled by the columns of the Jacobian.</summary>
/// <remarks>
/// A parameter at its bound whose gradient points outwards is held for the step, and steps are cut at the bounds, so that the point found satisfies
/// the Kuhn–Tucker conditions. The damping follows the ratio of actual to predicted reduction (Nielsen, IMM report 1999-05).
/// </remarks>
public static class LevenbergMarquardt
{
    private const double FirstDamping = 1e-3, LargestDamping = 1e16;

    /// <summary>Makes a sum of squares least, starting from a point.</summary>
    /// <param name="problem">The residuals and their derivatives.</param>
    /// <param name="start">The starting point; moved onto the bounds where it lies outside.</param>
    /// <param name="options">Bounds and tolerances.</param>
    /// <param name="cancel">Stops between steps.</param>
    /// <exception cref="ArgumentException">The number of parameters or bounds is wrong, or the residuals at the start are not finite.</exception>
    public static LeastSquaresResult Minimise<T>(T problem, ReadOnlySpan<double> start, LevenbergMarquardtOptions? options = null, CancellationToken cancel = default)
        where T : ILeastSquaresProblem
    {
        options ??= new LevenbergMarquardtOptions();
        var state = new DampedState(problem.ParameterCount, problem.ResidualCount, options);
        state.Begin(start);
        problem.Evaluate(state.Point, state.Residuals, state.Jacobian);
        state.Cost = TensorPrimitives.Dot<double>(state.Residuals, state.Residuals);
        if (!double.IsFinite(state.Cost))
        {
            throw new ArgumentException("The residuals at the starting point are not finite.", nameof(start));
        }

        state.History.Add(state.Cost);
        int iteration = 1;
        bool converged = false;
        for (; iteration <= options.MaximumIterations && !converged; iteration++)
        {
            cancel.ThrowIfCancellationRequested();
            state.FormNormalEquations();
            double before = state.Cost;
            converged = state.IsStationary(options.GradientTolerance) || !TryStep(problem, state);
            if (!converged)
            {
                problem.Evaluate(state.Point, state.Residuals, state.Jacobian);
                state.History.Add(state.Cost);
                converged = before - state.Cost <= options.CostTolerance * before;
            }
        }

        return new LeastSquaresResult(state.Point, state.Cost, state.Residuals, state.Jacobian)
        {
            Iterations = iteration - 1,
            Converged = converged,
            History = state.History,
        };
    }

    // Raises the damping until a step lowers the sum of squares; false when no step does, which is a minimum to rounding.
    private static bool TryStep<T>(T problem, DampedState state)
        where T : ILeastSquaresProblem
    {
        double growth = 2;
        while (state.Damping < LargestDamping)
        {
            if (state.Propose())
            {
                problem.Evaluate(state.Trial, state.TrialResiduals, []);
                double cost = TensorPrimitives.Dot<double>(state.TrialResiduals, state.TrialResiduals);
                double gain = (state.Cost - cost) / state.PredictedReduction();
                if (cost < state.Cost && gain > 0)
                {
                    state.Accept(cost);
                    double cube = (2 * gain) - 1;
                    state.Damping = Math.Max(1e-14, state.Damping * Math.Max(1.0 / 3, 1 - (cube * cube * cube)));
                    return true;
                }
            }

            state.Damping *= growth;
            growth *= 2;
        }

        state.Damping = FirstDamping;
        return false;
    }

    private sealed class DampedState(int n, int m, LevenbergMarquardtOptions options)
    {
        private readonly double[] gram = new double[n * n], gradient = new double[n], factor = new double[n * n], step = new double[n];
        private readonly bool[] held = new bool[n];

        public double[] Point { get; } = new double[n];

        public double[] Trial { get; } = new double[n];

        public double[] Residuals { get; } = new double[m];

        public double[] TrialResiduals { get; } = new double[m];

        public double[] Jacobian { get; } = new double[m * n];

        public List<double> History { get; } = [];

        public double Cost { get; set; }

        public double Damping { get; set; } = FirstDamping;

        public void Begin(ReadOnlySpan<double> start)
        {
            if (start.Length != n || (options.Lower ?? Point).Length != n || (options.Upper ?? Point).Length != n)
            {
                throw new ArgumentException($"{n} parameters need a start and bounds of as many values.", nameof(start));
            }

            for (int k = 0; k < n; k++)
            {
                Point[k] = Math.Clamp(start[k], Low(k), High(k));
            }
        }

        public void FormNormalEquations()
        {
            Array.Clear(gram);
            Array.Clear(gradient);
            for (int i = 0; i < m; i++)
            {
                ReadOnlySpan<double> row = Jacobian.AsSpan(i * n, n);
                for (int k = 0; k < n; k++)
                {
                    if (row[k] == 0)
                    {
                        continue; // most are, where parameters act locally
                    }

                    TensorPrimitives.MultiplyAdd(row[..(k + 1)], row[k], gram.AsSpan(k * n, k + 1), gram.AsSpan(k * n, k + 1));
                }

                TensorPrimitives.MultiplyAdd(row, Residuals[i], gradient, gradient);
            }

            for (int k = 0; k < n; k++)
            {
                held[k] = gram[(k * n) + k] == 0 || (Point[k] <= Low(k) && gradient[k] > 0) || (Point[k] >= High(k) && gradient[k] < 0);
            }
        }

        public bool IsStationary(double tolerance)
        {
            double norm = Math.Sqrt(Cost);
            for (int k = 0; k < n; k++)
            {
                if (!held[k] && Math.Abs(gradient[k]) > tolerance * norm * Math.Sqrt(gram[(k * n) + k]))
                {
                    return false;
                }
            }

            return true;
        }

        public bool Propose()
        {
            for (int k = 0; k < n; k++)
            {
                for (int j = 0; j < k; j++)
                {
                    factor[(k * n) + j] = held[k] || held[j] ? 0 : gram[(k * n) + j];
                }

                factor[(k * n) + k] = held[k] ? 1 : gram[(k * n) + k] * (1 + Damping);
                step[k] = held[k] ? 0 : -gradient[k];
            }

            if (!SmallCholesky.Factor(factor, n))
            {
                return false;
            }

            SmallCholesky.Solve(factor, n, step);
            bool moved = false;
            for (int k = 0; k < n; k++)
            {
                Trial[k] = Math.Clamp(Point[k] + step[k], Low(k), High(k));
                step[k] = Trial[k] - Point[k];
                moved |= step[k] != 0;
            }

            return moved;
        }

        // Of the quadratic model, along the step that was cut at the bounds.
        public double PredictedReduction()
        {
            double reduction = 0;
            for (int k = 0; k < n; k++)
            {
                double product = gram[(k * n) + k] * step[k];
                for (int j = 0; j < k; j++)
                {
                    product += 2 * gram[(k * n) + j] * step[j];
                }

                reduction -= step[k] * ((2 * gradient[k]) + product);
            }

            return Math.Max(reduction, double.Epsilon);
        }

        public void Accept(double cost)
        {
            Trial.CopyTo(Point, 0);
            Cost = cost;
        }

        private double Low(int k) => options.Lower?[k] ?? double.NegativeInfinity;

        private double High(int k) => options.Upper?[k] ?? double.PositiveInfinity;
    }
}

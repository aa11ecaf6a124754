using Stria.Numerics.Linear;

namespace Stria.Numerics.Interpolation;

/// <summary>A smooth curve through noisy points: cubic B-splines with a penalty on second differences, as smooth as generalised cross-validation finds best.</summary>
/// <remarks>Eilers and Marx (Statist. Sci. 11, 89, 1996); Craven and Wahba (Numer. Math. 31, 377, 1979). Standard deviations are Wahba's Bayesian ones.</remarks>
public sealed class SmoothingSpline
{
    private const int Width = 3;
    private const double LeastLogarithm = -26, LargestLogarithm = 26;

    private readonly UniformBSpline basis;
    private readonly double[] coefficients, covariance; // of the coefficients, inside the band

    private SmoothingSpline(UniformBSpline basis, double[] coefficients, double[] covariance) => (this.basis, this.coefficients, this.covariance) = (basis, coefficients, covariance);

    /// <summary>Standard deviation of a point about the curve.</summary>
    public required double Noise { get; init; }

    /// <summary>The penalty that was chosen.</summary>
    public required double Lambda { get; init; }

    /// <summary>Effective number of parameters of the curve.</summary>
    public required double Parameters { get; init; }

    /// <summary>Fits the curve.</summary>
    /// <param name="x">Abscissae, in any order, not all the same.</param>
    /// <param name="y">Ordinates.</param>
    /// <param name="intervals">Number of intervals between knots; enough to follow the finest feature.</param>
    /// <exception cref="ArgumentException">Fewer than five points, or the lengths differ.</exception>
    public static SmoothingSpline Fit(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int intervals)
    {
        if (x.Length != y.Length || x.Length < 5)
        {
            throw new ArgumentException($"{x.Length} abscissae and {y.Length} ordinates are too few for a curve.", nameof(y));
        }

        var normal = new NormalEquations(x, y, intervals);
        double best = LeastLogarithm, least = double.PositiveInfinity;
        for (double log = LeastLogarithm; log <= LargestLogarithm; log += 2)
        {
            double score = normal.Score(log);
            (best, least) = score < least ? (log, score) : (best, least);
        }

        double low = best - 2, high = best + 2;
        for (int i = 0; i < 20; i++)
        {
            double a = low + (0.382 * (high - low)), b = low + (0.618 * (high - low));
            (low, high) = normal.Score(a) < normal.Score(b) ? (low, b) : (a, high);
        }

        return normal.Curve((low + high) / 2);
    }

    /// <summary>The curve at a point.</summary>
    public double At(double at) => basis.At(at, coefficients);

    /// <summary>Its slope with the standard deviation.</summary>
    public (double Value, double Sigma) Slope(double at)
    {
        Span<double> four = stackalloc double[4];
        int first = basis.Slopes(at, four);
        return Combine(first, four);
    }

    /// <summary>The curve with its standard deviation.</summary>
    public (double Value, double Sigma) Value(double at)
    {
        Span<double> four = stackalloc double[4];
        int first = basis.Values(at, four);
        return Combine(first, four);
    }

    private (double Value, double Sigma) Combine(int first, ReadOnlySpan<double> four)
    {
        double variance = 0;
        for (int i = 0; i < 4; i++)
        {
            for (int j = 0; j < 4; j++)
            {
                variance += four[i] * four[j] * covariance[((first + Math.Max(i, j)) * (Width + 1)) + Math.Abs(i - j)];
            }
        }

        return (System.Numerics.Tensors.TensorPrimitives.Dot(four, coefficients.AsSpan(first, 4)), Math.Sqrt(Math.Max(0, variance)));
    }

    private sealed class NormalEquations
    {
        private readonly UniformBSpline basis;
        private readonly double[] gram, penalty, right;
        private readonly double[] x, y;
        private readonly double balance;

        public NormalEquations(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int intervals)
        {
            (this.x, this.y) = (x.ToArray(), y.ToArray());
            basis = new UniformBSpline(this.x.Min(), this.x.Max(), intervals);
            int n = basis.Count, s = Width + 1;
            (gram, penalty, right) = (new double[n * s], new double[n * s], new double[n]);
            Span<double> four = stackalloc double[4];
            for (int p = 0; p < x.Length; p++)
            {
                int first = basis.Values(x[p], four);
                for (int i = 0; i < 4; i++)
                {
                    right[first + i] += four[i] * y[p];
                    for (int j = 0; j <= i; j++)
                    {
                        gram[((first + i) * s) + (i - j)] += four[i] * four[j];
                    }
                }
            }

            double[] second = [1, -2, 1];
            for (int k = 0; k + 2 < n; k++)
            {
                for (int i = 0; i < 3; i++)
                {
                    for (int j = 0; j <= i; j++)
                    {
                        penalty[((k + i) * s) + (i - j)] += second[i] * second[j];
                    }
                }
            }

            balance = x.Length / (double)n;
        }

        /// <summary>n ‖residual‖²/(n − parameters)².</summary>
        public double Score(double logarithm)
        {
            if (Solve(logarithm) is not { } found)
            {
                return double.PositiveInfinity;
            }

            double freedom = x.Length - found.Parameters;
            return freedom > 0.01 * x.Length ? x.Length * found.Squares / (freedom * freedom) : double.PositiveInfinity;
        }

        public SmoothingSpline Curve(double logarithm)
        {
            (double[] coefficients, double squares, double parameters, double[] inverse) = Solve(logarithm) ?? throw new ArgumentException("The points determine no curve.");
            double variance = squares / Math.Max(1, x.Length - parameters);
            return new SmoothingSpline(basis, coefficients, [.. inverse.Select(v => v * variance)]) { Noise = Math.Sqrt(variance), Lambda = Math.Exp(logarithm), Parameters = parameters };
        }

        private (double[] Coefficients, double Squares, double Parameters, double[] Inverse)? Solve(double logarithm)
        {
            double lambda = Math.Exp(logarithm) * balance;
            double[] matrix = [.. gram.Zip(penalty, (g, p) => g + (lambda * p))], coefficients = [.. right];
            if (BandedCholesky.Factor(matrix, Width) is not { } factor)
            {
                return null;
            }

            factor.Solve(coefficients);
            double[] inverse = factor.InverseBand();
            double trace = 0, squares = 0;
            for (int i = 0; i < gram.Length; i++)
            {
                trace += (i % (Width + 1) == 0 ? 1 : 2) * gram[i] * inverse[i];
            }

            for (int p = 0; p < x.Length; p++)
            {
                double r = y[p] - basis.At(x[p], coefficients);
                squares += r * r;
            }

            return (coefficients, squares, trace, inverse);
        }
    }
}

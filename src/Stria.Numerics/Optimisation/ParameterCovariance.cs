using System.Numerics.Tensors;
using Stria.Numerics.Linear;

namespace Stria.Numerics.Optimisation;

/// <summary>How well parameters are determined: s² (JᵀJ)⁻¹, from the derivatives of the residuals at the minimum.</summary>
/// <remarks>A direction in which the residuals do not change at all leaves every parameter in it undetermined: its standard deviation is infinite and its correlations are NaN.</remarks>
public sealed class ParameterCovariance
{
    private const double Dependent = 1e-13; // smallest share of the largest eigenvalue of the scaled normal matrix that is more than rounding

    private readonly double[] covariance;
    private readonly int n;

    private ParameterCovariance(double[] covariance, int n) => (this.covariance, this.n) = (covariance, n);

    /// <summary>From the Jacobian.</summary>
    /// <param name="jacobian">∂residual/∂parameter, residual by residual.</param>
    /// <param name="parameters">Number of parameters.</param>
    /// <param name="variance">Variance of a residual s²: the reduced sum of squares, or 1 when the residuals are in standard deviations.</param>
    public static ParameterCovariance Of(ReadOnlySpan<double> jacobian, int parameters, double variance)
    {
        int n = parameters, m = jacobian.Length / n;
        var gram = new double[n * n];
        for (int i = 0; i < m; i++)
        {
            ReadOnlySpan<double> row = jacobian.Slice(i * n, n);
            for (int k = 0; k < n; k++)
            {
                TensorPrimitives.MultiplyAdd(row, row[k], gram.AsSpan(k * n, n), gram.AsSpan(k * n, n));
            }
        }

        return OfNormalMatrix(gram, n, variance);
    }

    /// <summary>From the normal matrix JᵀJ.</summary>
    /// <param name="normal">n × n values, row by row; not changed.</param>
    /// <param name="parameters">Number of parameters.</param>
    /// <param name="variance">Variance of a residual s²: the reduced sum of squares, or 1 when the residuals are in standard deviations.</param>
    public static ParameterCovariance OfNormalMatrix(ReadOnlySpan<double> normal, int parameters, double variance)
    {
        int n = parameters;
        double[] gram = [.. normal], scale = new double[n];
        for (int k = 0; k < n; k++)
        {
            scale[k] = gram[(k * n) + k] > 0 ? 1 / Math.Sqrt(gram[(k * n) + k]) : 0;
        }

        for (int i = 0; i < n * n; i++)
        {
            gram[i] *= scale[i / n] * scale[i % n];
        }

        return new ParameterCovariance(Invert(gram, scale, variance), n);
    }

    /// <summary>Standard deviation of a parameter; infinite when it is not determined.</summary>
    public double StandardDeviation(int parameter) => Math.Sqrt(covariance[(parameter * n) + parameter]);

    /// <summary>Covariance of two parameters.</summary>
    public double Of(int first, int second) => covariance[(first * n) + second];

    /// <summary>Correlation of two parameters, −1 … 1; NaN when one is not determined.</summary>
    public double Correlation(int first, int second) => Of(first, second) / (StandardDeviation(first) * StandardDeviation(second));

    /// <summary>The same with each standard deviation times a factor; correlations stay.</summary>
    /// <param name="factors">One for each parameter.</param>
    public ParameterCovariance Widened(ReadOnlySpan<double> factors)
    {
        double[] wider = [.. covariance];
        for (int i = 0; i < n * n; i++)
        {
            wider[i] *= wider[i] == 0 ? 1 : factors[i / n] * factors[i % n];
        }

        return new ParameterCovariance(wider, n);
    }

    private static double[] Invert(double[] scaled, double[] scale, double variance)
    {
        int n = scale.Length;
        double[] values = OpenBlas.SymmetricEigen(scaled, n), inverse = new double[n * n];
        double least = Dependent * Math.Max(values.Max(), double.Epsilon);
        for (int e = 0; e < n; e++)
        {
            ReadOnlySpan<double> vector = scaled.AsSpan(e * n, n);
            for (int i = 0; i < n; i++)
            {
                if (values[e] > least)
                {
                    TensorPrimitives.MultiplyAdd(vector, vector[i] / values[e], inverse.AsSpan(i * n, n), inverse.AsSpan(i * n, n));
                }
                else if (Math.Abs(vector[i]) > 1e-6)
                {
                    inverse[(i * n) + i] = double.PositiveInfinity;
                }
            }
        }

        for (int i = 0; i < n * n; i++)
        {
            inverse[i] *= scale[i / n] * scale[i % n] * variance;
        }

        for (int k = 0; k < n; k++)
        {
            inverse[(k * n) + k] = scale[k] == 0 ? double.PositiveInfinity : inverse[(k * n) + k];
        }

        return inverse;
    }
}

using System.Numerics.Tensors;
using Stria.Numerics.Optimisation;

namespace Stria.Measurement;

/// <summary>
/// Covariance of the parameters of a pattern where the model does not describe it to the noise. The goodness of fit counts every point alike and takes
/// residuals as independent; but misfit stands where the peaks are, which is where the cell is read, and lasts over the width of a line. What each point's
/// residual does to each parameter tells more: the covariance that heteroscedastic, correlated residuals give (White, Econometrica 48, 817 (1980); Newey and West,
/// Econometrica 55, 703 (1987); for diffraction the same concern as Bérar and Lelann, J. Appl. Cryst. 24, 1 (1991)). It only ever widens.
/// </summary>
internal static class MisfitCovariance
{
    /// <summary>The covariance of the free parameters.</summary>
    /// <param name="normal">Their normal matrix, the linear part eliminated.</param>
    /// <param name="projected">Derivatives of the pattern without what the linear part can imitate, parameter by parameter.</param>
    /// <param name="points">The points.</param>
    /// <param name="residuals">What the model leaves.</param>
    /// <param name="variance">Variance of a residual in standard deviations, taken alike everywhere.</param>
    /// <param name="freedom">Points over degrees of freedom.</param>
    internal static ParameterCovariance Of(double[] normal, double[][] projected, FitPoints points, double[] residuals, double variance, double freedom)
    {
        int n = projected.Length, count = residuals.Length;
        ParameterCovariance alike = ParameterCovariance.OfNormalMatrix(normal, n, 1);
        double[] pulls = new double[count], own = new double[count], factors = new double[n];
        TensorPrimitives.Multiply(residuals, points.Weights, pulls);
        int reach = Reach(points);
        for (int k = 0; k < n; k++)
        {
            factors[k] = 1;
            if (!double.IsFinite(alike.StandardDeviation(k)))
            {
                continue;
            }

            Array.Clear(own);
            for (int m = 0; m < n; m++)
            {
                double share = alike.Of(k, m);
                if (double.IsFinite(share) && share != 0)
                {
                    TensorPrimitives.MultiplyAdd(projected[m], share, own, own);
                }
            }

            TensorPrimitives.Multiply(own, pulls, own); // what each residual moves the parameter by
            factors[k] = Math.Sqrt(Math.Max(1, freedom * Sum(own, reach) / (variance * alike.Of(k, k))));
        }

        return ParameterCovariance.OfNormalMatrix(normal, n, variance).Widened(factors);
    }

    /// <summary>Σ Σ (1 − |i − j|/(reach + 1)) u_i u_j over neighbours: the variance of a sum of correlated terms, never negative.</summary>
    internal static double Sum(ReadOnlySpan<double> terms, int reach)
    {
        double sum = TensorPrimitives.SumOfSquares(terms);
        for (int lag = 1; lag <= Math.Min(reach, terms.Length - 1); lag++)
        {
            sum += 2 * (1 - (lag / (reach + 1.0))) * TensorPrimitives.Dot(terms[lag..], terms[..^lag]);
        }

        return sum;
    }

    // Misfit of a line lasts over its width.
    private static int Reach(FitPoints points) =>
        Math.Clamp((int)Math.Round(WidthEstimate.Of(points.Positions, points.Counts) * points.Positions.Length / (points.Positions[^1] - points.Positions[0])), 1, 40);
}

using Stria.Numerics.Linear;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>Displacements of all frames from the displacements of pairs: least squares with weights that doubt pairs which contradict the others.</summary>
internal static class ShiftNetwork
{
    private const int Iterations = 12;

    /// <summary>Solves p(j) − p(i) = d(i, j) for all frames with p(0) = 0.</summary>
    public static RegistrationResult Solve(int frames, IReadOnlyList<(int First, int Second)> pairs, (double Row, double Column)[] measured)
    {
        var weights = new double[pairs.Count];
        Array.Fill(weights, 1);
        double[] rows = [], columns = [];
        var residuals = new double[pairs.Count];
        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            (rows, columns) = Weighted(frames, pairs, measured, weights);
            for (int k = 0; k < residuals.Length; k++)
            {
                (int i, int j) = pairs[k];
                double ry = measured[k].Row - (rows[j] - rows[i]), rx = measured[k].Column - (columns[j] - columns[i]);
                residuals[k] = Math.Sqrt((ry * ry) + (rx * rx));
            }

            // Cauchy weights; the scale is the median residual of a two-dimensional normal error (1.177 σ), at least a thousandth of a pixel.
            double scale = Math.Max(Quantiles.Median(residuals) / 1.177, 1e-3) * 2;
            for (int k = 0; k < weights.Length; k++)
            {
                weights[k] = 1 / (1 + (residuals[k] * residuals[k] / (scale * scale)));
            }
        }

        double sum = 0;
        int used = 0;
        for (int k = 0; k < residuals.Length; k++)
        {
            (sum, used) = weights[k] >= 0.5 ? (sum + (residuals[k] * residuals[k]), used + 1) : (sum, used);
        }

        return new RegistrationResult(rows, columns, used > 0 ? Math.Sqrt(sum / (2 * used)) : 0, pairs.Count, pairs.Count - used);
    }

    private static (double[] Rows, double[] Columns) Weighted(
        int frames, IReadOnlyList<(int First, int Second)> pairs, (double Row, double Column)[] measured, double[] weights)
    {
        int n = frames - 1;
        double[] matrix = new double[n * n], y = new double[n], x = new double[n];
        for (int k = 0; k < pairs.Count; k++)
        {
            int i = pairs[k].First - 1, j = pairs[k].Second - 1;
            double w = weights[k];
            matrix[(j * n) + j] += w;
            (y[j], x[j]) = (y[j] + (w * measured[k].Row), x[j] + (w * measured[k].Column));
            if (i >= 0)
            {
                matrix[(i * n) + i] += w;
                matrix[(i * n) + j] -= w;
                matrix[(j * n) + i] -= w;
                (y[i], x[i]) = (y[i] - (w * measured[k].Row), x[i] - (w * measured[k].Column));
            }
        }

        SmallCholesky.Factor(matrix, n);
        SmallCholesky.Solve(matrix, n, y);
        SmallCholesky.Solve(matrix, n, x);
        return ([0, .. y], [0, .. x]);
    }
}

using System.Numerics.Tensors;
using Stria.Numerics.Linear;

namespace Stria.Measurement.Stxm;

/// <summary>A reference matched to the table in the windows away from edges: table ≈ scale · value + offset.</summary>
/// <param name="Scale">The factor.</param>
/// <param name="Offset">The offset.</param>
/// <param name="HasOffset">Whether the offset was fitted.</param>
/// <param name="Energies_eV">Energies in the windows [eV].</param>
/// <param name="Values">The reference there.</param>
/// <param name="Residuals">Table − (scale · value + offset) there.</param>
internal sealed record ScaleMatch(double Scale, double Offset, bool HasOffset, double[] Energies_eV, double[] Values, double[] Residuals);

/// <summary>The error of the references' scales, from what the match to the table leaves unexplained.</summary>
/// <remarks>Standard measurements of one host miss the table by much the same; such errors scale all references alike and leave x alone. So the residuals of two references
/// give the covariance of their scales (seemingly unrelated regressions; Zellner 1962), where both stand on the same energies. Residuals of neighbouring energies are alike as
/// well: their number is divided by (1 + ρ)/(1 − ρ) with ρ the correlation of neighbours.</remarks>
internal static class ScaleErrors
{
    private const int MostModes = 4;
    private const double LeastShare = 0.01;

    /// <summary>Independent parts of the error, largest first; those of less than 1 % of the variance are left out.</summary>
    /// <param name="matches">One for each reference; null where the scale was given.</param>
    public static IReadOnlyList<ScaleMode> Of(IReadOnlyList<ScaleMatch?> matches)
    {
        int n = matches.Count, order = 2 * n;
        double[][][] estimators = [.. matches.Select(m => m is null ? [] : Estimators(m))];
        // In units of each reference's largest value on the common scale, so that factors and offsets can be compared.
        double[] units = [.. matches.SelectMany(m => m is null ? [1, 1] : new[] { m.Scale, m.Scale * m.Values.Max(Math.Abs) })];
        var covariance = new double[order * order];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                if (matches[i] is { } a && matches[j] is { } b && (i == j || a.Energies_eV.AsSpan().SequenceEqual(b.Energies_eV)))
                {
                    Fill(covariance, order, (i, a, estimators[i]), (j, b, estimators[j]), units);
                }
            }
        }

        double all = Enumerable.Range(0, order).Sum(i => covariance[(i * order) + i]);
        if (!(all > 0) || !double.IsFinite(all))
        {
            return [];
        }

        double[] values = OpenBlas.SymmetricEigen(covariance, order);
        return
        [
            .. Enumerable.Range(0, order).Reverse().Take(MostModes).Where(k => values[k] > LeastShare * all).Select(k => new ScaleMode(
                [.. Enumerable.Range(0, n).Select(i => Math.Sqrt(values[k]) * covariance[(k * order) + (2 * i)] * units[2 * i])],
                [.. Enumerable.Range(0, n).Select(i => Math.Sqrt(values[k]) * covariance[(k * order) + (2 * i) + 1] * units[(2 * i) + 1])])),
        ];
    }

    private static void Fill(double[] covariance, int order, (int Index, ScaleMatch Match, double[][] Rows) a, (int Index, ScaleMatch Match, double[][] Rows) b, double[] units)
    {
        double[] ra = a.Match.Residuals, rb = b.Match.Residuals;
        int free = Math.Max(1, ra.Length - (a.Match.HasOffset ? 2 : 1));
        double common = TensorPrimitives.Dot<double>(ra, rb) / free * Math.Sqrt(Repeated(ra) * Repeated(rb));
        for (int k = 0; k < 2; k++)
        {
            for (int l = 0; l < 2; l++)
            {
                covariance[(((2 * a.Index) + k) * order) + (2 * b.Index) + l] =
                    common * TensorPrimitives.Dot<double>(a.Rows[k], b.Rows[l]) / (units[(2 * a.Index) + k] * units[(2 * b.Index) + l]);
            }
        }
    }

    // The rows of (XᵀX)⁻¹Xᵀ: what an error at each energy does to factor and offset.
    private static double[][] Estimators(ScaleMatch m)
    {
        double mean = m.HasOffset ? m.Values.Average() : 0, square = m.Values.Sum(v => (v - mean) * (v - mean));
        double[] scale = [.. m.Values.Select(v => (v - mean) / square)];
        return [scale, [.. scale.Select(s => m.HasOffset ? (1.0 / scale.Length) - (mean * s) : 0)]];
    }

    private static double Repeated(double[] residuals)
    {
        double square = TensorPrimitives.SumOfSquares<double>(residuals), next = TensorPrimitives.Dot<double>(residuals.AsSpan(1), residuals.AsSpan(0, residuals.Length - 1));
        double correlation = square > 0 ? Math.Clamp(next / square, 0, 1 - (2.0 / residuals.Length)) : 0;
        return (1 + correlation) / (1 - correlation);
    }
}

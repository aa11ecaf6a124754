using System.Numerics.Tensors;
using Stria.Numerics.Linear;
using Stria.Numerics.Optimisation;

namespace Stria.Measurement;

/// <summary>The whole normal matrix of a pattern: the band of intensities, bordered by the background and the parameters that are not linear.</summary>
internal sealed class BorderedNormal(double[][] background, double[][] derivatives, double[] weights)
{
    private readonly int nb = background.Length, n = background.Length + derivatives.Length;
    private double[] border = []; // K − Cᵀ N⁻¹ C, n × n
    private double[][] solved = []; // N⁻¹ C, column by column

    internal required PeakColumns Columns { get; init; }

    /// <summary>The band; null when intensities are not fitted.</summary>
    internal required PeakBand? Band { get; init; }

    internal required double[] PeakBorder { get; init; }

    internal required double[] BackgroundNormal { get; init; }

    /// <summary>The normal matrix of the parameters that are not linear, all others eliminated.</summary>
    internal ReducedNormal Reduced(double[][] columns, double[] pointWeights, double[] residuals)
    {
        Assemble();
        int p = columns.Length;
        double[] matrix = EliminateBackground(), right = new double[p], weighted = new double[residuals.Length];
        TensorPrimitives.Multiply(residuals, pointWeights, weighted);
        for (int k = 0; k < p; k++)
        {
            right[k] = TensorPrimitives.Dot<double>(columns[k], weighted);
        }

        return new ReducedNormal(matrix, right);
    }

    /// <summary>The inverse of the border matrix.</summary>
    internal double[] InverseOfBorder()
    {
        Assemble();
        ParameterCovariance covariance = ParameterCovariance.OfNormalMatrix(border, n, 1);
        return [.. Enumerable.Range(0, n * n).Select(i => covariance.Of(i / n, i % n) is var v && double.IsFinite(v) ? v : 0)];
    }

    /// <summary>z K⁻¹ zᵀ of a peak of the band.</summary>
    internal double Form(int peak, double[] inverse)
    {
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                sum += solved[i][peak] * inverse[(i * n) + j] * solved[j][peak];
            }
        }

        return sum;
    }

    private void Assemble()
    {
        border = new double[n * n];
        var weighted = new double[weights.Length];
        for (int k = 0; k < n; k++)
        {
            ReadOnlySpan<double> column = k < nb ? background[k] : derivatives[k - nb];
            if (k >= nb)
            {
                TensorPrimitives.Multiply(column, weights, weighted);
            }

            for (int j = 0; j <= k; j++)
            {
                double entry = k < nb ? BackgroundNormal[(k * nb) + j] : TensorPrimitives.Dot<double>(weighted, j < nb ? background[j] : derivatives[j - nb]);
                border[(k * n) + j] = border[(j * n) + k] = entry;
            }
        }

        if (Band is not null)
        {
            double[] cross = Cross();
            solved = Band.SolveColumns(cross, n);
            Subtract(cross);
        }
    }

    // Aᵀ W [B D], peak by peak.
    private double[] Cross()
    {
        var cross = new double[Columns.Count * n];
        var own = new double[weights.Length];
        foreach (int peak in Band!.Peaks)
        {
            int first = Columns.First(peak), length = Columns.End(peak) - first;
            TensorPrimitives.Multiply(Columns.Values(peak), weights.AsSpan(first, length), own);
            PeakBorder.AsSpan(peak * nb, nb).CopyTo(cross.AsSpan(peak * n));
            for (int k = nb; k < n; k++)
            {
                cross[(peak * n) + k] = TensorPrimitives.Dot(own.AsSpan(0, length), derivatives[k - nb].AsSpan(first, length));
            }
        }

        return cross;
    }

    private void Subtract(double[] cross)
    {
        ReadOnlySpan<int> peaks = Band!.Peaks;
        var column = new double[peaks.Length];
        for (int c = 0; c < n; c++)
        {
            for (int i = 0; i < peaks.Length; i++)
            {
                column[i] = cross[(peaks[i] * n) + c];
            }

            for (int d = 0; d < n; d++)
            {
                border[(c * n) + d] -= TensorPrimitives.Dot<double>(column, solved[d]);
            }
        }
    }

    private double[] EliminateBackground()
    {
        int p = n - nb;
        double[] block = new double[nb * nb], scale = new double[nb], reduced = new double[p * p];
        for (int i = 0; i < nb; i++)
        {
            scale[i] = 1 / Math.Sqrt(Math.Max(border[(i * n) + i], double.Epsilon));
        }

        for (int i = 0; i < nb * nb; i++)
        {
            block[i] = border[(i / nb * n) + (i % nb)] * scale[i / nb] * scale[i % nb] * (i / nb == i % nb ? 1 + 1e-10 : 1);
        }

        bool isFactored = SmallCholesky.Factor(block, nb);
        var column = new double[nb];
        for (int k = 0; k < p; k++)
        {
            for (int i = 0; i < nb; i++)
            {
                column[i] = border[(i * n) + nb + k] * scale[i];
            }

            if (isFactored)
            {
                SmallCholesky.Solve(block, nb, column);
            }

            for (int j = 0; j < p; j++)
            {
                double sum = border[((nb + k) * n) + nb + j];
                for (int i = 0; i < nb && isFactored; i++)
                {
                    sum -= column[i] * scale[i] * border[(i * n) + nb + j];
                }

                reduced[(k * p) + j] = sum;
            }
        }

        return reduced;
    }
}

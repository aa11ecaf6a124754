using Stria.Numerics.Linear;

namespace Stria.Measurement;

/// <summary>The factored band of the intensities that are above zero.</summary>
internal sealed class PeakBand
{
    private readonly BandedCholesky? factor;
    private readonly int[] peaks; // in the order of the band
    private double[][] solvedBorder = [];
    private double[] solvedRight = [];

    private PeakBand(BandedCholesky? factor, int[] peaks) => (this.factor, this.peaks) = (factor, peaks);

    /// <summary>The peaks of the band, in its order.</summary>
    internal ReadOnlySpan<int> Peaks => peaks;

    internal static PeakBand Factor(PeakNormal normal, bool[] active, double ridge)
    {
        int m = normal.Count, n = 0, width = 0;
        var at = new int[m];
        Array.Fill(at, -1);
        for (int place = 0; place < m; place++)
        {
            at[place] = active[normal.Order[place]] ? n++ : -1;
        }

        var peaks = new int[n];
        for (int place = 0; place < m; place++)
        {
            if (at[place] >= 0)
            {
                peaks[at[place]] = normal.Order[place];
                foreach (int later in normal.Later(place).Places)
                {
                    width = at[later] >= 0 ? Math.Max(width, at[later] - at[place]) : width;
                }
            }
        }

        if (n == 0)
        {
            return new PeakBand(null, peaks);
        }

        for (double share = ridge; share < 1; share *= 100)
        {
            if (BandedCholesky.Factor(Lower(normal, at, n, width, share), width) is { } factor)
            {
                return new PeakBand(factor, peaks);
            }
        }

        throw new InvalidOperationException("The normal matrix of the intensities is not positive definite.");
    }

    /// <summary>Takes the band out of the border: K −= Cᵀ N⁻¹ C, right −= Cᵀ N⁻¹ Aᵀ W y.</summary>
    internal void Eliminate(double[] border, int count, double[] matrix, double[] right, double[] peakRight)
    {
        int n = peaks.Length;
        solvedRight = [.. peaks.Select(p => peakRight[p])];
        solvedBorder = new double[count][];
        factor?.Solve(solvedRight);
        for (int c = 0; c < count; c++)
        {
            double[] column = [.. peaks.Select(p => border[(p * count) + c])];
            double[] solved = [.. column];
            factor?.Solve(solved);
            solvedBorder[c] = solved;
        }

        for (int c = 0; c < count; c++)
        {
            for (int i = 0; i < n; i++)
            {
                double entry = border[(peaks[i] * count) + c];
                right[c] -= entry * solvedRight[i];
                for (int d = 0; d < count; d++)
                {
                    matrix[(c * count) + d] -= entry * solvedBorder[d][i];
                }
            }
        }
    }

    /// <summary>The intensities when the border is known.</summary>
    internal double[] BackSubstitute(PeakNormal normal, double[] b)
    {
        var intensities = new double[normal.Count];
        for (int i = 0; i < peaks.Length; i++)
        {
            double value = solvedRight[i];
            for (int c = 0; c < b.Length; c++)
            {
                value -= solvedBorder[c][i] * b[c];
            }

            intensities[peaks[i]] = value;
        }

        return intensities;
    }

    /// <summary>N⁻¹ times each column of a border, by peaks of the band.</summary>
    internal double[][] SolveColumns(double[] border, int count)
    {
        var solved = new double[count][];
        for (int c = 0; c < count; c++)
        {
            solved[c] = [.. peaks.Select(p => border[(p * count) + c])];
            factor?.Solve(solved[c]);
        }

        return solved;
    }

    /// <summary>The diagonal of N⁻¹, by peaks of the band.</summary>
    internal double[] InverseDiagonal()
    {
        if (factor is null)
        {
            return [];
        }

        double[] band = factor.InverseBand();
        int stride = band.Length / peaks.Length;
        return [.. Enumerable.Range(0, peaks.Length).Select(i => band[i * stride])];
    }

    private static double[] Lower(PeakNormal normal, int[] at, int n, int width, double ridge)
    {
        var lower = new double[n * (width + 1)];
        for (int place = 0; place < at.Length; place++)
        {
            if (at[place] < 0)
            {
                continue;
            }

            lower[at[place] * (width + 1)] = normal.Diagonal(normal.Order[place]) * (1 + ridge);
            (int[] places, double[] products) = normal.Later(place);
            for (int k = 0; k < places.Length; k++)
            {
                int row = at[places[k]];
                if (row >= 0)
                {
                    lower[(row * (width + 1)) + (row - at[place])] = products[k];
                }
            }
        }

        return lower;
    }
}

using System.Buffers;
using System.Numerics.Tensors;
using Stria.Core;
using Stria.Numerics.Linear;

namespace Stria.Measurement.Stxm;

/// <summary>The papers' direct deconvolution t = μ⁺ D (Patterns 2022, eq. 2): unweighted, unconstrained, one matrix product for all pixels.</summary>
/// <remarks>μ⁺ = V S⁻¹ Uᵀ: the data are projected on U in single precision, where nothing is amplified; V S⁻¹, which amplifies rounding by up to a
/// million for references as alike as standards of one host, is applied to the projections in double precision.</remarks>
public static class DirectInversion
{
    private const int BlockLength = 8192;
    private const double Cutoff = 1e-7;

    /// <summary>Amounts of each reference at chosen pixels.</summary>
    /// <param name="od">Optical densities.</param>
    /// <param name="design">References at the stack's energies.</param>
    /// <param name="mask">The pixels.</param>
    /// <returns>Maps; NaN outside the mask.</returns>
    public static DirectInversionResult Run(OpticalDensityStack od, ReferenceDesign design, PixelMask mask)
    {
        int[] pixels = [.. Enumerable.Range(0, od.Grid.Count).Where(i => mask.Inside[i] && od.Usable.Inside[i])];
        float[] values = SpectralGaps.Fill(od);
        Decomposition parts = Decompose(design, od.FrameCount);
        float[][] amounts = [.. Enumerable.Range(0, design.Count).Select(_ => Empty(od.Grid.Count))];
        float[] residual = Empty(od.Grid.Count);
        for (int first = 0; first < pixels.Length; first += BlockLength)
        {
            InvertBlock(values, pixels.AsSpan(first, Math.Min(BlockLength, pixels.Length - first)), (parts, design), amounts, residual);
        }

        return new DirectInversionResult(od.Grid, amounts, residual);
    }

    // Eigenvectors of μμᵀ; directions weaker than the cut-off carry rounding only.
    private static Decomposition Decompose(ReferenceDesign design, int energies)
    {
        int r = design.RowCount;
        var gram = new double[r * r];
        for (int i = 0; i < r; i++)
        {
            for (int j = 0; j < r; j++)
            {
                gram[(i * r) + j] = TensorPrimitives.Dot<double>(
                    design.Values.AsSpan(i * energies, energies), design.Values.AsSpan(j * energies, energies));
            }
        }

        double[] squared = OpenBlas.SymmetricEigen(gram, r), back = new double[r * r];
        var basis = new float[r * energies];
        for (int k = 0; k < r; k++)
        {
            double strength = squared[k] > Cutoff * Cutoff * squared[r - 1] ? Math.Sqrt(squared[k]) : double.PositiveInfinity;
            for (int e = 0; e < energies; e++)
            {
                double projection = 0;
                for (int j = 0; j < r; j++)
                {
                    projection += gram[(k * r) + j] * design.Values[(j * energies) + e];
                }

                basis[(k * energies) + e] = (float)(projection / strength);
            }

            for (int i = 0; i < r; i++)
            {
                back[(i * r) + k] = gram[(k * r) + i] / strength;
            }
        }

        return new Decomposition(basis, back);
    }

    private static unsafe void InvertBlock(float[] values, ReadOnlySpan<int> pixels, (Decomposition Parts, ReferenceDesign Design) with, float[][] amounts, float[] residual)
    {
        int references = with.Design.RowCount, energies = with.Design.Used.Length, n = pixels.Length, total = values.Length / energies;
        bool contiguous = pixels[^1] - pixels[0] == n - 1;
        float[] gathered = contiguous ? values : ArrayPool<float>.Shared.Rent(energies * n);
        float[] projected = ArrayPool<float>.Shared.Rent(references * n), model = ArrayPool<float>.Shared.Rent(energies * n);
        float[] transposed = new float[energies * references];
        for (int e = 0; e < energies; e++)
        {
            for (int r = 0; r < references; r++)
            {
                transposed[(e * references) + r] = with.Parts.Basis[(r * energies) + e];
            }

            for (int i = 0; i < n && !contiguous; i++)
            {
                gathered[(e * n) + i] = values[(e * total) + pixels[i]];
            }
        }

        fixed (float* u = with.Parts.Basis, a = transposed, d = gathered, s = projected, m = model)
        {
            MatrixView<float> data = contiguous ? new(d + pixels[0], energies, n, total) : new(d, energies, n);
            OpenBlas.Multiply(new MatrixView<float>(u, references, energies), data, new MatrixView<float>(s, references, n));
            OpenBlas.Multiply(new MatrixView<float>(a, energies, references), new MatrixView<float>(s, references, n), new MatrixView<float>(m, energies, n));
            var square = new float[n];
            for (int e = 0; e < energies; e++)
            {
                if (!with.Design.Used[e])
                {
                    continue;
                }

                Span<float> fitted = new(m + (e * n), n);
                TensorPrimitives.Subtract(new ReadOnlySpan<float>(data.Start + ((long)e * data.Stride), n), fitted, fitted);
                TensorPrimitives.MultiplyAdd(fitted, fitted, square, square);
            }

            int used = with.Design.UsedCount;
            for (int i = 0; i < n; i++)
            {
                residual[pixels[i]] = MathF.Sqrt(square[i] / used);
            }
        }

        Store(projected, with.Parts.Back, pixels, amounts);
        ArrayPool<float>.Shared.Return(projected);
        ArrayPool<float>.Shared.Return(model);
        if (!contiguous)
        {
            ArrayPool<float>.Shared.Return(gathered);
        }
    }

    private static void Store(float[] projected, double[] back, ReadOnlySpan<int> pixels, float[][] amounts)
    {
        // The rows after those of the references are background: fitted, but no amount.
        int rows = (int)Math.Sqrt(back.Length), n = pixels.Length;
        for (int r = 0; r < amounts.Length; r++)
        {
            for (int i = 0; i < n; i++)
            {
                double sum = 0;
                for (int k = 0; k < rows; k++)
                {
                    sum += back[(r * rows) + k] * projected[(k * n) + i];
                }

                amounts[r][pixels[i]] = (float)sum;
            }
        }
    }

    private static float[] Empty(int count)
    {
        var values = new float[count];
        Array.Fill(values, float.NaN);
        return values;
    }

    /// <summary>Uᵀ [direction, energy] and V S⁻¹ [reference, direction].</summary>
    private sealed record Decomposition(float[] Basis, double[] Back);
}

/// <summary>Maps of the direct inversion.</summary>
/// <param name="Grid">The raster.</param>
/// <param name="Amounts">Amount of each reference; may be negative.</param>
/// <param name="ResidualRms">Root mean square of (measured − fitted) optical density.</param>
public sealed record DirectInversionResult(ImageGrid Grid, float[][] Amounts, float[] ResidualRms)
{
    /// <summary>Share of the weights that are negative, which no amount can be.</summary>
    public double NegativeShare
    {
        get
        {
            long negative = 0, all = 0;
            foreach (float v in Amounts.SelectMany(a => a).Where(float.IsFinite))
            {
                (negative, all) = (negative + (v < 0 ? 1 : 0), all + 1);
            }

            return all > 0 ? (double)negative / all : 0;
        }
    }
}

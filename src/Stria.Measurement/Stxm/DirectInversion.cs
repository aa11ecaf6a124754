using System.Buffers;
using Stria.Core;
using Stria.Numerics.Linear;

namespace Stria.Measurement.Stxm;

/// <summary>The papers' direct deconvolution t = μ⁺ D (Patterns 2022, eq. 2): unweighted, unconstrained, one matrix product for all pixels.</summary>
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
        float[] inverse = PseudoInverse(design, od.FrameCount);
        float[][] amounts = [.. Enumerable.Range(0, design.Count).Select(_ => Empty(od.Grid.Count))];
        float[] residual = Empty(od.Grid.Count);
        for (int first = 0; first < pixels.Length; first += BlockLength)
        {
            InvertBlock(values, pixels.AsSpan(first, Math.Min(BlockLength, pixels.Length - first)), (inverse, design), amounts, residual);
        }

        return new DirectInversionResult(od.Grid, amounts, residual);
    }

    // μ⁺ = μᵀ(μμᵀ)⁻¹ by the eigenvectors of μμᵀ; directions weaker than the cut-off carry rounding only.
    private static float[] PseudoInverse(ReferenceDesign design, int energies)
    {
        int r = design.RowCount;
        var gram = new double[r * r];
        for (int i = 0; i < r; i++)
        {
            for (int j = 0; j < r; j++)
            {
                gram[(i * r) + j] = System.Numerics.Tensors.TensorPrimitives.Dot<double>(
                    design.Values.AsSpan(i * energies, energies), design.Values.AsSpan(j * energies, energies));
            }
        }

        double[] squared = OpenBlas.SymmetricEigen(gram, r);
        var inverse = new float[r * energies];
        for (int i = 0; i < r; i++)
        {
            for (int e = 0; e < energies; e++)
            {
                double sum = 0;
                for (int k = 0; k < r; k++)
                {
                    if (squared[k] <= Cutoff * Cutoff * squared[r - 1])
                    {
                        continue;
                    }

                    double projection = 0;
                    for (int j = 0; j < r; j++)
                    {
                        projection += gram[(k * r) + j] * design.Values[(j * energies) + e];
                    }

                    sum += gram[(k * r) + i] * projection / squared[k];
                }

                inverse[(i * energies) + e] = (float)sum;
            }
        }

        return inverse;
    }

    private static unsafe void InvertBlock(float[] values, ReadOnlySpan<int> pixels, (float[] Inverse, ReferenceDesign Design) with, float[][] amounts, float[] residual)
    {
        int references = with.Design.RowCount, energies = with.Design.Used.Length, n = pixels.Length, total = values.Length / energies;
        bool contiguous = pixels[^1] - pixels[0] == n - 1;
        float[] gathered = contiguous ? values : ArrayPool<float>.Shared.Rent(energies * n);
        float[] solution = ArrayPool<float>.Shared.Rent(references * n), model = ArrayPool<float>.Shared.Rent(energies * n);
        float[] transposed = new float[energies * references];
        for (int e = 0; e < energies; e++)
        {
            for (int r = 0; r < references; r++)
            {
                transposed[(e * references) + r] = (float)with.Design.Values[(r * energies) + e];
            }

            for (int i = 0; i < n && !contiguous; i++)
            {
                gathered[(e * n) + i] = values[(e * total) + pixels[i]];
            }
        }

        fixed (float* p = with.Inverse, a = transposed, d = gathered, s = solution, m = model)
        {
            MatrixView<float> data = contiguous ? new(d + pixels[0], energies, n, total) : new(d, energies, n);
            OpenBlas.Multiply(new MatrixView<float>(p, references, energies), data, new MatrixView<float>(s, references, n));
            OpenBlas.Multiply(new MatrixView<float>(a, energies, references), new MatrixView<float>(s, references, n), new MatrixView<float>(m, energies, n));
            var square = new float[n];
            for (int e = 0; e < energies; e++)
            {
                if (!with.Design.Used[e])
                {
                    continue;
                }

                Span<float> fitted = new(m + (e * n), n);
                System.Numerics.Tensors.TensorPrimitives.Subtract(new ReadOnlySpan<float>(data.Start + ((long)e * data.Stride), n), fitted, fitted);
                System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(fitted, fitted, square, square);
            }

            for (int i = 0; i < n; i++)
            {
                residual[pixels[i]] = MathF.Sqrt(square[i] / with.Design.UsedCount);
                for (int r = 0; r < with.Design.Count; r++)
                {
                    amounts[r][pixels[i]] = solution[(r * n) + i];
                }
            }
        }

        ArrayPool<float>.Shared.Return(solution);
        ArrayPool<float>.Shared.Return(model);
        if (!contiguous)
        {
            ArrayPool<float>.Shared.Return(gathered);
        }
    }

    private static float[] Empty(int count)
    {
        var values = new float[count];
        Array.Fill(values, float.NaN);
        return values;
    }
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

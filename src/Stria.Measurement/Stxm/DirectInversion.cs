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
    private const int BlockLength = 1024; // a block of 150 energies stays in the second cache
    private const double Cutoff = 1e-7;

    /// <summary>Amounts of each reference at chosen pixels.</summary>
    /// <param name="od">Optical densities.</param>
    /// <param name="design">References at the stack's energies.</param>
    /// <param name="mask">The pixels.</param>
    /// <returns>Maps; NaN outside the mask.</returns>
    public static DirectInversionResult Run(OpticalDensityStack od, ReferenceDesign design, PixelMask mask)
    {
        int[] pixels = [.. Enumerable.Range(0, od.Grid.Count).Where(i => mask.Inside[i] && od.Usable.Inside[i])];
        using FilledFrames whole = SpectralGaps.Fill(od);
        FrameStore values = whole.Frames;
        Inversion inversion = Decompose(design, od.FrameCount);
        float[][] amounts = [.. Enumerable.Range(0, design.Count).Select(_ => Empty(od.Grid.Count))];
        float[] residual = Empty(od.Grid.Count);
        for (int first = 0; first < pixels.Length; first += BlockLength)
        {
            InvertBlock(values, pixels.AsSpan(first, Math.Min(BlockLength, pixels.Length - first)), inversion, amounts, residual);
        }

        return new DirectInversionResult(od.Grid, amounts, residual);
    }

    // Eigenvectors of μμᵀ; directions weaker than the cut-off carry rounding only.
    private static Inversion Decompose(ReferenceDesign design, int energies)
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

        return new Inversion(design, basis, back);
    }

    private static unsafe void InvertBlock(FrameStore values, ReadOnlySpan<int> pixels, Inversion with, float[][] amounts, float[] residual)
    {
        int references = with.Design.RowCount, energies = with.Design.Used.Length, n = pixels.Length, total = values.FrameLength;
        bool contiguous = pixels[^1] - pixels[0] == n - 1;
        float[] gathered = contiguous ? [] : Gathered(values, pixels, energies);

        // Frames lie one after another: a run of pixels of all frames is a matrix as it stands.
        Span<float> whole = contiguous ? Run(values, pixels[0], n) : gathered;
        float[] projected = ArrayPool<float>.Shared.Rent(references * n), model = ArrayPool<float>.Shared.Rent(energies * n);
        fixed (float* u = with.Basis, a = with.Transposed, d = whole, s = projected, m = model)
        {
            MatrixView<float> data = contiguous ? new(d, energies, n, total) : new(d, energies, n);
            OpenBlas.Multiply(new MatrixView<float>(u, references, energies), data, new MatrixView<float>(s, references, n));
            OpenBlas.Multiply(new MatrixView<float>(a, energies, references), new MatrixView<float>(s, references, n), new MatrixView<float>(m, energies, n));
            Span<float> square = stackalloc float[n];
            square.Clear();
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

            for (int i = 0; i < n; i++)
            {
                residual[pixels[i]] = MathF.Sqrt(square[i] / with.Used);
            }
        }

        Store(projected, with.Back, pixels, amounts);
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

    /// <summary>A run of pixels of the first frame, those of all frames announced.</summary>
    private static Span<float> Run(FrameStore values, int first, int length)
    {
        for (int e = values.FrameCount - 1; e > 0; e--)
        {
            values.Part(e, first, length);
        }

        return values.Part(0, first, length);
    }

    private static float[] Gathered(FrameStore values, ReadOnlySpan<int> pixels, int energies)
    {
        float[] gathered = ArrayPool<float>.Shared.Rent(energies * pixels.Length);
        PixelRuns.Gather(values, pixels, gathered, pixels.Length);
        return gathered;
    }

    private static float[] Empty(int count)
    {
        var values = new float[count];
        Array.Fill(values, float.NaN);
        return values;
    }

    /// <summary>The design μ with the factors of its pseudo-inverse.</summary>
    /// <param name="design">The design.</param>
    /// <param name="basis">Uᵀ [direction, energy].</param>
    /// <param name="back">V S⁻¹ [row of the design, direction].</param>
    private sealed class Inversion(ReferenceDesign design, float[] basis, double[] back)
    {
        public ReferenceDesign Design { get; } = design;

        public float[] Basis { get; } = basis;

        public double[] Back { get; } = back;

        /// <summary>U [energy, direction].</summary>
        public float[] Transposed { get; } = [.. Enumerable.Range(0, basis.Length).Select(i => basis[(i % design.RowCount * design.Used.Length) + (i / design.RowCount)])];

        /// <summary>Number of energies used.</summary>
        public int Used { get; } = design.UsedCount;
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

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace Stria.Numerics.Fourier;

/// <summary>Real fields that repeat along both directions ↔ complex Fourier coefficients, the means of field times wave; the first array holds their real, the second their imaginary parts.</summary>
/// <remarks>Eight rows are two times four real transforms in one complex one of four lanes. Of the columns 0 … n/2 are kept, the others are their conjugates.</remarks>
public sealed class PeriodicTransform : IBoxTransform
{
    // Parts of one place lie apart by an odd multiple of a kilobyte: they do not compete for the same few places of the nearest cache.
    private const int Apart = 32;
    private readonly LaneFft along, across;
    private readonly int kept;
    private readonly LaneTiles tiles;
    private readonly LaneBuffer work;
    private readonly EightRows block;
    private readonly (int Wave, int Conjugate)[] places; // of each kept column, in the order of the transform along the rows

    /// <summary>Plans the transforms.</summary>
    /// <param name="rows">Rows, 2^a 3^b 5^c.</param>
    /// <param name="columns">Columns, 2^a 3^b 5^c and even.</param>
    /// <exception cref="ArgumentException">A size has another prime factor, or the number of columns is odd.</exception>
    public PeriodicTransform(int rows, int columns)
    {
        if (columns % 2 != 0)
        {
            throw new ArgumentException($"{columns} columns: the number must be even. Perhaps {columns + 1} will do.", nameof(columns));
        }

        (along, across, Rows, Columns, kept) = (new LaneFft(columns), new LaneFft(rows), rows, columns, (columns / 2) + 1);
        (tiles, block, work) = (new LaneTiles(kept, rows, parts: 2), new EightRows(columns), new LaneBuffer((2 * Math.Max(rows, columns)) + Apart));
        places = [.. Enumerable.Range(0, kept).Select(k => (along.Position[k], along.Position[k == 0 ? 0 : columns - k]))];
    }

    /// <inheritdoc/>
    public int Rows { get; }

    /// <inheritdoc/>
    public int Columns { get; }

    /// <inheritdoc/>
    public int Batches => tiles.Batches;

    /// <inheritdoc/>
    public void WaveNumbers(int batch, bool second, Span<Lanes> alongRows, Span<Lanes> alongColumns)
    {
        Span<double> x = MemoryMarshal.Cast<Lanes, double>(alongRows), y = MemoryMarshal.Cast<Lanes, double>(alongColumns);
        for (int p = 0; p < Rows; p++)
        {
            int k = across.Index[p];
            double wave = 2 * Math.PI * Math.Min(k, Rows - k) / Rows;
            for (int lane = 0; lane < 4; lane++)
            {
                int column = (4 * batch) + lane;
                double other = 2 * Math.PI * column / Columns;
                x[(4 * p) + lane] = column < kept ? other * other : double.NaN;
                y[(4 * p) + lane] = wave * wave;
            }
        }
    }

    /// <inheritdoc/>
    public void Weights(int batch, bool second, Span<Lanes> weight)
    {
        Span<double> w = MemoryMarshal.Cast<Lanes, double>(weight);
        for (int i = 0; i < w.Length; i++)
        {
            int column = (4 * batch) + (i % 4);
            w[i] = column >= kept ? 0 : (column == 0 || 2 * column == Columns ? 1.0 : 2.0) * Rows * Columns;
        }
    }

    /// <inheritdoc/>
    public void SweepRows<TSource>(Span<double> field, ref TSource source, bool hasCoefficients)
        where TSource : IRowSource
    {
        Span<Lanes> re = work.Span[..Columns], im = work.Span.Slice(Columns + Apart, Columns);
        for (int row = 0; row < Rows; row += 8)
        {
            Span<double> here = field.Slice(row * Columns, Math.Min(8, Rows - row) * Columns);
            if (hasCoefficients)
            {
                Pack(row, re, im);
                along.Inverse(re, im);
                block.Put(here, re, im);
            }

            block.Make(here, re, im, ref source, isThere: hasCoefficients);
            along.Forward(re, im);
            Unpack(row, re, im);
        }
    }

    /// <inheritdoc/>
    public void SweepColumns<TAction>(ref TAction action)
        where TAction : ICoefficientAction
    {
        Span<Lanes> re = work.Span[..Rows], im = work.Span.Slice(Rows + Apart, Rows);
        for (int batch = 0; batch < Batches; batch++)
        {
            tiles.Load(batch, 0, re);
            tiles.Load(batch, 1, im);
            across.Forward(re, im);
            action.Apply(batch, re, im);
            across.Inverse(re, im);
            tiles.Store(batch, 0, re);
            tiles.Store(batch, 1, im);
        }
    }

    // Two real transforms A and B in one complex one, Z = A + iB: A_k = (Z_k + Z*_{n−k})/2, B_k = (Z_k − Z*_{n−k})/2i. The factor of the whole transform goes with the half.
    private void Unpack(int row, Span<Lanes> re, Span<Lanes> im)
    {
        ref Lanes r = ref MemoryMarshal.GetReference(re), i = ref MemoryMarshal.GetReference(im);
        var half = Vector256.Create(0.5 / ((double)Rows * Columns));
        for (int batch = 0; batch < tiles.Batches; batch++)
        {
            ref Lanes a = ref tiles.Tile(batch, row), b = ref Unsafe.Add(ref a, tiles.Stride);
            foreach ((int p, int q) in places.AsSpan(4 * batch, Math.Min(4, kept - (4 * batch))))
            {
                Lanes pr = half * Unsafe.Add(ref r, p), pi = half * Unsafe.Add(ref i, p), qr = half * Unsafe.Add(ref r, q), qi = half * Unsafe.Add(ref i, q);
                (a, Unsafe.Add(ref a, 4), b, Unsafe.Add(ref b, 4)) = (pr + qr, pi - qi, pi + qi, qr - pr);
                a = ref Unsafe.Add(ref a, 1);
                b = ref Unsafe.Add(ref b, 1);
            }
        }
    }

    private void Pack(int row, Span<Lanes> re, Span<Lanes> im)
    {
        ref Lanes r = ref MemoryMarshal.GetReference(re), i = ref MemoryMarshal.GetReference(im);
        for (int batch = 0; batch < tiles.Batches; batch++)
        {
            ref Lanes a = ref tiles.Tile(batch, row), b = ref Unsafe.Add(ref a, tiles.Stride);
            foreach ((int p, int q) in places.AsSpan(4 * batch, Math.Min(4, kept - (4 * batch))))
            {
                Lanes ar = a, ai = Unsafe.Add(ref a, 4), br = b, bi = Unsafe.Add(ref b, 4);

                // The coefficient of its own conjugate is real; what rounding left beside it must not leak from one row into another.
                (ai, bi) = p == q ? (default, default) : (ai, bi);
                (Unsafe.Add(ref r, q), Unsafe.Add(ref i, q)) = (ar + bi, br - ai);
                (Unsafe.Add(ref r, p), Unsafe.Add(ref i, p)) = (ar - bi, ai + br);
                a = ref Unsafe.Add(ref a, 1);
                b = ref Unsafe.Add(ref b, 1);
            }
        }
    }
}

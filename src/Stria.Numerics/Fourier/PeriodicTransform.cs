using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace Stria.Numerics.Fourier;

/// <summary>Real fields that repeat along both directions ↔ complex Fourier coefficients; the first array holds their real, the second their imaginary parts.</summary>
/// <remarks>Eight rows are two times four real transforms in one complex one of four lanes. Of the columns 0 … n/2 are kept, the others are their conjugates.</remarks>
public sealed class PeriodicTransform : IBoxTransform
{
    private readonly LaneFft along, across;
    private readonly int kept, padded;
    private readonly double[] real, imaginary, rowsIn; // coefficients of rows: [column of the spectrum][row]
    private readonly Lanes[] workRe, workIm;

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

        (along, across, Rows, Columns) = (new LaneFft(columns), new LaneFft(rows), rows, columns);
        (kept, padded) = ((columns / 2) + 1, LaneTranspose.Padded(rows));
        int batched = (kept + 3) / 4 * 4;
        (real, imaginary) = (new double[batched * padded], new double[batched * padded]);
        int longest = Math.Max(rows, columns);
        (workRe, workIm, rowsIn) = (new Lanes[longest], new Lanes[longest], new double[8 * columns]);
    }

    /// <inheritdoc/>
    public int Rows { get; }

    /// <inheritdoc/>
    public int Columns { get; }

    /// <inheritdoc/>
    public int Batches => (kept + 3) / 4;

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
            w[i] = column >= kept ? 0 : (column == 0 || 2 * column == Columns ? 1.0 : 2.0) / ((double)Rows * Columns);
        }
    }

    /// <inheritdoc/>
    public void SweepRows<TSource>(Span<double> field, ref TSource source, bool hasCoefficients)
        where TSource : IRowSource
    {
        Span<Lanes> re = workRe.AsSpan(0, Columns), im = workIm.AsSpan(0, Columns);
        for (int row = 0; row < Rows; row += 8)
        {
            int count = Math.Min(8, Rows - row);
            Span<double> here = field.Slice(row * Columns, count * Columns), rows = rowsIn;
            if (hasCoefficients)
            {
                Pack(row, re, im);
                along.Inverse(re, im);
                Scale(re, im);
                LaneTranspose.Store(re, ref rows[0], Columns);
                LaneTranspose.Store(im, ref rows[4 * Columns], Columns);
                rows[..here.Length].CopyTo(here);
            }

            source.Fill(here, rows[..here.Length]);
            rows[here.Length..].Clear();
            LaneTranspose.Load(ref rows[0], Columns, re);
            LaneTranspose.Load(ref rows[4 * Columns], Columns, im);
            along.Forward(re, im);
            Unpack(row, re, im);
        }
    }

    /// <inheritdoc/>
    public void SweepColumns<TAction>(ref TAction action)
        where TAction : ICoefficientAction
    {
        Span<Lanes> re = workRe.AsSpan(0, Rows), im = workIm.AsSpan(0, Rows);
        for (int batch = 0; batch < Batches; batch++)
        {
            int start = 4 * batch * padded;
            LaneTranspose.Load(ref real[start], padded, re);
            LaneTranspose.Load(ref imaginary[start], padded, im);
            across.Forward(re, im);
            action.Apply(batch, re, im);
            across.Inverse(re, im);
            LaneTranspose.Store(re, ref real[start], padded);
            LaneTranspose.Store(im, ref imaginary[start], padded);
        }
    }

    // Two real transforms A and B in one complex one, Z = A + iB: A_k = (Z_k + Z*_{n−k})/2, B_k = (Z_k − Z*_{n−k})/2i.
    private void Unpack(int row, Span<Lanes> re, Span<Lanes> im)
    {
        for (int k = 0; k < kept; k++)
        {
            int p = along.Position[k], q = along.Position[k == 0 ? 0 : Columns - k], at = (k * padded) + row;
            (0.5 * (re[p] + re[q])).StoreUnsafe(ref real[at]);
            (0.5 * (im[p] - im[q])).StoreUnsafe(ref imaginary[at]);
            (0.5 * (im[p] + im[q])).StoreUnsafe(ref real[at + 4]);
            (0.5 * (re[q] - re[p])).StoreUnsafe(ref imaginary[at + 4]);
        }
    }

    private void Pack(int row, Span<Lanes> re, Span<Lanes> im)
    {
        for (int k = 0; k < kept; k++)
        {
            int p = along.Position[k], q = along.Position[k == 0 ? 0 : Columns - k], at = (k * padded) + row;
            Lanes ar = Vector256.LoadUnsafe(ref real[at]), ai = Vector256.LoadUnsafe(ref imaginary[at]), br = Vector256.LoadUnsafe(ref real[at + 4]), bi = Vector256.LoadUnsafe(ref imaginary[at + 4]);
            if (p == q)
            {
                // The coefficient of its own conjugate is real; what rounding left beside it must not leak from one row into another.
                (re[p], im[p]) = (ar, br);
                continue;
            }

            (re[p], im[p]) = (ar - bi, ai + br);
            (re[q], im[q]) = (ar + bi, br - ai);
        }
    }

    private void Scale(Span<Lanes> re, Span<Lanes> im)
    {
        double factor = 1.0 / ((double)Rows * Columns);
        for (int i = 0; i < re.Length; i++)
        {
            re[i] *= factor;
            im[i] *= factor;
        }
    }
}

using System.Runtime.InteropServices;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace Stria.Numerics.Fourier;

/// <summary>Real fields with even continuation beyond their borders, through which nothing flows, ↔ cosine coefficients (DCT-II and its inverse, DCT-III).</summary>
/// <remarks>
/// Each transform of n points is a complex one of n points (Makhoul, IEEE Trans. ASSP 28, 27 (1980)); eight rows make one complex transform of four lanes.
/// The first array of coefficients holds the columns 8b … 8b + 3 of a batch b, the second 8b + 4 … 8b + 7; along each the order is natural.
/// </remarks>
public sealed class CosineTransform : IBoxTransform
{
    private readonly CosineLanes along, across;
    private readonly LaneTiles tiles;
    private readonly LaneBuffer work;
    private readonly EightRows block;

    /// <summary>Plans the transforms.</summary>
    /// <param name="rows">Rows, 2^a 3^b 5^c.</param>
    /// <param name="columns">Columns, 2^a 3^b 5^c.</param>
    /// <exception cref="ArgumentException">A size has another prime factor.</exception>
    public CosineTransform(int rows, int columns)
    {
        (along, across, Rows, Columns) = (new CosineLanes(columns), new CosineLanes(rows), rows, columns);
        (tiles, block, work) = (new LaneTiles((columns + 7) / 8 * 8, rows, parts: 1), new EightRows(columns), new LaneBuffer(2 * Math.Max(rows, columns)));
    }

    /// <inheritdoc/>
    public int Rows { get; }

    /// <inheritdoc/>
    public int Columns { get; }

    /// <inheritdoc/>
    public int Batches => tiles.Batches / 2;

    /// <inheritdoc/>
    public void WaveNumbers(int batch, bool second, Span<Lanes> alongRows, Span<Lanes> alongColumns)
    {
        Span<double> x = MemoryMarshal.Cast<Lanes, double>(alongRows), y = MemoryMarshal.Cast<Lanes, double>(alongColumns);
        for (int k = 0; k < Rows; k++)
        {
            double wave = Math.PI * k / Rows;
            for (int lane = 0; lane < 4; lane++)
            {
                int column = Column(batch, second, lane);
                double other = Math.PI * column / Columns;
                x[(4 * k) + lane] = column < Columns ? other * other : double.NaN;
                y[(4 * k) + lane] = wave * wave;
            }
        }
    }

    /// <inheritdoc/>
    public void Weights(int batch, bool second, Span<Lanes> weight)
    {
        Span<double> w = MemoryMarshal.Cast<Lanes, double>(weight);
        for (int i = 0; i < w.Length; i++)
        {
            int row = i / 4, column = Column(batch, second, i % 4);
            w[i] = column >= Columns ? 0 : (row == 0 ? 1.0 : 2.0) * (column == 0 ? 1.0 : 2.0) / ((double)Rows * Columns);
        }
    }

    /// <inheritdoc/>
    public void SweepRows<TSource>(Span<double> field, ref TSource source, bool hasCoefficients)
        where TSource : IRowSource
    {
        Span<Lanes> a = work.Span[..Columns], b = work.Span.Slice(Columns, Columns);
        for (int row = 0; row < Rows; row += 8)
        {
            Span<double> here = field.Slice(row * Columns, Math.Min(8, Rows - row) * Columns);
            if (hasCoefficients)
            {
                tiles.LoadRows(row, a, b);
                along.Inverse(a, b);
                block.Put(here, a, b);
            }

            block.Make(here, a, b, ref source, isThere: hasCoefficients);
            along.Forward(a, b);
            tiles.StoreRows(row, a, b);
        }
    }

    /// <inheritdoc/>
    public void SweepColumns<TAction>(ref TAction action)
        where TAction : ICoefficientAction
    {
        Span<Lanes> a = work.Span[..Rows], b = work.Span.Slice(Rows, Rows);
        for (int batch = 0; batch < Batches; batch++)
        {
            tiles.Load(2 * batch, 0, a);
            tiles.Load((2 * batch) + 1, 0, b);
            across.Forward(a, b);
            action.Apply(batch, a, b);
            across.Inverse(a, b);
            tiles.Store(2 * batch, 0, a);
            tiles.Store((2 * batch) + 1, 0, b);
        }
    }

    private static int Column(int batch, bool second, int lane) => (8 * batch) + (second ? 4 : 0) + lane;
}

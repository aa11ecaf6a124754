using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace Stria.Numerics.Fourier;

/// <summary>Coefficients of rows between the two sweeps, in tiles of four columns of the spectrum by four rows.</summary>
/// <remarks>
/// The sweep along the rows has lanes of four rows and writes a tile column by column; the sweep along the columns reads the tiles of four columns one after
/// the other and turns them, so that it has lanes of four columns. Neither strides through memory, however large a power of two the box is.
/// </remarks>
internal sealed class LaneTiles
{
    private const int Side = 4;
    private readonly LaneBuffer buffer;
    private readonly int groups, parts, rows;

    /// <summary>Makes room.</summary>
    /// <param name="columns">Columns of the spectrum.</param>
    /// <param name="rows">Rows of the field.</param>
    /// <param name="parts">2 for complex coefficients, 1 for real ones.</param>
    public LaneTiles(int columns, int rows, int parts)
    {
        (this.parts, this.rows, groups, Batches) = (parts, rows, (rows + 7) / 8 * 2, (columns + Side - 1) / Side);
        buffer = new LaneBuffer(Batches * groups * parts * Side);
    }

    /// <summary>Fours of columns.</summary>
    public int Batches { get; }

    /// <summary>Lanes from a tile to the one of the next four rows.</summary>
    public int Stride => parts * Side;

    /// <summary>The first lane of the tile of four columns and four rows: the four columns, then, where coefficients are complex, their imaginary parts.</summary>
    public ref Lanes Tile(int batch, int row) => ref buffer.Span[((batch * groups) + (row / Side)) * Stride];

    /// <summary>Real coefficients of eight rows, column by column.</summary>
    public void LoadRows(int row, Span<Lanes> a, Span<Lanes> b)
    {
        for (int k = 0; k < a.Length; k += Side)
        {
            ref Lanes tile = ref Tile(k / Side, row);
            for (int l = 0; l < Math.Min(Side, a.Length - k); l++)
            {
                (a[k + l], b[k + l]) = (Unsafe.Add(ref tile, l), Unsafe.Add(ref tile, l + Stride));
            }
        }
    }

    /// <summary>Puts them back.</summary>
    public void StoreRows(int row, ReadOnlySpan<Lanes> a, ReadOnlySpan<Lanes> b)
    {
        for (int k = 0; k < a.Length; k += Side)
        {
            ref Lanes tile = ref Tile(k / Side, row);
            for (int l = 0; l < Math.Min(Side, a.Length - k); l++)
            {
                (Unsafe.Add(ref tile, l), Unsafe.Add(ref tile, l + Stride)) = (a[k + l], b[k + l]);
            }
        }
    }

    /// <summary>The lanes of four columns, row by row.</summary>
    public void Load(int batch, int part, Span<Lanes> target)
    {
        ref Lanes tile = ref Unsafe.Add(ref Tile(batch, 0), part * Side), to = ref MemoryMarshal.GetReference(target);
        int whole = rows & ~3;
        for (int row = 0; row < whole; row += Side, tile = ref Unsafe.Add(ref tile, Stride))
        {
            LaneTranspose.Turn(ref tile, ref Unsafe.Add(ref to, row));
        }

        if (whole < rows)
        {
            Span<Lanes> last = stackalloc Lanes[Side];
            LaneTranspose.Turn(ref tile, ref last[0]);
            last[..(rows - whole)].CopyTo(target[whole..]);
        }
    }

    /// <summary>Puts them back.</summary>
    public void Store(int batch, int part, ReadOnlySpan<Lanes> source)
    {
        ref Lanes tile = ref Unsafe.Add(ref Tile(batch, 0), part * Side), from = ref MemoryMarshal.GetReference(source);
        int whole = rows & ~3;
        for (int row = 0; row < whole; row += Side, tile = ref Unsafe.Add(ref tile, Stride))
        {
            LaneTranspose.Turn(ref Unsafe.Add(ref from, row), ref tile);
        }

        if (whole < rows)
        {
            Span<Lanes> last = stackalloc Lanes[Side];
            last.Clear();
            source[whole..rows].CopyTo(last);
            LaneTranspose.Turn(ref last[0], ref tile);
        }
    }
}

using System.Runtime.CompilerServices;
using Stria.Core;

namespace Stria.Numerics.Linear;

/// <summary>The multifrontal method (Duff &amp; Reid, ACM Trans. Math. Softw. 9, 302 (1983)): block after block is assembled from the matrix and from the updates of its
/// children, factored densely, and its own update is put on a stack for its parent.</summary>
internal sealed unsafe class Multifrontal
{
    private readonly SymmetricMatrix matrix;
    private readonly Supernodes blocks;
    private readonly DiagonalScaling scaling;

    // The lower triangle in the order of elimination, by columns.
    private readonly int[] columnStart, rows;
    private readonly double[] entries;

    // Updates of blocks whose parents are still to come: lower triangles, column by column, without gaps.
    private readonly double[] stack;
    private readonly double[] update;

    // Columns of the present block times the signs of their pivots; empty when all pivots are positive.
    private readonly double[] mirror;
    private readonly int[] place, relative;
    private readonly int[] childCount, waitingBlocks;
    private int replaced, waitingCount;
    private long top;

    private Multifrontal(SymmetricMatrix matrix, Supernodes blocks, DiagonalScaling scaling, bool signed)
    {
        (this.matrix, this.blocks, this.scaling) = (matrix, blocks, scaling);
        (columnStart, rows, entries) = Permute();
        (place, relative, childCount, waitingBlocks) = (new int[matrix.Order], new int[matrix.Order], new int[blocks.Count], new int[blocks.Count]);
        ValueStart = new long[blocks.Count + 1];
        long deepest = 0, height = 0, largest = 0;
        int widest = 0;
        var held = new long[blocks.Count];
        for (int s = 0; s < blocks.Count; s++)
        {
            int below = blocks.RowsBelow(s), columns = blocks.Columns(s);
            long own = Triangle(below);
            ValueStart[s + 1] = ValueStart[s] + ((long)columns * (columns + below));
            height += own - held[s];
            deepest = Math.Max(deepest, height);
            widest = Math.Max(widest, below);
            largest = Math.Max(largest, (long)columns * (columns + below));
            if (blocks.Parent[s] >= 0)
            {
                held[blocks.Parent[s]] += own;
                childCount[blocks.Parent[s]]++;
            }
        }

        stack = Room(deepest);
        update = Room(DenseBlocks.UpdateLength(widest));
        mirror = signed ? new double[largest + DenseBlocks.Guard] : [];
        Signs = signed ? new double[matrix.Order] : null;
        Values = Room(ValueStart[^1] + DenseBlocks.Guard);
        Values.AsSpan((int)ValueStart[^1]).Clear();
    }

    /// <summary>Start of each block's dense values: (columns + rows below) × columns, column by column.</summary>
    internal long[] ValueStart { get; }

    /// <summary>The factor.</summary>
    internal double[] Values { get; }

    /// <summary>Signs of the pivots in the order of elimination; null when all are positive.</summary>
    internal double[]? Signs { get; }

    /// <summary>How many pivots were not positive, or had vanished when either sign is allowed.</summary>
    internal int Replaced => replaced;

    /// <summary>Memory of the factor and of the work space that it took [byte].</summary>
    internal long MemoryBytes => (sizeof(double) * (Values.LongLength + stack.LongLength + update.LongLength + entries.LongLength)) + (sizeof(int) * (rows.LongLength + blocks.Rows.LongLength));

    internal static Multifrontal Factor(SymmetricMatrix matrix, Supernodes blocks, DiagonalScaling scaling, bool signed = false)
    {
        var run = new Multifrontal(matrix, blocks, scaling, signed);
        for (int s = 0; s < blocks.Count; s++)
        {
            run.FactorBlock(s);
        }

        return run;
    }

    private static long Triangle(int rows) => (long)rows * (rows + 1) / 2;

    private static double[] Room(long length) => length <= Array.MaxLength
        ? GC.AllocateUninitializedArray<double>((int)length)
        : throw new ScenarioException($"The built-in solver would need an array of {length} numbers, more than fits. Perhaps a coarser mesh is enough, or the solver 'mumps'.");

    private (int[] ColumnStart, int[] Rows, double[] Entries) Permute()
    {
        int n = matrix.Order;
        int[] newPlace = EliminationTree.Inverse(blocks.Order), start = new int[n + 1];
        for (int i = 0; i < n; i++)
        {
            for (int p = matrix.RowStart[i]; p < matrix.RowStart[i + 1]; p++)
            {
                start[Math.Min(newPlace[i], newPlace[matrix.Columns[p]]) + 1]++;
            }
        }

        for (int i = 0; i < n; i++)
        {
            start[i + 1] += start[i];
        }

        int[] next = [.. start], row = new int[matrix.EntryCount];
        var value = new double[matrix.EntryCount];
        ReadOnlySpan<double> scale = scaling.Factors;
        for (int i = 0; i < n; i++)
        {
            for (int p = matrix.RowStart[i]; p < matrix.RowStart[i + 1]; p++)
            {
                int j = matrix.Columns[p], a = newPlace[i], b = newPlace[j], at = next[Math.Min(a, b)]++;
                (row[at], value[at]) = (Math.Max(a, b), matrix.Values[p] * scale[i] * scale[j]);
            }
        }

        return (start, row, value);
    }

    private void FactorBlock(int s)
    {
        int columns = blocks.Columns(s), below = blocks.RowsBelow(s), tall = columns + below;
        MarkPlaces(s, columns);
        fixed (double* values = Values, u = update, waiting = stack, mirrored = mirror, signs = Signs)
        {
            double* block = values + ValueStart[s];
            Clear(block, (long)tall * columns);
            AddEntries(s, block, tall);
            int firstChild = waitingCount - childCount[s];
            long from = top;
            for (int k = waitingCount - 1; k >= firstChild; k--)
            {
                from -= Triangle(blocks.RowsBelow(waitingBlocks[k]));
                AddToBlock(waitingBlocks[k], waiting + from, block, columns, tall);
            }

            double* other = signs == null ? block : mirrored;
            replaced += DenseBlocks.Factor(block, other, tall, columns, signs == null ? null : signs + blocks.FirstColumn[s]);
            DenseBlocks.Update(u, block + columns, other + columns, below, (tall, columns));
            from = top;
            for (int k = waitingCount - 1; k >= firstChild; k--)
            {
                from -= Triangle(blocks.RowsBelow(waitingBlocks[k]));
                AddToUpdate(waitingBlocks[k], waiting + from, u, columns, below);
            }

            (top, waitingCount) = (from, firstChild);
            waitingBlocks[waitingCount++] = s;
            Keep(u, waiting + top, below);
            top += Triangle(below);
        }
    }

    private static void Clear(double* values, long count) => new Span<double>(values, checked((int)count)).Clear();

    private void MarkPlaces(int s, int columns)
    {
        int first = blocks.FirstColumn[s];
        for (int c = 0; c < columns; c++)
        {
            place[first + c] = c;
        }

        ReadOnlySpan<int> below = blocks.RowsOf(s);
        for (int i = 0; i < below.Length; i++)
        {
            place[below[i]] = columns + i;
        }
    }

    private void AddEntries(int s, double* block, int tall)
    {
        for (int c = blocks.FirstColumn[s]; c < blocks.FirstColumn[s + 1]; c++, block += tall)
        {
            for (int p = columnStart[c]; p < columnStart[c + 1]; p++)
            {
                block[place[rows[p]]] += entries[p];
            }
        }
    }

    private ReadOnlySpan<int> PlacesOf(int child)
    {
        ReadOnlySpan<int> below = blocks.RowsOf(child);
        for (int i = 0; i < below.Length; i++)
        {
            relative[i] = place[below[i]];
        }

        return relative.AsSpan(0, below.Length);
    }

    private void AddToBlock(int child, double* waiting, double* block, int columns, int tall)
    {
        ReadOnlySpan<int> to = PlacesOf(child);
        for (int j = 0; j < to.Length && to[j] < columns; j++)
        {
            AddColumn(waiting, block + ((long)to[j] * tall), to[j..]);
            waiting += to.Length - j;
        }
    }

    private void AddToUpdate(int child, double* waiting, double* u, int columns, int below)
    {
        ReadOnlySpan<int> to = PlacesOf(child);
        int stride = DenseBlocks.UpdateStride(below);
        for (int j = 0; j < to.Length; j++)
        {
            if (to[j] >= columns)
            {
                AddColumn(waiting, u + ((long)(to[j] - columns) * stride) - columns, to[j..]);
            }

            waiting += to.Length - j;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddColumn(double* from, double* column, ReadOnlySpan<int> to)
    {
        for (int i = 0; i < to.Length; i++)
        {
            column[to[i]] += from[i];
        }
    }

    private static void Keep(double* u, double* waiting, int below)
    {
        int stride = DenseBlocks.UpdateStride(below);
        for (int j = 0; j < below; j++)
        {
            new ReadOnlySpan<double>(u + ((long)j * stride) + j, below - j).CopyTo(new Span<double>(waiting, below - j));
            waiting += below - j;
        }
    }
}

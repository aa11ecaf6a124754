using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Stria.Numerics.Linear;

/// <summary>Cholesky's steps on dense blocks, column by column in memory.</summary>
/// <remarks>Tiles of 8 or 16 rows and 4 columns are summed in registers over the whole depth. Tiles may reach up to 7 rows beyond a block's own: callers see to it
/// that what lies there may be read and, where written, is never used. Every sum has one order, whatever the machine's load.</remarks>
internal static unsafe class DenseBlocks
{
    /// <summary>Values that must lie behind the last block, because tiles read beyond it.</summary>
    internal const int Guard = 16;

    private const int TileRows = 8, TileColumns = 4, PanelColumns = 32;

    // Of the scaled matrix, whose pivots begin near 1: a pivot that is not positive is replaced so that the factors can be finished and judged.
    private const double ReplacedPivot = 1e-13;

    /// <summary>Factors the first columns of a block: A = L·Lᵀ in its triangle, L below it.</summary>
    /// <param name="block">rows × columns values; the lower trapezoid counts, the upper triangle becomes arbitrary.</param>
    /// <param name="rows">Rows, also the distance between columns.</param>
    /// <param name="columns">Columns, at most rows.</param>
    /// <returns>How many pivots were not positive and have been replaced by small ones.</returns>
    internal static int Factor(double* block, int rows, int columns) => Factor(block, block, rows, columns, null);

    /// <summary>Factors the first columns of a block whose pivots may have either sign: A = L·D·Lᵀ, D = ±1.</summary>
    /// <param name="block">As for <see cref="Factor(double*, int, int)"/>.</param>
    /// <param name="mirror">Receives L·D, in the places of the block.</param>
    /// <param name="rows">Rows, also the distance between columns.</param>
    /// <param name="columns">Columns, at most rows.</param>
    /// <param name="signs">Receives D, one sign per column; null for a positive definite block, which is its own mirror.</param>
    /// <returns>How many pivots have been replaced by small ones.</returns>
    internal static int Factor(double* block, double* mirror, int rows, int columns, double* signs)
    {
        int replaced = 0;
        for (int first = 0; first < columns; first += PanelColumns)
        {
            int width = Math.Min(PanelColumns, columns - first), behind = first + width;
            for (int j = first; j < behind; j++)
            {
                double* column = block + ((long)j * rows) + j;
                SubtractProduct(column, block + ((long)first * rows) + j, mirror + ((long)first * rows) + j, rows, (rows - j, j - first));
                if (signs == null)
                {
                    replaced += Divide(column, rows - j) ? 0 : 1;
                }
                else
                {
                    replaced += DivideSigned(column, mirror + ((long)j * rows) + j, rows - j, out signs[j]) ? 0 : 1;
                }
            }

            if (behind < columns)
            {
                long from = ((long)first * rows) + behind;
                Trail(block + ((long)behind * rows) + behind, block + from, mirror + from, (rows, width), (rows - behind, columns - behind));
            }
        }

        return replaced;
    }

    /// <summary>Lower triangle of U = −A·Bᵀ, where B is A or its mirror A·D.</summary>
    /// <param name="u">Receives columns of <see cref="UpdateStride"/>(rows) values.</param>
    /// <param name="a">rows × depth values.</param>
    /// <param name="b">The same for B.</param>
    /// <param name="rows">Rows of A.</param>
    /// <param name="source">From one column of A and B to the next, and their number of columns.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Update(double* u, double* a, double* b, int rows, (int Stride, int Depth) source)
    {
        int stored = UpdateStride(rows);
        for (int j = 0; j < rows; j += TileColumns)
        {
            for (int i = j & ~(TileRows - 1); i < rows; i += TileRows)
            {
                double* c = u + ((long)j * stored) + i;
                if (Vector512.IsHardwareAccelerated && i + TileRows < rows)
                {
                    WideTile(c, stored, a + i, b + j, source, false);
                    i += TileRows;
                }
                else
                {
                    Tile(c, stored, a + i, b + j, source, false);
                }
            }
        }
    }

    /// <summary>Distance between the columns of an update of so many rows.</summary>
    internal static int UpdateStride(int rows) => (rows + TileRows - 1) & ~(TileRows - 1);

    /// <summary>Room for the largest update: its columns are filled up to whole tiles.</summary>
    internal static long UpdateLength(int rows) => ((long)UpdateStride(rows) * (rows + TileColumns)) + Guard;

    // C −= A·Bᵀ for the rest of the panel's own block, B being the first rows of A or of its mirror. Tiles end at the block's last row and reach above the diagonal instead.
    private static void Trail(double* c, double* a, double* b, (int Stride, int Depth) source, (int Rows, int Columns) size)
    {
        int stride = source.Stride;
        int shift = size.Rows & (TileRows - 1), whole = size.Columns & ~(TileColumns - 1);
        for (int j = 0; j < whole; j += TileColumns)
        {
            for (int i = ((j - shift) & ~(TileRows - 1)) + shift; i < size.Rows; i += TileRows)
            {
                if (Vector512.IsHardwareAccelerated && i + TileRows < size.Rows)
                {
                    WideTile(c + ((long)j * stride) + i, stride, a + i, b + j, source, true);
                    i += TileRows;
                }
                else
                {
                    Tile(c + ((long)j * stride) + i, stride, a + i, b + j, source, true);
                }
            }
        }

        for (int j = whole; j < size.Columns; j++)
        {
            SubtractProduct(c + ((long)j * stride) + j, a + j, b + j, stride, (size.Rows - j, source.Depth));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Divide(double* column, int rows)
    {
        double pivot = column[0];
        bool positive = pivot > 0;
        if (!positive)
        {
            pivot = Math.Max(Math.Abs(pivot), ReplacedPivot);
        }

        double root = Math.Sqrt(pivot), inverse = 1 / root;
        column[0] = root;
        for (int i = 1; i < rows; i++)
        {
            column[i] *= inverse;
        }

        return positive;
    }

    // A pivot of either sign; one that has vanished is replaced and counted.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool DivideSigned(double* column, double* mirror, int rows, out double sign)
    {
        double pivot = column[0], size = Math.Abs(pivot);
        bool sound = size > ReplacedPivot;
        sign = pivot < 0 ? -1 : 1;
        double root = Math.Sqrt(sound ? size : ReplacedPivot), inverse = sign / root;
        column[0] = root;
        mirror[0] = sign * root;
        for (int i = 1; i < rows; i++)
        {
            double value = column[i] * inverse;
            column[i] = value;
            mirror[i] = sign * value;
        }

        return sound;
    }

    // c −= A·b, where b is the first row of A or of its mirror.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SubtractProduct(double* c, double* a, double* factors, int stride, (int Rows, int Depth) size)
    {
        (int rows, int depth) = size;
        int i = 0;
        for (; i + (4 * Vector256<double>.Count) <= rows; i += 4 * Vector256<double>.Count)
        {
            Vector256<double> s0 = Vector256.Load(c + i), s1 = Vector256.Load(c + i + 4), s2 = Vector256.Load(c + i + 8), s3 = Vector256.Load(c + i + 12);
            double* p = a, f = factors;
            for (int k = 0; k < depth; k++, p += stride, f += stride)
            {
                Vector256<double> b = Vector256.Create(-*f);
                s0 = Vector256.MultiplyAddEstimate(Vector256.Load(p + i), b, s0);
                s1 = Vector256.MultiplyAddEstimate(Vector256.Load(p + i + 4), b, s1);
                s2 = Vector256.MultiplyAddEstimate(Vector256.Load(p + i + 8), b, s2);
                s3 = Vector256.MultiplyAddEstimate(Vector256.Load(p + i + 12), b, s3);
            }

            s0.Store(c + i);
            s1.Store(c + i + 4);
            s2.Store(c + i + 8);
            s3.Store(c + i + 12);
        }

        for (; i + Vector256<double>.Count <= rows; i += Vector256<double>.Count)
        {
            Vector256<double> s = Vector256.Load(c + i);
            double* p = a, f = factors;
            for (int k = 0; k < depth; k++, p += stride, f += stride)
            {
                s = Vector256.MultiplyAddEstimate(Vector256.Load(p + i), Vector256.Create(-*f), s);
            }

            s.Store(c + i);
        }

        for (; i < rows; i++)
        {
            double s = c[i];
            double* p = a, f = factors;
            for (int k = 0; k < depth; k++, p += stride, f += stride)
            {
                s = double.MultiplyAddEstimate(p[i], -*f, s);
            }

            c[i] = s;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile(double* c, int columnStride, double* a, double* b, (int Stride, int Depth) source, bool add)
    {
        Vector256<double> u0 = default, u1 = default, u2 = default, u3 = default, l0 = default, l1 = default, l2 = default, l3 = default;
        for (int k = 0; k < source.Depth; k++, a += source.Stride, b += source.Stride)
        {
            Vector256<double> upper = Vector256.Load(a), lower = Vector256.Load(a + 4), f = Vector256.Create(b[0]);
            u0 = Vector256.MultiplyAddEstimate(upper, f, u0);
            l0 = Vector256.MultiplyAddEstimate(lower, f, l0);
            f = Vector256.Create(b[1]);
            u1 = Vector256.MultiplyAddEstimate(upper, f, u1);
            l1 = Vector256.MultiplyAddEstimate(lower, f, l1);
            f = Vector256.Create(b[2]);
            u2 = Vector256.MultiplyAddEstimate(upper, f, u2);
            l2 = Vector256.MultiplyAddEstimate(lower, f, l2);
            f = Vector256.Create(b[3]);
            u3 = Vector256.MultiplyAddEstimate(upper, f, u3);
            l3 = Vector256.MultiplyAddEstimate(lower, f, l3);
        }

        Put(c, u0, l0, add);
        Put(c + columnStride, u1, l1, add);
        Put(c + (2 * columnStride), u2, l2, add);
        Put(c + (3 * columnStride), u3, l3, add);
    }

    private static void Put(double* c, Vector256<double> upper, Vector256<double> lower, bool add)
    {
        Vector256.Store((add ? Vector256.Load(c) : default) - upper, c);
        Vector256.Store((add ? Vector256.Load(c + 4) : default) - lower, c + 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WideTile(double* c, int columnStride, double* a, double* b, (int Stride, int Depth) source, bool add)
    {
        Vector512<double> u0 = default, u1 = default, u2 = default, u3 = default, l0 = default, l1 = default, l2 = default, l3 = default;
        for (int k = 0; k < source.Depth; k++, a += source.Stride, b += source.Stride)
        {
            Vector512<double> upper = Vector512.Load(a), lower = Vector512.Load(a + 8), f = Vector512.Create(b[0]);
            u0 = Vector512.MultiplyAddEstimate(upper, f, u0);
            l0 = Vector512.MultiplyAddEstimate(lower, f, l0);
            f = Vector512.Create(b[1]);
            u1 = Vector512.MultiplyAddEstimate(upper, f, u1);
            l1 = Vector512.MultiplyAddEstimate(lower, f, l1);
            f = Vector512.Create(b[2]);
            u2 = Vector512.MultiplyAddEstimate(upper, f, u2);
            l2 = Vector512.MultiplyAddEstimate(lower, f, l2);
            f = Vector512.Create(b[3]);
            u3 = Vector512.MultiplyAddEstimate(upper, f, u3);
            l3 = Vector512.MultiplyAddEstimate(lower, f, l3);
        }

        Put(c, u0, l0, add);
        Put(c + columnStride, u1, l1, add);
        Put(c + (2 * columnStride), u2, l2, add);
        Put(c + (3 * columnStride), u3, l3, add);
    }

    private static void Put(double* c, Vector512<double> upper, Vector512<double> lower, bool add)
    {
        Vector512.Store((add ? Vector512.Load(c) : default) - upper, c);
        Vector512.Store((add ? Vector512.Load(c + 8) : default) - lower, c + 8);
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Stria.Numerics.Linear;

/// <summary>C = A·B for matrices of which one dimension is small: a few rows of A, or a few columns of it.</summary>
/// <remarks>Little is packed of what libraries for large matrices pack before they multiply. Each value is one chain of fused multiply–adds in the order of the columns of A: it does not depend on how many columns
/// B has, nor on where they lie.</remarks>
public static unsafe class SlimProduct
{
    private const int RowTile = 4, Lanes = 4, ColumnTile = 2 * Lanes, MostPacked = 512;

    /// <summary>Multiplies.</summary>
    /// <param name="a">Rows × inner.</param>
    /// <param name="b">Inner × columns.</param>
    /// <param name="c">Receives rows × columns; neither of the others.</param>
    public static void Multiply(MatrixView<double> a, MatrixView<double> b, MatrixView<double> c)
    {
        if (a.Columns != b.Rows || c.Rows != a.Rows || c.Columns != b.Columns)
        {
            throw new ArgumentException($"{a.Rows} × {a.Columns} times {b.Rows} × {b.Columns} is not {c.Rows} × {c.Columns}.");
        }

        if (c.Columns < ColumnTile)
        {
            Narrow(a, b, c);
            return;
        }

        // Columns first: those of B stay in the first cache for all rows of A. The last tile may cover columns, and rows, for a second time.
        bool packs = a.Rows > RowTile && a.Columns <= MostPacked && b.Stride > ColumnTile;
        double* packed = stackalloc double[packs ? a.Columns * ColumnTile : 0];
        for (int done = 0; done < c.Columns; done += ColumnTile)
        {
            int column = Math.Min(done, c.Columns - ColumnTile);
            var from = new MatrixView<double>(b.Start + column, b.Rows, ColumnTile, b.Stride);
            if (packs)
            {
                from = Packed(from, packed);
            }

            var to = new MatrixView<double>(c.Start + column, c.Rows, ColumnTile, c.Stride);
            for (int row = 0; row < a.Rows; row += RowTile)
            {
                Tile(a, from, to, row);
            }
        }
    }

    // Rows of a wide matrix would share few places of a cache.
    private static MatrixView<double> Packed(MatrixView<double> b, double* to)
    {
        double* from = b.Start;
        for (int k = 0; k < b.Rows; k++, from += b.Stride)
        {
            Store(to + (k * ColumnTile), Vector256.Load(from), Vector256.Load(from + Lanes));
        }

        return new MatrixView<double>(to, b.Rows, ColumnTile);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile(MatrixView<double> a, MatrixView<double> b, MatrixView<double> c, int row)
    {
        int last = a.Rows - 1, inner = a.Columns, stride = b.Stride, r1 = Math.Min(row + 1, last), r2 = Math.Min(row + 2, last), r3 = Math.Min(row + 3, last);
        double* a0 = a.Start + ((long)row * a.Stride), a1 = a.Start + ((long)r1 * a.Stride), a2 = a.Start + ((long)r2 * a.Stride), a3 = a.Start + ((long)r3 * a.Stride);
        double* from = b.Start;
        Vector256<double> s0 = default, s1 = default, s2 = default, s3 = default, t0 = default, t1 = default, t2 = default, t3 = default;
        for (int k = 0; k < inner; k++, from += stride)
        {
            Vector256<double> left = Vector256.Load(from), right = Vector256.Load(from + Lanes), factor = Vector256.Create(a0[k]);
            s0 = Vector256.FusedMultiplyAdd(factor, left, s0);
            t0 = Vector256.FusedMultiplyAdd(factor, right, t0);
            factor = Vector256.Create(a1[k]);
            s1 = Vector256.FusedMultiplyAdd(factor, left, s1);
            t1 = Vector256.FusedMultiplyAdd(factor, right, t1);
            factor = Vector256.Create(a2[k]);
            s2 = Vector256.FusedMultiplyAdd(factor, left, s2);
            t2 = Vector256.FusedMultiplyAdd(factor, right, t2);
            factor = Vector256.Create(a3[k]);
            s3 = Vector256.FusedMultiplyAdd(factor, left, s3);
            t3 = Vector256.FusedMultiplyAdd(factor, right, t3);
        }

        double* to = c.Start;
        Store(to + ((long)row * c.Stride), s0, t0);
        Store(to + ((long)r1 * c.Stride), s1, t1);
        Store(to + ((long)r2 * c.Stride), s2, t2);
        Store(to + ((long)r3 * c.Stride), s3, t3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(double* to, Vector256<double> left, Vector256<double> right)
    {
        left.Store(to);
        right.Store(to + Lanes);
    }

    private static void Narrow(MatrixView<double> a, MatrixView<double> b, MatrixView<double> c)
    {
        for (int i = 0; i < c.Rows; i++)
        {
            for (int j = 0; j < c.Columns; j++)
            {
                double sum = 0;
                for (int k = 0; k < a.Columns; k++)
                {
                    sum = Math.FusedMultiplyAdd(a.Start[((long)i * a.Stride) + k], b.Start[((long)k * b.Stride) + j], sum);
                }

                c.Start[((long)i * c.Stride) + j] = sum;
            }
        }
    }
}

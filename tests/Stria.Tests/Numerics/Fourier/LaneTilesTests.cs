using System.Runtime.Intrinsics;
using Stria.Numerics.Fourier;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace Stria.Tests.Numerics.Fourier;

/// <summary>How fields and coefficients lie in memory between the sweeps.</summary>
public sealed class LaneTilesTests
{
    [Theory]
    [InlineData(8, 16)]
    [InlineData(12, 9)]
    [InlineData(5, 3)]
    public void What_is_put_in_by_rows_is_read_by_columns_and_the_other_way_round(int columns, int rows)
    {
        double Value(int row, int column) => (100 * row) + column;
        var tiles = new LaneTiles(columns, rows, parts: 1);
        Lanes[] a = new Lanes[columns], b = new Lanes[columns];
        for (int row = 0; row < rows; row += 8)
        {
            for (int k = 0; k < columns; k++)
            {
                a[k] = Vector256.Create(Value(row, k), Value(row + 1, k), Value(row + 2, k), Value(row + 3, k));
                b[k] = Vector256.Create(Value(row + 4, k), Value(row + 5, k), Value(row + 6, k), Value(row + 7, k));
            }

            tiles.StoreRows(row, a, b);
        }

        var column = new Lanes[rows];
        for (int batch = 0; batch < tiles.Batches; batch++)
        {
            tiles.Load(batch, 0, column);
            for (int i = 0; i < rows; i++)
            {
                for (int lane = 0; lane < 4 && (4 * batch) + lane < columns; lane++)
                {
                    Assert.Equal(Value(i, (4 * batch) + lane), column[i][lane]);
                }
            }

            tiles.Store(batch, 0, [.. column.Select(v => -v)]);
        }

        tiles.LoadRows(0, a, b);
        Assert.Equal(-Value(Math.Min(2, rows - 1), columns - 1), a[columns - 1][Math.Min(2, rows - 1)]);
        Assert.Equal(-Value(1, 0), a[0][1]);
    }

    [Fact]
    public void Complex_tiles_keep_real_and_imaginary_parts_apart()
    {
        var tiles = new LaneTiles(4, 8, parts: 2);
        Lanes[] real = [.. Enumerable.Range(0, 8).Select(i => Vector256.Create((double)i))], imaginary = [.. real.Select(v => v + Vector256.Create(0.5))], found = new Lanes[8];
        tiles.Store(0, 0, real);
        tiles.Store(0, 1, imaginary);
        tiles.Load(0, 0, found);
        Assert.Equal(real, found);
        tiles.Load(0, 1, found);
        Assert.Equal(imaginary, found);
        Assert.Equal(8, tiles.Stride);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Lanes_begin_at_a_cache_line_and_are_zero_at_first(int count)
    {
        Span<Lanes> lanes = new LaneBuffer(count).Span;
        Assert.Equal(count, lanes.Length);
        Assert.Equal(0, Address(lanes) % 64);
        foreach (Lanes lane in lanes)
        {
            Assert.Equal(Lanes.Zero, lane);
        }
    }

    [Theory]
    [InlineData(8, 200)]
    [InlineData(3, 10)]
    public void A_source_sees_every_value_of_the_rows_once_and_nothing_else(int rows, int columns)
    {
        var block = new EightRows(columns);
        double[] field = [.. Enumerable.Range(0, rows * columns).Select(i => Math.Cos(i))], back = new double[field.Length];
        Lanes[] a = new Lanes[columns], b = new Lanes[columns];
        foreach (bool isThere in new[] { false, rows == 8 })
        {
            var source = default(Doubled);
            block.Make(field, a, b, ref source, isThere && SetTo(field, a, b, columns));
            Assert.Equal(field.Length, source.Seen);
            Assert.Equal(field.Sum(), source.Sum, 1e-12);
            block.Put(back, a, b);
            Assert.Equal(field.Select(v => 2 * v), back);
        }
    }

    private static unsafe long Address(Span<Lanes> lanes)
    {
        fixed (Lanes* first = lanes)
        {
            return (long)first;
        }
    }

    private static bool SetTo(double[] field, Lanes[] a, Lanes[] b, int columns)
    {
        for (int k = 0; k < columns; k++)
        {
            a[k] = Vector256.Create(field[k], field[columns + k], field[(2 * columns) + k], field[(3 * columns) + k]);
            b[k] = Vector256.Create(field[(4 * columns) + k], field[(5 * columns) + k], field[(6 * columns) + k], field[(7 * columns) + k]);
        }

        return true;
    }

    private struct Doubled : IRowSource
    {
        public int Seen { get; private set; }

        public double Sum { get; private set; }

        public void Fill(ReadOnlySpan<double> values, Span<double> target)
        {
            for (int i = 0; i < values.Length; i++)
            {
                target[i] = 2 * values[i];
                Sum += values[i];
            }

            Seen += values.Length;
        }
    }
}

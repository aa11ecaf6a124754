using Stria.Numerics.Linear;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Numerics;

public sealed unsafe class SlimProductTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(3, 149, 5)]
    [InlineData(4, 20, 8)]
    [InlineData(28, 149, 67)]
    [InlineData(149, 7, 64)]
    [InlineData(6, 700, 19)]
    public void The_product_is_that_of_the_definition(int rows, int inner, int columns)
    {
        double[] a = Values(rows * inner, 1), b = Values(inner * columns, 2), c = Product(a, b, (rows, inner, columns));
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                double expected = Enumerable.Range(0, inner).Sum(k => a[(i * inner) + k] * b[(k * columns) + j]);
                Assert.Equal(expected, c[(i * columns) + j], 1e-13 * inner);
            }
        }
    }

    [Fact]
    public void A_column_comes_out_to_the_last_bit_the_same_alone_in_the_middle_and_at_the_end()
    {
        const int rows = 9, inner = 31, columns = 29;
        double[] a = Values(rows * inner, 3), b = Values(inner * columns, 4), whole = Product(a, b, (rows, inner, columns));
        for (int j = 0; j < columns; j++)
        {
            double[] own = [.. Enumerable.Range(0, inner).Select(k => b[(k * columns) + j])];
            Assert.Equal(Enumerable.Range(0, rows).Select(i => whole[(i * columns) + j]), Product(a, own, (rows, inner, 1)));
        }
    }

    [Fact]
    public void Rows_may_lie_apart_and_what_lies_between_stays()
    {
        double[] a = Values(6, 5), b = Values(27, 6), c = [.. Enumerable.Repeat(7.0, 24)], tight = Product(a, [.. b.Where((_, i) => i % 9 < 8)], (2, 3, 8));
        fixed (double* pa = a, pb = b, pc = c)
        {
            SlimProduct.Multiply(new MatrixView<double>(pa, 2, 3), new MatrixView<double>(pb, 3, 8, 9), new MatrixView<double>(pc, 2, 8, 12));
        }

        Assert.Equal([.. tight[..8], 7, 7, 7, 7, .. tight[8..], 7, 7, 7, 7], c);
    }

    [Fact]
    public void Matrices_that_do_not_fit_together_are_refused() => Assert.Throws<ArgumentException>(() => Product(Values(6, 1), Values(8, 1), (2, 3, 4), inner: 2));

    private static double[] Product(double[] a, double[] b, (int Rows, int Inner, int Columns) size, int? inner = null)
    {
        var c = new double[size.Rows * size.Columns];
        fixed (double* pa = a, pb = b, pc = c)
        {
            SlimProduct.Multiply(new MatrixView<double>(pa, size.Rows, size.Inner), new MatrixView<double>(pb, inner ?? size.Inner, size.Columns), new MatrixView<double>(pc, size.Rows, size.Columns));
        }

        return c;
    }

    private static double[] Values(int count, int seed)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.Normal())];
    }
}

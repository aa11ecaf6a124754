using System.Text.RegularExpressions;
using Stria.Numerics.Linear;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Numerics;

public sealed unsafe partial class OpenBlasTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(3, 5, 2)]
    [InlineData(17, 33, 9)]
    public void Products_equal_plain_sums(int m, int k, int n)
    {
        double[] a = Random(m * k, 1), b = Random(k * n, 2), c = Random(m * n, 3);
        float[] af = [.. a.Select(v => (float)v)], bf = [.. b.Select(v => (float)v)], cf = [.. c.Select(v => (float)v)];
        double[] expected = [.. Enumerable.Range(0, m * n).Select(i => (1.5 * Sum(k, j => a[(i / n * k) + j] * b[(j * n) + (i % n)])) - (0.5 * c[i]))];
        fixed (double* pa = a, pb = b, pc = c)
        fixed (float* qa = af, qb = bf, qc = cf)
        {
            OpenBlas.Multiply(new MatrixView<double>(pa, m, k), new(pb, k, n), new(pc, m, n), 1.5, -0.5);
            OpenBlas.Multiply(new MatrixView<float>(qa, m, k), new(qb, k, n), new(qc, m, n), 1.5f, -0.5f);
        }

        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], c[i], 1e-13);
            Assert.Equal(expected[i], cf[i], 2e-5);
        }
    }

    [Fact]
    public void A_product_with_a_transpose_equals_plain_sums()
    {
        const int M = 4, K = 7, N = 3;
        float[] a = [.. Random(M * K, 4).Select(v => (float)v)], b = [.. Random(N * K, 5).Select(v => (float)v)], c = new float[M * N];
        fixed (float* pa = a, pb = b, pc = c)
        {
            OpenBlas.MultiplyTransposed(new(pa, M, K), new(pb, N, K), new(pc, M, N));
        }

        for (int i = 0; i < c.Length; i++)
        {
            Assert.Equal(Sum(K, j => a[(i / N * K) + j] * (double)b[(i % N * K) + j]), c[i], 1e-5);
        }
    }

    [Fact]
    public void Strided_views_read_and_write_only_their_own_part()
    {
        const int Stride = 6;
        double[] a = Random(3 * Stride, 6), b = Random(2 * Stride, 7), c = new double[3 * Stride];
        Array.Fill(c, 77);
        fixed (double* pa = a, pb = b, pc = c)
        {
            OpenBlas.Multiply(new MatrixView<double>(pa + 1, 3, 2, Stride), new(pb + 2, 2, 3, Stride), new(pc + 3, 3, 3, Stride));
        }

        for (int i = 0; i < c.Length; i++)
        {
            int row = i / Stride, column = (i % Stride) - 3;
            double expected = column < 0 ? 77 : Sum(2, j => a[(row * Stride) + 1 + j] * b[(j * Stride) + 2 + column]);
            Assert.Equal(expected, c[i], 1e-13);
        }
    }

    [Fact]
    public void The_gram_matrix_fills_the_upper_triangle_and_leaves_the_lower_one()
    {
        const int M = 5, K = 31;
        float[] a = [.. Random(M * K, 8).Select(v => (float)v)], c = new float[M * M];
        Array.Fill(c, -9);
        fixed (float* pa = a, pc = c)
        {
            OpenBlas.Gram(new(pa, M, K), new(pc, M, M));
        }

        for (int i = 0; i < c.Length; i++)
        {
            int row = i / M, column = i % M;
            Assert.Equal(column < row ? -9 : Sum(K, j => a[(row * K) + j] * (double)a[(column * K) + j]), c[i], 2e-5);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(40)]
    [InlineData(151)]
    public void Eigenpairs_leave_no_residual_and_eigenvectors_are_orthonormal(int n)
    {
        double[] a = Symmetric(n), vectors = [.. a], values = OpenBlas.SymmetricEigen(vectors, n);
        double largest = values.Max(Math.Abs), worstPair = 0, worstProduct = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                worstPair = Math.Max(worstPair, Math.Abs(Sum(n, k => a[(j * n) + k] * vectors[(i * n) + k]) - (values[i] * vectors[(i * n) + j])));
                worstProduct = Math.Max(worstProduct, Math.Abs(Sum(n, k => vectors[(i * n) + k] * vectors[(j * n) + k]) - (i == j ? 1 : 0)));
            }
        }

        Assert.Equal(values.Order(), values);
        Assert.True(largest > 0);
        Assert.InRange(worstPair / largest, 0, 1e-13);
        Assert.InRange(worstProduct, 0, 1e-13);
        Assert.Equal(Sum(n, i => a[i * (n + 1)]), values.Sum(), 1e-11 * largest);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_matrix_that_is_not_finite_is_refused(double bad)
    {
        double[] a = Symmetric(3);
        a[5] = bad;
        Assert.Contains("finite", Assert.Throws<ArgumentException>(() => OpenBlas.SymmetricEigen(a, 3)).Message);
    }

    [Fact]
    public void Sizes_that_do_not_fit_are_refused_with_the_sizes()
    {
        Assert.Throws<ArgumentException>(() => OpenBlas.SymmetricEigen(new double[8], 3));
        var a = new double[6];
        ArgumentException thrown = Assert.Throws<ArgumentException>(() =>
        {
            fixed (double* p = a)
            {
                OpenBlas.Multiply(new MatrixView<double>(p, 2, 3), new(p, 2, 3), new(p, 2, 3));
            }
        });
        Assert.Contains("2 × 3 and 2 × 3 into 2 × 3", thrown.Message);
    }

    [Fact]
    public void The_info_of_every_LAPACK_call_is_checked_before_anything_else_happens()
    {
        string source = File.ReadAllText(Path.Combine(SharedData.Repository, "src", "Stria.Numerics", "Linear", "OpenBlas.cs"));
        int imported = LapackImport().Count(source), called = LapackCall().Count(source), checkedAtOnce = CheckedLapackCall().Count(source);
        Assert.True(imported > 0 && called > 0);
        Assert.Equal(called, checkedAtOnce);
    }

    [GeneratedRegex(@"static partial void \w+_\(")]
    private static partial Regex LapackImport();

    [GeneratedRegex(@"^\s+\w+_\(.*&info\);", RegexOptions.Multiline)]
    private static partial Regex LapackCall();

    [GeneratedRegex(@"^\s+\w+_\(.*&info\);\s+Check\(info, ", RegexOptions.Multiline)]
    private static partial Regex CheckedLapackCall();

    private static double[] Symmetric(int n)
    {
        double[] a = Random(n * n, 9);
        return [.. Enumerable.Range(0, n * n).Select(i => a[i] + a[(i % n * n) + (i / n)])];
    }

    private static double[] Random(int count, long seed)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.Normal())];
    }

    private static double Sum(int count, Func<int, double> term) => Enumerable.Range(0, count).Sum(term);
}

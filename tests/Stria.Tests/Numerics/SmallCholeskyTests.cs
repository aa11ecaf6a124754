using FsCheck;
using FsCheck.Fluent;
using Stria.Numerics.Linear;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Numerics;

public sealed class SmallCholeskyTests
{
    private static readonly Arbitrary<(int Order, int Seed)> Problems =
        (from n in Gen.Choose(1, 9) from seed in Gen.Choose(1, 1_000_000) select (n, seed)).ToArbitrary();

    [Fact]
    public void Positive_definite_systems_are_solved() => Prop.ForAll(Problems, p =>
    {
        int n = p.Order;
        (double[] a, double[] x) = System(p);
        double[] b = Product(a, x), factor = [.. a], solution = [.. b];
        Assert.True(SmallCholesky.Factor(factor, n));
        SmallCholesky.Solve(factor, n, solution);
        double[] back = Product(a, solution);
        double scale = a.Max(Math.Abs) * solution.Max(Math.Abs);
        Assert.All(Enumerable.Range(0, n), i => Assert.Equal(b[i], back[i], 1e-13 * n * scale));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_factor_times_its_transpose_is_the_matrix() => Prop.ForAll(Problems, p =>
    {
        int n = p.Order;
        (double[] a, _) = System(p);
        double[] l = [.. a];
        Assert.True(SmallCholesky.Factor(l, n));
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = Enumerable.Range(0, j + 1).Sum(k => l[(i * n) + k] * l[(j * n) + k]);
                Assert.Equal(a[(i * n) + j], sum, 1e-13 * n * a.Max(Math.Abs));
            }
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_upper_triangle_is_not_looked_at()
    {
        double[] a = [4, double.NaN, 2, 5];
        Assert.True(SmallCholesky.Factor(a, 2));
        Assert.Equal([2, 1, 2], [a[0], a[2], a[3]]);
    }

    [Theory]
    [InlineData(new double[] { 0 }, 1)]
    [InlineData(new double[] { -1 }, 1)]
    [InlineData(new double[] { double.NaN }, 1)]
    [InlineData(new double[] { 1, 0, 2, 1 }, 2)]
    [InlineData(new double[] { 1, 0, 1, 1 }, 2)]
    [InlineData(new double[] { 1, 0, double.NaN, 1 }, 2)]
    [InlineData(new double[] { 2, 0, 0, 1, 2, 0, 3, 1, 2 }, 3)]
    public void Matrices_that_are_not_positive_definite_are_refused(double[] a, int n) => Assert.False(SmallCholesky.Factor([.. a], n));

    private static (double[] A, double[] X) System((int Order, int Seed) p)
    {
        int n = p.Order;
        var random = new SeededRandom(p.Seed);
        double[] g = [.. Enumerable.Range(0, n * (n + 2)).Select(_ => random.Normal())];
        var a = new double[n * n];
        for (int i = 0; i < a.Length; i++)
        {
            a[i] = Enumerable.Range(0, n + 2).Sum(k => g[(i / n * (n + 2)) + k] * g[(i % n * (n + 2)) + k]) + (i / n == i % n ? 1e-3 : 0);
        }

        return (a, [.. Enumerable.Range(0, n).Select(_ => random.Normal())]);
    }

    private static double[] Product(double[] a, double[] x) =>
        [.. Enumerable.Range(0, x.Length).Select(i => Enumerable.Range(0, x.Length).Sum(j => a[(i * x.Length) + j] * x[j]))];
}

using Stria.Numerics.Linear;

namespace Stria.Tests.Numerics;

/// <summary>Generalised minimal residuals where the number of iterations is known beforehand.</summary>
public sealed class GmresLimitsTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(8)]
    public void A_cyclic_shift_needs_as_many_products_as_it_has_unknowns(int order)
    {
        double[] b = new double[order], x = new double[order];
        b[0] = 1;
        GmresResult early = Gmres.Solve(new CyclicShift(), new NoFactors(order), b, x, (1e-12, order - 1));
        Assert.Equal(order - 1, early.Iterations);
        Assert.Equal(1, early.Residual, 1e-14);
        Assert.All(x, v => Assert.Equal(0, v, 1e-14));

        GmresResult whole = Gmres.Solve(new CyclicShift(), new NoFactors(order), b, x, (1e-12, order + 3));
        Assert.Equal(order, whole.Iterations);
        Assert.Equal(0, whole.Residual, 1e-14);
        for (int i = 0; i < order; i++)
        {
            Assert.Equal(i == order - 1 ? 1 : 0, x[i], 1e-13);
        }
    }

    [Fact]
    public void As_many_products_are_needed_as_there_are_different_eigenvalues()
    {
        double[] eigenvalues = [1, 1, 2, 2, 5, 5, 1, 5], b = [.. Enumerable.Repeat(1.0, 8)], x = new double[8];
        GmresResult result = Gmres.Solve(new Diagonal(eigenvalues), new NoFactors(8), b, x, (1e-11, 8));
        Assert.Equal(3, result.Iterations);
        for (int i = 0; i < x.Length; i++)
        {
            Assert.Equal(1 / eigenvalues[i], x[i], 1e-11);
        }
    }

    [Fact]
    public void Without_iterations_the_guess_of_zero_stays()
    {
        double[] b = [3, 4], x = [7, 8];
        Assert.Equal(new GmresResult(0, 1), Gmres.Solve(new CyclicShift(), new NoFactors(2), b, x, (1e-12, 0)));
        Assert.All(x, v => Assert.Equal(0.0, v));
    }

    [Fact]
    public void Nothing_on_the_right_needs_no_product()
    {
        double[] b = new double[3], x = [7, 8, 9];
        Assert.Equal(new GmresResult(0, 0), Gmres.Solve(new CyclicShift(), new NoFactors(3), b, x, (1e-12, 5)));
        Assert.All(x, v => Assert.Equal(0.0, v));
    }

    [Fact]
    public void The_solution_scales_with_the_right_hand_side_and_the_residual_does_not()
    {
        double[] eigenvalues = [1, 2, 4, 7, 11], b = [1, -2, 3, 0.5, 1], scaled = [.. b.Select(v => 1000 * v)], x = new double[5], y = new double[5];
        GmresResult one = Gmres.Solve(new Diagonal(eigenvalues), new NoFactors(5), b, x, (1e-14, 3));
        GmresResult other = Gmres.Solve(new Diagonal(eigenvalues), new NoFactors(5), scaled, y, (1e-14, 3));
        Assert.Equal(one.Iterations, other.Iterations);
        Assert.InRange(one.Residual, 1e-6, 0.9);
        Assert.Equal(one.Residual, other.Residual, 1e-11);
        for (int i = 0; i < x.Length; i++)
        {
            Assert.Equal(1000 * x[i], y[i], 1e-8);
        }
    }

    [Fact]
    public void More_iterations_never_leave_a_larger_residual()
    {
        double[] eigenvalues = [1, 2, 4, 7, 11, 16], b = [1, 1, 1, 1, 1, 1], x = new double[6];
        double before = 1;
        for (int most = 1; most <= 5; most++)
        {
            GmresResult result = Gmres.Solve(new Diagonal(eigenvalues), new NoFactors(6), b, x, (1e-15, most));
            Assert.Equal(most, result.Iterations);
            Assert.True(result.Residual < before, $"{result.Residual} after {before}");
            before = result.Residual;
        }
    }

    private sealed class CyclicShift : ILinearOperator
    {
        public void Apply(ReadOnlySpan<double> x, Span<double> y)
        {
            for (int i = 0; i < x.Length; i++)
            {
                y[(i + 1) % x.Length] = x[i];
            }
        }
    }

    private sealed class Diagonal(double[] entries) : ILinearOperator
    {
        public void Apply(ReadOnlySpan<double> x, Span<double> y)
        {
            for (int i = 0; i < x.Length; i++)
            {
                y[i] = entries[i] * x[i];
            }
        }
    }

    private sealed class NoFactors(int order) : IFactorization
    {
        public int Order => order;

        public long FactorEntries => 0;

        public long MemoryBytes => 0;

        public double SmallestEigenvalue => 1;

        public void Solve(Span<double> rightHandSides, int count = 1)
        {
            // The factors of the identity: what comes in goes out.
        }

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}

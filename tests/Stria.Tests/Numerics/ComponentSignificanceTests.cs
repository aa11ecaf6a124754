using Stria.Numerics.Statistics;

namespace Stria.Tests.Numerics;

public sealed class ComponentSignificanceTests
{
    private const int Variables = 45, Observations = 2000;

    // So many real components of falling strength, and noise of one.
    private static (Pca Pca, float[] Values, int[] Chosen) Planted(int real, int seed, double noise = 1, int variables = Variables)
    {
        var random = new SeededRandom(seed);
        double[][] loadings = [.. Enumerable.Range(0, real).Select(k => Enumerable.Range(0, variables).Select(v => Math.Cos((v + 0.5) * (k + 1) * Math.PI / variables)).ToArray())];
        var values = new float[variables * Observations];
        for (int p = 0; p < Observations; p++)
        {
            double[] scores = [.. Enumerable.Range(0, real).Select(k => 8 / (k + 1.0) * random.Normal())];
            for (int v = 0; v < variables; v++)
            {
                values[(v * Observations) + p] = (float)(5 + Enumerable.Range(0, real).Sum(k => scores[k] * loadings[k][v]) + (noise * random.Normal()));
            }
        }

        int[] chosen = [.. Enumerable.Range(0, Observations)];
        return (Pca.Of(values, variables, chosen), values, chosen);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Indicator_and_cross_validation_count_the_real_components(int real)
    {
        (Pca pca, float[] values, int[] chosen) = Planted(real, real);
        var found = ComponentSignificance.Of(pca, values, chosen, 10);
        Assert.Equal(real, found.ByIndicator);
        Assert.Equal(real, found.ByCrossValidation);
        Assert.InRange(found.ByBrokenStick, 1, real); // it is known to keep too few
        Assert.Equal(real, pca.SignificantCount(10));
    }

    // The first fold of few energies leaves out two: numbers of components that only other folds could try would seem to err less.
    [Theory]
    [InlineData(8)]
    [InlineData(10)]
    [InlineData(12)]
    [InlineData(14)]
    public void The_number_by_cross_validation_is_right_for_few_energies(int energies)
    {
        (Pca pca, float[] values, int[] chosen) = Planted(2, energies, 1, energies);
        Assert.Equal(2, ComponentSignificance.Of(pca, values, chosen, 10).ByCrossValidation);
    }

    [Fact]
    public void The_broken_stick_has_the_shares_of_its_formula()
    {
        (Pca pca, float[] values, int[] chosen) = Planted(1, 9);
        var found = ComponentSignificance.Of(pca, values, chosen, Variables - 2);
        Assert.Equal(Enumerable.Range(1, Variables).Sum(i => 1.0 / i) / Variables, found.BrokenStick[0], 1e-12);
        Assert.Equal(1 - found.BrokenStick[0] > 0, found.BrokenStick.Sum() < 1);
        Assert.Equal(pca.Eigenvalues[0] / pca.Eigenvalues.Sum(), found.Shares[0], 1e-12);
    }

    [Fact]
    public void Cross_validation_tells_the_variance_of_the_noise()
    {
        (Pca pca, float[] values, int[] chosen) = Planted(2, 12, 0.5);
        var found = ComponentSignificance.Of(pca, values, chosen, 6);
        Assert.InRange(found.CrossValidation[1], 0.24, 0.32); // 0.25, and the error of the scores
    }

    [Fact]
    public void Without_centring_the_second_moments_are_taken_apart()
    {
        (Pca pca, float[] values, _) = Planted(2, 3);
        Pca uncentred = pca.Uncentred();
        Assert.All(uncentred.Mean, m => Assert.Equal(0, m));
        Assert.Equal(values.Sum(v => (double)v * v) / Observations, uncentred.Eigenvalues.Sum(), 1e-3 * uncentred.Eigenvalues.Sum());
        Assert.True(uncentred.Eigenvalues[0] > 25 * Variables * 0.9); // the mean of five
        double[] first = uncentred.Components[..Variables];
        Assert.Equal(1, first.Sum(v => v * v), 1e-9);
    }
}

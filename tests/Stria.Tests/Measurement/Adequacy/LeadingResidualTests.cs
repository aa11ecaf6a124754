using Stria.Measurement.Stxm;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Measurement.Adequacy;

/// <summary>The spectrum that residuals of several groups have in common.</summary>
public sealed class LeadingResidualTests
{
    private const int Energies = 120, Groups = 5;

    // No smoothing: each energy for itself.
    private static readonly (int From, double[] Weights)[] Single = [.. Enumerable.Range(0, Energies).Select(e => (e, new[] { 1.0 }))];

    [Fact]
    public void One_shape_without_noise_is_found_with_its_strengths()
    {
        double[] strengths = [0.6, 0, -0.8, 0, 0], shape = [.. Enumerable.Range(0, Energies).Select(e => Math.Sin(0.2 * e))];
        LeadingResidual found = LeadingResidual.Of(Of((e, g) => strengths[g] * shape[e]), Groups, Single);
        Assert.Equal(shape.Sum(v => v * v), found.Square, 1e-9);
        double sign = Math.Sign(found.Strengths[0]);
        Assert.All(Enumerable.Range(0, Groups), g => Assert.Equal(strengths[g], sign * found.Strengths[g], 1e-9));
    }

    [Fact]
    public void What_all_groups_leave_alike_adds_up_and_what_they_leave_each_on_its_own_does_not()
    {
        double Shape(int e, int g) => Math.Sin((0.1 + (0.07 * g)) * e);
        double alike = LeadingResidual.Of(Of((e, _) => Shape(e, 0)), Groups, Single).Square, apart = LeadingResidual.Of(Of(Shape), Groups, Single).Square;
        double one = Enumerable.Range(0, Energies).Sum(e => Shape(e, 0) * Shape(e, 0));
        Assert.Equal(Groups * one, alike, 1e-8);
        Assert.InRange(apart, one * 0.95, one * 1.6);
    }

    [Fact]
    public void One_group_alone_has_the_sum_of_its_squares()
    {
        double[] noise = Noise(1, 3);
        Assert.Equal(noise.Sum(v => v * v), LeadingResidual.Of(noise, 1, Single).Square, 1e-9);
    }

    [Fact]
    public void The_order_of_the_groups_and_a_common_sign_change_nothing()
    {
        double[] noise = Noise(Groups, 4), turned = [.. Enumerable.Range(0, noise.Length).Select(i => -noise[(i / Groups * Groups) + (Groups - 1 - (i % Groups))])];
        LeadingResidual a = LeadingResidual.Of(noise, Groups, Single), b = LeadingResidual.Of(turned, Groups, Single);
        Assert.Equal(a.Square, b.Square, 1e-9);
        Assert.Equal(a.Roughness, b.Roughness, 1e-9);
        Assert.All(Enumerable.Range(0, Groups), g => Assert.Equal(Math.Abs(a.Strengths[g]), Math.Abs(b.Strengths[Groups - 1 - g]), 1e-9));
    }

    [Fact]
    public void White_noise_has_the_roughness_one_and_noise_twice_as_strong_four()
    {
        double[] rough = [.. Enumerable.Range(0, 40).Select(k => LeadingResidual.Of(Noise(Groups, 10 + k), Groups, Single).Roughness)];
        Assert.Equal(1.2, rough.Average(), 0.15); // the direction that holds most of white noise holds somewhat more than another
        double[] twice = [.. Noise(Groups, 7).Select(v => 2 * v)];
        Assert.Equal(4 * LeadingResidual.Of(Noise(Groups, 7), Groups, Single).Roughness, LeadingResidual.Of(twice, Groups, Single).Roughness, 1e-9);
    }

    [Fact]
    public void A_feature_wider_than_the_steps_of_energy_is_not_rough()
    {
        LeadingResidual found = LeadingResidual.Of(Of((e, _) => 10 * Math.Exp(-0.5 * Math.Pow((e - 60) / 4.0, 2))), Groups, Single);
        Assert.True(found.Roughness < 1e-3 * found.Square / Energies, $"{found.Roughness} {found.Square}");
    }

    [Fact]
    public void Smoothing_keeps_the_variance_of_noise_and_raises_what_is_smooth()
    {
        (int From, double[] Weights)[] three = [.. Enumerable.Range(0, Energies).Select(e => (Math.Clamp(e - 1, 0, Energies - 3), Enumerable.Repeat(1 / Math.Sqrt(3), 3).ToArray()))];
        double[] noise = [.. Enumerable.Range(0, 40).Select(k => LeadingResidual.Of(Noise(1, 60 + k), 1, three).Square)];
        Assert.Equal(Energies, noise.Average(), 8.0);
        double[] flat = [.. Enumerable.Repeat(0.5, Energies)];
        Assert.Equal(3 * Energies * 0.25, LeadingResidual.Of(flat, 1, three).Square, 1e-9);
    }

    private static double[] Of(Func<int, int, double> value) => [.. Enumerable.Range(0, Energies * Groups).Select(i => value(i / Groups, i % Groups))];

    private static double[] Noise(int groups, long seed)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, Energies * groups).Select(_ => random.Normal())];
    }
}

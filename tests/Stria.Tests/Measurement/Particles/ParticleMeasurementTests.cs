using Stria.Core;
using Stria.Measurement.Particles;

namespace Stria.Tests.Measurement.Particles;

public sealed class ParticleMeasurementTests
{
    private const int Side = 60;
    private static readonly ImageGrid Grid = Drawn.Grid(Side, Side, 50e-9);

    private static bool[] Box(int top, int bottom, int left, int right) => Drawn.Of(Side, Side, (r, c) => r >= top && r < bottom && c >= left && c < right);

    private static MeasuredParticle[] Measured(ParticleMaps maps, params bool[][] masks) => [.. ParticleMeasurement.Of([.. masks.Select(m => Drawn.Particle(m, Grid))], maps)];

    [Fact]
    public void Neighbours_touch_overlapping_particles_cross_and_others_do_neither()
    {
        bool[] a = Box(10, 20, 5, 30), b = Box(20, 30, 5, 30), c = Box(5, 40, 12, 18), far = Box(50, 55, 50, 55), corner = Box(30, 34, 30, 34);
        MeasuredParticle[] p = Measured(new ParticleMaps(Drawn.Image(Grid, (a, 1))), a, b, c, far, corner);
        Assert.Equal([2], p[0].Touches);
        Assert.Equal([3], p[0].Crosses);
        Assert.Equal([1, 5], p[1].Touches);
        Assert.Equal([1, 2], p[2].Crosses);
        Assert.Empty(p[3].Touches.Concat(p[3].Crosses));
        Assert.Equal([2], p[4].Touches);
        Assert.Equal(60.0 / 250, p[0].SharedPart, 1e-12);
    }

    [Fact]
    public void Composition_and_height_are_those_where_the_particle_lies_alone_weighted_by_amount()
    {
        bool[] a = Box(10, 20, 5, 30), b = Box(5, 40, 12, 18);
        float[] x = [.. Enumerable.Range(0, Grid.Count).Select(p => a[p] && b[p] ? 0.5f : a[p] ? (p % Side < 12 ? 0.2f : 0.4f) : b[p] ? 0.9f : float.NaN)];
        float[] amount = [.. Enumerable.Range(0, Grid.Count).Select(p => p % Side < 12 ? 3f : 1f)];
        MeasuredParticle[] p = Measured(new ParticleMaps(Drawn.Image(Grid, (a, 40), (b, 60))) { Composition = x, Amount = amount }, a, b);
        // Alone lie 7 columns of weight 3 and x = 0.2, and 12 of weight 1 and x = 0.4.
        Assert.Equal(((21 * 0.2) + (12 * 0.4)) / 33, p[0].Composition, 1e-6);
        Assert.Equal(0.9, p[1].Composition, 1e-6);
        Assert.Equal(0, p[1].CompositionSpread, 1e-3);
        Assert.Equal(40, p[0].Height, 1e-6);
        Assert.Equal(60, p[1].Height, 1e-6);
    }

    [Fact]
    public void Phases_are_shares_of_the_pixels_that_have_one()
    {
        bool[] a = Box(10, 20, 10, 20);
        sbyte[] phases = [.. Enumerable.Range(0, Grid.Count).Select(p => p % Side < 13 ? (sbyte)0 : p % Side < 19 ? (sbyte)1 : (sbyte)-1)];
        MeasuredParticle p = Measured(new ParticleMaps(Drawn.Image(Grid, (a, 1))) { Phases = phases, PhaseNames = ["alpha", "epsilon"] }, a).Single();
        Assert.Equal([3.0 / 9, 6.0 / 9], p.PhaseShares);
        Assert.Equal(1, p.Phase);
        Assert.Equal(-1, Measured(new ParticleMaps(Drawn.Image(Grid, (a, 1))), a).Single().Phase);
    }

    [Fact]
    public void Each_rule_leaves_out_what_it_says_and_says_so()
    {
        bool[] small = Box(20, 24, 20, 24), longBar = Box(30, 34, 10, 50), border = Box(0, 10, 10, 20), square = Box(40, 55, 5, 20);
        MeasuredParticle[] p = Measured(new ParticleMaps(Drawn.Image(Grid, (small, 1))), small, longBar, border, square);
        string[] Reasons(ExclusionRules rules) => [.. rules.Applied(p).Select(q => q.Excluded ?? "")];
        Assert.Equal(["", "", "at the border of the image", ""], Reasons(new ExclusionRules()));
        Assert.Equal(["", "", "", ""], Reasons(new ExclusionRules { AtBorder = false }));
        Assert.Equal(["area below 0.1 µm²", "", "", ""], Reasons(new ExclusionRules { AtBorder = false, LeastArea = 0.1e-12 }));
        Assert.Equal(["", "", "", "area above 0.5 µm²"], Reasons(new ExclusionRules { AtBorder = false, LargestArea = 0.5e-12 }));
        Assert.Equal(["aspect below 3", "", "aspect below 3", "aspect below 3"], Reasons(new ExclusionRules { AtBorder = false, LeastAspect = 3 }));
        Assert.Equal(["", "aspect above 3", "", ""], Reasons(new ExclusionRules { AtBorder = false, LargestAspect = 3 }));
        Assert.Equal(["", "struck out by hand", "", ""], Reasons(new ExclusionRules { AtBorder = false, Numbers = [2] }));
        Assert.All(Reasons(new ExclusionRules { AtBorder = false, LeastSolidity = 0.999999 }), r => Assert.True(r is "" or "solidity below 1"));
    }

    [Fact]
    public void Attributes_are_named_once_and_each_has_a_unit()
    {
        Assert.Equal(ParticleAttributes.All.Count, ParticleAttributes.All.Select(a => a.Name).Distinct().Count());
        Assert.Equal(ParticleAttributes.All.Count, ParticleAttributes.All.Select(a => a.Symbol).Distinct().Count());
        MeasuredParticle p = Measured(new ParticleMaps(Drawn.Image(Grid, (Box(10, 20, 10, 30), 25))), Box(10, 20, 10, 30)).Single();
        double Value(string name) => ParticleAttributes.All.Single(a => a.Name == name).Of(p);
        Assert.Equal(200 * 0.0025, Value("area"), 1e-9);
        Assert.Equal(20 * 0.05, Value("length"), 0.06);
        Assert.Equal(25, Value("height"), 1e-6);
        Assert.Equal(0, Value("orientation"), 1e-6);
        Assert.Equal(double.NaN, Value("x"));
        Assert.DoesNotContain(ParticleAttributes.Correlated, a => a.Name == "orientation");
    }
}

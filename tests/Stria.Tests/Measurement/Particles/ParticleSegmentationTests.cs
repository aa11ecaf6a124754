using Stria.Core;
using Stria.Measurement.Particles;
using Stria.Numerics.Images;

namespace Stria.Tests.Measurement.Particles;

public sealed class ParticleSegmentationTests
{
    private const int Side = 140;
    private static readonly ImageGrid Grid = Drawn.Grid(Side, Side);

    private static SegmentationScore Score(SegmentedImage found, params bool[][] truth) => SegmentationScore.Of([.. truth.Select(Drawn.Pixels)], [.. found.Particles.Select(p => p.Pixels)]);

    private static SegmentedImage Found(ScalarField image, float[]? x = null, ParticleHabit habit = ParticleHabit.Wires) => ParticleSegmentation.Of(image, x, new SegmentationOptions { Habit = habit });

    private static bool[] Bar(double length, double breadth, double angle, double row = 70, double column = 70) => Drawn.Bar(Side, Side, (row, column), length, breadth, angle);

    [Theory]
    [InlineData(0.35)]
    [InlineData(0.5)]
    [InlineData(0.8)]
    [InlineData(1.1)]
    [InlineData(1.5707963)]
    [InlineData(-0.7)]
    public void Crossing_bars_are_two_whole_bars_at_every_angle(double angle)
    {
        bool[] a = Bar(110, 10, 0.1), b = Bar(100, 9, 0.1 + angle);
        SegmentedImage found = Found(Drawn.Image(Grid, (a, 50), (b, 60)));
        Assert.Equal(2, found.Particles.Count);
        SegmentationScore score = Score(found, a, b);
        Assert.Equal(2, score.Matched);
        Assert.True(score.MeanOverlap > 0.88, $"overlap {score.MeanOverlap}");
        int shared = found.Particles[0].Pixels.Intersect(found.Particles[1].Pixels).Count(), truth = Drawn.Pixels(a).Intersect(Drawn.Pixels(b)).Count();
        Assert.InRange(shared, 0.5 * truth, 1.5 * truth);
    }

    [Theory]
    [InlineData(32)]
    [InlineData(36)]
    public void A_crossing_bar_that_sticks_out_by_little_more_than_its_width_is_found(double length)
    {
        bool[] a = Bar(100, 10, 0.1), b = Bar(length, 9, 1.5);
        SegmentationScore score = Score(Found(Drawn.Image(Grid, (a, 50), (b, 50))), a, b);
        Assert.Equal((2, 2), (score.Found, score.Matched));
        Assert.True(score.MeanOverlap > 0.95, $"overlap {score.MeanOverlap}");
    }

    [Fact]
    public void A_map_that_leaves_out_what_is_hardly_sample_does_not_pull_the_edge_of_a_wire_inwards()
    {
        bool[] bar = Bar(100, 9, 0.2);
        float[] blurred = GaussianFilter.Smooth(Drawn.Image(Grid, (bar, 50)).Values, Side, Side, 1.5);
        float[] cut = [.. blurred.Select(v => v < 22 ? float.NaN : v)];
        SegmentedImage found = Found(new ScalarField(Grid, cut, "thickness", "nm"));
        int[] pixels = Assert.Single(found.Particles).Pixels;
        Assert.Equal(Drawn.Pixels([.. cut.Select(float.IsFinite)]), pixels);
        Assert.InRange(pixels.Length / (double)Drawn.Pixels(bar).Length, 0.97, 1.05);
    }

    [Fact]
    public void Three_bars_through_one_place_are_three()
    {
        bool[] a = Bar(120, 8, 0), b = Bar(120, 8, Math.PI / 3), c = Bar(120, 8, -Math.PI / 3);
        SegmentationScore score = Score(Found(Drawn.Image(Grid, (a, 50), (b, 50), (c, 50))), a, b, c);
        Assert.Equal((3, 3, 3), (score.Planted, score.Found, score.Matched));
    }

    [Fact]
    public void Bars_side_by_side_are_two_by_the_groove_between_them()
    {
        bool[] a = Bar(100, 10, 0.2, 64.9), b = Bar(100, 10, 0.2, 75.1);
        // A wire is thinner towards its sides.
        float[] image = [.. Enumerable.Range(0, Grid.Count).Select(p => Ridge(p, 64.9) + Ridge(p, 75.1))];
        SegmentationScore score = Score(Found(new ScalarField(Grid, image, "t", "nm")), a, b);
        Assert.Equal((2, 2), (score.Found, score.Matched));
        Assert.True(score.MeanOverlap > 0.85);

        float Ridge(int p, double row)
        {
            double right = (p % Side) - 70, up = row - (p / Side), u = (right * Math.Cos(0.2)) + (up * Math.Sin(0.2)), v = ((up * Math.Cos(0.2)) - (right * Math.Sin(0.2))) / 5.4;
            return Math.Abs(u) < 50 && Math.Abs(v) < 1 ? (float)(60 * Math.Sqrt(1 - (v * v))) : 0;
        }
    }

    [Fact]
    public void A_wire_that_ends_at_another_is_one_and_the_other_goes_on()
    {
        bool[] through = Bar(120, 10, 0), stem = Drawn.Bar(Side, Side, (100, 70), 50, 9, Math.PI / 2);
        SegmentationScore score = Score(Found(Drawn.Image(Grid, (Drawn.Both(through, stem), 50))), through, stem);
        Assert.Equal((2, 2), (score.Found, score.Matched));
        Assert.True(score.MeanOverlap > 0.8);
    }

    [Fact]
    public void At_a_fork_the_straighter_arms_go_together()
    {
        bool[] through = Bar(120, 8, 0.05), branch = Drawn.Bar(Side, Side, (48, 91), 56, 8, 0.85);
        SegmentationScore score = Score(Found(Drawn.Image(Grid, (Drawn.Both(through, branch), 50))), through, branch);
        Assert.Equal(2, score.Found);
        Assert.Equal(2, score.Matched);
    }

    [Fact]
    public void A_ring_is_one_particle()
    {
        bool[] ring = Drawn.Ring(Side, Side, (70, 70), 45, 35);
        SegmentedImage found = Found(Drawn.Image(Grid, (ring, 50)));
        ParticleInstance only = Assert.Single(found.Particles);
        Assert.Equal(Drawn.Pixels(ring).Length, only.Pixels.Length, 0.05 * only.Pixels.Length);
        Assert.Equal(2 * Math.PI * 40, ParticleShape.Of(only).Length * 1e6, 15.0);
    }

    // Four arms that meet at right angles: alone they are two straight wires. Where left and right differ in x they are none.
    [Fact]
    public void Composition_keeps_apart_what_direction_would_join()
    {
        bool[] left = Drawn.Both(Drawn.Bar(Side, Side, (50, 50), 60, 9, -Math.PI / 4), Drawn.Bar(Side, Side, (90, 50), 60, 9, Math.PI / 4)), right = Drawn.Both(Drawn.Bar(Side, Side, (50, 90), 60, 9, Math.PI / 4), Drawn.Bar(Side, Side, (90, 90), 60, 9, -Math.PI / 4));
        ScalarField image = Drawn.Image(Grid, (Drawn.Both(left, right), 50));
        float[] apart = [.. Enumerable.Range(0, Grid.Count).Select(p => p % Side < 70 ? 0.9f : 0.3f)], alike = [.. Enumerable.Range(0, Grid.Count).Select(_ => 0.5f)];
        int Reach(SegmentedImage found) => found.Particles.Max(p => p.Pixels.Max(q => q % Side) - p.Pixels.Min(q => q % Side));
        SegmentedImage joined = Found(image, alike);
        Assert.Equal(2, joined.Particles.Count);
        Assert.True(Reach(joined) > 80);
        Assert.InRange(Reach(Found(image, apart)), 35, 65);
    }

    [Fact]
    public void Touching_grains_are_parted_at_their_necks_and_a_wire_is_no_row_of_grains()
    {
        bool[] a = Drawn.Disk(Side, Side, (60, 40), 18), b = Drawn.Disk(Side, Side, (60, 73), 17), c = Drawn.Disk(Side, Side, (90, 57), 17);
        ScalarField image = Drawn.Image(Grid, (Drawn.Both(a, Drawn.Both(b, c)), 50));
        SegmentationScore score = Score(Found(image, habit: ParticleHabit.Grains), a, b, c);
        Assert.Equal((3, 3), (score.Found, score.Matched));
        Assert.True(score.MeanOverlap > 0.9);
        Assert.Single(Found(Drawn.Image(Grid, (Bar(110, 12, 0.4), 50)), habit: ParticleHabit.Grains).Particles);
    }

    [Fact]
    public void A_neck_parts_two_wires_that_touch_end_to_end()
    {
        bool[] a = Drawn.Ellipse(Side, Side, (70, 40), (30, 7), 0), b = Drawn.Ellipse(Side, Side, (70, 98.5), (30, 7), 0);
        SegmentationScore score = Score(Found(Drawn.Image(Grid, (Drawn.Both(a, b), 50))), a, b);
        Assert.Equal((2, 2), (score.Found, score.Matched));
    }

    [Fact]
    public void Every_pixel_above_the_level_is_some_particles_and_no_other_is()
    {
        bool[] a = Bar(110, 10, 0.1), b = Bar(100, 9, 1.2), c = Drawn.Disk(Side, Side, (20, 20), 8);
        SegmentedImage found = ParticleSegmentation.Of(Drawn.Image(Grid, (a, 50), (b, 60), (c, 40)), null, new SegmentationOptions { Level = 25, Smoothing = 0 });
        bool[] covered = new bool[Grid.Count];
        foreach (int p in found.Particles.SelectMany(q => q.Pixels))
        {
            covered[p] = true;
        }

        Assert.Equal(Drawn.Both(Drawn.Both(a, b), c), covered);
        Assert.Equal(found.Foreground.Inside, covered);
    }

    [Fact]
    public void Thin_and_thick_wires_have_the_same_width_at_half_of_their_own_heights()
    {
        bool[] a = Bar(90, 9, 0, 40), b = Bar(90, 9, 0, 100);
        float[] image = Stria.Numerics.Images.GaussianFilter.Smooth(Drawn.Image(Grid, (a, 30), (b, 90)).Values, Side, Side, 1.2);
        SegmentedImage found = Found(new ScalarField(Grid, image, "t", "nm"));
        Assert.All(found.Particles, p => Assert.InRange(p.Pixels.Length, 90 * 9 - 40, 90 * 9 + 40));
    }

    [Fact]
    public void An_empty_image_is_refused_with_the_level()
    {
        string message = Assert.Throws<DataException>(() => Found(new ScalarField(Grid, new float[Grid.Count], "t", "nm"))).Message;
        Assert.Contains("nothing stands out", message, StringComparison.Ordinal);
        Assert.Throws<DataException>(() => ParticleSegmentation.Of(Drawn.Image(Grid, (Bar(90, 9, 0), 50)), null, new SegmentationOptions { Level = 90 }));
    }
}

using Stria.Core;
using Stria.Numerics.Geometry;

namespace Stria.Tests.Numerics.Outlines;

public sealed class OutlineTracerTests
{
    private const double Pixel = Maps.Pixel;

    [Fact]
    public void The_outline_of_a_smooth_map_converges_with_the_square_of_the_pixel()
    {
        // An ellipse, so that no symmetry of the raster helps.
        double[] errors = [.. new[] { 24, 48, 96 }.Select(WorstDistance)];
        Assert.InRange(Math.Log2(errors[0] / errors[1]), 1.7, 2.6);
        Assert.InRange(Math.Log2(errors[1] / errors[2]), 1.7, 2.6);
    }

    [Fact]
    public void The_default_level_is_half_of_the_plateau_and_finds_the_edge_of_a_blurred_disc()
    {
        ScalarField map = Maps.Disc(81, 30);
        TracedOutlines traced = OutlineTracer.Trace(map, Maps.Raw(0) with { Level = null });
        Assert.Equal(100, traced.Plateau, 0.5);
        Assert.Equal(traced.Plateau / 2, traced.Level);
        Assert.All(Maps.Places(traced.Outlines[0].Outer, map.Grid), p => Assert.Equal(30, Maps.Distance(p.Row, p.Column, 81), 0.05));
        Assert.Contains("half of the plateau", traced.Remarks[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_plateau_of_a_small_particle_is_found_beside_hot_pixels_and_noise()
    {
        // A particle on 0.3 % of the image, three pixels ten times as high.
        var random = new Random(2);
        ScalarField map = Maps.Of(200, 200, (r, c) => (r % 70 == 3 && c == 9 ? 800 : Math.Abs(r - 100) < 6 && Math.Abs(c - 100) < 6 ? 80 : 0) + (4 * random.NextDouble()) - 2);
        Assert.InRange(OutlineTracer.Trace(map).Plateau, 78, 82);
    }

    [Fact]
    public void Outer_rings_run_counter_clockwise_and_holes_clockwise_with_y_upwards()
    {
        ScalarField map = Maps.Of(60, 60, (r, c) => Maps.Distance(r, c, 60) is var d && d < 25 && d > 10 ? 1 : 0);
        Outline outline = OutlineTracer.Trace(map, new OutlineOptions { Level = 0.5 }).Outlines.Single();
        Assert.Equal("particle", outline.Name);
        Assert.True(outline.Outer.SignedArea > 0);
        Assert.True(outline.Holes.Single().SignedArea < 0);
        Assert.All(outline.Outer.SegmentParts, part => Assert.Equal("edge", part));
        Assert.All(outline.Holes[0].SegmentParts, part => Assert.Equal("hole 1", part));
        Assert.Equal(map.Values.Count(v => v > 0) * Pixel * Pixel, outline.Area, 0.02 * outline.Area);
    }

    [Fact]
    public void Particles_are_numbered_by_falling_area_and_an_island_in_a_hole_is_a_particle_of_its_own()
    {
        // A ring with an island, and a smaller disc beside it.
        ScalarField map = Maps.Of(60, 100, (r, c) => Math.Sqrt(Math.Pow(r - 30, 2) + Math.Pow(c - 30, 2)) is var d && (d < 6 || (d > 14 && d < 24)) ? 1 : Math.Sqrt(Math.Pow(r - 30, 2) + Math.Pow(c - 80, 2)) < 12 ? 1 : 0);
        IReadOnlyList<Outline> outlines = OutlineTracer.Trace(map, new OutlineOptions { Level = 0.5 }).Outlines;
        Assert.Equal(["particle 1", "particle 2", "particle 3"], outlines.Select(o => o.Name));
        Assert.Equal([1, 0, 0], outlines.Select(o => o.Holes.Count));

        // Each has parts of its own, so that one of them can be held without the others.
        Assert.Equal(["edge 1", "edge 2", "edge 3"], outlines.Select(o => o.Outer.SegmentParts.Distinct().Single()));
        Assert.Equal("hole 1.1", outlines[0].Holes[0].SegmentParts.Distinct().Single());
        double[] expected = [Math.PI * ((24 * 24) - (14 * 14)), Math.PI * 144, Math.PI * 36];
        Assert.All(outlines.Zip(expected), pair => Assert.Equal(pair.Second, pair.First.Area / (Pixel * Pixel), 0.06 * pair.Second));
    }

    [Fact]
    public void A_particle_cut_by_the_image_is_closed_along_the_border_which_has_its_own_names()
    {
        // Half a disc at the left border; half a pixel beyond the centres of the first column.
        ScalarField map = Maps.Of(61, 40, (r, c) => 20 - Math.Sqrt(Math.Pow(r - 30, 2) + (c * c)));
        Ring ring = OutlineTracer.Trace(map, Maps.Raw(0)).Outlines.Single().Outer;
        Assert.Equal(["edge", "image border left"], ring.SegmentParts.Distinct().Order());
        (double Row, double Column)[] places = Maps.Places(ring, map.Grid);
        for (int i = 0; i < ring.Count; i++)
        {
            bool onBorder = Math.Abs(places[i].Column + 0.5) < 1e-9 && Math.Abs(places[(i + 1) % ring.Count].Column + 0.5) < 1e-9;
            Assert.Equal(onBorder, ring.SegmentParts[i] == "image border left");
        }

        (double top, double bottom) = (places.Where(p => p.Column < -0.4).Min(p => p.Row), places.Where(p => p.Column < -0.4).Max(p => p.Row));
        Assert.Equal((10.0, 50.0), (Math.Round(top, 5), Math.Round(bottom, 5)));
    }

    [Fact]
    public void A_map_inside_everywhere_has_the_image_itself_as_outline()
    {
        ScalarField map = Maps.Of(7, 11, (_, _) => 1);
        Ring ring = OutlineTracer.Trace(map, new OutlineOptions { Level = 0.5, Spacing_px = 0 }).Outlines.Single().Outer;
        Assert.Equal(77 * Pixel * Pixel, ring.SignedArea, 1e-9 * ring.SignedArea);
        Assert.Equal(["image border bottom", "image border left", "image border right", "image border top"], ring.SegmentParts.Distinct().Order());
        int bottom = Array.IndexOf(ring.SegmentParts, "image border bottom");
        Assert.Equal(-0.5 * Pixel, ring.Points[(2 * bottom) + 1], 1e-6 * Pixel);
    }

    [Theory]
    [InlineData(0.9, 0.3, 1)]
    [InlineData(0.7, 0.1, 2)]
    public void The_value_in_the_middle_decides_whether_two_diagonal_pixels_belong_together(double high, double low, int particles)
    {
        // Two blocks that meet in one corner: the mean of the four pixels there is (2 · high + 2 · low) / 4.
        ScalarField map = Maps.Of(12, 12, (r, c) => (r < 6) == (c < 6) ? (r is 0 or 11 || c is 0 or 11 ? 0 : high) : (r is 5 or 6 && c is 5 or 6 ? low : 0));
        Assert.Equal(particles, OutlineTracer.Trace(map, Maps.Raw(0.5)).Outlines.Count);
    }

    [Fact]
    public void Beside_pixels_without_value_the_line_runs_halfway_between_the_centres()
    {
        ScalarField map = Maps.Of(10, 10, (r, c) => r is >= 3 and <= 6 && c is >= 2 and <= 7 ? 5 + r : double.NaN);
        (double Row, double Column)[] places = Maps.Places(OutlineTracer.Trace(map, Maps.Raw(1)).Outlines.Single().Outer, map.Grid);
        Assert.Equal((2.5, 6.5, 1.5, 7.5), (Round(places.Min(p => p.Row)), Round(places.Max(p => p.Row)), Round(places.Min(p => p.Column)), Round(places.Max(p => p.Column))));
    }

    [Fact]
    public void A_mask_restricts_the_particles()
    {
        ScalarField map = Maps.Of(20, 40, (r, c) => Math.Abs(r - 10) < 5 && Math.Abs((c % 20) - 10) < 5 ? 1 : 0);
        var left = new PixelMask(20, 40, [.. Enumerable.Range(0, 800).Select(i => i % 40 < 20)]);
        Assert.Equal(2, OutlineTracer.Trace(map, new OutlineOptions { Level = 0.5 }).Outlines.Count);
        Outline only = OutlineTracer.Trace(map, new OutlineOptions { Level = 0.5, Mask = left }).Outlines.Single();
        Assert.All(Maps.Places(only.Outer, map.Grid), p => Assert.InRange(p.Column, 4, 16));
    }

    [Fact]
    public void Specks_are_dropped_small_holes_filled_and_both_are_counted()
    {
        ScalarField map = Maps.Of(40, 40, (r, c) => (Math.Abs(r - 20) < 12 && Math.Abs(c - 20) < 12 && !(r == 20 && c == 20)) || (r % 13 == 2 && c == 3) ? 1 : 0);
        TracedOutlines traced = OutlineTracer.Trace(map, new OutlineOptions { Level = 0.5 });
        Assert.Equal((1, 0, 3, 1), (traced.Outlines.Count, traced.Outlines[0].Holes.Count, traced.Specks, traced.FilledHoles));
        Assert.Contains(traced.Remarks, r => r.Text.StartsWith("3 particles", StringComparison.Ordinal));
        Assert.Contains(traced.Remarks, r => r.Text.StartsWith("1 holes", StringComparison.Ordinal));
    }

    [Fact]
    public void Smoothing_resampling_and_thinning_keep_the_area_of_each_ring()
    {
        var random = new Random(5);
        ScalarField map = Maps.Of(90, 90, (r, c) => (40 + (10 * Math.Cos(3 * Math.Atan2(r - 45, c - 20))) - Math.Sqrt(Math.Pow(r - 45, 2) + Math.Pow(c - 20, 2))) + random.NextDouble());
        Ring raw = OutlineTracer.Trace(map, Maps.Raw(0.5)).Outlines[0].Outer;
        Ring smooth = OutlineTracer.Trace(map, new OutlineOptions { Level = 0.5, Smoothing_px = 2, Spacing_px = 1.5, Tolerance_px = 0.1 }).Outlines[0].Outer;
        Assert.Contains("image border left", smooth.SegmentParts);
        Assert.True(smooth.Count < raw.Count / 2);
        Assert.Equal(raw.SignedArea, smooth.SignedArea, 1e-12 * raw.SignedArea);
    }

    [Fact]
    public void Smoothing_takes_noise_away_and_leaves_the_circle()
    {
        var random = new Random(7);
        ScalarField map = Maps.Of(81, 81, (r, c) => 30 - Maps.Distance(r, c, 81) + random.NextDouble() - 0.5), clean = Maps.Of(81, 81, (r, c) => 30 - Maps.Distance(r, c, 81));
        OutlineOptions smoothing = Maps.Raw(0) with { Smoothing_px = 3, Spacing_px = 1 };
        double rough = Deviation(OutlineTracer.Trace(map, Maps.Raw(0)).Outlines[0].Outer, map), smooth = Deviation(OutlineTracer.Trace(map, smoothing).Outlines[0].Outer, map);
        Assert.InRange(rough, 0.15, 0.3);
        Assert.InRange(smooth, 0.01, rough / 2.5);
        Assert.InRange(Deviation(OutlineTracer.Trace(clean, smoothing).Outlines[0].Outer, clean), 0, 0.01);
    }

    [Fact]
    public void Points_lie_at_equal_distances_after_resampling()
    {
        ScalarField map = Maps.Disc(81, 30);
        Ring ring = OutlineTracer.Trace(map, new OutlineOptions { Level = 50, Spacing_px = 3 }).Outlines[0].Outer;
        Assert.Equal((int)Math.Round(2 * Math.PI * 30 / 3), ring.Count);
        Assert.All(Enumerable.Range(0, ring.Count), i => Assert.Equal(3 * Pixel, Math.Sqrt(Math.Pow(ring.Points[2 * i] - ring.Points[2 * ((i + 1) % ring.Count)], 2) + Math.Pow(ring.Points[(2 * i) + 1] - ring.Points[(2 * ((i + 1) % ring.Count)) + 1], 2)), 0.02 * Pixel));
    }

    [Fact]
    public void A_neck_thinner_than_allowed_is_refused_with_its_place()
    {
        // Two blocks joined by a bridge of 0.04 pixels.
        ScalarField map = Maps.Of(20, 40, (r, c) => (c < 15 || c > 25) && r is > 3 and < 16 && c is > 3 and < 36 ? 1 : r == 10 && c is >= 15 and <= 25 ? 0.51 : 0);
        DataException fault = Assert.Throws<DataException>(() => OutlineTracer.Trace(map, Maps.Raw(0.5) with { NarrowestNeck_px = 0.3 }));
        Assert.Contains("comes within", fault.Message, StringComparison.Ordinal);
        Assert.Matches(@"y = 0\.(179|180)\d* µm", fault.Message);
        Assert.Single(OutlineTracer.Trace(map, Maps.Raw(0.5)).Outlines);
    }

    [Fact]
    public void Maps_without_a_particle_are_refused_with_their_range()
    {
        ScalarField map = Maps.Disc(30, 8);
        Assert.Contains("above the level 500 nm. Its values reach from", Assert.Throws<DataException>(() => OutlineTracer.Trace(map, new OutlineOptions { Level = 500 })).Message, StringComparison.Ordinal);
        Assert.Contains("no value", Assert.Throws<DataException>(() => OutlineTracer.Trace(Maps.Of(5, 5, (_, _) => double.NaN))).Message, StringComparison.Ordinal);
        Assert.Contains("no plateau", Assert.Throws<DataException>(() => OutlineTracer.Trace(Maps.Of(5, 5, (_, _) => -1))).Message, StringComparison.Ordinal);
        Assert.Contains("pixel size", Assert.Throws<ScenarioException>(() => OutlineTracer.Trace(Maps.Of(5, 5, (_, _) => 1, double.NaN))).Message, StringComparison.Ordinal);
        Assert.Throws<ScenarioException>(() => OutlineTracer.Trace(map, new OutlineOptions { Mask = new PixelMask(2, 2, new bool[4]) }));
        Assert.Throws<ScenarioException>(() => OutlineTracer.Trace(map, new OutlineOptions { Spacing_px = -1 }));
    }

    private static double Round(double value) => Math.Round(value, 6);

    /// <summary>Root mean square of the distance from the circle of radius 30 [px].</summary>
    private static double Deviation(Ring ring, ScalarField map) =>
        Math.Sqrt(Maps.Places(ring, map.Grid).Average(p => Math.Pow(Maps.Distance(p.Row, p.Column, map.Grid.Width) - 30, 2)));

    private static double WorstDistance(int size)
    {
        double a = 0.36 * size, b = 0.23 * size, centre = (0.5 * size) + 0.137;
        double Level(double r, double c) => Math.Sqrt(Math.Pow((c - centre) / a, 2) + Math.Pow((r - centre) / b, 2));
        ScalarField map = Maps.Of(size, size, (r, c) => Math.Exp(-Math.Pow(Level(r, c), 2)));
        Ring ring = OutlineTracer.Trace(map, Maps.Raw(Math.Exp(-1))).Outlines.Single().Outer;
        return Maps.Places(ring, map.Grid).Max(p => Math.Abs(Level(p.Row, p.Column) - 1));
    }
}

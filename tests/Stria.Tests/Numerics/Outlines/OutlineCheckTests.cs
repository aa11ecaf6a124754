using Stria.Core;
using Stria.Numerics.Geometry;

namespace Stria.Tests.Numerics.Outlines;

public sealed class OutlineCheckTests
{
    [Fact]
    public void A_line_that_crosses_itself_is_found_with_the_place()
    {
        // A bow tie: the diagonals of a square of 2 µm.
        OutlineFault fault = Assert.Single(OutlineCheck.Faults([Of(0, 0, 2, 2, 2, 0, 0, 3)], 0));
        Assert.Equal(OutlineFaultKind.Crossing, fault.Kind);
        Assert.StartsWith("The outline of particle crosses or touches itself", fault.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.001, 0.01, 1)]
    [InlineData(0.02, 0.01, 0)]
    public void Sides_nearer_than_allowed_are_a_neck(double width, double allowed, int faults)
    {
        // An hourglass with a waist of the width.
        Outline hourglass = Of(-1, -1, 1, -1, width / 2, 0, 1, 1, -1, 1, -width / 2, 0);
        IReadOnlyList<OutlineFault> found = OutlineCheck.Faults([hourglass], allowed * 1e-6);
        Assert.Equal(faults, Math.Min(found.Count, 1));
        Assert.All(found, f => Assert.Equal((OutlineFaultKind.Neck, 0.0), (f.Kind, Math.Round(f.Y * 1e6, 2))));
    }

    [Fact]
    public void Sharp_corners_are_no_necks_but_spikes_without_width_are()
    {
        Assert.Empty(OutlineCheck.Faults([Of(0, 0, 1, 0, 1, 0.2)], 1e-9));
        Assert.Contains(OutlineCheck.Faults([Of(0, 0, 1, 0, 2, 0, 1, 0, 1, 1)], 0), f => f.Kind is OutlineFaultKind.Neck or OutlineFaultKind.Crossing);
        Assert.Contains(OutlineCheck.Faults([Of(0, 0, 3, 0, 1.5, 0, 1, 1)], 0), f => f.Text.Contains("spike without width, at x = 3 µm", StringComparison.Ordinal));
    }

    [Fact]
    public void Collapsed_and_misplaced_rings_are_found()
    {
        Assert.Equal(OutlineFaultKind.Collapsed, Assert.Single(OutlineCheck.Faults([Of(0, 0, 1, 1)], 0)).Kind);
        Assert.Equal(OutlineFaultKind.Collapsed, Assert.Single(OutlineCheck.Faults([Of(0, 0, 1, 0, 1, 0, 1, 1)], 0)).Kind);
        Ring square = Of(0, 0, 4, 0, 4, 4, 0, 4).Outer, away = Of(5, 5, 5, 6, 6, 6, 6, 5).Outer, within = Of(1, 1, 1, 2, 2, 2, 2, 1).Outer;
        Assert.Equal(OutlineFaultKind.Misplaced, Assert.Single(OutlineCheck.Faults([new Outline("particle", square, [away])], 0)).Kind);
        Assert.Empty(OutlineCheck.Faults([new Outline("particle", square, [within])], 0));
        Assert.Equal(OutlineFaultKind.Misplaced, Assert.Single(OutlineCheck.Faults([new Outline("a", square, []), new Outline("b", within, [])], 0)).Kind);
    }

    [Fact]
    public void Rings_that_touch_are_refused_with_the_file_and_the_number_of_places()
    {
        Outline left = Of(0, 0, 1, 0, 1, 1, 0, 1), right = Of(1, 0.2, 2, 0.2, 2, 0.8, 1, 0.8) with { Name = "other" };
        DataException refused = Assert.Throws<DataException>(() => OutlineCheck.Require([left, right], 0, "two.geojson"));
        Assert.StartsWith("two.geojson: The outline of particle crosses or touches that of other", refused.Message, StringComparison.Ordinal);
        Assert.Contains("more such places", refused.Message, StringComparison.Ordinal);
        OutlineCheck.Require([left], 0);
    }

    [Fact]
    public void The_pairs_compared_grow_with_the_number_of_points_not_with_its_square()
    {
        // A wavy circle of many points, and two very long segments across the plane beside it.
        int[] pairs = [.. new[] { 2000, 8000, 32000 }.Select(n => new RingSegments([Wavy(n), Of(200, -100, 200.5, -100, 200.2, 300).Outer]).Neighbours(0).Count())];
        Assert.InRange(pairs[1] / (double)pairs[0], 3, 5);
        Assert.InRange(pairs[2] / (double)pairs[1], 3, 5);
        Assert.InRange(pairs[2], 32000, 12 * 32000);
    }

    [Fact]
    public void One_crossing_among_thousands_of_segments_is_found()
    {
        Ring ring = Wavy(8000);
        double[] points = [.. ring.Points];
        (points[2 * 4000], points[(2 * 4000) + 1]) = (points[2 * 4010], points[(2 * 4010) + 1] * 1.0001);
        Assert.Empty(OutlineCheck.Faults([new Outline("particle", ring, [])], 0));
        Assert.NotEmpty(OutlineCheck.Faults([new Outline("particle", ring with { Points = points }, [])], 0));
    }

    private static Ring Wavy(int n)
    {
        double[] points = [.. Enumerable.Range(0, n).Select(i => 2 * Math.PI * i / n).SelectMany(t => (double[])[(10 + Math.Sin(9 * t)) * Math.Cos(t) * 1e-6, (10 + Math.Sin(9 * t)) * Math.Sin(t) * 1e-6])];
        return new Ring(points, [.. Enumerable.Repeat("edge", n)]);
    }

    /// <summary>An outline from coordinates in micrometres.</summary>
    private static Outline Of(params double[] micrometres) =>
        new("particle", new Ring([.. micrometres.Select(v => v * 1e-6)], [.. Enumerable.Repeat("edge", micrometres.Length / 2)]), []);
}

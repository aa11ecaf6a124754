using Stria.Core;
using Stria.Numerics.Geometry;

namespace Stria.Tests.Numerics.Outlines;

public sealed class PixelOutlinesTests
{
    private static readonly ImageGrid Small = new(4, 5) { PixelSizeY = 2, PixelSizeX = 3 };

    [Fact]
    public void A_single_pixel_is_a_rectangle_about_its_centre()
    {
        var labels = new byte[20];
        labels[(1 * 5) + 2] = 1;
        Outline outline = PixelOutlines.Of(labels, Small, ["outside", "a"]).Single();
        Assert.Equal(("a 1", 4, 6.0), (outline.Name, outline.Outer.Count, outline.Area));

        // The plane has its origin at the centre of the lower left pixel: column 2 → x = 6, row 1 of 4 → y = 4.
        Assert.Equal([4.5, 7.5], outline.Outer.Points.Where((_, i) => i % 2 == 0).Distinct().Order());
        Assert.Equal([3.0, 5.0], outline.Outer.Points.Where((_, i) => i % 2 == 1).Distinct().Order());
    }

    [Fact]
    public void A_ring_of_pixels_has_a_hole_and_pixels_that_touch_at_a_corner_are_two_regions()
    {
        byte[] ring = [1, 1, 1, 0, 0, 1, 0, 1, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 1, 0];
        IReadOnlyList<Outline> outlines = PixelOutlines.Of(ring, Small, ["outside", "a"]);
        Assert.Equal(2, outlines.Count);
        Assert.Equal((8 * 6.0, 1), (outlines[0].Area, outlines[0].Holes.Count));
        Assert.True(outlines[0].Holes[0].SignedArea < 0);
        Assert.Equal(6.0, outlines[1].Area);
    }

    [Fact]
    public void A_region_that_meets_itself_at_a_corner_keeps_its_hole()
    {
        // A loop whose two ends touch at a corner: the gap inside is a hole, not a bay.
        byte[] loop = [0, 1, 1, 1, 0, 1, 0, 0, 1, 0, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0];
        Outline outline = PixelOutlines.Of(loop, Small, ["outside", "a"]).OrderByDescending(o => o.Area).First();
        Assert.Equal(9 * 6.0, outline.Area);
        Assert.Single(outline.Holes);
    }

    [Fact]
    public void On_random_labels_every_outline_is_one_outer_ring_and_the_areas_are_those_of_the_pixels()
    {
        var random = new Random(7);
        var grid = new ImageGrid(40, 30) { PixelSizeY = 1, PixelSizeX = 1 };
        byte[] labels = [.. Enumerable.Range(0, grid.Count).Select(_ => (byte)random.Next(4))];
        IReadOnlyList<Outline> outlines = PixelOutlines.Of(labels, grid, ["outside", "a", "b", "c"]);
        for (int label = 1; label < 4; label++)
        {
            double area = outlines.Where(o => o.Name.StartsWith("oabc"[label])).Sum(o => o.Area);
            Assert.Equal(labels.Count(l => l == label), area, 9);
        }

        Assert.All(outlines, o => Assert.True(o.Outer.SignedArea > 0 && o.Holes.All(h => h.SignedArea < 0)));
    }

    [Fact]
    public void Without_a_pixel_size_there_are_no_lengths() =>
        Assert.Throws<ArgumentException>(() => PixelOutlines.Of(new byte[4], new ImageGrid(2, 2), ["outside"]));
}

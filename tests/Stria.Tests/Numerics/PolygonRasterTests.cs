using Stria.Numerics.Geometry;

namespace Stria.Tests.Numerics;

public sealed class PolygonRasterTests
{
    [Fact]
    public void A_rectangle_holds_the_pixels_whose_centres_it_holds()
    {
        bool[] inside = PolygonRaster.Inside([(0.5, 1.5), (0.5, 4.5), (2.5, 4.5), (2.5, 1.5)], 4, 6);
        Assert.Equal(Enumerable.Range(0, 24).Select(i => i / 6 is 1 or 2 && i % 6 is >= 2 and <= 4), inside);
    }

    [Fact]
    public void The_direction_and_the_first_corner_do_not_matter()
    {
        (double, double)[] corners = [(1.2, 1.1), (2.7, 17.3), (13.4, 11.9), (15.2, 3.3)];
        bool[] inside = PolygonRaster.Inside(corners, 20, 20);
        Assert.Contains(true, inside);
        Assert.Equal(inside, PolygonRaster.Inside([.. corners.Reverse()], 20, 20));
        Assert.Equal(inside, PolygonRaster.Inside([corners[2], corners[3], corners[0], corners[1]], 20, 20));
    }

    [Fact]
    public void The_number_of_pixels_is_the_area()
    {
        bool[] circle = PolygonRaster.Inside([.. Enumerable.Range(0, 200).Select(i => (100 + (80.3 * Math.Sin(i * Math.PI / 100)), 100 + (80.3 * Math.Cos(i * Math.PI / 100))))], 201, 201);
        double area = 100 * 80.3 * 80.3 * Math.Sin(Math.PI / 100);
        Assert.Equal(area, circle.Count(i => i), 0.003 * area);
    }

    [Fact]
    public void What_is_crossed_twice_is_outside()
    {
        bool[] inside = PolygonRaster.Inside([(0.5, 0.5), (0.5, 8.5), (8.5, 8.5), (8.5, 0.5), (0.5, 0.5), (2.5, 2.5), (6.5, 2.5), (6.5, 6.5), (2.5, 6.5), (2.5, 2.5)], 9, 9);
        Assert.False(inside[(4 * 9) + 4]);
        Assert.True(inside[(4 * 9) + 1]);
        Assert.Equal(64 - 16, inside.Count(i => i));
    }

    [Fact]
    public void Adjoining_polygons_share_no_row()
    {
        bool[] upper = PolygonRaster.Inside([(0, 0.5), (0, 3.5), (3, 3.5), (3, 0.5)], 8, 5), lower = PolygonRaster.Inside([(3, 0.5), (3, 3.5), (6, 3.5), (6, 0.5)], 8, 5);
        Assert.DoesNotContain(true, upper.Zip(lower, (a, b) => a && b));
        Assert.Equal(18, upper.Count(i => i) + lower.Count(i => i));
    }

    [Fact]
    public void Parts_beyond_the_image_are_cut_off_and_nothing_is_nothing()
    {
        Assert.All(PolygonRaster.Inside([(-5, -5), (-5, 50), (50, 50), (50, -5)], 4, 3), Assert.True);
        Assert.All(PolygonRaster.Inside([(-5, -5), (-5, -2), (50, -2)], 4, 3), Assert.False);
        Assert.All(PolygonRaster.Inside([], 4, 3), Assert.False);
    }
}

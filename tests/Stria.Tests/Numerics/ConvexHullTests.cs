using Stria.Numerics.Geometry;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Numerics;

public sealed class ConvexHullTests
{
    [Fact]
    public void The_hull_of_a_filled_rectangle_is_its_four_corners()
    {
        var hull = ConvexHull.Of(Enumerable.Range(0, 12).Select(i => new Point2(i % 4, i / 4)));
        Assert.Equal(4, hull.Corners.Count);
        Assert.Equal(6, hull.Area, 1e-12);
        Assert.Equal(10, hull.Perimeter, 1e-12);
        Assert.Equal(Math.Sqrt(13), hull.LargestDiameter, 1e-12);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.3)]
    [InlineData(-1.2)]
    [InlineData(1.5)]
    public void The_smallest_rectangle_turns_with_the_points(double angle)
    {
        (double X, double Y)[] upright = [(-4, -1), (4, -1), (4, 1), (-4, 1)];
        Point2[] corners = [.. upright.Select(p => new Point2((p.X * Math.Cos(angle)) - (p.Y * Math.Sin(angle)), (p.X * Math.Sin(angle)) + (p.Y * Math.Cos(angle))))];
        (double length, double width, double found) = ConvexHull.Of(corners).Rectangle();
        Assert.Equal(8, length, 1e-9);
        Assert.Equal(2, width, 1e-9);
        Assert.Equal(0, Math.Sin(found - angle), 1e-9);
        Assert.InRange(found, -Math.PI / 2, Math.PI / 2);
    }

    [Fact]
    public void Every_point_lies_inside_and_the_corners_run_counter_clockwise()
    {
        var random = new SeededRandom(3);
        Point2[] points = [.. Enumerable.Range(0, 200).Select(_ => new Point2(random.Normal(), random.Normal()))];
        var hull = ConvexHull.Of(points);
        for (int i = 0, j = hull.Corners.Count - 1; i < hull.Corners.Count; j = i++)
        {
            Point2 a = hull.Corners[j], b = hull.Corners[i];
            Assert.All(points, p => Assert.True(((b.X - a.X) * (p.Y - a.Y)) - ((b.Y - a.Y) * (p.X - a.X)) >= -1e-12));
        }

        Assert.True(hull.Area > 0);
    }

    [Fact]
    public void Points_on_a_line_have_a_hull_without_area()
    {
        var hull = ConvexHull.Of(Enumerable.Range(0, 5).Select(i => new Point2(i, 2 * i)));
        Assert.Equal(0, hull.Area, 1e-12);
        Assert.Equal(2 * Math.Sqrt(80), hull.Perimeter, 1e-12);
        Assert.Equal(0, ConvexHull.Of([]).Extent(0));
    }
}

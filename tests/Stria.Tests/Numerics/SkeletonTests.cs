using Stria.Numerics.Images;
using Stria.Tests.Measurement.Particles;

namespace Stria.Tests.Numerics;

public sealed class SkeletonTests
{
    private const int Height = 120, Width = 140;

    [Fact]
    public void A_bar_thins_to_one_line_of_its_length_less_its_width()
    {
        bool[] mask = Drawn.Bar(Height, Width, (60, 70), 80, 12, 0.4);
        var graph = Pruned(mask);
        SkeletonBranch line = Assert.Single(graph.Branches);
        Assert.Equal(2, graph.Nodes.Count(n => !n.IsJunction));
        Assert.InRange(line.Pixels.Count, (80 - 14) * Math.Cos(0.4) * 0.95, 80);
        Assert.All(line.Pixels, p => Assert.True(mask[p]));
    }

    [Fact]
    public void A_disk_thins_to_a_point()
    {
        var graph = Pruned(Drawn.Disk(Height, Width, (60, 70), 30));
        Assert.True(graph.Branches.Sum(b => b.Pixels.Count) <= 4);
    }

    [Fact]
    public void A_ring_keeps_its_hole_as_a_closed_line()
    {
        bool[] mask = Drawn.Ring(Height, Width, (60, 70), 40, 30);
        var graph = Pruned(mask);
        SkeletonBranch line = Assert.Single(graph.Branches);
        Assert.True(line.From < 0 || line.From == line.To);
        Assert.InRange(line.Pixels.Count, 35 * 2 * Math.PI * 0.85, 35 * 2 * Math.PI * 1.05);
    }

    [Theory]
    [InlineData(0.7)]
    [InlineData(1.2)]
    [InlineData(1.5707963)]
    public void Crossing_bars_have_four_free_ends_and_four_arms(double angle)
    {
        bool[] mask = Drawn.Both(Drawn.Bar(Height, Width, (60, 70), 100, 8, 0), Drawn.Bar(Height, Width, (60, 70), 100, 8, angle));
        var graph = Pruned(mask);
        Assert.Equal(4, graph.Nodes.Count(n => !n.IsJunction));
        Assert.Equal(4, graph.Branches.Count(b => b.Pixels.Count > 25));
    }

    [Fact]
    public void Thinning_keeps_the_number_of_parts_and_stays_inside()
    {
        bool[] mask = Drawn.Both(Drawn.Disk(Height, Width, (30, 30), 14), Drawn.Bar(Height, Width, (80, 90), 60, 9, 0.9));
        bool[] thin = Skeleton.Of(mask, Height, Width);
        Morphology.Label(thin, Height, Width, out List<int> sizes);
        Assert.Equal(2, sizes.Count);
        Assert.All(Enumerable.Range(0, mask.Length).Where(p => thin[p]), p => Assert.True(mask[p]));
        Assert.Equal(thin, Skeleton.Of(thin, Height, Width));
    }

    [Fact]
    public void What_touches_the_border_is_thinned_as_well() => Assert.InRange(Skeleton.Of([.. Enumerable.Repeat(true, 60)], 6, 10).Count(t => t), 1, 10);

    private static SkeletonGraph Pruned(bool[] mask) => SkeletonGraph.Pruned(mask, DistanceTransform.Of(mask, Height, Width), Height, Width);
}

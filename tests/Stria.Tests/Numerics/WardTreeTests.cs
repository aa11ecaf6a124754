using Stria.Numerics.Statistics;

namespace Stria.Tests.Numerics;

public sealed class WardTreeTests
{
    // Independent: scipy.cluster.hierarchy.linkage([[0],[1],[5],[9]], 'ward') joins (0,1) at 1, (2,3) at 4, all at 9.1924 = √(2·2·2/4)·6.5.
    [Fact]
    public void Heights_are_those_of_the_usual_definition()
    {
        var tree = WardTree.Of([0, 1, 5, 9], [1, 1, 1, 1]);
        Assert.Equal([(0, 1), (2, 3), (4, 5)], tree.Joins.Select(j => (j.First, j.Second)));
        Assert.Equal([1, 4, 9.192388155425117], tree.Joins.Select(j => j.Height), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal([0, 1, 2, 3], tree.Order);
    }

    [Fact]
    public void A_point_of_weight_two_is_as_two_points_at_one_place()
    {
        var two = WardTree.Of([0, 0, 3, 10], [1, 1, 1, 1]);
        var heavy = WardTree.Of([0, 3, 10], [2, 1, 1]);
        Assert.Equal(two.Joins.Skip(1).Select(j => j.Height), heavy.Joins.Select(j => j.Height), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Three_groups_are_cut_out_and_their_number_is_found()
    {
        var random = new SeededRandom(3);
        double[] centre = [0, 10, 30], points = [.. Enumerable.Range(0, 30).SelectMany(i => new[] { centre[i % 3] + random.Normal(), centre[i % 3] - random.Normal() })];
        var tree = WardTree.Of(points, [.. Enumerable.Repeat(1.0, 30)]);
        Assert.Equal(3, tree.NaturalCount(8));
        int[] labels = tree.Cut(3);
        Assert.Equal(3, labels.Distinct().Count());
        Assert.All(Enumerable.Range(0, 30), i => Assert.Equal(labels[i % 3], labels[i]));
        Assert.Equal(Enumerable.Range(0, 30), tree.Order.Order());
    }

    [Fact]
    public void Cuts_are_numbered_by_weight_and_checked()
    {
        var tree = WardTree.Of([0, 0.1, 0.2, 9], [1, 1, 1, 10]);
        Assert.Equal([1, 1, 1, 0], tree.Cut(2));
        Assert.Equal(4, tree.Cut(4).Distinct().Count());
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.Cut(5));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.Cut(0));
    }
}

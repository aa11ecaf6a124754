using Stria.Numerics.Images;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Numerics;

public sealed class MorphologyTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Growing_and_shrinking_follow_the_Euclidean_distance(int radius)
    {
        const int H = 21, W = 26;
        bool[] mask = Speckle(H * W, 0.05), inverse = [.. Speckle(H * W, 0.02).Select(m => !m)];
        bool[] grown = Morphology.Dilate(mask, H, W, radius), shrunk = Morphology.Erode(inverse, H, W, radius);
        for (int p = 0; p < mask.Length; p++)
        {
            Assert.Equal(Nearest(mask, W, p, true) <= radius * radius, grown[p]);
            Assert.Equal(Nearest(inverse, W, p, false) > radius * radius, shrunk[p]);
        }
    }

    [Fact]
    public void The_border_of_the_image_does_not_eat_at_a_mask() =>
        Assert.All(Morphology.Erode([.. Enumerable.Repeat(true, 20)], 4, 5, 2), Assert.True);

    [Fact]
    public void Parts_that_touch_at_corners_are_one_and_small_ones_are_removed()
    {
        bool[] mask = [.. "#...##" .Select(c => c == '#'), .. ".#....".Select(c => c == '#'), .. "..#..#".Select(c => c == '#')];
        int[] labels = Morphology.Label(mask, 3, 6, out List<int> sizes);
        Assert.Equal([3, 2, 1], sizes);
        Assert.Equal([1, 0, 0, 0, 2, 2, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 3], labels);
        Assert.Equal(labels.Select(l => l is 1 or 2), Morphology.RemoveSmall(mask, 3, 6, 2));
        Assert.Equal(labels.Select(l => l == 1), Morphology.RemoveSmall(mask, 3, 6, 3));
    }

    [Fact]
    public void A_large_part_is_counted_whole()
    {
        int[] labels = Morphology.Label([.. Enumerable.Repeat(true, 250_000)], 500, 500, out List<int> sizes);
        Assert.Equal([250_000], sizes);
        Assert.All(labels, l => Assert.Equal(1, l));
    }

    private static bool[] Speckle(int count, double share)
    {
        var random = new SeededRandom(51);
        return [.. Enumerable.Range(0, count).Select(_ => random.Uniform() < share)];
    }

    private static int Nearest(bool[] mask, int width, int p, bool wanted) =>
        Enumerable.Range(0, mask.Length).Where(q => mask[q] == wanted).Min(q =>
        {
            int dy = (q / width) - (p / width), dx = (q % width) - (p % width);
            return (dy * dy) + (dx * dx);
        });
}

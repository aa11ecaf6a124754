using Stria.Numerics.Images;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Numerics;

public sealed class DistanceTransformTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Distances_are_those_of_trying_every_pixel_outside(int seed)
    {
        var random = new SeededRandom(seed);
        const int height = 23, width = 31;
        bool[] mask = [.. Enumerable.Range(0, height * width).Select(_ => random.Uniform() < 0.9)];
        float[] found = DistanceTransform.Of(mask, height, width);
        for (int p = 0; p < mask.Length; p++)
        {
            double nearest = Enumerable.Range(0, mask.Length).Where(q => !mask[q]).Min(q => Math.Sqrt(Math.Pow((p / width) - (q / width), 2) + Math.Pow((p % width) - (q % width), 2)));
            Assert.Equal(nearest, found[p], 1e-4);
        }
    }

    [Fact]
    public void The_border_of_the_image_is_no_outside()
    {
        bool[] mask = [.. Enumerable.Range(0, 60).Select(p => p % 10 < 7)];
        float[] found = DistanceTransform.Of(mask, 6, 10);
        Assert.All(Enumerable.Range(0, 6), r => Assert.Equal([7, 6, 5, 4, 3, 2, 1, 0, 0, 0], found[(10 * r)..(10 * (r + 1))]));
    }

    [Fact]
    public void Without_an_outside_the_distance_has_no_end() =>
        Assert.All(DistanceTransform.Of([.. Enumerable.Repeat(true, 12)], 3, 4), d => Assert.Equal(float.PositiveInfinity, d));

    [Fact]
    public void An_empty_mask_has_distance_zero() => Assert.All(DistanceTransform.Of(new bool[12], 3, 4), d => Assert.Equal(0, d));
}

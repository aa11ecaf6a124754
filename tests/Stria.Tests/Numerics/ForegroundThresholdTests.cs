using Stria.Numerics.Images;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Numerics;

public sealed class ForegroundThresholdTests
{
    [Theory]
    [InlineData(0.05)]
    [InlineData(0.3)]
    [InlineData(0.6)]
    public void Two_classes_are_parted_between_their_means(double share)
    {
        var random = new SeededRandom(4);
        float[] image = [.. Enumerable.Range(0, 20000).Select(i => (float)((random.Uniform() < share ? 50 : 10) + (3 * random.Normal())))];
        Assert.InRange(ForegroundThreshold.Otsu(image), 20, 40);
    }

    [Fact]
    public void The_level_scales_with_the_image_and_passes_over_NaN()
    {
        float[] image = [.. Enumerable.Range(0, 400).Select(i => i % 3 == 0 ? 7f : 2f)];
        double level = ForegroundThreshold.Otsu(image);
        Assert.InRange(level, 4, 5);
        Assert.Equal(10 * level, ForegroundThreshold.Otsu([.. image.Select(v => 10 * v), float.NaN]), 0.3);
    }

    [Fact]
    public void One_value_everywhere_has_no_level() => Assert.Equal(double.NaN, ForegroundThreshold.Otsu([3, 3, 3, float.NaN]));
}

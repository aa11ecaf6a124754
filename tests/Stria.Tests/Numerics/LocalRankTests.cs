using Stria.Numerics.Images;

namespace Stria.Tests.Numerics;

public sealed class LocalRankTests
{
    [Theory]
    [InlineData(4, new float[] { 1, 2, 3, 4, 6, 7, 8, 9 })]
    [InlineData(0, new float[] { 2, 4, 5 })]
    [InlineData(5, new float[] { 2, 3, 5, 8, 9 })]
    public void Neighbours_are_the_up_to_eight_pixels_around(int pixel, float[] expected)
    {
        Span<float> found = stackalloc float[8];
        int n = LocalRank.Neighbours([1, 2, 3, 4, 5, 6, 7, 8, 9], 3, 3, pixel, found);
        Assert.Equal(expected, found[..n].ToArray());
    }

    [Fact]
    public void Neighbours_that_are_no_numbers_are_passed_over()
    {
        Span<float> found = stackalloc float[8];
        Assert.Equal(1, LocalRank.Neighbours([float.NaN, 5, float.PositiveInfinity, 7], 2, 2, 1, found));
        Assert.Equal(7, found[0]);
    }

    [Theory]
    [InlineData(new float[] { 1, 2, 9 }, 2)]
    [InlineData(new float[] { 1, 2, 4, 9 }, 3)]
    [InlineData(new float[] { 5 }, 5)]
    public void The_median_of_sorted_values_is_the_middle(float[] sorted, float expected) => Assert.Equal(expected, LocalRank.Median(sorted));

    [Fact]
    public void Holes_are_filled_by_the_median_of_what_is_around_from_the_rim_inwards()
    {
        float hole = float.NaN;
        float[] image = [1, 1, 1, 9, 9, hole, hole, hole, 9], filled = LocalRank.FillHoles(image, 1, 9);
        Assert.Equal([1, 1, 1, 9, 9, 9, 9, 9, 9], filled);
        Assert.True(float.IsNaN(image[6]));
        float[] single = LocalRank.FillHoles([1, 2, 3, 4, hole, 6, 7, 8, 100], 3, 3);
        Assert.Equal(5f, single[4]);
        Assert.Equal([2f, 2f], LocalRank.FillHoles([float.NegativeInfinity, 2], 1, 2));
    }

    [Fact]
    public void An_image_of_holes_alone_becomes_zero() => Assert.Equal([0f, 0f], LocalRank.FillHoles([float.NaN, float.NaN], 1, 2));
}

using Stria.Core;
using Stria.Measurement.Stxm;
using Stria.Numerics.Images;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Measurement;

/// <summary>Amounts without blur, the outline of the sample, and which pixels hold anything.</summary>
public sealed class SharpAmountsTests
{
    private const int Side = 48;
    private static readonly ImageGrid Grid = new(Side, Side);

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    public void A_blurred_slanting_wire_keeps_the_pixels_that_it_touches(double blur)
    {
        float[] truth = [.. Enumerable.Range(0, Side * Side).Select(Covered).Select(c => 50 * c)];
        SharpAmounts found = SharpAmounts.Find(Noisy(GaussianFilter.Smooth(truth, Side, Side, blur), 0.4), Sigma(0.4f), blur);
        int both = 0, either = 0;
        for (int p = 0; p < truth.Length; p++)
        {
            (both, either) = (both + (found.Sample[p] && truth[p] > 0 ? 1 : 0), either + (found.Sample[p] || truth[p] > 0 ? 1 : 0));
        }

        Assert.InRange((double)both / either, 0.96, 1);
        int[] inner = [.. Enumerable.Range(0, truth.Length).Where(p => truth[p] == 50)];
        Assert.InRange(Math.Sqrt(inner.Average(p => Math.Pow(found.Total[p] - 50, 2))), 0, 3);
        Assert.Equal(truth.Sum(), found.Total.Sum(), 0.02 * truth.Sum());
    }

    [Fact]
    public void An_empty_field_holds_no_sample()
    {
        SharpAmounts found = SharpAmounts.Find(Noisy(new float[Side * Side], 1), Sigma(1), 0.8);
        Assert.DoesNotContain(true, found.Sample);
    }

    [Fact]
    public void Three_pixels_above_the_noise_are_dust_and_four_that_touch_are_sample()
    {
        float[] amounts = new float[Side * Side];
        foreach (int p in (int[])[100, 101, 149, 1000, 1001, 1048, 1049])
        {
            amounts[p] = 4;
        }

        amounts[500] = 100;
        bool[] significant = SignificantPixels.Of(amounts, Sigma(1).ToArray(), Side, Side);
        Assert.Equal([1000, 1001, 1048, 1049], Enumerable.Range(0, amounts.Length).Where(p => significant[p]));
        Assert.DoesNotContain(true, SignificantPixels.Of([.. amounts.Select(_ => float.NaN)], Sigma(1), Side, Side));
    }

    [Fact]
    public void Of_a_few_spectra_each_stands_for_itself() => Assert.Equal([true, false, true], SignificantPixels.Of([4, 2, 5], [1, 1, 1], 1, 3));

    [Fact]
    public void The_largest_of_the_surroundings_is_found_at_borders_and_beside_holes()
    {
        float[] image = [1, 2, float.NaN, 0, 0, 0, 0, 0, 5, -1, -1, -1];
        Assert.Equal([2, 2, 2, 0, 5, 5, 2, 0, 5, 5, 0, 0], LocalMaximum.Of(image, 3, 4, 1));
    }

    private static float Covered(int pixel)
    {
        int inside = 0;
        for (int k = 0; k < 9; k++)
        {
            double y = (pixel / Side) + (((k / 3) - 1) / 3.0) - 23.5, x = (pixel % Side) + (((k % 3) - 1) / 3.0) - 23.5, along = (0.8 * x) + (0.6 * y), across = (0.8 * y) - (0.6 * x);
            inside += Math.Abs(along) < 18 && Math.Abs(across) < 5.2 ? 1 : 0;
        }

        return inside / 9f;
    }

    private static ScalarField Noisy(float[] values, double sigma)
    {
        var random = new SeededRandom(3);
        return new ScalarField(Grid, [.. values.Select(v => (float)Math.Max(0, v + (sigma * random.Normal())))], "n", "mol/m²");
    }

    private static float[] Sigma(float value) => [.. Enumerable.Repeat(value, Side * Side)];
}

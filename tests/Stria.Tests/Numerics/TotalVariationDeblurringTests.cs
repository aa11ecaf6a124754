using Stria.Numerics.Images;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Numerics;

public sealed class TotalVariationDeblurringTests
{
    private const int Side = 40;
    private const double Blur = 0.9, Noise = 0.02;

    [Fact]
    public void A_blurred_step_comes_back_and_what_was_seen_is_met_within_its_noise()
    {
        var found = TotalVariationDeblurring.Of(View(Seen(Noise)), Seen(Noise));
        Assert.InRange(found.Misfit, 0.8, 1.1);
        Assert.InRange(found.Strength, 0.25, 2);
        Assert.InRange(Off(found.Image), 0, 0.35 * Off(Seen(Noise)));
    }

    [Fact]
    public void The_less_noise_the_nearer_the_image_comes()
    {
        double[] off = [.. new[] { 0.04, 0.02, 0.01, 0.005 }.Select(noise => Off(TotalVariationDeblurring.Of(View(Seen(noise), noise), Seen(noise)).Image))];
        Assert.All(Enumerable.Range(1, 3), k => Assert.InRange(off[k] / off[k - 1], 0.2, 0.9));
    }

    [Fact]
    public void What_cannot_be_negative_is_not_and_what_does_not_take_part_is_nothing()
    {
        bool[] holds = [.. Enumerable.Range(0, Side * Side).Select(p => p % Side > 3)];
        double[] image = TotalVariationDeblurring.Of(View(Seen(Noise)) with { Holds = holds }, Seen(Noise)).Image;
        Assert.All(image, u => Assert.True(u >= 0));
        Assert.All(Enumerable.Range(0, image.Length).Where(p => !holds[p]), p => Assert.Equal(0, image[p]));
        double[] free = TotalVariationDeblurring.Of(View(Seen(Noise)) with { IsNonNegative = false }, Seen(Noise)).Image;
        Assert.Contains(free, u => u < 0);
    }

    [Fact]
    public void Drawn_errors_are_as_large_as_the_true_one()
    {
        var found = TotalVariationDeblurring.Of(View(Seen(Noise)), Seen(Noise));
        double[][] errors = [.. Enumerable.Range(1, 4).Select(k => found.Error(new SeededRandom(k)))];
        double drawn = Math.Sqrt(errors.Average(e => e.Average(v => v * v)));
        Assert.InRange(drawn / Off(found.Image), 0.5, 1.3);
        Assert.Equal(errors[0], found.Error(new SeededRandom(1)));
    }

    [Fact]
    public void A_factor_before_the_blur_is_taken_off()
    {
        double[] factor = [.. Enumerable.Range(0, Side * Side).Select(p => 0.5 + (0.01 * (p / Side)))], product = [.. Truth.Zip(factor, (u, a) => u * a)];
        double[] data = Blurred(product);
        var found = TotalVariationDeblurring.Of(View(data, 0.002) with { Factor = factor }, data);
        Assert.InRange(Off(found.Image), 0, 0.02);
    }

    private static double[] Truth => [.. Enumerable.Range(0, Side * Side).Select(p => p / Side is >= 12 and < 28 && p % Side is >= 9 and < 31 ? 1.0 : 0)];

    private static double[] Seen(double noise)
    {
        var random = new SeededRandom(5);
        return [.. Blurred(Truth).Select(v => v + (noise * random.Normal()))];
    }

    private static double[] Blurred(double[] image) => [.. GaussianFilter.Smooth([.. image.Select(v => (float)v)], Side, Side, Blur).Select(v => (double)v)];

    private static double Off(double[] image) => Math.Sqrt(image.Zip(Truth, (u, t) => (u - t) * (u - t)).Average());

    private static BlurredView View(double[] data, double noise = Noise) => new(Side, Side, Blur)
    {
        Data = data,
        Weight = [.. data.Select(_ => 1 / (noise * noise))],
        Holds = [.. data.Select(_ => true)],
        Noise = noise,
        IsNonNegative = true,
    };
}

using Stria.Measurement.Stxm;

namespace Stria.Tests.Measurement;

public sealed class ChosenPixelsTests
{
    [Theory]
    [InlineData(5, 2)]
    [InlineData(64, 1)]
    [InlineData(103, 2)]
    [InlineData(103, 3)]
    [InlineData(103, 11)]
    [InlineData(1000, 40)]
    public void Sums_over_chosen_pixels_pass_over_what_is_no_number_however_many_are_chosen(int length, int every)
    {
        float[] frame = [.. Enumerable.Range(0, length).Select(i => i % 7 == 3 ? float.NaN : i % 31 == 5 ? float.NegativeInfinity : (i * 1.5f) - 20)];
        bool[] chosen = [.. Enumerable.Range(0, length).Select(i => i % every == 0 || i == length - 1)];
        double[] expected = [.. frame.Where((v, i) => chosen[i] && float.IsFinite(v)).Select(v => (double)v)];
        (double sum, int count) = new ChosenPixels(chosen).Sum(frame);
        Assert.Equal(expected.Length, count);
        Assert.Equal(expected.Sum(), sum, 1e-9 * Math.Max(1, expected.Sum(Math.Abs)));
    }

    [Fact]
    public void Nothing_chosen_sums_to_nothing() => Assert.Equal((0.0, 0), new ChosenPixels(new bool[20]).Sum(new float[20]));
}

using Stria.Figures;

namespace Stria.Tests.Figures;

/// <summary>The maps are built in OKLab; here they are judged in CIELAB, written down independently from CIE 15 and IEC 61966-2-1.</summary>
public sealed class ColourMapTests
{
    private static readonly Dictionary<string, ColourMap> Maps = new()
    {
        ["viridis"] = ColourMap.Viridis, ["cividis"] = ColourMap.Cividis, ["blue-white-red"] = ColourMap.BlueWhiteRed, ["grey"] = ColourMap.Grey,
    };

    public static TheoryData<string> Names => [.. Maps.Keys];

    [Theory]
    [InlineData("viridis")]
    [InlineData("cividis")]
    [InlineData("grey")]
    public void Lightness_rises_with_the_value(string name)
    {
        double[] lightness = Lightness(Maps[name], 64);
        for (int i = 1; i < lightness.Length; i++)
        {
            Assert.True(lightness[i] > lightness[i - 1], $"{name}: L* {lightness[i - 1]:F2} → {lightness[i]:F2} at {i}/64");
        }

        Assert.True(lightness[^1] - lightness[0] > 60, $"{name}: range of L* is only {lightness[^1] - lightness[0]:F1}");
    }

    [Fact]
    public void The_diverging_map_is_lightest_in_the_middle_and_equally_dark_at_both_ends()
    {
        double[] l = Lightness(ColourMap.BlueWhiteRed, 64);
        for (int i = 1; i < 32; i++)
        {
            Assert.True(l[i] > l[i - 1]);
            Assert.True(l[63 - i] > l[64 - i]);
        }

        // OKLab and CIELAB differ a little in how dark a saturated blue looks.
        Assert.InRange(Math.Abs(l[0] - l[63]), 0, 6);
        Assert.True(l[31] > 95);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Equal_steps_of_the_value_are_equal_steps_in_OKLab_within_eight_percent(string name)
    {
        // Fifteen steps of seventeen of the 256 colours each: long enough for the rounding to 8 bits not to count.
        // The step across the middle of a diverging map goes there and back, so its two ends say nothing about its length.
        IEnumerable<int> starts = Enumerable.Range(0, 15).Where(i => name != "blue-white-red" || i != 7);
        double[] steps = [.. starts.Select(i => Ok(Maps[name], ((17 * i) + 0.5) / 256).DistanceTo(Ok(Maps[name], ((17 * i) + 17.5) / 256)))];
        double mean = steps.Average();
        Assert.All(steps, s => Assert.InRange(s / mean, 0.92, 1.08));
    }

    [Theory]
    [InlineData("#440154")]
    [InlineData("#21918c")]
    [InlineData("#fde725")]
    public void Oklab_there_and_back_is_the_same_colour(string hex) => Assert.Equal(hex, OkLab.From(Rgb.Parse(hex)).ToRgb().Hex);

    [Fact]
    public void Oklab_of_white_and_of_pure_red_are_those_of_its_definition()
    {
        // Ottosson 2020, table of reference pairs: XYZ of D65 white → (1, 0, 0). Red: (0.62796, 0.22486, 0.12585).
        OkLab white = OkLab.From(Rgb.White), red = OkLab.From(new Rgb(255, 0, 0));
        Assert.Equal(1, white.L, 3);
        Assert.Equal(0, Math.Abs(white.A) + Math.Abs(white.B), 3);
        Assert.Equal((0.628, 0.225, 0.126), (Math.Round(red.L, 3), Math.Round(red.A, 3), Math.Round(red.B, 3)));
    }

    [Fact]
    public void Positions_outside_get_the_end_colours_and_NaN_gets_none()
    {
        Assert.Equal(ColourMap.Viridis[0], ColourMap.Viridis[-3]);
        Assert.Equal(ColourMap.Viridis[1], ColourMap.Viridis[double.PositiveInfinity]);
        Assert.NotEqual(ColourMap.Viridis[0], ColourMap.Viridis[1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => ColourMap.Viridis[double.NaN]);
    }

    [Fact]
    public void The_first_24_categorical_colours_are_all_different() =>
        Assert.Equal(24, Enumerable.Range(0, 24).Select(Palette.Categorical).Distinct().Count());

    [Fact]
    public void A_colour_that_is_none_is_refused() => Assert.Throws<FormatException>(() => Rgb.Parse("#12345"));

    private static OkLab Ok(ColourMap map, double position) => OkLab.From(map[position]);

    private static double[] Lightness(ColourMap map, int count) => [.. Enumerable.Range(0, count).Select(i => CieLightness(map[i / (count - 1.0)]))];

    private static double CieLightness(Rgb c)
    {
        double y = (0.2126 * Linear(c.Red)) + (0.7152 * Linear(c.Green)) + (0.0722 * Linear(c.Blue));
        return y > 216.0 / 24389 ? (116 * Math.Cbrt(y)) - 16 : 24389.0 / 27 * y;
    }

    private static double Linear(byte channel) => channel <= 10 ? channel / 255.0 / 12.92 : Math.Pow(((channel / 255.0) + 0.055) / 1.055, 2.4);
}

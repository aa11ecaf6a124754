using Stria.Core;
using Stria.Measurement.Stxm;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Measurement;

public sealed class IncidentIntensityTests
{
    [Fact]
    public void A_measured_spectrum_is_interpolated_to_the_energies_of_the_stack()
    {
        SpectralStack stack = Made.Stack([510.5, 511.25, 514], 2, 2, (_, _, _) => 1);
        IncidentSpectrum found = IncidentIntensity.From(new Spectrum(Made.Energies(7, 509), [.. Made.Energies(7, 509).Select(Cubic)], "i0.xas"), stack, "i0.xas");
        Assert.All(stack.PhotonEnergies_eV.Zip(found.Values), pair => Assert.Equal(Cubic(pair.First), pair.Second, 1e-6));
        Assert.True(found.IsExternal);
        Assert.Null(found.OpenArea);
        Assert.Equal("read from i0.xas", found.Origin);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(514)]
    public void A_spectrum_of_another_range_is_refused_with_both_ranges(double from)
    {
        SpectralStack stack = Made.Stack(Made.Energies(8), 2, 2, (_, _, _) => 1);
        var spectrum = new Spectrum(Made.Energies(13, from), [.. Enumerable.Repeat(1.0, 13)], "short");
        string message = Assert.Throws<DataException>(() => IncidentIntensity.From(spectrum, stack, "i0.xas")).Message;
        Assert.Contains($"'short' covers {from:f2}–{from + 12:f2} eV, the stack 510.00–517.00 eV", message);
    }

    [Fact]
    public void A_spectrum_that_is_not_positive_is_refused_with_value_and_energy()
    {
        SpectralStack stack = Made.Stack(Made.Energies(4), 2, 2, (_, _, _) => 1);
        string message = Assert.Throws<DataException>(() => IncidentIntensity.From(new Spectrum(Made.Energies(4), [5, 4, 0, 4], "dip"), stack, "i0.xas")).Message;
        Assert.Contains("'dip' is 0 at 512.00 eV; it must be positive", message);
    }

    [Fact]
    public void Chosen_pixels_are_averaged_without_their_holes()
    {
        SpectralStack stack = Made.Stack(Made.Energies(2), 2, 3, (f, r, c) => f == 1 && c == 1 ? double.NaN : (100 * (f + 1)) + c);
        IncidentSpectrum found = IncidentIntensity.From(stack, Made.Mask(2, 3, (r, c) => c < 2), "drawn");
        Assert.Equal([100.5, 200], found.Values);
        Assert.False(found.IsExternal);
        Assert.Equal("drawn", found.Origin);
    }

    [Fact]
    public void A_mask_of_another_size_or_without_usable_pixels_is_refused()
    {
        SpectralStack stack = Made.Stack(Made.Energies(3), 4, 4, (f, r, c) => f == 1 ? double.NaN : 5);
        Assert.Contains("mask is 3 × 4, the images are 4 × 4", Assert.Throws<DataException>(() => IncidentIntensity.From(stack, Made.All(3, 4), "x")).Message);
        Assert.Contains("no usable pixel of the I₀ area in frame 1", Assert.Throws<DataException>(() => IncidentIntensity.From(stack, Made.All(4, 4), "x")).Message);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.12)]
    [InlineData(0.04)]
    public void The_open_area_is_found_even_when_it_is_small(double share)
    {
        var random = new SeededRandom(21);
        SpectralStack stack = Field(random, share);
        IncidentSpectrum? found = IncidentIntensity.Find(stack);
        Assert.NotNull(found);
        Assert.All(Enumerable.Range(0, stack.Grid.Count).Where(p => found.OpenArea!.Inside[p]), p => Assert.True(p % 80 < 80 * share));
        Assert.All(found.Values.Select((v, f) => v / Incident(f)), ratio => Assert.Equal(1, ratio, 0.01));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.8)]
    public void A_film_over_most_of_the_open_field_is_not_taken_for_it(double share)
    {
        var random = new SeededRandom(22);
        bool IsFilm(int row) => row < 60 * share;
        // 60 nm of carbon let 0.87 pass.
        SpectralStack stack = Made.Stack(Made.Energies(12), 60, 80, (f, r, c) => random.Poisson(Incident(f) * (c < 50 ? 1 : 0.4) * (IsFilm(r) ? 0.87 : 1)));
        IncidentSpectrum found = IncidentIntensity.Find(stack)!;
        Assert.All(Enumerable.Range(0, stack.Grid.Count).Where(p => found.OpenArea!.Inside[p]), p => Assert.True(!IsFilm(p / 80) && p % 80 < 50));
        Assert.All(found.Values.Select((v, f) => v / Incident(f)), ratio => Assert.Equal(1, ratio, 0.01));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_field_full_of_sample_has_no_open_area(long seed)
    {
        var random = new SeededRandom(seed);
        Assert.Null(IncidentIntensity.Find(Field(random, 0)));
    }

    [Fact]
    public void A_handful_of_pixels_is_no_field() => Assert.Null(IncidentIntensity.Find(Made.Stack(Made.Energies(4), 5, 5, (_, _, _) => 1000)));

    // A smoothly textured sample of optical density 0.1 to 1.4, with an open stripe at the left.
    private static SpectralStack Field(SeededRandom random, double open) => Made.Stack(Made.Energies(12), 60, 80, (f, r, c) =>
    {
        double texture = 0.75 + (0.35 * Math.Sin((r / 7.0) + (0.02 * r * c / 9)) * Math.Cos(c / 9.0)) + (0.3 * Math.Sin((r + (2 * c)) / 13.0));
        return random.Poisson(Incident(f) * (c < 80 * open ? 1 : Math.Exp(-texture * (0.7 + (0.05 * f)))));
    });

    private static double Incident(int f) => 1500 - (60 * f);

    private static double Cubic(double e) => 1000 + (20 * (e - 510)) - (3 * Math.Pow(e - 511, 3));
}

using Stria.Core;
using Stria.Measurement.Stxm;
using Stria.Measurement.Synthesis;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Measurement.Adequacy;

/// <summary>The noise of standards, read from the standards themselves.</summary>
public sealed class StandardNoiseTests
{
    [Theory]
    [InlineData(0.001)]
    [InlineData(0.02)]
    public void Noise_that_is_added_to_a_standard_is_found_within_a_sixth(double level) =>
        Assert.Equal(level, Math.Sqrt(Noise(Noisy(level, 3), 1)), level / 6);

    [Fact]
    public void A_clean_standard_has_next_to_none_beside_its_peaks()
    {
        double[] found = StandardNoise.Of(new ScaledReferences([.. ModelSpectra.Library().Select(r => new ScaledReference(r, 1, 0, double.NaN))], "1", []));
        Assert.Equal(ModelSpectra.LibraryCompositions.Length, found.Length);
        Assert.All(found, v => Assert.InRange(Math.Sqrt(v), 0, 1e-5));
    }

    [Fact]
    public void A_polynomial_of_the_fifth_degree_on_uneven_energies_has_none()
    {
        double[] energies = [.. Enumerable.Range(0, 60).Select(i => 510 + (0.2 * i) + (0.06 * Math.Sin(i)))];
        double[] values = [.. energies.Select(e => Math.Pow((e - 515) / 5, 5) - (e / 100))];
        Assert.InRange(Math.Sqrt(Noise(new Spectrum(energies, values, "polynomial"), 1)), 0, 1e-9);
    }

    [Fact]
    public void It_stands_on_the_common_scale_and_an_offset_does_not_count()
    {
        Spectrum noisy = Noisy(0.01, 5);
        Assert.Equal(9 * Noise(noisy, 1), Noise(noisy, 3), 1e-12);
        Assert.Equal(Noise(noisy, 1), StandardNoise.Of(Single(noisy, 1, 7))[0], 1e-12);
    }

    [Fact]
    public void A_standard_of_fewer_than_seven_energies_tells_nothing() =>
        Assert.Equal(0, Noise(new Spectrum([510, 511, 512, 513, 514, 515], [1, 0, 1, 0, 1, 0], "short"), 1));

    private static double Noise(Spectrum spectrum, double scale) => StandardNoise.Of(Single(spectrum, scale, 0))[0];

    private static ScaledReferences Single(Spectrum spectrum, double scale, double offset) => new([new ScaledReference(new ReferenceSpectrum(spectrum, 0.3), scale, offset, double.NaN)], "1", []);

    private static Spectrum Noisy(double level, long seed)
    {
        var random = new SeededRandom(seed);
        Spectrum clean = ModelSpectra.Standard(0.3).Spectrum;
        return new Spectrum(clean.PhotonEnergies_eV, [.. clean.Values.Select(v => v + (level * random.Normal()))], "noisy");
    }
}

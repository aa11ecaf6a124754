using Stria.Core;

namespace Stria.Tests.Core.Diffraction;

public sealed class DiffractogramTests
{
    private static Diffractogram Pattern => new(DiffractionAxis.TwoTheta, [10, 20, 30], [5, 7, 6], [1, 1, 1]) { Radiation = Radiation.Monochromatic(1.5), Name = "p" };

    [Theory]
    [InlineData(DiffractionAxis.Spacing)]
    [InlineData(DiffractionAxis.MomentumTransfer)]
    [InlineData(DiffractionAxis.TwoTheta)]
    public void A_pattern_on_another_axis_and_back_is_the_same(DiffractionAxis axis)
    {
        Diffractogram back = Pattern.On(axis).On(DiffractionAxis.TwoTheta);
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(Pattern.Positions[i], back.Positions[i], 10);
            Assert.Equal(Pattern.Counts[i], back.Counts[i]);
        }
    }

    [Fact]
    public void Spacings_and_angles_follow_Bragg()
    {
        Assert.Equal(1.5 / (2 * Math.Sin(10 * Math.PI / 180)), Pattern.SpacingAt(20), 12);
        Assert.Equal(20, Pattern.PositionOf(Pattern.SpacingAt(20)), 10);
        Assert.Equal(2 * Math.PI / Pattern.SpacingAt(20), Pattern.On(DiffractionAxis.MomentumTransfer).Positions[1], 12);
    }

    [Fact]
    public void Energy_times_spacing_at_a_fixed_angle_is_that_of_the_operando_beamline()
    {
        var pattern = new Diffractogram(DiffractionAxis.Energy, [60000, 66715.9, 150000], [1, 1, 1], [1, 1, 1]) { FixedTwoTheta_deg = 2.29 };
        Assert.Equal(310229.0, 66715.9 * pattern.SpacingAt(66715.9), 0);
        Assert.Equal(4.65, pattern.SpacingAt(66715.9), 4);
    }

    [Fact]
    public void Without_wavelength_or_angle_another_axis_is_refused_with_what_to_give()
    {
        var pattern = new Diffractogram(DiffractionAxis.TwoTheta, [10, 20], [1, 1], [1, 1]);
        Assert.Contains("--wavelength", Assert.Throws<ScenarioException>(() => pattern.On(DiffractionAxis.Spacing)).Message, StringComparison.Ordinal);
        var energies = new Diffractogram(DiffractionAxis.Energy, [10000, 20000], [1, 1], [1, 1]);
        Assert.Contains("--two-theta", Assert.Throws<ScenarioException>(() => energies.On(DiffractionAxis.Spacing)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Positions_that_do_not_ascend_make_no_pattern()
    {
        Assert.Throws<ArgumentException>(() => new Diffractogram(DiffractionAxis.TwoTheta, [10, 10], [1, 1], [1, 1]));
        Assert.Throws<ArgumentException>(() => new Diffractogram(DiffractionAxis.TwoTheta, [10, 11], [1], [1, 1]));
        Assert.Throws<ArgumentException>(() => new Diffractogram(DiffractionAxis.TwoTheta, [], [], []));
    }

    [Fact]
    public void Tubes_are_known_and_wrong_wavelengths_refused_with_the_likely_unit()
    {
        Assert.Equal(1.54059, Radiation.OfTube("cu")!.Wavelength_angstrom, 4);
        Assert.Equal(2, Radiation.OfTube("Mo")!.Lines.Count);
        Assert.Single(Radiation.OfTube("Co", withSecondLine: false)!.Lines);
        Assert.Null(Radiation.OfTube("Xx"));
        Assert.Contains("another unit", Assert.Throws<ScenarioException>(() => Radiation.Monochromatic(12398)).Message, StringComparison.Ordinal);
        Assert.Throws<ScenarioException>(() => Radiation.Doublet(1.5, 1.6, 2));
    }
}

using Stria.Core;
using Stria.Files;
using Stria.Measurement;
using Stria.Tests.Files;

namespace Stria.Tests.Measurement.Diffraction;

public sealed class CalibrationTests
{
    private static CrystalStandard Made => new("LaB6", MadePatterns.Cubic with { RefinesCell = false });

    [Fact]
    public void A_standard_tells_zero_and_widths()
    {
        Diffractogram pattern = MadePatterns.Angles([(MadePatterns.Cubic, 5)], MadePatterns.Grid(8, 60, 2601), MadePatterns.Caglioti(4, -3, 5, 1.5, 2), 0.023, 3);
        InstrumentCalibrationResult result = InstrumentCalibration.Run(pattern, Made, new PatternFitOptions { Refine = ProfileTerms.Zero | ProfileTerms.Widths });
        Assert.InRange(result.Instrument.Zero_deg, 0.022, 0.024);
        Assert.InRange(result.Instrument.X, 1.2, 1.8);
        Assert.Equal(0, result.Wavelength_angstrom.Sigma);
    }

    [Fact]
    public void A_standard_tells_the_wavelength_within_its_stated_error()
    {
        Diffractogram pattern = MadePatterns.Angles([(MadePatterns.Cubic, 5)], MadePatterns.Grid(8, 60, 2601), MadePatterns.Caglioti(4, -3, 5, 1.5, 2), 0.01, 5).With(Radiation.Monochromatic(0.7007));
        InstrumentCalibrationResult result = InstrumentCalibration.Run(pattern, Made, new PatternFitOptions { Refine = ProfileTerms.Zero | ProfileTerms.Widths }, refinesWavelength: true);
        Assert.InRange((result.Wavelength_angstrom.Value - MadePatterns.Wavelength) / result.Wavelength_angstrom.Sigma, -4, 4);
        Assert.InRange(result.Wavelength_angstrom.Sigma, 1e-8, 1e-4);
        Assert.Equal(result.Wavelength_angstrom.Value, result.Instrument.Radiation.Wavelength_angstrom);
    }

    [Fact]
    public void A_pattern_without_the_standard_or_against_energy_is_refused()
    {
        double[] x = MadePatterns.Grid(8, 40, 800);
        Diffractogram flat = MadePatterns.Noisy(DiffractionAxis.TwoTheta, x, [.. x.Select(_ => 500.0)], 2, Radiation.Monochromatic(0.7));
        Assert.Contains("another standard", Assert.Throws<ScenarioException>(() => InstrumentCalibration.Run(flat, Made, new PatternFitOptions { Refine = ProfileTerms.Zero })).Message, StringComparison.Ordinal);
        Assert.Throws<ScenarioException>(() => InstrumentCalibration.Run(flat.On(DiffractionAxis.MomentumTransfer), Made, new PatternFitOptions()));
        Assert.Contains("LaB6", Assert.Throws<ScenarioException>(() => CrystalStandard.Find("LaB7")).Message, StringComparison.Ordinal);
        Assert.Equal(4.156826, CrystalStandard.Find("lab6").Phase.Cell.A_angstrom, 9);
    }

    [SharedDataFact]
    public void Lanthanum_hexaboride_gives_an_instrument_file_that_comes_back()
    {
        Diffractogram pattern = DiffractionReaders.Read(SharedData.Path("xrd/lab6/NIST660CBI.gsas")).Patterns[0];
        var options = new PatternFitOptions { Instrument = new InstrumentProfile { Radiation = Radiation.OfTube("Cu")! }, Refine = ProfileTerms.Instrument | ProfileTerms.Displacement };
        InstrumentCalibrationResult result = InstrumentCalibration.Run(pattern, CrystalStandard.Find("LaB6"), options);
        Assert.True(result.Fit.Converged);
        Assert.InRange(result.Fit.Rwp, 0.04, 0.06);
        using var folder = new TemporaryFolder();
        InstrumentFile.Write(folder.Path("lab6.instprm"), result.Instrument);
        InstrumentProfile back = InstrumentFile.Read(folder.Path("lab6.instprm"));
        Assert.Equal(result.Instrument with { Radiation = back.Radiation }, back);
    }

    [Fact]
    public void Single_peaks_are_found_with_honest_errors()
    {
        double[] x = MadePatterns.Grid(10, 11, 201), counts = [.. x.Select(v => 120 + (30 * (v - 10)))];
        MadePatterns.AddPeak(x, counts, 10.4, 60, 6e-4, 0.03);
        MadePatterns.AddPeak(x, counts, 10.62, 25, 6e-4, 0.03);
        Diffractogram pattern = MadePatterns.Noisy(DiffractionAxis.TwoTheta, x, counts, 9);
        IReadOnlyList<SinglePeak> peaks = SinglePeakFit.Run(pattern, 10, 11, 10.38, 10.65);
        Assert.InRange((peaks[0].Position.Value - 10.4) / peaks[0].Position.Sigma, -4, 4);
        Assert.InRange((peaks[1].Area.Value - 25) / peaks[1].Area.Sigma, -4, 4);
        Assert.InRange(peaks[0].GoodnessOfFit, 0.8, 1.2);
        Assert.InRange(peaks[0].Width, 0.065, 0.085);
        Assert.Throws<ScenarioException>(() => SinglePeakFit.Run(pattern, 10, 10.03, 10.02));
        Assert.Throws<ScenarioException>(() => SinglePeakFit.Run(pattern, 10, 11, 12));
    }
}

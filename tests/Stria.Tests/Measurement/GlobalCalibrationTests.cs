using Stria.Core;
using Stria.Measurement.Stxm;
using Stria.Measurement.Synthesis;

namespace Stria.Tests.Measurement;

public sealed class GlobalCalibrationTests
{
    [Theory]
    [InlineData(-2.9)]
    [InlineData(-1.234)]
    [InlineData(0)]
    [InlineData(0.4)]
    [InlineData(2.9)]
    public void A_planted_shift_is_found_to_five_thousandths_of_an_electronvolt(double shift)
    {
        CalibrationResult found = Fit(Mixtures(shift, 0, 3000, 1), new());
        Assert.Equal(shift, found.Shift_eV, 0.005);
        Assert.InRange(found.ShiftDeviation_eV, 1e-5, 0.003);
        Assert.Equal(shift, found.Curve!.Best_eV, 0.051);
        Assert.False(found.IsAtLimit);
        Assert.InRange(found.ReducedChiSquare, 0.9, 1.15);
    }

    [Fact]
    public void The_stated_uncertainty_is_the_scatter_of_the_shift()
    {
        double[] shifts = new double[12], stated = new double[12];
        for (int i = 0; i < shifts.Length; i++)
        {
            CalibrationResult found = Fit(Mixtures(0.3, 0, 1500, 100 + i), new() { Range = 0.2 + 0.2 });
            (shifts[i], stated[i]) = (found.Shift_eV, found.ShiftDeviation_eV);
        }

        double scatter = Math.Sqrt(shifts.Sum(s => Math.Pow(s - shifts.Average(), 2)) / 11);
        // A scatter of 12 values is known to 21 %.
        Assert.InRange(scatter / stated.Average(), 0.4, 1.7);
        Assert.Equal(0.3, shifts.Average(), 0.004);
    }

    [Fact]
    public void Planted_stray_light_is_found_with_the_shift()
    {
        CalibrationResult found = Fit(Mixtures(0.7, 0.03, 5000, 2), new() { Stray = true });
        Assert.Equal(0.03, found.Light.Stray, 0.005);
        Assert.InRange(found.StrayDeviation, 1e-5, 0.003);
        Assert.Equal(0.7, found.Shift_eV, 0.005);
    }

    [Fact]
    public void Without_stray_light_none_is_found()
    {
        CalibrationResult found = Fit(Mixtures(0.7, 0, 3000, 3), new() { Stray = true });
        Assert.True(found.Light.IsNone);
    }

    [Fact]
    public void A_fixed_shift_is_kept_and_has_no_uncertainty()
    {
        CalibrationResult found = Fit(Mixtures(0.4, 0.03, 3000, 4), new() { Fixed = 0.4, Stray = true });
        Assert.Equal(0.4, found.Shift_eV);
        Assert.Equal(0, found.ShiftDeviation_eV);
        Assert.Null(found.Curve);
        Assert.False(found.IsAtLimit);
        Assert.Equal(0.03, found.Light.Stray, 0.005);
    }

    [Fact]
    public void A_shift_beyond_the_range_is_said_to_lie_at_the_limit() =>
        Assert.True(Fit(Mixtures(1.6, 0, 3000, 5), new() { Range = 1 }).IsAtLimit);

    [Fact]
    public void References_of_another_edge_are_refused_with_both_ranges()
    {
        OpticalDensityStack od = Made.OpticalDensities(Made.Energies(20, 700), 4, 4, (f, r, c) => 0.1 * f);
        string message = Assert.Throws<DataException>(() => Fit(od, new())).Message;
        Assert.Contains("the references cover 500.00–565.00 eV together, the stack 700.00–719.00 eV", message);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits()
    {
        OpticalDensityStack od = Mixtures(0.4, 0, 3000, 6);
        Assert.Equal(Fit(od, new() { Range = 0.6 }).Shift_eV, Fit(od, new() { Range = 0.6 }).Shift_eV);
    }

    private static CalibrationResult Fit(OpticalDensityStack od, Settings settings) => GlobalCalibration.Fit(
        od,
        SpectraMade.Molar,
        new CalibrationOptions(Made.All(od.Grid.Height, od.Grid.Width), SpectraMade.NoFactors(od)) { FitStrayLight = settings.Stray, FixedShift_eV = settings.Fixed, ShiftRange_eV = settings.Range });

    // 9 × 14 pixels: wedges of three mixtures, 40 to 150 nm thick in all.
    private static OpticalDensityStack Mixtures(double shift, double stray, double incident, long seed)
    {
        double[] energies = CoreShellScene.EnergyGrid();
        return SpectraMade.Counted(9, 14, shift, incident, seed, p =>
        {
            double thickness = 40 + (110.0 * (p % 14) / 13);
            double[] pure = (p / 14 / 3) switch
            {
                0 => SpectraMade.Transmission(energies, (0.1, thickness)),
                1 => SpectraMade.Transmission(energies, (0.1, 0.4 * thickness), (0.45, 0.6 * thickness)),
                _ => SpectraMade.Transmission(energies, (0.45, 0.5 * thickness), (0.9, 0.5 * thickness)),
            };
            return [.. pure.Select(t => ((1 - stray) * t) + stray)];
        });
    }

    private sealed record Settings
    {
        public bool Stray { get; init; }

        public double? Fixed { get; init; }

        public double Range { get; init; } = 3;
    }
}

using Stria.Core;
using Stria.Measurement.Impedance;

namespace Stria.Tests.Measurement.Impedance;

public sealed class RelaxationTimesTests
{
    private static readonly Circuit Arcs = Circuit.Parse("R0-ZARC1-ZARC2");
    private static readonly double[] Truth = [5, 40, 1e-3, 0.85, 20, 0.3, 0.9];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Two_arcs_are_two_peaks_at_their_times_with_their_resistances(long seed)
    {
        RelaxationTimesResult found = RelaxationTimes.Of(SpectraForFits.Made(Arcs, Truth, 0.003, seed, (1e-3, 1e5, 10)));
        Assert.Equal(2, found.Peaks.Count);
        Assert.InRange(found.Peaks[0].Time, 0.7e-3, 1.4e-3);
        Assert.InRange(found.Peaks[1].Time, 0.2, 0.42);
        Assert.InRange(found.Peaks[0].Resistance, 35, 43);
        Assert.InRange(found.Peaks[1].Resistance, 17, 23);
        Assert.InRange(found.HighFrequency, 4.5, 5.5);
        Assert.InRange(found.Polarisation, 58, 62);
        Assert.InRange(found.RootMeanSquare, 0.0015, 0.006);
    }

    [Fact]
    public void The_distribution_of_one_arc_is_the_known_one()
    {
        // γ(ln τ) = R/(2π) sin((1 − α)π)/(cosh(α ln(τ/τ0)) − cos((1 − α)π)).
        RelaxationTimesResult found = RelaxationTimes.Of(SpectraForFits.Made(Circuit.Parse("R0-ZARC1"), [5, 40, 1e-2, 0.8], 0.001, 1, (1e-3, 1e5, 10)));
        double largest = found.Distribution.Max(), worst = 0;
        for (int i = 0; i < found.Times.Length; i++)
        {
            double exact = 40 / (2 * Math.PI) * Math.Sin(0.2 * Math.PI) / (Math.Cosh(0.8 * Math.Log(found.Times[i] / 1e-2)) - Math.Cos(0.2 * Math.PI));
            worst = Math.Max(worst, Math.Abs(found.Distribution[i] - exact));
        }

        Assert.InRange(worst / largest, 0, 0.12);
        Assert.Single(found.Peaks);
    }

    [Fact]
    public void The_regularisation_is_chosen_by_prediction_and_can_be_given()
    {
        ImpedanceSpectrum spectrum = SpectraForFits.Made(Arcs, Truth, 0.003, 1, (1e-3, 1e5, 10));
        RelaxationTimesResult chosen = RelaxationTimes.Of(spectrum), given = RelaxationTimes.Of(spectrum, 1e-2);
        Assert.Contains(chosen.Tried, t => t.Lambda == chosen.Lambda);
        Assert.True(chosen.Tried.Count > 10);
        Assert.Equal(1e-2, given.Lambda);
    }

    [Fact]
    public void A_narrow_spectrum_is_refused() =>
        Assert.Throws<DataException>(() => RelaxationTimes.Of(SpectraForFits.Made(Arcs, Truth, 0, 1, (1, 5, 30))));
}

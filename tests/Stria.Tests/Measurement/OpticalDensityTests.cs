using Stria.Core;
using Stria.Measurement.Stxm;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Measurement;

public sealed class OpticalDensityTests
{
    [Fact]
    public void Optical_densities_take_the_place_of_counts_that_are_given_away_and_are_the_same()
    {
        SpectralStack stack = Made.Stack(Made.Energies(3), 8, 9, (f, r, c) => r == 2 && c == f ? -1 : 100 + (10 * f) + r + c);
        var incident = new IncidentSpectrum([150, 160, 170], null, true, "given");
        OpticalDensityStack made = OpticalDensity.From(new AlignedStack(stack, [1, 1, 1]), StackContent.Intensity, incident, NoiseModel.Poisson);
        Assert.Equal(100, stack.Counts[0]);
        OpticalDensityStack taken = OpticalDensity.TakeOver(new AlignedStack(stack, [1, 1, 1]), StackContent.Intensity, incident, NoiseModel.Poisson);
        Assert.Same(stack.Frames, taken.Frames);
        Assert.Equal(made.Values, taken.Values);
        Assert.Equal(made.Usable.Inside, taken.Usable.Inside);
        Assert.True(float.IsNaN(taken.Values[18]));
    }

    [Fact]
    public void Optical_density_is_the_logarithm_of_incident_over_transmitted()
    {
        SpectralStack stack = Made.Stack(Made.Energies(3), 4, 5, (f, r, c) => 10 + (37 * f) + (5 * r) + c);
        double[] incident = [100, 250, 90];
        OpticalDensityStack od = From(stack, StackContent.Intensity, incident);
        Assert.All(Enumerable.Range(0, od.Values.Length), i => Assert.Equal(Math.Log(incident[i / 20] / stack.Counts[i]), od.Values[i], 5e-7));
        Assert.Equal(20, od.Usable.Count);
        Assert.Equal(incident, od.Incident);
    }

    [Fact]
    public void What_is_optical_density_already_keeps_its_bits_and_transmission_is_turned()
    {
        SpectralStack stack = Made.Stack(Made.Energies(3), 2, 3, (f, r, c) => 0.1 + (0.1 * c));
        Assert.Equal(stack.Counts, From(stack, StackContent.OpticalDensity, [1, 1, 1]).Values);
        Assert.All(From(stack, StackContent.Transmission, [1, 1, 1]).Values.Zip(stack.Counts), p => Assert.Equal(-Math.Log(p.Second), p.First, 1e-6));
    }

    [Fact]
    public void Values_without_intensity_become_NaN_and_pixels_with_too_many_are_unusable()
    {
        SpectralStack stack = Made.Stack(Made.Energies(8), 10, 10, (f, r, c) => (r, c) switch
        {
            (0, 0) => f < 2 ? double.NaN : 50,
            (0, 1) => f < 3 ? double.NaN : 50,
            (0, 2) => f == 4 ? -1 : 50,
            (0, 3) => f == 4 ? 0 : 50,
            _ => 50,
        });
        OpticalDensityStack od = From(stack, StackContent.Intensity, [.. Enumerable.Repeat(100.0, 8)]);
        Assert.Equal([true, false, true, true, true], od.Usable.Inside[..5]);
        Assert.True(float.IsNaN(od.Frame(4)[2]));
        Assert.True(float.IsNaN(od.Frame(4)[3]));
        Assert.Equal(2 + 3 + 1 + 1, od.Values.Count(float.IsNaN));
    }

    [Fact]
    public void A_stack_with_almost_no_usable_pixel_is_refused()
    {
        SpectralStack stack = Made.Stack(Made.Energies(4), 20, 20, (f, r, c) => r == 0 && c < 3 ? 10 : double.NaN);
        Assert.Contains("only 3 of 400 pixels have usable spectra", Assert.Throws<DataException>(() => From(stack, StackContent.Intensity, [9, 9, 9, 9])).Message);
    }

    [Theory]
    [InlineData(0.82)]
    [InlineData(-0.3)]
    public void A_planted_offset_is_found_called_significant_and_taken_off(double offset)
    {
        OpticalDensityStack od = Edge(offset);
        OffsetEstimate found = OpticalDensity.Offset(od);
        Assert.Equal(offset, found.Value, 0.02);
        Assert.True(found.IsSignificant);
        Assert.InRange(found.Deviation, 0, 0.05);
        Assert.Equal(700, found.From_eV);
        Assert.InRange(found.To_eV, 704, 708);
        OpticalDensityStack corrected = OpticalDensity.Subtract(od, found.Value);
        Assert.Equal(0, OpticalDensity.Offset(corrected).Value, 1e-5);
        Assert.All(od.Values.Zip(corrected.Values), p => Assert.Equal(found.Value, p.First - p.Second, 1e-5));
    }

    [Fact]
    public void Without_an_offset_none_is_significant() => Assert.False(OpticalDensity.Offset(Edge(0)).IsSignificant);

    [Fact]
    public void The_mean_spectrum_passes_over_what_cannot_be_used()
    {
        OpticalDensityStack od = Made.OpticalDensities(Made.Energies(2), 1, 4, (f, _, c) => f == 0 && c == 1 ? double.NaN : c + (10 * f));
        Assert.Equal([1.0, 11], OpticalDensity.MeanSpectrum(od, [true, true, true, false]));
    }

    private static OpticalDensityStack From(SpectralStack stack, StackContent content, double[] incident) =>
        OpticalDensity.From(new AlignedStack(stack, [.. incident.Select(_ => 1.0)]), content, new IncidentSpectrum(incident, null, true, "given"), NoiseModel.Poisson);

    private static OpticalDensityStack Edge(double offset)
    {
        var random = new SeededRandom(31);
        return Made.OpticalDensities(Made.Energies(31, 700), 40, 40, (f, r, c) =>
        {
            double thickness = c < 12 ? 0 : 0.02 * (c - 11), edge = 0.15 + (1 / (1 + Math.Exp(710 - 700.0 - f)));
            return offset + (thickness * edge) + (0.005 * random.Normal());
        });
    }
}

using Stria.Core;
using Stria.Measurement.Stxm;
using Stria.Numerics.Images;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Measurement;

public sealed class NoiseEstimateTests
{
    private const int Side = 96, Frames = 20;

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2.5, 0)]
    [InlineData(0.3, 400)]
    [InlineData(2.5, 2000)]
    public void A_planted_gain_and_floor_are_found(double gain, double floor)
    {
        var random = new SeededRandom(11);
        NoiseReport found = NoiseEstimate.From(Made.Stack(Made.Energies(Frames), Side, Side, (f, r, c) =>
        {
            double mean = Mean(f, r, c);
            return mean + (Math.Sqrt((gain * mean) + floor) * random.Normal());
        }));
        Assert.True(found.IsEstimated);
        // 2880 blocks of about 11 independent residuals: a class of 240 is known to about 3.4 %, the line to about 1 % in its middle and 2 % at its ends.
        foreach (double mean in (double[])[300, 800, 1600])
        {
            double planted = (gain * mean) + floor;
            Assert.Equal(planted, found.Model.Variance(mean), 0.05 * planted);
        }

        Assert.Equal(gain, found.Model.Gain, (0.05 * gain) + (0.06 * floor / 900));
        Assert.Equal(floor, found.Model.Floor, (0.1 * floor) + (0.05 * gain * 300));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(60)]
    [InlineData(1200)]
    public void Counted_photons_are_recognised(double scale)
    {
        var random = new SeededRandom(12);
        NoiseReport found = NoiseEstimate.From(Made.Stack(Made.Energies(Frames), Side, Side, (f, r, c) => random.Poisson(scale * Mean(f, r, c) / 900)));
        Assert.True(found.IsPoisson);
        Assert.Equal(1, found.Factor, 0.04);
    }

    [Fact]
    public void The_estimate_is_right_to_one_in_a_hundred_when_there_are_pixels_enough()
    {
        var random = new SeededRandom(16);
        NoiseReport found = NoiseEstimate.From(Made.Stack(Made.Energies(30), 200, 200, (_, _, _) => random.Poisson(500)));
        Assert.Equal(500, found.Model.Variance(500), 5.0);
    }

    [Fact]
    public void Edges_of_particles_do_not_pass_for_noise()
    {
        var random = new SeededRandom(13);
        NoiseReport found = NoiseEstimate.From(Made.Stack(Made.Energies(Frames), Side, Side, (f, r, c) =>
            random.Poisson(Math.Pow(r - 48, 2) + Math.Pow(c - 40, 2) < 700 ? 300 : 1000)));
        Assert.Equal(1, found.Factor, 0.05);
    }

    [Fact]
    public void Resampled_counts_are_not_taken_for_counted_photons()
    {
        var random = new SeededRandom(14);
        SpectralStack counted = Made.Stack(Made.Energies(Frames), Side, Side, (f, r, c) => random.Poisson(Mean(f, r, c)));
        float[] moved = [.. Enumerable.Range(0, Frames).SelectMany(f => SplineShift.Sample(counted.Frame(f), Side, Side, 0.5, 0.5))];
        NoiseReport found = NoiseEstimate.From(new SpectralStack(counted.PhotonEnergies_eV, counted.Grid, moved, counted.Provenance));
        Assert.False(found.IsPoisson);
        Assert.InRange(found.Factor, 0.02, SplineShift.NoiseFactor(0.5));
    }

    [Fact]
    public void A_stack_without_noise_has_none()
    {
        NoiseReport found = NoiseEstimate.From(Made.Stack(Made.Energies(4), Side, Side, (f, r, c) => 500 + (2 * r) + c));
        Assert.InRange(found.Factor, 0, 1e-9);
    }

    [Fact]
    public void Too_few_pixels_give_Poisson_and_say_so()
    {
        NoiseReport found = NoiseEstimate.From(Made.Stack(Made.Energies(3), 7, 40, (_, _, _) => 100));
        Assert.False(found.IsEstimated);
        Assert.False(found.IsPoisson);
        Assert.Equal(NoiseModel.Poisson, found.Model);
    }

    [Fact]
    public void Blocks_with_holes_are_passed_over()
    {
        var random = new SeededRandom(15);
        NoiseReport found = NoiseEstimate.From(Made.Stack(Made.Energies(Frames), Side, Side, (f, r, c) => r % 16 == 3 && c % 16 == 3 ? double.NaN : random.Poisson(Mean(f, r, c))));
        Assert.Equal(1, found.Factor, 0.05);
    }

    private static double Mean(int f, int r, int c) => 900 + (650 * Math.Sin((r / 31.0) + (0.3 * f)) * Math.Cos(c / 37.0));
}

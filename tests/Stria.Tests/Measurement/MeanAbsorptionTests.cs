using Stria.Core;
using Stria.Measurement.Stxm;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Measurement;

/// <summary>The image of a stack that the beam blurs linearly, and its noise.</summary>
public sealed class MeanAbsorptionTests
{
    private const int Side = 24;
    private const double Incident = 900;

    [Fact]
    public void Counted_light_gives_its_mean_and_its_own_noise()
    {
        OpticalDensityStack od = Counted(NoiseModel.Poisson);
        (ScalarField absorbed, float[] deviation) = MeanAbsorption.Of(od, SpectraMade.NoFactors(od));
        double truth = 1 - Math.Exp(-0.5), stated = deviation.Average(d => (double)d);
        Assert.Equal(truth, absorbed.Values.Average(v => (double)v), 5 * stated / Side);
        Assert.InRange(Math.Sqrt(absorbed.Values.Average(v => (v - truth) * (v - truth))) / stated, 0.9, 1.1);
    }

    [Fact]
    public void Noise_after_registration_counts_by_its_factor()
    {
        OpticalDensityStack od = Counted(NoiseModel.Poisson);
        float[] plain = MeanAbsorption.Of(od, SpectraMade.NoFactors(od)).Deviation, half = MeanAbsorption.Of(od, [.. od.PhotonEnergies_eV.Select(_ => 0.25)]).Deviation;
        Assert.Equal(0.5, half[7] / plain[7], 1e-5);
    }

    [Fact]
    public void Without_a_noise_model_the_neighbours_tell_it()
    {
        OpticalDensityStack od = Counted(new NoiseModel(0, 0));
        (ScalarField absorbed, float[] deviation) = MeanAbsorption.Of(od, SpectraMade.NoFactors(od));
        double mean = absorbed.Values.Average(v => (double)v), scatter = Math.Sqrt(absorbed.Values.Average(v => (v - mean) * (v - mean)));
        Assert.InRange(deviation[0] / scatter, 0.8, 1.2);
        Assert.All(deviation, d => Assert.Equal(deviation[0], d));
    }

    private static OpticalDensityStack Counted(NoiseModel noise)
    {
        var random = new SeededRandom(8);
        return Made.OpticalDensities(Made.Energies(12), Side, Side, (_, _, _) => Math.Log(Incident / random.Poisson(Incident * Math.Exp(-0.5))), Incident, noise);
    }
}

using Stria.Measurement.Stxm;

namespace Stria.Tests.Measurement;

/// <summary>The whole chain on a small scene; the full size and five seeds stand in the second tier.</summary>
public sealed class SceneChainTests
{
    [Fact]
    public void The_stage_is_followed_to_six_hundredths_of_a_pixel() => Assert.InRange(SceneChain.Small.RegistrationRms, 0, 0.06);

    [Fact]
    public void The_energy_shift_is_found_to_a_hundredth_of_an_electronvolt()
    {
        Assert.InRange(Math.Abs(SceneChain.Small.Scene.Truth.EnergyOffset_eV), 0.1, 3);
        Assert.InRange(Math.Abs(SceneChain.Small.ShiftError_eV), 0, 0.01);
        Assert.InRange(SceneChain.Small.Calibration.ShiftDeviation_eV, 1e-5, 0.01);
    }

    [Fact]
    public void Composition_and_thickness_are_those_planted()
    {
        (double x, double thickness, _) = SceneChain.Small.Score();
        Assert.InRange(x, 1e-4, 0.03);
        Assert.InRange(thickness, 1e-3, 8);
    }

    [Fact]
    public void About_two_thirds_of_the_intervals_hold_the_truth() => Assert.InRange(SceneChain.Small.Score().Coverage, 0.55, 0.80);

    [Fact]
    public void The_noise_is_that_of_counted_photons_and_the_fit_explains_the_data_to_it()
    {
        Assert.True(SceneChain.Small.Noise.IsPoisson);
        Assert.InRange(SceneChain.Small.Fit.MedianReducedChiSquare, 0.9, 1.15);
    }

    [Fact]
    public void The_open_area_is_open_and_gives_the_incident_intensity()
    {
        SceneChain chain = SceneChain.Small;
        float[] thickness = chain.OnRaster(chain.Scene.Truth.Thickness);
        bool[] open = chain.Incident.OpenArea!.Inside;
        Assert.InRange(open.Count(o => o), 0.2 * open.Length, open.Length);
        Assert.DoesNotContain(true, open.Zip(thickness, (o, t) => o && t > 0));
        double[] mean = OpticalDensity.MeanSpectrum(chain.OpticalDensities, open);
        Assert.All(mean, d => Assert.InRange(d, -0.005, 0.005));
    }

    [Fact]
    public void The_sample_is_found_where_it_is()
    {
        SceneChain chain = SceneChain.Small;
        float[] thickness = chain.OnRaster(chain.Scene.Truth.Thickness);
        bool[] found = chain.Sample.Mask.Inside, planted = [.. thickness.Select(t => t > 0)];
        Assert.InRange((double)found.Zip(planted, (f, p) => f && p).Count(b => b) / found.Zip(planted, (f, p) => f || p).Count(b => b), 0.9, 1);
    }

    [Fact]
    public void Hot_pixels_are_masked_and_almost_nothing_else()
    {
        SceneChain chain = SceneChain.Small;
        Assert.InRange(chain.Despiked.Spikes.Count, 1, 40);
        Assert.All(chain.Despiked.Spikes, s => Assert.True(s.Value > 1.2 * s.Expected));
    }

    [Fact]
    public void Every_scored_pixel_has_a_composition() => Assert.True(double.IsFinite(SceneChain.Small.Score().X));
}

using Stria.Core;
using Stria.Measurement.Stxm;
using Stria.Measurement.Synthesis;

namespace Stria.Tests.Measurement;

public sealed class HaloEstimateTests
{
    [Theory]
    [InlineData(0.04)]
    [InlineData(0.08)]
    public void A_planted_halo_is_found_to_a_fifth(double share)
    {
        HaloEstimate? found = Find(share);
        Assert.NotNull(found);
        Assert.Equal(share, found.Share, 0.2 * share);
        Assert.InRange(found.Width, 4, 9.5);
        Assert.InRange(found.Deviation, 1e-5, 0.2 * share);
    }

    [Fact]
    public void Without_a_halo_none_is_found() => Assert.Null(Find(0));

    [Fact]
    public void Without_open_pixels_beside_the_sample_there_is_no_estimate()
    {
        OpticalDensityStack od = Made.OpticalDensities(Made.Energies(5), 20, 20, (f, r, c) => 0.5);
        Assert.Null(HaloEstimate.Find(od, Made.Mask(20, 20, (r, c) => c < 16)));
    }

    [Fact]
    public void What_the_halo_and_stray_light_add_is_taken_off_again()
    {
        var light = new AdditiveLight(0.02, 0.05, 4);
        OpticalDensityStack plain = Made.OpticalDensities(Made.Energies(2), 60, 60, (f, r, c) => 0.9 * Math.Exp(-(Math.Pow(r - 30, 2) + Math.Pow(c - 30, 2)) / 150));
        float[] transmission = [.. plain.Values.Select(d => MathF.Exp(-d))];
        float[] blurred = [.. Enumerable.Range(0, 2).SelectMany(f => Stria.Numerics.Images.GaussianFilter.Smooth(transmission.AsSpan(f * 3600, 3600), 60, 60, 4))];
        OpticalDensityStack seen = Made.OpticalDensities(Made.Energies(2), 60, 60, (f, r, c) =>
            -Math.Log((0.93 * transmission[(f * 3600) + (60 * r) + c]) + 0.02 + (0.05 * blurred[(f * 3600) + (60 * r) + c])));
        OpticalDensityStack corrected = light.Remove(seen).Corrected;
        // The blurred image comes from the measurement, which is blurred by the halo already: an error of second order in the share.
        double before = plain.Values.Zip(seen.Values, (a, b) => Math.Abs(a - b)).Max(), after = plain.Values.Zip(corrected.Values, (a, b) => Math.Abs(a - b)).Max();
        Assert.InRange(before, 0.03, 1);
        Assert.InRange(after, 0, 0.07 * before);
    }

    private static HaloEstimate? Find(double share)
    {
        SyntheticStack scene = CoreShellScene.Make(Made.V2O5, new CoreShellOptions { Seed = 3, Height = 72, Width = 100, Halo = share, Drift = 0, HotPixels = false });
        SpectralStack stack = FrameSelection.Select(scene.Stack, new FrameSelectionOptions()).Stack;
        IncidentSpectrum incident = IncidentIntensity.Find(stack)!;
        OpticalDensityStack od = OpticalDensity.From(new AlignedStack(stack, [.. stack.PhotonEnergies_eV.Select(_ => 1.0)]), StackContent.Intensity, incident, NoiseModel.Poisson);
        return HaloEstimate.Find(od, ParticleMask.Find(od, incident.OpenArea).Mask);
    }
}

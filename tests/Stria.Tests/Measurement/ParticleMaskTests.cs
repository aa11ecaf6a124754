using Stria.Core;
using Stria.Measurement.Stxm;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Measurement;

public sealed class ParticleMaskTests
{
    [Fact]
    public void A_disk_above_the_noise_of_the_open_area_is_found()
    {
        FoundParticles found = ParticleMask.Find(Disk(0.2), Open);
        Assert.All(Enumerable.Range(0, 2500), p => Assert.Equal(Inside(p / 50, p % 50, 12), found.Mask.Inside[p]));
        Assert.InRange(found.Noise, 0.003, 0.007);
        Assert.InRange(found.Threshold, 5 * found.Noise - 0.01, 0.05);
    }

    [Fact]
    public void Without_an_open_area_a_share_of_the_thickest_is_the_threshold()
    {
        FoundParticles found = ParticleMask.Find(Disk(1), null);
        Assert.Equal(0.08, found.Threshold, 0.003);
        Assert.True(double.IsNaN(found.Noise));
        Assert.Equal(Enumerable.Range(0, 2500).Count(p => Inside(p / 50, p % 50, 12)), found.Mask.Count);
    }

    [Fact]
    public void Parts_of_less_than_a_dozen_pixels_are_no_particles()
    {
        OpticalDensityStack od = Made.OpticalDensities(Made.Energies(3), 20, 30, (f, r, c) => (r < 4 && c < 3) || (r is > 10 and < 14 && c is > 20 and < 24) ? 1 : 0);
        Assert.Equal(12, ParticleMask.Above(od, 0.5).Mask.Count);
    }

    [Fact]
    public void The_mean_image_is_over_what_can_be_used_and_NaN_where_the_spectrum_cannot()
    {
        OpticalDensityStack od = Made.OpticalDensities(Made.Energies(4), 1, 3, (f, _, c) => c == 1 && f == 0 ? double.NaN : f);
        var usable = new OpticalDensityStack(od.PhotonEnergies_eV, od.Grid, od.Values, Made.Mask(1, 3, (_, c) => c < 2), od.Incident, od.Noise);
        Assert.Equal([1.5f, 2f, float.NaN], ParticleMask.MeanImage(usable));
    }

    [Fact]
    public void A_drawn_mask_counts_as_far_as_its_pixels_can_be_used()
    {
        OpticalDensityStack od = Disk(1);
        Assert.Equal(100, ParticleMask.Given(od, Made.Mask(50, 50, (r, c) => r is >= 20 and < 30 && c is >= 20 and < 30), "mask.msk").Mask.Count);
        DataException thrown = Assert.Throws<DataException>(() => ParticleMask.Given(od, Made.Mask(50, 50, (_, _) => false), "mask.msk"));
        Assert.Contains("mask.msk: chooses no usable pixel", thrown.Message);
    }

    [Fact]
    public void A_field_without_a_particle_is_refused_with_the_figures()
    {
        string message = Assert.Throws<DataException>(() => ParticleMask.Find(Disk(0), Open)).Message;
        Assert.Contains("no particle", message);
        Assert.Contains("--mask", message);
    }

    private static PixelMask Open => Made.Mask(50, 50, (r, c) => c < 8);

    private static bool Inside(int r, int c, double radius) => Math.Pow(r - 25, 2) + Math.Pow(c - 27, 2) < radius * radius;

    private static OpticalDensityStack Disk(double depth)
    {
        var random = new SeededRandom(41);
        return Made.OpticalDensities(Made.Energies(16), 50, 50, (f, r, c) => (Inside(r, c, 12) ? depth : 0) + (0.02 * random.Normal()));
    }
}

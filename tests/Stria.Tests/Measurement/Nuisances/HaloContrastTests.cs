using Stria.Core;
using Stria.Measurement.Stxm;
using Stria.Measurement.Synthesis;

namespace Stria.Tests.Measurement.Nuisances;

public sealed class HaloContrastTests
{
    private static readonly SceneFrame Frame = new(72, 100, 40e-9) { PhotonEnergies_eV = EnergyGrids.Coarse() };

    [Theory]
    [InlineData(0.04, 0)]
    [InlineData(0.08, 0)]
    [InlineData(0.05, 80e-9)]
    public void A_planted_halo_is_found_beside_a_carbon_film_too(double share, double film)
    {
        HaloEstimate? found = Find(share, film);
        Assert.NotNull(found);
        Assert.Equal(share, found.Share, 0.2 * share);
        Assert.InRange(found.Width, 5, 8);
        Assert.InRange(found.Deviation, 1e-6, 0.2 * share);
    }

    [Fact]
    public void Without_a_halo_a_carbon_film_does_not_pass_for_one() => Assert.Null(Find(0, 80e-9));

    [Fact]
    public void Without_open_pixels_there_is_no_estimate()
    {
        OpticalDensityStack od = Made.OpticalDensities(Made.Energies(20), 20, 20, (f, r, c) => 0.5);
        Assert.Null(HaloContrast.Find(od, Made.Mask(20, 20, (r, c) => c < 16)));
    }

    private static HaloEstimate? Find(double share, double film)
    {
        DisturbanceOptions how = new() { Severity = 0, Counts = 5000, Halo = share, HaloWidth = 6, CarbonFilm = film };
        SpectralStack stack = SceneExposure.Make(new CoreShellInclusions(Frame), Made.V2O5, how, 3).Stack;
        IncidentSpectrum incident = IncidentIntensity.Find(stack)!;
        OpticalDensityStack od = OpticalDensity.From(new AlignedStack(stack, [.. stack.PhotonEnergies_eV.Select(_ => 1.0)]), StackContent.Intensity, incident, NoiseModel.Poisson);
        return HaloContrast.Find(od, ParticleMask.Find(od, incident.OpenArea).Mask);
    }
}

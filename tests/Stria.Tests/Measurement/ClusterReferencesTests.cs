using Stria.Core;
using Stria.Measurement.Stxm;
using Stria.Measurement.Synthesis;

namespace Stria.Tests.Measurement;

public sealed class ClusterReferencesTests
{
    private static readonly double[] Energies = CoreShellScene.EnergyGrid();

    [Fact]
    public void Clusters_are_assigned_composition_phase_amount_and_molar_volume()
    {
        OpticalDensityStack od = TwoHalves();
        IReadOnlyList<ClusterReference> found = Assign(od, Made.V2O5);
        Assert.Equal(2, found.Count);
        ClusterReference alpha = found.MinBy(c => c.Composition)!, delta = found.MaxBy(c => c.Composition)!;
        Assert.Equal((0.1, "α"), (Math.Round(alpha.Composition, 4), alpha.Phase));
        Assert.Equal((0.9, "δ"), (Math.Round(delta.Composition, 4), delta.Phase));
        Assert.Equal(70 * SpectraMade.PerNanometre(0.1), alpha.MeanAmount, 0.01 * alpha.MeanAmount);
        Assert.Equal(Made.V2O5.MolarVolume(0.9), delta.MolarVolume, 1e-4 * delta.MolarVolume);
        Assert.All(found, c => Assert.InRange(c.ResidualRms, 0, 1e-5));
    }

    [Fact]
    public void Their_spectra_are_on_the_scale_of_the_standards()
    {
        ClusterReference alpha = Assign(TwoHalves(), Made.V2O5).MinBy(c => c.Composition)!;
        double[] standard = SpectraMade.Molar.References.First(r => r.Composition == 0.1).At(Energies);
        Assert.All(standard.Zip(alpha.Spectrum), p => Assert.Equal(p.First, p.Second, 1e-4 * p.First));
    }

    [Fact]
    public void Without_a_material_there_is_no_phase()
    {
        IReadOnlyList<ClusterReference> found = Assign(TwoHalves(), null);
        Assert.All(found, c => Assert.True(c.Phase is null && double.IsNaN(c.MolarVolume)));
    }

    [Fact]
    public void What_the_standards_do_not_explain_is_its_residual()
    {
        OpticalDensityStack od = TwoHalves();
        int bump = Array.FindIndex(Energies, e => e > 521);
        for (int p = 0; p < od.Grid.Count; p++)
        {
            od.Values[(bump * od.Grid.Count) + p] += 0.5f;
        }

        Assert.All(Assign(od, Made.V2O5), c => Assert.InRange(c.ResidualRms, 0.5 / Math.Sqrt(Energies.Length) * 0.8, 0.5 / Math.Sqrt(Energies.Length)));
    }

    private static IReadOnlyList<ClusterReference> Assign(OpticalDensityStack od, Stria.Matter.HostMaterial? host) =>
        ClusterReferences.Assign(Components.Find(od, Made.All(12, 20), new ComponentOptions { Clusters = 2 }), od, SpectraMade.Molar, (0, BackgroundShape.None), host);

    private static OpticalDensityStack TwoHalves()
    {
        double[][] transmissions = [.. Enumerable.Range(0, 240).Select(p => SpectraMade.Transmission(Energies, (p % 20 < 10 ? 0.1 : 0.9, 60 + (20.0 * (p / 20) / 11))))];
        return SpectraMade.Counted(12, 20, 0, 1e9, 1, p => transmissions[p]);
    }
}

using Stria.Core;
using Stria.Measurement;
using Stria.Measurement.Impedance;

namespace Stria.Tests.Measurement.Impedance;

public sealed class SymmetricCellTests
{
    private static readonly BlockedElectrode Electrode = new()
    {
        Area = new(1.26677e-4, 1e-6), Thickness = new(15.91e-6, 0.2e-6), Porosity = new(0.45, 0.01), Conductivity = new(0.02, 0.0004),
    };

    [Fact]
    public void Tortuosity_is_equation_20_with_its_error_propagated()
    {
        MeasuredValue tau = Electrode.Tortuosity(new(160, 2)), number = Electrode.MacMullin(new(160, 2));
        Assert.Equal(160 * 1.26677e-4 * 0.02 * 0.45 / (2 * 15.91e-6), tau.Value, 10);
        double relative = Math.Sqrt(Math.Pow(2 / 160.0, 2) + Math.Pow(1 / 126.677, 2) + Math.Pow(0.2 / 15.91, 2) + Math.Pow(0.01 / 0.45, 2) + Math.Pow(0.02, 2));
        Assert.Equal(relative, tau.Relative, 10);
        Assert.Equal(tau.Value / 0.45, number.Value, 10);
        Assert.Equal(2 * tau.Value, (Electrode with { Electrodes = 1 }).Tortuosity(new(160, 2)).Value, 10);
    }

    [SharedDataFact]
    public void The_papers_tortuosities_follow_from_their_products_of_resistance_conductivity_and_porosity()
    {
        System.Text.Json.JsonElement seed = ElectrodeReferences.Document("ref_eis.json").GetProperty("seed_eq20");
        foreach (string name in new[] { "bulk", "NS" })
        {
            System.Text.Json.JsonElement of = seed.GetProperty(name);
            var electrode = new BlockedElectrode { Area = seed.GetProperty("A_cm2").GetDouble() * 1e-4, Thickness = of.GetProperty("d_cm").GetDouble() * 1e-2, Porosity = 0.5, Conductivity = 2 };

            // Ω S/cm to Ω S/m; with ε = 0.5 and κ = 2 S/m the resistance carries the whole product.
            Assert.Equal(of.GetProperty("tau").GetDouble(), electrode.Tortuosity(of.GetProperty("Rion_kappa_eps").GetDouble() * 100).Value, 6);
        }
    }

    [Fact]
    public void A_cell_with_contact_arc_and_rail_gives_its_resistances()
    {
        SymmetricCellResult found = SymmetricCell.Analyse(SpectraForFits.SymmetricCell(3));
        double[] t = SpectraForFits.SymmetricTruth;
        Assert.Equal(SymmetricCell.ContactAndRail, found.Fit.Circuit.Text);
        Assert.InRange(found.Ionic.Value / t[4], 0.96, 1.04);
        Assert.InRange(Math.Abs(found.Ionic.Value - t[4]), 0, found.Factor95 * found.Ionic.Sigma);
        Assert.Equal((1 + (found.Electronic.Value / found.Ionic.Value)) / 3, found.Coefficient, 12);
        Assert.InRange(found.LowFrequency, 0.97 * (t[0] + t[1] + ((t[4] + t[5]) / 3)), 1.03 * (t[0] + t[1] + ((t[4] + t[5]) / 3)));
        Assert.Contains(found.Fit.Remarks, r => r.Kind == RemarkKind.Assumed);
        Assert.Equal(4, found.Compared.Count);
    }

    [Fact]
    public void A_plain_blocked_cell_is_given_no_rail_and_no_arc()
    {
        SymmetricCellResult found = SymmetricCell.Analyse(SpectraForFits.Made(Circuit.Parse(SymmetricCell.Plain), [8, 120, 1e-4, 0.94], 0.003, 5, (1e-2, 1e6, 8)));
        Assert.Equal(SymmetricCell.Plain, found.Fit.Circuit.Text);
        Assert.InRange(found.Ionic.Value, 118, 122);
        Assert.Equal(1.0 / 3, found.Coefficient, 12);
        Assert.Equal(0, found.Electronic.Sigma);
    }

    [Fact]
    public void Leaving_out_the_rail_biases_the_ionic_resistance()
    {
        SymmetricCellResult without = SymmetricCell.Analyse(SpectraForFits.SymmetricCell(3), SymmetricCell.Contact);
        Assert.True(Math.Abs((without.Ionic.Value / SpectraForFits.SymmetricTruth[4]) - 1) > 0.04, $"{without.Ionic.Value}");
    }

    [SharedDataFact]
    public void A_spectrum_that_no_blocked_electrode_has_is_warned_of()
    {
        double[][] rows = ElectrodeReferences.Numbers(SharedData.Path("eis/porous_electrode_tlm/G_EIS(26).txt"));
        var spectrum = new ImpedanceSpectrum([.. rows.Select(r => r[0])], [.. rows.Select(r => new System.Numerics.Complex(r[1], r[2]))]);
        SymmetricCellResult found = SymmetricCell.Analyse(spectrum, SymmetricCell.Contact);
        Assert.InRange(found.Fit.RelativeRootMeanSquare, 0.03, 0.2);
        Assert.Contains(found.Fit.Remarks, r => r.Kind == RemarkKind.Warning && r.Text.Contains("unexplained", StringComparison.Ordinal));
    }

    [Fact]
    public void A_missing_area_or_thickness_is_named()
    {
        Assert.Contains("area of the electrode", Assert.Throws<ScenarioException>(() => (Electrode with { Area = default }).Tortuosity(120)).Message, StringComparison.Ordinal);
        Assert.Contains("thickness", Assert.Throws<ScenarioException>(() => (Electrode with { Thickness = double.NaN }).Tortuosity(120)).Message, StringComparison.Ordinal);
        Assert.Contains("porosity", Assert.Throws<ScenarioException>(() => (Electrode with { Porosity = 45 }).Tortuosity(120)).Message, StringComparison.Ordinal);
    }
}

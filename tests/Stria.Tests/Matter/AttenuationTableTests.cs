using System.Globalization;
using Stria.Core;
using Stria.Matter;

namespace Stria.Tests.Matter;

public sealed class AttenuationTableTests
{
    private static readonly AttenuationTable Table = AttenuationTable.Henke;

    [Fact]
    public void The_elements_of_battery_electrodes_are_there() =>
        Assert.Equal(
            ["Li", "C", "N", "O", "Na", "Mg", "Al", "Si", "P", "S", "Ti", "V", "Cr", "Mn", "Fe", "Co", "Ni", "Cu", "Zn"],
            Table.Elements.Select(e => e.Symbol));

    [Fact]
    public void Vanadium_and_oxygen_lie_in_the_spread_of_tabulations_away_from_the_edges()
    {
        // Chantler's tables: V 2841 at 505 eV and 21 349 at 560 eV; O 1253 and 18 254; Elam's V 19 858 at 560 eV [cm²/g].
        Assert.InRange(Table.MassAttenuation(Element.Of("V"), 505), 2700, 3100);
        Assert.InRange(Table.MassAttenuation(Element.Of("V"), 560), 19858, 21400);
        Assert.InRange(Table.MassAttenuation(Element.Of("O"), 505), 1200, 1380);
        Assert.InRange(Table.MassAttenuation(Element.Of("O"), 560), 18200, 20000);
    }

    [SharedDataFact]
    public void Every_published_point_is_met_within_a_tenth_of_a_percent()
    {
        int compared = 0;
        foreach (Element element in Table.Elements)
        {
            foreach ((double energy, double f2) in PublishedHenke(element))
            {
                if (Table.Edges_eV(element).Any(edge => Math.Abs(energy - edge) < 0.15))
                {
                    continue;
                }

                double published = MassAttenuationFromF2(element, energy, f2);
                Assert.Equal(1, Table.MassAttenuation(element, energy) / published, 1e-3);
                compared++;
            }
        }

        Assert.InRange(compared, 9500, 10000);
    }

    [SharedDataFact]
    public void A_sharp_edge_jumps_between_the_two_published_points()
    {
        int edges = 0;
        foreach (Element element in Table.Elements)
        {
            (double Energy, double F2)[] published = [.. PublishedHenke(element)];
            foreach (double edge in Table.Edges_eV(element).Where(e => !(element.Symbol == "Si" && e > 1800)))
            {
                (double energyBelow, double f2Below) = published.Single(p => Math.Abs(p.Energy - (edge - 0.1)) < 0.02);
                (double energyAbove, double f2Above) = published.Single(p => Math.Abs(p.Energy - (edge + 0.1)) < 0.02);
                Assert.Equal(1, Table.MassAttenuation(element, edge - 1e-6) / MassAttenuationFromF2(element, energyBelow, f2Below), 8e-3);
                Assert.Equal(1, Table.MassAttenuation(element, edge) / MassAttenuationFromF2(element, energyAbove, f2Above), 8e-3);
                edges++;
            }
        }

        Assert.Equal(32, edges);
    }

    [SharedDataTheory]
    [InlineData("V", "23", 505, 511, 0.10)]
    [InlineData("V", "23", 553, 700, 0.10)]
    [InlineData("O", "08", 505, 511, 0.10)]
    [InlineData("O", "08", 553, 700, 0.10)]
    [InlineData("Fe", "26", 680, 700, 0.10)]
    [InlineData("Fe", "26", 735, 800, 0.05)]
    [InlineData("Mn", "25", 600, 630, 0.10)]
    [InlineData("Mn", "25", 670, 750, 0.10)]
    [InlineData("Ni", "28", 880, 950, 0.10)]
    [InlineData("V", "23", 6000, 30000, 0.06)]
    [InlineData("Fe", "26", 8000, 30000, 0.06)]
    public void Henke_and_Chantler_agree_away_from_edges_within_the_stated_spread(string symbol, string file, double from_eV, double to_eV, double spread)
    {
        Element element = Element.Of(symbol);
        (double Energy, double Attenuation)[] chantler = [.. Chantler(file).Where(p => p.Energy >= from_eV && p.Energy <= to_eV)];
        Assert.NotEmpty(chantler);
        Assert.All(chantler, p => Assert.InRange(Table.MassAttenuation(element, p.Energy) / p.Attenuation, 1 - spread, 1 + spread));
    }

    [Fact]
    public void A_compound_attenuates_as_the_mass_weighted_sum_of_its_elements()
    {
        double expected = ((2 * 50.9415 * Table.MassAttenuation(Element.Of("V"), 505)) + (5 * 15.999 * Table.MassAttenuation(Element.Of("O"), 505)))
            / ((2 * 50.9415) + (5 * 15.999));
        double compound = Table.MassAttenuation(ChemicalFormula.Parse("V2O5"), 505);
        Assert.Equal(1, compound / expected, 1e-12);
        Assert.Equal(compound, Table.MassAttenuation(ChemicalFormula.Parse("V2O5"), [505.0])[0]);
    }

    [Fact]
    public void Linear_attenuation_is_mass_attenuation_times_density_in_one_over_metre()
    {
        ChemicalFormula v2o5 = ChemicalFormula.Parse("V2O5");
        double perCentimetre = Table.MassAttenuation(v2o5, 560) * 3.371;
        Assert.Equal(1, Table.LinearAttenuation(v2o5, 3371, 560) / (perCentimetre * 100), 1e-12);

        // 100 nm of V2O5 just above the oxygen edge: optical density about 0.69.
        Assert.InRange(Table.LinearAttenuation(v2o5, 3371, 560) * 100e-9, 0.6, 0.8);
    }

    [Fact]
    public void An_energy_outside_the_table_is_refused_with_the_likely_cause()
    {
        DataException mistake = Assert.Throws<DataException>(() => Table.MassAttenuation(Element.Of("Fe"), 0.7071));
        Assert.Contains("keV", mistake.Message, StringComparison.Ordinal);
        Assert.Throws<DataException>(() => Table.MassAttenuation(Element.Of("Fe"), 30001));
        Assert.Throws<DataException>(() => Table.MassAttenuation(Element.Of("Fe"), double.NaN));
        Assert.True(Table.MassAttenuation(Element.Of("Fe"), 30000) > 0);
        Assert.True(Table.MassAttenuation(Element.Of("Fe"), 10) > 0);
    }

    [Fact]
    public void An_element_without_a_table_and_an_open_composition_are_refused_by_name()
    {
        Assert.Contains("F;", Assert.Throws<ScenarioException>(() => Table.MassAttenuation(ChemicalFormula.Parse("LiF"), 700)).Message, StringComparison.Ordinal);
        Assert.Contains("x", Assert.Throws<ScenarioException>(() => Table.MassAttenuation(ChemicalFormula.Parse("LixV2O5"), 700)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Table.LinearAttenuation(ChemicalFormula.Parse("V2O5"), 0, 560));
    }

    private static IEnumerable<(double Energy, double F2)> PublishedHenke(Element element)
    {
        string path = SharedData.Path($"xas/henke_nff/{element.Symbol.ToLowerInvariant()}.nff");
        return File.ReadLines(path).Skip(1).Where(l => !string.IsNullOrWhiteSpace(l)).Select(Numbers).Select(n => (n[0], n[2]));
    }

    private static IEnumerable<(double Energy, double Attenuation)> Chantler(string file) =>
        File.ReadLines(SharedData.Path($"xas/chantler_fine/{file}.dat"))
            .Where(l => l.Length > 0 && char.IsAsciiDigit(l[0]))
            .Select(Numbers)
            .Select(n => (n[0] * 1000, n[3]));

    private static double[] Numbers(string line) =>
        [.. line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(w => double.Parse(w, CultureInfo.InvariantCulture))];

    // The authors' relation μₐ = 2 r₀ λ f2 per atom, with hc = 12 398.42 eV Å and r₀ = 2.81794e-13 cm.
    private static double MassAttenuationFromF2(Element element, double energy_eV, double f2) =>
        2 * 2.81794e-13 * (12398.42e-8 / energy_eV) * f2 * 6.02214e23 / element.AtomicWeight;

    // Chantler's photoabsorption at his own energies, and Elam's at the knots of his spline, as XrayDB 4.4.7 holds them [cm²/g].
    [Theory]
    [InlineData("Chantler", "V", 507.19789, 2846.1)]
    [InlineData("Chantler", "V", 515.15599, 17868.0)]
    [InlineData("Chantler", "V", 560.26196, 21326.0)]
    [InlineData("Chantler", "O", 507.19789, 1240.5)]
    [InlineData("Chantler", "O", 560.26196, 18236.0)]
    [InlineData("Chantler", "Ni", 854.74464, 6360.6)]
    [InlineData("Elam", "V", 500.0009, 2818.33)]
    [InlineData("Elam", "V", 512.1001, 11862.4)]
    [InlineData("Elam", "V", 560.0018, 19853.8)]
    [InlineData("Elam", "V", 699.9998, 13920.5)]
    public void Other_tables_hold_the_published_values(string table, string element, double energy_eV, double published) =>
        Assert.Equal(1, AttenuationTable.All.Single(t => t.Name == table).MassAttenuation(Element.Of(element), energy_eV) / published, 2e-3);

    [Fact]
    public void The_tables_agree_within_a_twentieth_before_the_edges_a_seventh_behind_them_and_not_inside()
    {
        var host = ChemicalFormula.Parse("V2O5");
        foreach (double energy_eV in (double[])[505, 508, 553, 560])
        {
            double[] values = [.. AttenuationTable.All.Select(t => t.MassAttenuation(host, energy_eV))];
            Assert.InRange(values.Max() / values.Min(), 1.0001, energy_eV < 510 ? 1.05 : 1.14);
        }

        double[] inside = [.. AttenuationTable.All.Select(t => t.MassAttenuation(Element.Of("V"), 515))];
        Assert.InRange(inside.Max() / inside.Min(), 1.4, 3);
    }

    [Fact]
    public void Elam_has_the_edges_of_vanadium_apart_and_says_where_its_table_ends()
    {
        Assert.Equal([512.1, 519.8, 626.7, 5465], AttenuationTable.Elam.Edges_eV(Element.Of("V")), (a, b) => Math.Abs(a - b) < 0.1);
        Assert.Contains("lies outside the attenuation table of V", Assert.Throws<DataException>(() => AttenuationTable.Elam.MassAttenuation(Element.Of("V"), 50)).Message, StringComparison.Ordinal);
    }
}

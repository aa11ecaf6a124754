using Stria.Core;
using Stria.Figures;
using Stria.Files;
using Stria.Studies;
using Stria.Tests.Chain;
using Stria.Tests.Files;
using Stria.Tests.Studies.Running;

namespace Stria.Tests.Studies.FreeEnergies;

/// <summary>What a run of a free energy leaves behind.</summary>
public sealed class FreeEnergyRunTests(FreeEnergyRunTests.Once once) : IClassFixture<FreeEnergyRunTests.Once>
{
    [Fact]
    public void The_folder_holds_tables_figures_and_a_report()
    {
        Assert.Equal(["equilibria.csv", "free-energy.csv", "interface.csv", "phase-diagram.csv", "strain.csv"], Names("tables", "*.csv"));
        Assert.Equal(["coherency.png", "free-energy.png", "interface.png", "phase-diagram.png", "strain.png"], Names("figures", "*.png"));
        string report = File.ReadAllText(Path.Combine(once.Run, "report.html"));
        Assert.Contains("separates between c = 0.071 and 0.929", report, StringComparison.Ordinal);
        Assert.Contains("assumed", report, StringComparison.Ordinal);
    }

    [Fact]
    public void The_summary_has_the_numbers_of_closed_forms()
    {
        Assert.Equal(0.07072018168, StriaCommand.Number(once.Run, "binodal_low"), 1e-9);
        Assert.Equal((1 - Math.Sqrt(1.0 / 3)) / 2, StriaCommand.Number(once.Run, "spinodal_low"), 1e-12);
        Assert.Equal(0.595, StriaCommand.Number(once.Run, "coherency_bulk"), 5e-4);
        Assert.Equal(3 - (StriaCommand.Number(once.Run, "coherency_bulk") / 2), StriaCommand.Number(once.Run, "effective_interaction_bulk"), 1e-9);
        Assert.Equal(1.5 * 298.15, StriaCommand.Number(once.Run, "critical_temperature"), 1e-2);

        // K η/(F C_max) with K = 2E/(1 − ν), η = Ω C_max/3.
        Assert.Equal(0.01 * 2 * 43e9 / 0.7 * 2.415e-6 / 3 / 96485.33212 * 1e3, StriaCommand.Number(once.Run, "plateau_shift_per_strain"), 1e-6);
    }

    [Fact]
    public void Every_name_of_the_summary_is_documented()
    {
        string page = File.ReadAllText(Path.Combine(SharedData.Repository, "docs", "outputs.md"));
        string[] missing = [.. StriaCommand.Summary(once.Run).Select(p => p.Key).Where(name => !page.Contains($"`{name.Replace("_bulk", "_BODY", StringComparison.Ordinal).Replace("_sheet", "_BODY", StringComparison.Ordinal)}`", StringComparison.Ordinal))];
        Assert.Empty(missing);
    }

    [Fact]
    public void Tension_raises_the_plateau_and_lowers_the_barrier_of_lithiation()
    {
        IReadOnlyList<IReadOnlyList<string>> rows = CsvTable.Read(Path.Combine(once.Run, "tables", "strain.csv"));
        double[] strains = Column(rows, "strain"), shifts = Column(rows, "shift against the free host [mV]"), barriers = Column(rows, "barrier of lithiation at the free host's plateau [J/mol]");
        Assert.Equal(strains.Order(), strains);
        Assert.Equal(shifts.Order(), shifts);
        double[] known = [.. barriers.Where(double.IsFinite)];
        Assert.True(known.Length >= 4);
        Assert.Equal(known.OrderDescending(), known);
    }

    [Fact]
    public void The_equilibrium_potential_of_the_table_never_rises()
    {
        double[] u = Column(CsvTable.Read(Path.Combine(once.Run, "tables", "free-energy.csv")), "equilibrium potential [V]");
        Assert.Equal(u.OrderDescending(), u);
        Assert.True(u[0] - u[^1] > 0.3);
    }

    [Fact]
    public void A_sequence_of_phases_shows_its_plateaus_against_lithium()
    {
        using var folder = new TemporaryFolder();
        string run = Tables(folder, """
            kind: freeenergy
            problem:
              free_energy:
                kind: multi_well
                gaps:
                  - { from: 0.1, to: 0.3, plateau: 3.39 V, barrier: 300 J/mol }
                  - { from: 0.7, to: 0.9, plateau: 3.20 V, barrier: 250 J/mol }
              gradient_energy: 1e-14 J m2/mol
              maximum_concentration: 18531 mol/m3
            """);
        Assert.Equal(2, StriaCommand.Number(run, "miscibility_gaps"));
        Assert.Equal(3.39, StriaCommand.Number(run, "plateau"), 1e-9);
        Assert.Equal(3.20, StriaCommand.Number(run, "plateau_2"), 1e-9);
        Assert.True(StriaCommand.Number(run, "interface_width_2") > 0);
        Assert.Contains(StriaCommand.Remarks(run), r => r.Contains("No phase diagram", StringComparison.Ordinal));
        Assert.Contains(StriaCommand.Remarks(run), r => r.Contains("No coherency", StringComparison.Ordinal));
    }

    [Fact]
    public void A_table_from_a_file_is_read_and_noted_as_input()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.Path("f.csv"), "c,f\n" + string.Join('\n', Enumerable.Range(0, 21).Select(i => i / 20.0).Select(c => $"{c},{6000 * c * (1 - c)}")));
        string run = Tables(folder, "kind: freeenergy\nproblem:\n  free_energy: { kind: table, path: f.csv, add_ideal_mixing: true }\n");
        double low = StriaCommand.Number(run, "binodal_low"), chi = 6000 / (8.314462618 * 298.15);
        Assert.Equal(0, Math.Log(low / (1 - low)) + (chi * (1 - (2 * low))), 1e-6);
        Assert.Contains("f.csv", StriaCommand.Record(run)["inputs"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_that_ends_before_a_half_has_numbers_everywhere()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.Path("f.csv"), "c,f\n" + string.Join('\n', Enumerable.Range(0, 21).Select(i => i / 50.0).Select(c => $"{c},{-3000 * c * (1 - c)}")));
        string run = Tables(folder, "kind: freeenergy\nproblem:\n  material: v2o5-alpha\n  free_energy: { kind: table, path: f.csv, add_ideal_mixing: true }\n  strains: [-0.01, 0, 0.01]\n");
        double[] shifts = Column(CsvTable.Read(Path.Combine(run, "tables", "strain.csv")), "shift against the free host [mV]");
        Assert.True(shifts.Length == 3 && shifts.All(double.IsFinite));
    }

    [Fact]
    public void A_barrier_that_no_strain_has_is_not_in_the_figure_and_potentials_without_a_standard_are_differences()
    {
        using var folder = new TemporaryFolder();
        var scenario = (FreeEnergyScenario)ScenarioReader.Parse(
            "kind: freeenergy\nproblem:\n  material: v2o5-alpha\n  strains: [-0.01, 0, 0.01]\n", "s.yaml", folder.Path(""));
        string drawn = "";
        var figure = new PlainStep("figure") { Work = (context, _) => drawn = System.Text.Encoding.UTF8.GetString(FigureRenderer.ToSvg(FreeEnergyFigures.Of(scenario, context).Single(f => f.Name == "strain").Report.Figure)) };
        Run.Begin(new Study(scenario, [.. StudyCatalogue.For(scenario).Steps.SkipLast(1).Where(s => s.Name != "phase_diagram"), figure]), new RunRequest(folder.Path("run"))).Execute(new Listener(), CancellationToken.None);
        Assert.DoesNotContain("of lithiation", drawn, StringComparison.Ordinal);
        Assert.Contains("of lithiation", File.ReadAllText(Path.Combine(once.Run, "figures", "strain.svg")), StringComparison.Ordinal);
        Assert.Contains("above the common tangent", drawn, StringComparison.Ordinal);
        Assert.Contains("potential U − U₀ [V]", drawn, StringComparison.Ordinal);
    }

    [Fact]
    public void A_strain_given_twice_is_refused()
    {
        using var folder = new TemporaryFolder();
        string message = Assert.Throws<ScenarioException>(() => Tables(folder, "kind: freeenergy\nproblem:\n  material: v2o5-alpha\n  strains: [0.01, 0, 0.01]\n")).Message;
        Assert.Contains("The strain 0.01 is given 2 times", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_solid_solution_has_no_gap_and_says_so()
    {
        using var folder = new TemporaryFolder();
        string run = Tables(folder, "kind: freeenergy\nproblem: { free_energy: { kind: solid_solution, slope: 12 kJ/mol }, material: v2o5-alpha, strains: [] }\n");
        Assert.Equal(0, StriaCommand.Number(run, "miscibility_gaps"));
        Assert.Null(StriaCommand.Summary(run)["binodal_low"]);
    }

    [Theory]
    [InlineData("problem: { temperature: 300 K }", "needs a material")]
    [InlineData("problem: { material: lifepo4 }", "has no free energy")]
    [InlineData("problem: { material: v2o5-alfa }", "Did you mean 'v2o5-alpha'")]
    [InlineData("problem: { material: v2o5-alpha, temperature: 300 }", "temperature")]
    [InlineData("problem: { material: v2o5-alpha, free_energy: { kind: solid_solution, slope: -30 kJ/mol } }", "separates into two phases")]
    [InlineData("problem: { material: v2o5-alpha, free_energy: { kind: double_well, height: 5 J/mol, low: 0.7, high: 0.3 } }", "'low' must lie below 'high'")]
    [InlineData("problem: { material: v2o5-alpha, free_energy: { kind: multi_well, gaps: [{ from: 0.1, to: 0.4, plateau: 3 V, barrier: 1 J/mol }, { from: 0.3, to: 0.5, plateau: 2 V, barrier: 1 J/mol }] } }", "begins before")]
    [InlineData("problem: { material: v2o5-alpha, free_energy: { kind: polynomial, coefficients: [1 J/mol, 2 J/mol] } }", "three coefficients")]
    [InlineData("problem: { material: v2o5-alpha, stiffness: { kind: orthotropic, e1: 1 GPa, e2: 1 GPa, e3: 1 GPa, nu12: 0.3, nu23: 0.3, nu13: 0.3, g12: 1 GPa } }", "isotropic stiffness")]
    [InlineData("problem: { material: v2o5-alpha }\nphase_diagram: { lowest: 500 K, highest: 300 K }", "not above its beginning")]
    public void What_cannot_be_is_refused_with_the_reason(string settings, string reason)
    {
        using var folder = new TemporaryFolder();
        Assert.Contains(reason, Assert.Throws<ScenarioException>(() => Tables(folder, "kind: freeenergy\n" + settings + "\n")).Message, StringComparison.Ordinal);
    }

    private static double[] Column(IReadOnlyList<IReadOnlyList<string>> rows, string name)
    {
        int at = rows[0].ToList().IndexOf(name);
        return [.. rows.Skip(1).Select(r => r[at].Length == 0 ? double.NaN : double.Parse(r[at]))];
    }

    // Everything but figures and report, which take most of the time.
    private static string Tables(TemporaryFolder folder, string text)
    {
        var scenario = (FreeEnergyScenario)ScenarioReader.Parse(text, "s.yaml", folder.Path(""));
        var tables = new PlainStep("tables") { Work = (context, _) => FreeEnergyResultsStep.WriteTables(scenario, context) };
        Run.Begin(new Study(scenario, [.. StudyCatalogue.For(scenario).Steps.SkipLast(1), tables]), new RunRequest(folder.Path("run"))).Execute(new Listener(), CancellationToken.None);
        return folder.Path("run");
    }

    private string[] Names(string part, string pattern) => [.. Directory.GetFiles(Path.Combine(once.Run, part), pattern).Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal)];

    /// <summary>The scenario of the gallery, run once by the program itself.</summary>
    public sealed class Once : IDisposable
    {
        private readonly TemporaryFolder folder = new();

        public Once() => StriaCommand.Succeed("run", Path.Combine(SharedData.Repository, "scenarios", "004-fig7b-strained-film.yaml"), "--out", Run);

        public string Run => folder.Path("film");

        public void Dispose() => folder.Dispose();
    }
}

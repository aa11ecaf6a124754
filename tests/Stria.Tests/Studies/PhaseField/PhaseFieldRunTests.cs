using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Stria.Files;
using Stria.Studies;
using Stria.Tests.Chain;
using Stria.Tests.Files;

namespace Stria.Tests.Studies.PhaseField;

/// <summary>What a phase-field run leaves behind, and that stopped and longer runs come to the same bits.</summary>
public sealed class PhaseFieldRunTests : IDisposable
{
    private const string Mechanics = "mechanics: { model: plane_strain, edge: free }";
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void A_run_leaves_fields_history_measures_figures_animation_and_a_report_with_documented_numbers()
    {
        string run = PhaseFieldScene.Run(folder, "run", PhaseFieldScene.Text(Mechanics, "{ end: 2.5 s }", "{ snapshots: 4 }"));
        string[] names = [.. Directory.GetFileSystemEntries(run).Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal)];
        Assert.Equal(["continuation.h5", "continuation.json", "fields", "fields.pvd", "figures", "final.vtu", "report.html", "run.json", "scenario.yaml", "summary.json", "tables"], names);
        JsonObject summary = StriaCommand.Summary(run);
        string page = File.ReadAllText(Path.Combine(SharedData.Repository, "docs", "outputs.md"));
        Assert.All(summary.Select(p => p.Key), name => Assert.Contains($"| `{name}` |", page, StringComparison.Ordinal));

        double Number(string name) => (double)summary[name]!["value"]!;
        Assert.InRange(Number("mass_drift"), 0, 1e-11);
        Assert.Equal(0, Number("energy_rises"));
        Assert.True(Number("energy_end") < Number("energy_start"));
        Assert.True(Number("highest_composition") - Number("lowest_composition") > 0.5, "It must have separated.");
        Assert.InRange(Number("interface_width"), 8, 16);
        Assert.True(Number("hydrostatic_span") > 10);

        IReadOnlyList<IReadOnlyList<string>> history = CsvTable.Read(Path.Combine(run, "tables", "history.csv"));
        int energy = history[0].ToList().IndexOf("energy [J/m]"), chemical = history[0].ToList().IndexOf("chemical energy [J/m]");
        double[] energies = [.. history.Skip(1).Select(r => double.Parse(r[energy], CultureInfo.InvariantCulture))];
        Assert.All(energies.Zip(energies.Skip(1)), pair => Assert.True(pair.Second <= pair.First + (1e-12 * Math.Abs(pair.First))));
        Assert.Equal(energies[^1], history[^1].Skip(chemical).SkipLast(1).Sum(v => double.Parse(v, CultureInfo.InvariantCulture)), 1e-9 * Math.Abs(energies[^1]));
        Assert.True(PngHasFrames(Path.Combine(run, "figures", "animation.png"), 5));
        Assert.Equal(5, XDocument.Load(Path.Combine(run, "fields.pvd")).Descendants("DataSet").Count());
    }

    [Fact]
    public void A_run_stopped_at_any_moment_goes_on_to_the_same_bits()
    {
        string text = PhaseFieldScene.Text(Mechanics);
        string whole = PhaseFieldScene.Run(folder, "whole", text);
        string stopped = folder.Path("stopped");
        PhaseFieldScenario scenario = PhaseFieldScene.Read(folder, "stopped", text);
        foreach (double at in new[] { 0.15, 0.4, 0.7 })
        {
            using var stop = new CancellationTokenSource();
            Run part = Directory.Exists(stopped + ".partial") ? Run.Resume(stopped + ".partial", StudyCatalogue.For) : Run.Begin(StudyCatalogue.For(scenario), new RunRequest(stopped));
            Assert.Throws<OperationCanceledException>(() => part.Execute(new StopAt("evolve", at, stop), stop.Token));
        }

        Run.Resume(stopped + ".partial", StudyCatalogue.For).Execute(new StopAt("none", 2, null), CancellationToken.None);
        Assert.Equal(PhaseFieldScene.Final(whole), PhaseFieldScene.Final(stopped));
        foreach (string table in new[] { "history.csv", "measures.csv", "profiles.csv" })
        {
            Assert.Equal(File.ReadAllText(Path.Combine(whole, "tables", table)), File.ReadAllText(Path.Combine(stopped, "tables", table)));
        }
    }

    [Fact]
    public void A_finished_run_goes_on_to_a_later_end_to_the_bits_of_one_long_run()
    {
        const string output = "{ every: 0.2 s, animation: false }";
        string longer = PhaseFieldScene.Run(folder, "long", PhaseFieldScene.Text(time: "{ end: 0.8 s }", output: output));
        string run = PhaseFieldScene.Run(folder, "short", PhaseFieldScene.Text(time: "{ end: 0.4 s }", output: output));
        StriaAnswer answer = StriaCommand.Succeed("resume", run, "--until", "0.8 s");
        Assert.Contains("Time reached", answer.Output, StringComparison.Ordinal);
        Assert.Equal(PhaseFieldScene.Final(longer), PhaseFieldScene.Final(run));
        Assert.Equal(File.ReadAllText(Path.Combine(longer, "tables", "history.csv")), File.ReadAllText(Path.Combine(run, "tables", "history.csv")));
        Assert.Contains("is not later", StriaCommand.Run("resume", run, "--until", "0.5 s").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_constant_current_changes_the_mean_by_its_rate_to_the_last_digits()
    {
        StudyContext run = PhaseFieldScene.Evolve(folder, "current", PhaseFieldScene.Text(
            "free_energy: { kind: regular_solution, interaction: 1 }\ngradient_energy: 1e-14 J m2/mol\ninterface_width: \ninitial: { kind: uniform, value: 0.2 }\nnoise: 0\nboundary: [ { kind: galvanostatic, part: left, rate: 0.1 1/s } ]",
            "{ end: 2 s }",
            rest: "discretisation: { cell_size: 5 nm }"));
        double mean = run.Headlines.First(h => h.Name == "mean_composition_end").Value;
        Assert.Equal(0.4, mean, 1e-9);
        double[] c = run.Get<PhaseFieldCourse>().State.Composition;
        Assert.True(c.Max() - c.Min() > 1e-3, "The side that lithium enters by must be ahead.");
    }

    [Fact]
    public void A_problem_without_units_is_solved_in_plain_numbers_and_its_scenario_reads_back()
    {
        const string text = """
            kind: phasefield
            units: none
            problem:
              geometry: { kind: shapes, regions: [ { name: box, shape: { kind: rectangle, width: 24, height: 12 } } ] }
              initial: { kind: expression, value: "0.5 + 0.1*cos(pi*x/12)" }
              free_energy: { kind: double_well, height: 5, low: 0.3, high: 0.7 }
              gradient_energy: 2
              mobility: { kind: constant, diffusivity: 5 }
              periodic: x
            discretisation: { cell_size: 2 }
            time: { end: 4, first_step: 0.02 }
            output: { snapshots: 2, animation: false }
            """;
        PhaseFieldScenario scenario = PhaseFieldScene.Read(folder, "plain", text);
        string written = ScenarioReader.Write(scenario);
        Assert.Contains("width: 24\n", written, StringComparison.Ordinal);
        Assert.Equal(scenario, ScenarioReader.Parse(written, "again", folder.Path("")));
        StudyContext run = PhaseFieldScene.Evolve(folder, "plain", text);
        PhaseFieldCourse course = run.Get<PhaseFieldCourse>();
        Assert.Equal(4, course.State.Time);
        Assert.Equal(0.5 * 24 * 12, course.State.Mass, 1e-9);
        Assert.True(course.State.Energy < course.History[0].Energy);
        Assert.DoesNotContain(run.Headlines, h => h.Unit is "nm" or "s" or "J/m");
    }

    [Fact]
    public void A_measured_map_starts_a_run_on_its_own_outline()
    {
        Stress.StressScene.WriteMaps(folder.Path("maps.h5"));
        StudyContext run = PhaseFieldScene.Evolve(folder, "map", """
            kind: phasefield
            problem:
              initial: { kind: map, path: maps.h5 }
              material: v2o5-alpha
              interface_width: 120 nm
              mobility: { kind: lattice, diffusivity: 5e-15 m2/s }
            time: { end: 2 s }
            output: { snapshots: 1, animation: false }
            """);
        PhaseFieldBody body = run.Get<PhaseFieldBody>();
        Assert.Equal(Math.PI * Stress.StressScene.Radius * Stress.StressScene.Radius, body.Area, 0.04 * body.Area);
        Assert.True(body.Initial.Min() < 0.2 && body.Initial.Max() > 0.7, "The composition must be that of the map.");
        PhaseFieldCourse course = run.Get<PhaseFieldCourse>();
        Assert.True(course.State.Energy < course.History[0].Energy);
    }

    [Fact]
    public void A_plan_tells_sizes_groups_and_assumptions_and_leaves_nothing_behind()
    {
        File.WriteAllText(folder.Path("plan.yaml"), PhaseFieldScene.Text(Mechanics));
        StriaAnswer plan = StriaCommand.Succeed("phasefield", folder.Path("plan.yaml"), "--plan");
        foreach (string word in new[] { "cells", "unknowns", "memory", "interface      8 nm wide", "times of diffusion", "expected time", "assumed" })
        {
            Assert.Contains(word, plan.Output, StringComparison.Ordinal);
        }

        Assert.Empty(Directory.GetDirectories(folder.Path("")));
        Assert.False(Directory.Exists(Path.Combine(Path.GetTempPath(), $"stria-plan-{Environment.ProcessId}.partial")));
    }

    public void Dispose() => folder.Dispose();

    private static bool PngHasFrames(string path, int frames)
    {
        byte[] png = File.ReadAllBytes(path);
        int at = png.AsSpan().IndexOf("acTL"u8);
        return at > 0 && System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at + 4)) == frames;
    }

    private sealed class StopAt(string step, double fraction, CancellationTokenSource? stop) : IProgress<StudyProgress>
    {
        public void Report(StudyProgress value)
        {
            if (value.Step == step && value.Fraction >= fraction)
            {
                stop?.Cancel();
            }
        }
    }
}

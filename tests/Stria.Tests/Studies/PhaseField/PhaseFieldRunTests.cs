using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Stria.Files;
using Stria.Physics.Thermodynamics;
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

    [Theory]
    [InlineData("")]
    [InlineData(", spread: equipotential")]
    public void A_constant_current_changes_the_mean_by_its_rate_to_the_last_digits(string spread)
    {
        StudyContext run = PhaseFieldScene.Evolve(folder, "current", PhaseFieldScene.Text(
            "free_energy: { kind: regular_solution, interaction: 1 }\ngradient_energy: 1e-14 J m2/mol\ninterface_width: \ninitial: { kind: uniform, value: 0.2 }\nnoise: 0\nboundary: [ { kind: galvanostatic, part: left, rate: 0.1 1/s" + spread + " } ]",
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

    [Theory]
    [InlineData("1e-3", 0.01)]
    [InlineData("4e-3*sin(pi*x/6e-8)^2*(t/10)", 0.01)]
    public void A_source_means_the_same_in_metres_and_seconds_as_it_is_written(string source, double risen)
    {
        // The strip is 60 nm long: the mean of sin² over it is a half, and of t/10 over the 10 s another.
        StudyContext run = PhaseFieldScene.Evolve(folder, "source", PhaseFieldScene.Text(
            $"free_energy: {{ kind: regular_solution, interaction: 1 }}\ngradient_energy: 1e-14 J m2/mol\ninterface_width: \ninitial: {{ kind: uniform, value: 0.2 }}\nnoise: 0\nsource: \"{source}\"",
            "{ end: 10 s }",
            rest: "discretisation: { cell_size: 5 nm }"));
        PhaseFieldBody body = run.Get<PhaseFieldBody>();
        double mean = run.Get<PhaseFieldCourse>().State.Mass / body.Area * body.Laws.Scales.Length * body.Laws.Scales.Length;
        Assert.Equal(0.2 + risen, mean, 1e-4 * risen + 1e-6);
    }

    [Fact]
    public void A_changed_input_file_is_not_continued_with()
    {
        void Table(double chi) => folder.Write("f.csv", "c,f\n" + string.Concat(Enumerable.Range(0, 41).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i / 40.0},{2479 * chi * i / 40.0 * (1 - (i / 40.0))}\n"))));
        string text = PhaseFieldScene.Text("free_energy: { kind: table, path: f.csv, add_ideal_mixing: true }");
        Table(2.6);
        PhaseFieldScenario scenario = PhaseFieldScene.Read(folder, "changed", text);
        string run = folder.Path("changed");
        using var stop = new CancellationTokenSource();
        Run part = Run.Begin(StudyCatalogue.For(scenario), new RunRequest(run));
        Assert.Throws<OperationCanceledException>(() => part.Execute(new StopAt("evolve", 0.5, stop), stop.Token));
        Table(2.8);
        Run resumed = Run.Resume(run + ".partial", StudyCatalogue.For);
        resumed.Execute(new StopAt("none", 2, null), CancellationToken.None);
        Assert.Contains(resumed.Context.Remarks, r => r.Text.Contains("f.csv is no longer the file", StringComparison.Ordinal));
        Assert.Contains(resumed.Context.Inputs, i => i.Path.EndsWith("f.csv", StringComparison.Ordinal));
        Assert.Equal(PhaseFieldScene.Final(PhaseFieldScene.Run(folder, "anew", text)), PhaseFieldScene.Final(run));
    }

    [Fact]
    public void Lines_within_one_phase_have_no_interface()
    {
        // The boundary lies along the axis: no line along it meets an interface.
        StudyContext run = PhaseFieldScene.Evolve(folder, "layers", PhaseFieldScene.Text(
            "initial: { kind: expression, value: \"0.5 + 0.3*tanh((y - 1e-8)/4e-9)\" }\nnoise: 0\naxis: { kind: constant, angle: 0 deg }", "{ end: 0.01 s }", "{ snapshots: 1, animation: false }"));
        PatternMeasure along = new PatternMeasures(run).Of(run.Get<PhaseFieldCourse>().Snapshots[^1]);
        Assert.True(double.IsNaN(along.InterfaceWidth) && double.IsNaN(along.Period.Mean));
        StudyContext crossed = PhaseFieldScene.Evolve(folder, "crossed", PhaseFieldScene.Text(
            "initial: { kind: expression, value: \"0.5 + 0.3*tanh((x - 3e-8)/4e-9)\" }\nnoise: 0\naxis: { kind: constant, angle: 0 deg }", "{ end: 0.01 s }", "{ snapshots: 1, animation: false }"));
        Assert.InRange(new PatternMeasures(crossed).Of(crossed.Get<PhaseFieldCourse>().Snapshots[^1]).InterfaceWidth, 6e-9, 16e-9);
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
    }

    [Theory]
    [InlineData("newton")]
    [InlineData("linear")]
    public void A_plan_names_the_method_of_the_scenario(string method)
    {
        File.WriteAllText(folder.Path("plan.yaml"), PhaseFieldScene.Text(time: $"{{ end: 0.8 s, method: {method} }}"));
        Assert.Contains($"{method} method", StriaCommand.Succeed("phasefield", folder.Path("plan.yaml"), "--plan").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_without_field_files_can_be_run_on_from_its_beginning()
    {
        string text = PhaseFieldScene.Text(time: "{ end: 0.2 s }", output: "{ every: 0.1 s, animation: false, fields: false }");
        string run = PhaseFieldScene.Run(folder, "short", text);
        Assert.False(Directory.Exists(Path.Combine(run, "fields")));
        Run longer = Run.Extend(run, "0.4 s", StudyCatalogue.For);
        longer.Execute(new StopAt("none", 2, null), CancellationToken.None);
        Assert.Contains(longer.Context.Remarks, r => r.Text.StartsWith("The run began anew: the picture fields/0000.vtu", StringComparison.Ordinal));
        Assert.Equal(0.4, StriaCommand.Number(run, "end_time"), 1e-9);
        Assert.Equal(PhaseFieldScene.Final(PhaseFieldScene.Run(folder, "long", text.Replace("0.2 s", "0.4 s", StringComparison.Ordinal))), PhaseFieldScene.Final(run));
    }

    [Fact]
    public void A_resumed_run_tells_its_method()
    {
        string run = folder.Path("told");
        PhaseFieldScenario scenario = PhaseFieldScene.Read(folder, "told", PhaseFieldScene.Text());
        using var stop = new CancellationTokenSource();
        Run part = Run.Begin(StudyCatalogue.For(scenario), new RunRequest(run));
        Assert.Throws<OperationCanceledException>(() => part.Execute(new StopAt("evolve", 0.4, stop), stop.Token));
        Run resumed = Run.Resume(run + ".partial", StudyCatalogue.For);
        resumed.Execute(new StopAt("none", 2, null), CancellationToken.None);
        Assert.Single(resumed.Context.Remarks, r => r.Text.StartsWith("Time is stepped by", StringComparison.Ordinal));
    }

    [Fact]
    public void Mass_drift_of_a_symmetric_mixture_about_zero_is_small()
    {
        StudyContext run = PhaseFieldScene.Evolve(folder, "zero", """
            kind: phasefield
            units: none
            problem:
              geometry: { kind: shapes, regions: [ { name: box, shape: { kind: rectangle, width: 16, height: 8 } } ] }
              initial: { kind: expression, value: "0.1*cos(pi*x/8)" }
              free_energy: { kind: double_well, height: 1, low: -1, high: 1 }
              gradient_energy: 1
              mobility: { kind: constant, diffusivity: 1 }
            discretisation: { cell_size: 1 }
            time: { end: 10 }
            output: { snapshots: 2, animation: false }
            """);
        Assert.InRange(run.Headlines.First(h => h.Name == "mass_drift").Value, 0, 1e-10);
        Assert.Equal(0, run.Headlines.First(h => h.Name == "energy_rises").Value);
        CommonTangent gap = run.Get<PhaseFieldBody>().Laws.Tangent!;
        Assert.Equal(-1, gap.Low, 1e-9);
        Assert.Equal(1, gap.High, 1e-9);
        Assert.InRange(run.Get<PhaseFieldCourse>().State.Composition.Max(), 0.8, 1.05);
    }

    [Fact]
    public void The_mesh_resolves_the_gap_that_holds_the_start()
    {
        // The barrier of the second gap is sixteen times higher, its interface four times narrower.
        string Text(double start) => PhaseFieldScene.Text(
            $"free_energy: {{ kind: multi_well, gaps: [ {{ from: 0.05, to: 0.45, plateau: 3.4 V, barrier: 20 J/mol }}, {{ from: 0.55, to: 0.95, plateau: 3.2 V, barrier: 320 J/mol }} ] }}\n"
            + $"interface_width: \ngradient_energy: 8e-14 J m2/mol\ninitial: {{ kind: uniform, value: {start.ToString(CultureInfo.InvariantCulture)} }}\nnoise: 0.01",
            "{ end: 1e-6 s }", "{ snapshots: 1, animation: false }");
        int[] cells = [.. new[] { 0.25, 0.75 }.Select(start => (int)PhaseFieldScene.Evolve(folder, $"gap{start}", Text(start)).Headlines.First(h => h.Name == "cells").Value)];
        Assert.InRange((double)cells[1] / cells[0], 10, 25);
    }

    [Theory]
    [InlineData("--end", "4 h", "'time.end'")]
    [InlineData("--diffusivity", "5e-15 m2/s", "'problem.mobility'")]
    [InlineData("--no-mechanics", null, "'problem.mechanics'")]
    public void What_is_for_maps_is_refused_with_a_scenario(string option, string? value, string setting)
    {
        File.WriteAllText(folder.Path("plan.yaml"), PhaseFieldScene.Text(Mechanics));
        StriaAnswer answer = StriaCommand.Run(["phasefield", folder.Path("plan.yaml"), "--plan", option, .. value is null ? Array.Empty<string>() : [value]]);
        Assert.Equal(2, answer.Code);
        Assert.Contains($"{option} goes with a map; in a scenario change {setting}", answer.Error, StringComparison.Ordinal);
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

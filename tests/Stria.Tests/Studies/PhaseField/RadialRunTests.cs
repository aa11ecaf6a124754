using System.Globalization;
using System.Text.Json.Nodes;
using Stria.Core;
using Stria.Files;
using Stria.Studies;
using Stria.Tests.Chain;
using Stria.Tests.Files;

namespace Stria.Tests.Studies.PhaseField;

/// <summary>Radial particles as scenarios.</summary>
public sealed class RadialRunTests : IDisposable
{
    private const string Charge = "boundary: [ { kind: galvanostatic, part: surface, rate: 0.1 1/s } ]";
    private readonly TemporaryFolder folder = new();

    private static string Text(string problem = Charge, string shape = "sphere", string time = "{ end: 6 s }", string output = "{ snapshots: 4 }", string rest = "") => $$"""
        kind: phasefield
        problem:
          geometry: { kind: radial, shape: {{shape}}, radius: 60 nm }
          initial: { kind: uniform, value: 0.1 }
          material: v2o5-alpha
          interface_width: 8 nm
          mobility: { kind: lattice, diffusivity: 5e-15 m2/s }
          mechanics: {}
          {{problem.Replace("\n", "\n  ", StringComparison.Ordinal)}}
        time: {{time}}
        output: {{output}}
        {{rest}}
        """;

    [Fact]
    public void A_sphere_is_filled_by_a_constant_current_with_profiles_history_figures_and_documented_numbers()
    {
        string run = PhaseFieldScene.Run(folder, "run", Text());
        JsonObject summary = StriaCommand.Summary(run);
        string page = File.ReadAllText(Path.Combine(SharedData.Repository, "docs", "outputs.md"));
        Assert.All(summary.Select(p => p.Key), name => Assert.Contains($"| `{name}` |", page, StringComparison.Ordinal));
        double Number(string name) => (double)summary[name]!["value"]!;
        Assert.Equal(0.7, Number("mean_composition_end"), 1e-9);
        Assert.True(Number("highest_composition") - Number("lowest_composition") > 0.5, "Two phases must stand in it.");
        Assert.True(Number("surface_composition") > 0.7);
        Assert.Equal(100, Number("cells"));
        Assert.InRange(Number("hydrostatic_span"), 50, 1000);
        foreach (string file in new[] { "figures/profiles.png", "figures/course.svg", "report.html", "tables/history.csv" })
        {
            Assert.True(File.Exists(Path.Combine(run, file)), file);
        }

        // The surface is free of radial stress: the outermost shell has hardly any, the middle has as much in all directions.
        IReadOnlyList<IReadOnlyList<string>> rows = CsvTable.Read(Path.Combine(run, "tables", "profiles.csv"));
        Assert.Equal(1 + (5 * 100), rows.Count);
        double[] Last(string name) => [.. rows.Skip(401).Select(r => double.Parse(r[rows[0].ToList().IndexOf(name)], CultureInfo.InvariantCulture))];
        double[] radial = Last("radial stress [Pa]"), tangential = Last("tangential stress [Pa]");
        Assert.InRange(Math.Abs(radial[^1]), 0, 0.02 * radial.Max(Math.Abs));
        Assert.Equal(radial[0], tangential[0], 1e-2 * Math.Abs(radial[0]));
    }

    [Theory]
    [InlineData("sphere")]
    [InlineData("cylinder")]
    [InlineData("slab")]
    public void A_closed_body_keeps_its_amount_and_its_energy_only_falls(string shape)
    {
        StudyContext run = Evolved("closed", Text("noise: 0.02", shape, "{ end: 2 s }", rest: "discretisation: { cell_size: 2 nm }").Replace("value: 0.1", "value: 0.5", StringComparison.Ordinal), all: true);
        double Number(string name) => run.Headlines.First(h => h.Name == name).Value;
        Assert.InRange(Number("mass_drift"), 0, 1e-11);
        Assert.Equal(0, Number("energy_rises"));
        Assert.True(Number("molar_energy_end") < Number("molar_energy_start"));
        Assert.True(Number("highest_composition") - Number("lowest_composition") > 0.3);
    }

    [Fact]
    public void A_reservoir_fills_the_particle_to_its_own_potential()
    {
        StudyContext run = Evolved("held", Text("boundary: [ { kind: composition, part: surface, value: 0.9 } ]", time: "{ end: 60 s }", rest: "discretisation: { cell_size: 2 nm }"), all: true);
        // The stress-free reservoir of c = 0.9 has μ = f′(0.9); an even sphere without stress has the same composition then.
        Assert.Equal(0.9, run.Headlines.First(h => h.Name == "mean_composition_end").Value, 2e-3);
    }

    [Fact]
    public void A_run_stopped_anywhere_goes_on_to_the_same_bits_and_on_to_a_later_end()
    {
        string text = Text(output: "{ every: 1 s }", rest: "discretisation: { cell_size: 2 nm }"), whole = PhaseFieldScene.Run(folder, "whole", text);
        using var stop = new CancellationTokenSource();
        Run part = Run.Begin(StudyCatalogue.For(PhaseFieldScene.Read(folder, "stopped", text.Replace("end: 6 s", "end: 4 s", StringComparison.Ordinal))), new RunRequest(folder.Path("stopped")));
        Assert.Throws<OperationCanceledException>(() => part.Execute(new StopAt(0.4, stop), stop.Token));
        Run.Resume(folder.Path("stopped.partial"), StudyCatalogue.For).Execute(new StopAt(2, null), CancellationToken.None);
        Run.Extend(folder.Path("stopped"), "6 s", StudyCatalogue.For).Execute(new StopAt(2, null), CancellationToken.None);
        foreach (string table in new[] { "history.csv", "profiles.csv" })
        {
            Assert.Equal(File.ReadAllText(Path.Combine(whole, "tables", table)), File.ReadAllText(Path.Combine(folder.Path("stopped"), "tables", table)));
        }
    }

    [Fact]
    public void A_plan_tells_shells_groups_and_the_time_of_a_step()
    {
        File.WriteAllText(folder.Path("plan.yaml"), Text());
        string plan = StriaCommand.Succeed("phasefield", folder.Path("plan.yaml"), "--plan").Output;
        Assert.All(["shells         100, 0.6 nm thick", "interface      8 nm wide, 13.3 shells across", "times of diffusion", "of computing each", "assumed"], word => Assert.Contains(word, plan, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("boundary: [ { kind: galvanostatic, part: edge, rate: 0.1 1/s } ]", "has one part of boundary, 'surface'")]
    [InlineData("periodic: x", "cannot be periodic")]
    [InlineData("gradient_ratio: 2", "takes no 'gradient_ratio'")]
    [InlineData("wetting: [ { part: surface, linear: 1e-3 J/m2 } ]", "has no 'wetting'")]
    [InlineData("source: \"1\"", "has no 'source'")]
    [InlineData("dynamics: relaxing", "keeps its amount")]
    [InlineData("boundary: [ { kind: composition, part: surface, value: 1.2 } ]", "is not within 0 … 1")]
    [InlineData("initial: { kind: mesh, path: x.vtu, field: c }", "not with a map or a mesh")]
    [InlineData("mechanics: { stiffness: { kind: orthotropic, e1: 40 GPa, e2: 30 GPa, e3: 20 GPa, nu12: 0.3, nu23: 0.3, nu13: 0.3, g12: 12 GPa } }", "take an isotropic stiffness")]
    public void What_a_radial_particle_does_not_have_is_refused(string problem, string words)
    {
        string name = problem.Split(':')[0], text = Text(problem);
        // What is given takes the place of the same line above it.
        string[] lines = [.. text.Split('\n').Where(l => !l.StartsWith($"  {name}:", StringComparison.Ordinal) || l.Contains(problem, StringComparison.Ordinal))];
        Assert.Contains(words, Assert.ThrowsAny<StriaException>(() => Evolved("refused", string.Join('\n', lines), all: false)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_radial_geometry_is_none_for_stress() => Assert.Contains("is for phase fields", Assert.ThrowsAny<StriaException>(() => ScenarioReader.Parse(
        "kind: stress\nproblem: { geometry: { kind: radial, shape: sphere, radius: 1 um }, composition: { kind: uniform, value: 0.5 } }", "a.yaml", folder.Path(""))).Message, StringComparison.Ordinal);

    public void Dispose() => folder.Dispose();

    private StudyContext Evolved(string name, string text, bool all)
    {
        Study whole = StudyCatalogue.For(PhaseFieldScene.Read(folder, name, text));
        var run = Run.Begin(all ? whole : new Study(whole.Scenario, [.. whole.Steps.Take(2)]), new RunRequest(folder.Path(name)));
        run.Execute(new StopAt(2, null), CancellationToken.None);
        return run.Context;
    }

    private sealed class StopAt(double fraction, CancellationTokenSource? stop) : IProgress<StudyProgress>
    {
        public void Report(StudyProgress value)
        {
            if (value.Step == "evolve" && value.Fraction >= fraction)
            {
                stop?.Cancel();
            }
        }
    }
}

using System.Text.Json.Nodes;
using Stria.Core;
using Stria.Files;
using Stria.Studies;
using Stria.Tests.Chain;
using Stria.Tests.Files;

namespace Stria.Tests.Studies.Sweep;

/// <summary>One scenario run with several values of a setting.</summary>
public sealed class SweepTests : IDisposable
{
    private const string Clamped = """
        kind: stress
        problem:
          geometry: { kind: shapes, regions: [ { name: plate, shape: { kind: rectangle, width: 300 nm, height: 200 nm } } ] }
          composition: { kind: expression, value: 0.4 + 0*x }
          material: v2o5-alpha
          stress_free_composition: 0.1
          axis: { kind: constant, angle: 0 deg }
          edge: fixed
        discretisation: { cell_size: 100 nm, order: linear }
        """;

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Each_value_has_its_run_and_the_compared_number_follows_the_setting()
    {
        string run = Swept("over: problem.stress_free_composition\nvalues: [0.3, 0.2]\ncompare: [von_mises_mean_fixed, mesh_composition]\nfield: stress.vtu:x");
        IReadOnlyList<IReadOnlyList<string>> table = CsvTable.Read(Path.Combine(run, "tables", "sweep.csv"));
        Assert.Equal(["run", "problem.stress_free_composition", "seed", "von_mises_mean_fixed [MPa]", "mesh_composition", "failure"], table[0]);
        double[] stress = [.. table.Skip(1).Select(r => double.Parse(r[3], System.Globalization.CultureInfo.InvariantCulture))];

        // A clamped plate: von Mises stress is proportional to c − c_ref.
        Assert.Equal(2, stress[1] / stress[0], 1e-9);
        JsonObject summary = StriaCommand.Summary(run);
        Assert.Equal((1.0, 0.0), ((double)summary["rising_von_mises_mean_fixed"]!["value"]!, (double)summary["rising_mesh_composition"]!["value"]!));
        Assert.Equal(["01", "02"], Directory.GetDirectories(Path.Combine(run, "runs")).Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal));
        Assert.True(File.Exists(Path.Combine(run, "runs", "02", "report.html")));
        Assert.True(File.Exists(Path.Combine(run, "figures", "fields.png")));
        Assert.Contains("stress_free_composition: 0.2\n", File.ReadAllText(Path.Combine(run, "runs", "02", "scenario.yaml")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_theory_expects_stands_in_the_table_and_as_a_dashed_line_in_the_panel_of_its_number()
    {
        string run = Swept("over: problem.stress_free_composition\nvalues: [0.3, 0.2]\ncompare: [von_mises_mean_fixed]\ntheory: [ { number: von_mises_mean_fixed, expected: von_mises_max_fixed, label: closed form } ]");
        IReadOnlyList<IReadOnlyList<string>> table = CsvTable.Read(Path.Combine(run, "tables", "sweep.csv"));
        Assert.Equal(["von_mises_mean_fixed [MPa]", "von_mises_max_fixed [MPa]"], table[0].Skip(3).Take(2));
        Assert.All(table.Skip(1), row => Assert.Equal(row[3][..6], row[4][..6]));
        Assert.Contains("closed form", File.ReadAllText(Path.Combine(run, "figures", "sweep.svg")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_fails_is_told_and_the_others_count()
    {
        string run = Swept("over: problem.stiffness.poissons_ratio\nvalues: [0.2, 0.5]\ncompare: [von_mises_mean_fixed]", Clamped
            .Replace("axis:", "model: plane_strain\n  stiffness: { kind: isotropic, youngs_modulus: 43 GPa, poissons_ratio: 0.3 }\n  axis:", StringComparison.Ordinal));
        JsonObject summary = StriaCommand.Summary(run);
        Assert.Equal(1, (double)summary["failed_runs"]!["value"]!);
        Assert.Contains("The run 02 failed", File.ReadAllText(Path.Combine(run, "run.json")), StringComparison.Ordinal);
        Assert.Contains("oisson", CsvTable.Read(Path.Combine(run, "tables", "sweep.csv"))[2][^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_stopped_sweep_takes_finished_runs_as_they_are()
    {
        IScenario sweep = Sweep("over: problem.stress_free_composition\nvalues: [0.3, 0.2]");
        using var stop = new CancellationTokenSource();
        Run first = Run.Begin(StudyCatalogue.For(sweep), new RunRequest(folder.Path("stopped")));
        Assert.Throws<OperationCanceledException>(() => first.Execute(new StopAt(0.48, stop), stop.Token));
        string partial = folder.Path("stopped.partial");
        DateTime written = File.GetLastWriteTimeUtc(Path.Combine(partial, "runs", "01", "run.json"));
        Run.Resume(partial, StudyCatalogue.For).Execute(new StopAt(2, stop), CancellationToken.None);
        Assert.Equal(written, File.GetLastWriteTimeUtc(Path.Combine(folder.Path("stopped"), "runs", "01", "run.json")));
        Assert.Equal(2, Directory.GetDirectories(Path.Combine(folder.Path("stopped"), "runs")).Length);
    }

    [Fact]
    public void A_stopped_sweep_makes_runs_anew_whose_files_have_changed()
    {
        File.WriteAllText(folder.Path("strain.csv"), "x,strain\n0,0\n1,0.02\n");
        string basis = Clamped.Replace("  axis:", "  chemical_strain: { kind: table, path: strain.csv }\n  axis:", StringComparison.Ordinal);
        IScenario sweep = Sweep("over: problem.stress_free_composition\nvalues: [0.3, 0.2]", basis);
        using var stop = new CancellationTokenSource();
        Run first = Run.Begin(StudyCatalogue.For(sweep), new RunRequest(folder.Path("changed")));
        Assert.Throws<OperationCanceledException>(() => first.Execute(new StopAt(0.48, stop), stop.Token));
        File.WriteAllText(folder.Path("strain.csv"), "x,strain\n0,0\n1,0.04\n");
        Run second = Run.Resume(folder.Path("changed.partial"), StudyCatalogue.For);
        second.Execute(new StopAt(2, stop), CancellationToken.None);
        Assert.Contains(second.Context.Remarks, r => r.Text.Contains("The finished run 01 was made anew", StringComparison.Ordinal) && r.Text.Contains("strain.csv", StringComparison.Ordinal));
        double[] stress = [.. new[] { "01", "02" }.Select(n => StriaCommand.Number(Path.Combine(folder.Path("changed"), "runs", n), "von_mises_mean_fixed"))];
        Assert.Equal(2, stress[1] / stress[0], 1e-9);
    }

    [Fact]
    public void A_sweep_over_the_seed_has_no_bars_of_seeds()
    {
        SweepOutcome Of(int seed) => new(new SweepCase($"{seed}", $"{seed}", ScenarioReader.Parse(Clamped + $"\nseed: {seed}", "a.yaml", folder.Path(""))), new Dictionary<string, SweepNumber>());
        Assert.Equal([1], new SweepRuns([Of(1), Of(2), Of(3)]).Seeds);
        SweepOutcome Twice(string value, int seed) => Of(seed) with { Case = Of(seed).Case with { Value = value } };
        Assert.Equal([4, 5], new SweepRuns([Twice("a", 4), Twice("a", 5), Twice("b", 4), Twice("b", 5)]).Seeds);
    }

    [Theory]
    [InlineData("over: problem.stress_free_compositon\nvalues: [0.1]", "Did you mean 'stress_free_composition'?")]
    [InlineData("over: problem.geometry\nvalues: [0.1]", "is a block or a list")]
    [InlineData("over: problem.geometry.regions[3].name\nvalues: [a]", "no list with an entry [3]")]
    [InlineData("over: problem.model\nvalues: [plane_stess]", "plane_stress")]
    [InlineData("over: discretisation.cell_size\nvalues: [20 s]", "cell_size")]
    [InlineData("over: problem.model\nvalues: []", "at least one value")]
    [InlineData("over: problem.model\nvalues: [plane_strain, plane_strain]", "more than once")]
    [InlineData("over: problem.stress_free_composition\nvalues: [0.3]\ncompare: [von_mises_mean_fixd]", "Did you mean 'von_mises_mean_fixed'?")]
    [InlineData("over: problem.model\nvalues: [plane_strain]\nfield: stress.vtu", "must be FILE:FIELD")]
    [InlineData("over: problem.model\nvalues: [plane_strain]\ntheory: [ { number: area, expected: steps } ]", "which 'compare' does not name")]
    [InlineData("over: problem.stress_free_composition\nvalues: [0.3]\ncompare: [von_mises_mean_fixed]\ntheory: [ { number: von_mises_mean_fixed, expected: von_mises_mx_fixed } ]", "Did you mean 'von_mises_max_fixed'?")]
    public void What_cannot_be_swept_is_refused_in_words(string settings, string words)
    {
        string complaint = Assert.ThrowsAny<StriaException>(() => Swept(settings)).Message;
        Assert.Contains(words, complaint, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_that_are_lengths_make_an_axis_with_their_unit_and_words_an_axis_of_places()
    {
        var scenario = new SweepScenario { Scenario = "a.yaml", Over = "discretisation.cell_size", Values = ["1 nm", "0.1 µm"] };
        var lengths = SweepAxis.Of(scenario, scenario.Values);
        Assert.Equal("cell size [nm]", lengths.Axis.Label);
        Assert.Equal(1, lengths.Places[0], 1e-12);
        Assert.Equal(100, lengths.Places[1], 1e-9);
        Assert.True(lengths.Axis.Logarithmic);
        Assert.Equal([1.0, 2.0], SweepAxis.Of(scenario, ["free", "fixed"]).Places);
        Assert.Equal([1.0, 2.0], SweepAxis.Of(scenario, ["1 nm", "2 s"]).Places);
    }

    public void Dispose() => folder.Dispose();

    private string Swept(string settings, string basis = Clamped)
    {
        string run = folder.Path("sweep");
        Run.Begin(StudyCatalogue.For(Sweep(settings, basis)), new RunRequest(run)).Execute(new StopAt(2, null), CancellationToken.None);
        return run;
    }

    private IScenario Sweep(string settings, string basis = Clamped)
    {
        File.WriteAllText(folder.Path("base.yaml"), basis);
        return ScenarioReader.Parse($"kind: sweep\nscenario: base.yaml\n{settings}\n", "sweep.yaml", folder.Path(""));
    }

    private sealed class StopAt(double overall, CancellationTokenSource? stop) : IProgress<StudyProgress>
    {
        public void Report(StudyProgress value)
        {
            if (value.Overall > overall)
            {
                stop?.Cancel();
            }
        }
    }
}

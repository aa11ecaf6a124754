using Stria.Studies;
using Stria.Tests.Files;

namespace Stria.Tests.Studies.Stress;

/// <summary>The error of the map is carried to the stress by maps drawn from it; the work can be stopped in their midst.</summary>
public sealed class StressUncertaintyTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public StressUncertaintyTests() => StressScene.WriteMaps(folder.Path("maps.h5"));

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_same_seed_gives_the_same_deviation_and_another_seed_another()
    {
        double[] sigma = [.. new[] { ("a", 1), ("b", 1), ("c", 2) }.Select(s => StressScene.Headline(StressScene.Solve(folder, s.Item1, Text(6, s.Item2)), "von_mises_sigma_free"))];
        Assert.Equal(sigma[0], sigma[1]);
        Assert.NotEqual(sigma[0], sigma[2]);

        // σ(x) = 0.03 with Eη = 800 MPa: some, but not all of 24 MPa is relieved by the free edge.
        Assert.All(sigma, s => Assert.InRange(s, 1, 24));
    }

    [Fact]
    public void Without_samples_no_deviation_is_carried()
    {
        string run = StressScene.Solve(folder, "none", Text(0, 1));
        Assert.DoesNotContain("von_mises_sigma_free", File.ReadAllText(Path.Combine(run, "summary.json")), StringComparison.Ordinal);
        Assert.DoesNotContain("von_mises_sigma", File.ReadAllText(Path.Combine(run, "stress.vtu"), System.Text.Encoding.Latin1)[..4000], StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_of_the_whole_map_is_the_systematic_part_of_a_clamped_stress()
    {
        StressScene.WriteMaps(folder.Path("common.h5"), common: 0.02);
        string run = StressScene.Solve(folder, "common", Held("common.h5", "0"));
        double random = StressScene.Headline(run, "von_mises_sigma_random_fixed"), systematic = StressScene.Headline(run, "von_mises_sigma_systematic_fixed"), total = StressScene.Headline(run, "von_mises_sigma_fixed");
        // Both in-plane stresses change by Eη δ/(1 − ν) in the whole of a sheet held at its edge; the von Mises stress by as much where they are equal, by less elsewhere.
        double biaxial = StressScene.StressPerX_MPa * 0.02 / (1 - StressScene.PoissonsRatio);
        Assert.InRange(systematic, 0.9 * biaxial, biaxial);
        Assert.InRange(total, Math.Max(random, systematic), random + systematic);
        string text = File.ReadAllText(Path.Combine(run, "stress.vtu"), System.Text.Encoding.Latin1)[..6000];
        Assert.Contains("von_mises_sigma_systematic", text, StringComparison.Ordinal);
        Assert.Contains("von_mises_sigma_random", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stress_free_composition_that_comes_from_the_map_goes_with_its_error()
    {
        StressScene.WriteMaps(folder.Path("common.h5"), common: 0.02);
        string run = StressScene.Solve(folder, "follows", Held("common.h5", "lowest_phase"));
        Assert.InRange(StressScene.Headline(run, "von_mises_sigma_systematic_fixed"), 0, 0.05);
    }

    [Fact]
    public void A_map_without_deviation_has_none_and_that_is_said()
    {
        StressScene.WriteMaps(folder.Path("bare.h5"), deviation: false);
        Run run = StressScene.Begin(folder, "bare", Text(6, 1).Replace("maps.h5", "bare.h5", StringComparison.Ordinal));
        run.Execute(new Stria.Tests.Studies.Running.Listener(), CancellationToken.None);
        Assert.Contains(run.Context.Remarks, r => r.Text.Contains("no standard deviation of x", StringComparison.Ordinal));
        Assert.DoesNotContain(run.Context.Headlines, h => h.Name == "von_mises_sigma_free");
    }

    [Fact]
    public void A_run_stopped_while_it_draws_maps_ends_there()
    {
        using var stop = new CancellationTokenSource();
        Run run = StressScene.Begin(folder, "stopped", Text(100_000, 1));
        var listener = new StopIn("solve", stop);
        Assert.ThrowsAny<OperationCanceledException>(() => run.Execute(listener, stop.Token));
        Assert.True(listener.Heard > 0, "the step told of no progress");
        RunRecord record = RunJson.Read<RunRecord>(Path.Combine(folder.Path("stopped.partial"), "run.json"));
        Assert.Equal(RunState.Stopped, record.State);
        Assert.Equal(["read_composition", "outline", "mesh", "fields"], record.Steps.Select(s => s.Name));
    }

    [Fact]
    public void A_stopped_run_makes_no_mesh()
    {
        using var stop = new CancellationTokenSource();
        Run run = StressScene.Begin(folder, "early", Text(0, 1));
        Assert.ThrowsAny<OperationCanceledException>(() => run.Execute(new StopIn("outline", stop), stop.Token));
        RunRecord record = RunJson.Read<RunRecord>(Path.Combine(folder.Path("early.partial"), "run.json"));
        Assert.DoesNotContain("mesh", record.Steps.Select(s => s.Name));
    }

    [Fact]
    public void The_error_of_a_map_near_the_ends_of_a_table_is_carried_to_the_stress()
    {
        // Filtered, x reaches from about 0.13 to 0.79: many places of every drawn map lie outside the table, which is straight there as everywhere.
        folder.Write("strain.csv", "x,strain\n0.15,0.003\n0.78,0.0156\n");
        StressScene.WriteMaps(folder.Path("common.h5"), common: 0.02);
        string Held(string strain) => StressScene.Text(
            "{ kind: map, path: common.h5 }", "map", $"edge: fixed\nstress_free_composition: 0.2{strain}", "{ cell_size: auto }", "uncertainty: { samples: 6 }\nseed: 1");
        string linear = StressScene.Solve(folder, "linear", Held("")), table = StressScene.Solve(folder, "table", Held("\nchemical_strain: { kind: table, path: strain.csv }"));
        foreach (string name in new[] { "von_mises_max_fixed", "von_mises_sigma_random_fixed", "von_mises_sigma_systematic_fixed", "von_mises_sigma_fixed" })
        {
            double expected = StressScene.Headline(linear, name);
            Assert.Equal(expected, StressScene.Headline(table, name), 1e-9 * expected);
        }

        Assert.True(StressScene.Headline(table, "von_mises_sigma_random_fixed") > 1);
    }

    [Fact]
    public void A_mean_composition_may_stray_beyond_a_table_by_noise_and_no_farther()
    {
        folder.Write("near.csv", "x,strain\n0.16,0.0032\n0.95,0.019\n");
        folder.Write("far.csv", "x,strain\n0.3,0.006\n0.95,0.019\n");
        string Of(string table) => StressScene.Text("{ kind: map, path: maps.h5 }", "map", $"stress_free_composition: 0.4\nchemical_strain: {{ kind: table, path: {table} }}", "{ cell_size: auto }", "uncertainty: { samples: 0 }");
        Run near = StressScene.Begin(folder, "near", Of("near.csv"));
        near.Execute(new Stria.Tests.Studies.Running.Listener(), CancellationToken.None);
        Assert.Contains(near.Context.Remarks, r => r.Text.Contains("outside the table of chemical strain (0.16 to 0.95)", StringComparison.Ordinal));
        Run far = StressScene.Begin(folder, "far", Of("far.csv"));
        string refused = Assert.Throws<Stria.Core.ScenarioException>(() => far.Execute(new Stria.Tests.Studies.Running.Listener(), CancellationToken.None)).Message;
        Assert.Contains("which goes from 0.3 to 0.95", refused, StringComparison.Ordinal);
    }

    private static string Text(int samples, int seed) =>
        StressScene.Text("{ kind: map, path: maps.h5 }", "map", discretisation: "{ cell_size: auto }", rest: $"uncertainty: {{ samples: {samples} }}\nseed: {seed}");

    private static string Held(string maps, string reference) => StressScene.Text(
        $"{{ kind: map, path: {maps} }}", "map", $"edge: fixed\nstress_free_composition: {reference}", "{ cell_size: auto }", "uncertainty: { samples: 6 }\nseed: 1");

    /// <summary>Stops the run at the first word of a step's progress.</summary>
    private sealed class StopIn(string step, CancellationTokenSource stop) : IProgress<StudyProgress>
    {
        internal int Heard { get; private set; }

        public void Report(StudyProgress value)
        {
            if (value.Step == step)
            {
                Heard++;
                stop.Cancel();
            }
        }
    }
}

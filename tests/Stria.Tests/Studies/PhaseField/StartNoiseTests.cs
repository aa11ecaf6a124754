using Stria.Core;
using Stria.Studies;
using Stria.Tests.Files;

namespace Stria.Tests.Studies.PhaseField;

/// <summary>Noise that does not know the mesh.</summary>
public sealed class StartNoiseTests : IDisposable
{
    private const string Smooth = "noise: 0.02\nnoise_length: 5 nm";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Two_meshes_begin_with_the_same_field()
    {
        StudyContext coarse = Started("coarse", Smooth, "cell_size: 5 nm"), fine = Started("fine", Smooth, "cell_size: 2.5 nm, order: linear");
        TriangleMesh mesh = coarse.Get<StressBody>().Mesh, other = fine.Get<StressBody>().Mesh;
        double[] a = coarse.Get<PhaseFieldBody>().Initial, b = fine.Get<PhaseFieldBody>().Initial;
        var at = Enumerable.Range(0, other.NodeCount).ToDictionary(n => Place(other, n), n => b[n]);
        double[] apart = [.. Enumerable.Range(0, mesh.NodeCount).Where(n => at.ContainsKey(Place(mesh, n))).Select(n => a[n] - at[Place(mesh, n)])];
        Assert.True(apart.Length > 30, $"{apart.Length} nodes in common");

        // Alike to the last bits but for the mean of each mesh, whose quadratures differ.
        Assert.InRange(apart.Max() - apart.Min(), 0, 1e-14);
        Assert.InRange(Math.Abs(apart[0]), 0, 2e-4);
    }

    [Fact]
    public void The_mean_is_kept_and_the_amplitude_is_that_asked_for()
    {
        StudyContext run = Started("even", Smooth + "\ngeometry: { kind: shapes, regions: [ { name: strip, shape: { kind: rectangle, width: 300 nm, height: 100 nm } } ] }", "cell_size: 5 nm");
        PhaseFieldBody body = run.Get<PhaseFieldBody>();
        Assert.Equal(0.5, body.InitialMean, 1e-13);
        double[] noise = [.. body.Initial.Select(c => c - 0.5)];
        Assert.InRange(noise.Max(Math.Abs), 0.018, 0.0215);
        Assert.Equal(0.02 / Math.Sqrt(3), Math.Sqrt(noise.Average(v => v * v)), 0.001);
    }

    [Fact]
    public void A_seed_repeats_and_noise_of_the_nodes_is_as_before()
    {
        double[] one = Started("one", Smooth, "cell_size: 5 nm").Get<PhaseFieldBody>().Initial;
        Assert.Equal(one, Started("again", Smooth, "cell_size: 5 nm").Get<PhaseFieldBody>().Initial);
        Assert.NotEqual(one, Started("other", Smooth, "cell_size: 5 nm", "seed: 2").Get<PhaseFieldBody>().Initial);
        Assert.Equal(
            Started("nodes", "noise: 0.02\nnoise_length: nodes", "cell_size: 5 nm").Get<PhaseFieldBody>().Initial,
            Started("plain", "noise: 0.02", "cell_size: 5 nm").Get<PhaseFieldBody>().Initial);
    }

    [Fact]
    public void A_periodic_box_has_no_seam()
    {
        StudyContext run = Started("box", Smooth + "\nperiodic: x", "cell_size: 2 nm");
        TriangleMesh mesh = run.Get<StressBody>().Mesh;
        double[] c = run.Get<PhaseFieldBody>().Initial;

        // Along the bottom: from the last nodes before the right side to the first after the left one no larger step than elsewhere.
        double[] row = [.. Enumerable.Range(0, mesh.NodeCount).Where(n => mesh.Points[(2 * n) + 1] == 0).OrderBy(n => mesh.Points[2 * n]).Select(n => c[n])];
        double[] steps = [.. row.Zip(row.Skip(1), (a, b) => Math.Abs(b - a))];
        Assert.Equal(row[0], row[^1]);
        Assert.InRange(Math.Abs(row[1] - row[^2]), 0, 2 * steps.Max());
    }

    [Theory]
    [InlineData("noise: 0\nnoise_length: 5 nm", "", "of a noise that is 0")]
    [InlineData("noise_length: 5 nm\nperiodic: x", "", "")]
    [InlineData("noise_length: 8 nm\nperiodic: x", "", "can be 7.5e-09 at most")]
    [InlineData("noise_length: 5 s", "", "cannot be expressed in m")]
    [InlineData("", "cell_size: 4 nm, cells_across_interface: 3", "say the same")]
    public void Settings_of_noise_and_cells_that_cannot_be_are_refused(string problem, string cells, string words)
    {
        Exception? refused = Record.Exception(() => Started("refused", problem, cells.Length == 0 ? "regular: true" : cells));
        Assert.Equal(words.Length > 0, refused is ScenarioException);
        Assert.Contains(words, refused?.Message ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("quadratic", 2)]
    [InlineData("quadratic", 3.2)]
    [InlineData("linear", 4.5)]
    public void As_many_cells_stand_across_an_interface_as_are_asked_for(string order, double cells)
    {
        StudyContext run = Started("cells", "", FormattableString.Invariant($"order: {order}, regular: false, cells_across_interface: {cells}"));
        Assert.Equal(cells, run.Headlines.Single(h => h.Name == "cells_across_interface").Value, 0.12 * cells);
    }

    private static (long, long) Place(TriangleMesh mesh, int node) => ((long)Math.Round(mesh.Points[2 * node] * 1e14), (long)Math.Round(mesh.Points[(2 * node) + 1] * 1e14));

    // Up to the problem: nothing is stepped.
    private StudyContext Started(string name, string problem, string cells, string rest = "")
    {
        string text = PhaseFieldScene.Text(problem, rest: $"discretisation: {{ {cells} }}\n{rest}");
        text = problem.Contains("geometry:", StringComparison.Ordinal) ? string.Join('\n', text.Split('\n').Where(l => !l.Contains("width: 60 nm", StringComparison.Ordinal))) : text;
        Study whole = StudyCatalogue.For(PhaseFieldScene.Read(folder, name, text));
        var run = Run.Begin(new Study(whole.Scenario, [.. whole.Steps.TakeWhile(s => s.Name != "evolve")]), new RunRequest(folder.Path($"{name}-{Guid.NewGuid():n}")));
        run.Execute(new Running.Listener(), CancellationToken.None);
        return run.Context;
    }
}

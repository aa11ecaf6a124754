using System.Text.Json.Nodes;
using Stria.Core;
using Stria.Studies;
using Stria.Tests.Chain;
using Stria.Tests.Files;

namespace Stria.Tests.Studies.PhaseField;

/// <summary>Spectral boxes as scenarios.</summary>
public sealed class SpectralRunTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static string Plain(string problem = "", string method = "spectral", string size = "2", string time = "{ end: 10, tolerance: 1e-3 }") => $$"""
        kind: phasefield
        units: none
        problem:
          geometry: { kind: shapes, regions: [ { name: box, shape: { kind: rectangle, width: 48, height: 24 } } ] }
          initial: { kind: expression, value: "0.5 + 0.05*cos(pi*x/24)*cos(pi*y/12) + 0.05*cos(pi*x/12)" }
          free_energy: { kind: double_well, height: 5, low: 0.3, high: 0.7 }
          gradient_energy: 2
          mobility: { kind: constant, diffusivity: 5 }
        {{(problem.Length == 0 ? "" : "  " + problem)}}
        discretisation: { method: {{method}}, cell_size: {{size}} }
        time: {{time}}
        output: { snapshots: 3, animation: false }
        """;

    private static string Stressed(string periodic, string method) => $$"""
        kind: phasefield
        problem:
          geometry: { kind: shapes, regions: [ { name: box, shape: { kind: rectangle, width: 48 nm, height: 24 nm } } ] }
          initial: { kind: expression, value: "0.5 + 0.1*cos(pi*x/2.4e-8) + 0.05*cos(pi*x/2.4e-8)*cos(pi*y/1.2e-8)" }
          material: v2o5-alpha
          gradient_energy: 4e-14 J m2/mol
          mobility: { kind: constant, diffusivity: 1e-15 m2/s }
          axis: { kind: constant, angle: 0 deg }
          periodic: {{periodic}}
          mechanics: { model: plane_strain{{(method == "spectral" ? "" : ", edge: roller")}} }
        discretisation: { method: {{method}}, cell_size: {{(method == "spectral" ? "2 nm" : "3 nm")}} }
        time: { end: 0.15 s }
        output: { snapshots: 2, animation: false }
        """;

    [Fact]
    public void A_box_by_transforms_has_the_energy_of_the_box_by_finite_elements()
    {
        StudyContext spectral = PhaseFieldScene.Evolve(folder, "spectral", Plain()), elements = PhaseFieldScene.Evolve(folder, "elements", Plain(method: "finite_elements", time: "{ end: 10, tolerance: 1e-4 }"));
        double Energy(StudyContext run) => run.Headlines.First(h => h.Name == "energy_end").Value;
        Assert.Equal(Energy(elements), Energy(spectral), 2e-3 * Energy(elements));
        Assert.True(Energy(spectral) < 0.9 * spectral.Headlines.First(h => h.Name == "energy_start").Value, "It must have separated.");
        Assert.InRange(spectral.Headlines.First(h => h.Name == "mass_drift").Value, 0, 1e-12);
        Assert.Equal(0, spectral.Headlines.First(h => h.Name == "energy_rises").Value);
        Assert.Equal(24 * 12, spectral.Headlines.First(h => h.Name == "cells").Value);
    }

    [Fact]
    public void Stress_and_energy_of_a_strained_box_are_those_of_finite_elements()
    {
        // A box without flux is mirrored at its borders, which is what sliding edges do that keep the mean strain: both begin free of stress at their mean.
        StudyContext spectral = PhaseFieldScene.Evolve(folder, "spectral", Stressed("none", "spectral"));
        SpectralBody box = spectral.Get<SpectralBody>();
        FieldCourse course = spectral.Get<FieldCourse>();
        Assert.Equal(["chemical", "gradient", "elastic"], course.EnergyNames);
        StudyContext elements = PhaseFieldScene.Evolve(folder, "elements", Stressed("none", "finite_elements"));
        FieldCourse other = elements.Get<FieldCourse>();
        Assert.Equal(3, other.EnergyNames.Count);
        double scale = new PhaseFieldLawsScales(spectral.Get<PhaseFieldBody>()).Energy, otherScale = new PhaseFieldLawsScales(elements.Get<PhaseFieldBody>()).Energy;
        for (int k = 0; k < 3; k++)
        {
            double expected = other.History[0].Energies[other.EnergyNames.ToList().IndexOf(course.EnergyNames[k])] * otherScale;
            Assert.Equal(expected, course.History[0].Energies[k] * scale, 0.02 * Math.Abs(expected));
        }

        double[] c = PhaseFieldFiles.Read(spectral.Folder, course.Snapshots[^1], "c"), hydrostatic = PhaseFieldFiles.Read(spectral.Folder, course.Snapshots[^1], "hydrostatic");
        double[] there = PhaseFieldFiles.Read(elements.Folder, other.Snapshots[^1], "hydrostatic");
        Assert.True(c.Max() - c.Min() > 0.1);
        Assert.Equal(there.Max() - there.Min(), hydrostatic.Max() - hydrostatic.Min(), 0.08 * (there.Max() - there.Min()));
        Assert.True(box.Swelling is not null);
    }

    [Fact]
    public void A_run_leaves_what_finite_elements_leave_with_documented_numbers_and_goes_on_to_the_same_bits()
    {
        string text = Stressed("both", "spectral"), whole = PhaseFieldScene.Run(folder, "whole", text);
        Assert.Equal(
            ["continuation.h5", "continuation.json", "fields", "fields.pvd", "figures", "final.vtu", "report.html", "run.json", "scenario.yaml", "summary.json", "tables"],
            Directory.GetFileSystemEntries(whole).Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal));
        JsonObject summary = StriaCommand.Summary(whole);
        string page = File.ReadAllText(Path.Combine(SharedData.Repository, "docs", "outputs.md"));
        Assert.All(summary.Select(p => p.Key), name => Assert.Contains($"| `{name}` |", page, StringComparison.Ordinal));
        Assert.Contains("spectral", File.ReadAllText(Path.Combine(whole, "tables", "history.csv")), StringComparison.Ordinal);
        using var stop = new CancellationTokenSource();
        Run part = Run.Begin(StudyCatalogue.For(PhaseFieldScene.Read(folder, "stopped", text)), new RunRequest(folder.Path("stopped")));
        Assert.Throws<OperationCanceledException>(() => part.Execute(new StopAt(0.5, stop), stop.Token));
        Run.Resume(folder.Path("stopped.partial"), StudyCatalogue.For).Execute(new StopAt(2, null), CancellationToken.None);
        Assert.Equal(PhaseFieldScene.Final(whole), PhaseFieldScene.Final(folder.Path("stopped")));
        foreach (string table in new[] { "history.csv", "measures.csv", "profiles.csv" })
        {
            Assert.Equal(File.ReadAllText(Path.Combine(whole, "tables", table)), File.ReadAllText(Path.Combine(folder.Path("stopped"), "tables", table)));
        }
    }

    [Fact]
    public void A_plan_tells_pixels_groups_and_the_time_of_a_step()
    {
        File.WriteAllText(folder.Path("plan.yaml"), Plain());
        string plan = StriaCommand.Succeed("phasefield", folder.Path("plan.yaml"), "--plan").Output;
        Assert.All(["pixels         24 × 12, side 2, no flux at the borders", "unknowns       288", "2.24 pixels across", "of computing each"], word => Assert.Contains(word, plan, StringComparison.Ordinal));
        Assert.Contains("only 2.2 pixels wide", plan, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(48, 24, 1.1, 48, 24)]
    [InlineData(30, 20, 2, 18, 12)]
    [InlineData(100, 100, 3.1, 36, 36)]
    public void Pixels_are_square_no_larger_than_wanted_and_as_many_as_transforms_take(double width, double height, double size, int columns, int rows)
    {
        SpectralGrid grid = SpectralGridStep.Laid(new RectangleShape { Width = width, Height = height }, size);
        Assert.Equal((columns, rows), (grid.Columns, grid.Rows));
        Assert.Equal(width / columns, grid.Pixel, 1e-12);
        Assert.True(grid.Pixel <= size * (1 + 1e-9));
        Assert.Equal(width * height, grid.Area, 1e-9 * width * height);
    }

    [Fact]
    public void Boxes_that_no_grid_fits_and_pixels_in_the_wrong_unit_are_refused()
    {
        Assert.Contains("No grid of square pixels fits a box of 7 by 6.1", Assert.Throws<ScenarioException>(() => SpectralGridStep.Laid(new RectangleShape { Width = 7, Height = 6.1 }, 0.1)).Message, StringComparison.Ordinal);
        Assert.Contains("wrong unit", Assert.Throws<ScenarioException>(() => SpectralGridStep.Laid(new RectangleShape { Width = 1, Height = 1 }, 1e-6)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("periodic: x", "is periodic both ways or not at all")]
    [InlineData("boundary: [ { kind: composition, part: left, value: 0.4 } ]", "lets nothing through its boundary")]
    [InlineData("mobility_ratio: 0.5", "takes no 'gradient_ratio' and no 'mobility_ratio'")]
    [InlineData("mechanics: { edge: fixed }", "is free of forces")]
    [InlineData("mechanics: { stress_free_composition: 0.2 }", "changes its size freely")]
    public void What_a_spectral_box_does_not_have_is_refused(string problem, string words) =>
        Assert.Contains(words, Assert.ThrowsAny<StriaException>(() => PhaseFieldScene.Read(folder, "refused", Plain(problem))).Message, StringComparison.Ordinal);

    [Fact]
    public void Mobilities_shapes_and_steps_that_transforms_do_not_take_are_refused()
    {
        string Complaint(string text) => Assert.ThrowsAny<StriaException>(() => PhaseFieldScene.Read(folder, "refused", text)).Message;
        Assert.Contains("has a constant mobility", Complaint(Plain().Replace("constant, d", "lattice, d", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("is one rectangle", Complaint(Plain().Replace("rectangle, width: 48, height: 24", "disk, radius: 10", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("finds its own steps", Complaint(Plain(time: "{ end: 10, first_step: 1 }")), StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

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

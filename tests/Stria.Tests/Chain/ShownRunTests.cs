using System.Text.Json.Nodes;
using Stria.Tests.Files;

namespace Stria.Tests.Chain;

/// <summary>`stria show` on a finished run: figures that are gone come back from the maps, as they were, and a copy can be handed on.</summary>
public sealed class ShownRunTests(DemoRun demo) : IClassFixture<DemoRun>, IDisposable
{
    /// <summary>The figures whose every number stands in the run's own maps.</summary>
    private static readonly string[] Stored = ["amounts", "composition", "displacements", "distribution", "field", "paths", "truth"];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Figures_that_are_gone_are_drawn_again_to_the_last_byte()
    {
        string run = Copy();
        Directory.Delete(Path.Combine(run, "figures"), recursive: true);
        string shown = StriaCommand.Succeed("show", run).Output;
        Assert.Contains("drawn from maps.h5: truth, composition, distribution, field, displacements, amounts, paths", shown, StringComparison.Ordinal);
        Assert.Contains("missing: intensity, noise, components, clusters, significance, references, energy-shift, residuals, unexplained, worst-pixels, stress, stress-components-free, stress-components-fixed, stress-uncertainty, stress-truth, stress-profiles, stress-distribution; they come back with 'stria run ", shown, StringComparison.Ordinal);
        Assert.Equal(Stored.SelectMany(n => new[] { n + ".png", n + ".svg" }).Order(StringComparer.Ordinal), Names(Path.Combine(run, "figures")));
        AssertSameFigures(Stored, run);
    }

    [Fact]
    public void Only_what_is_missing_is_drawn()
    {
        string run = Copy(), kept = Path.Combine(run, "figures", "paths.svg");
        File.WriteAllText(kept, "mine");
        File.Delete(Path.Combine(run, "figures", "field.png"));
        Assert.Contains("drawn from maps.h5: field\n", StriaCommand.Succeed("show", run).Output, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(kept));
        Assert.DoesNotContain("drawn from", StriaCommand.Succeed("show", run).Output, StringComparison.Ordinal);
        StriaCommand.Succeed("show", run, "--redraw");
        AssertSameFigures(Stored, run);
    }

    [Fact]
    public void The_path_by_clusters_is_drawn_from_its_own_places()
    {
        string stack = Path.Combine(demo.Folder, "stack.hdf5"), library = Path.Combine(demo.Folder, "library.csv"), run = folder.Path("run");
        StriaCommand.Succeed("map", stack, "--references", library, "--from-clusters", "--clusters", "3", "--out", run);
        string[] drawn = ["composition", "paths", "distribution"];
        byte[][] before = [.. drawn.Select(n => File.ReadAllBytes(Path.Combine(run, "figures", n + ".png")))];
        Array.ForEach(drawn, n => File.Delete(Path.Combine(run, "figures", n + ".png")));
        StriaCommand.Succeed("show", run);
        Assert.Equal(before, drawn.Select(n => File.ReadAllBytes(Path.Combine(run, "figures", n + ".png"))));
    }

    [Fact]
    public void A_run_that_ended_early_has_the_figures_of_its_steps()
    {
        string run = folder.Path("run");
        StriaCommand.Succeed("align", Path.Combine(demo.Folder, "stack.hdf5"), "--out", run);
        byte[] before = File.ReadAllBytes(Path.Combine(run, "figures", "displacements.svg"));
        File.Delete(Path.Combine(run, "figures", "displacements.svg"));
        Assert.Contains("drawn from maps.h5: displacements\n", StriaCommand.Succeed("show", run).Output, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(Path.Combine(run, "figures", "displacements.svg")));
    }

    [Fact]
    public void A_copy_holds_what_people_look_at_and_draws_what_was_missing_there()
    {
        string run = Copy(), copy = folder.Path("copy");
        File.Delete(Path.Combine(run, "figures", "composition.png"));
        StriaAnswer answer = StriaCommand.Succeed("show", run, "--out", copy);
        Assert.Equal(["figures", "report.html", "scenario.yaml", "show.txt", "summary.json", "tables"], Names(copy));
        Assert.Equal(answer.Output, File.ReadAllText(Path.Combine(copy, "show.txt")));
        AssertSameFigures(["composition", "noise"], copy);
        Assert.False(File.Exists(Path.Combine(run, "figures", "composition.png")), "the run itself is left as it is");
        Assert.Equal(File.ReadAllBytes(Path.Combine(demo.Folder, "report.html")), File.ReadAllBytes(Path.Combine(copy, "report.html")));
        Assert.Equal(Names(Path.Combine(demo.Folder, "tables")), Names(Path.Combine(copy, "tables")));
    }

    [Fact]
    public void A_copy_never_lands_in_a_run()
    {
        string run = Copy(), before = File.ReadAllText(Path.Combine(run, "summary.json"));
        StriaAnswer answer = StriaCommand.Run("show", demo.Folder, "--out", run);
        Assert.Equal(1, answer.Code);
        Assert.Contains($"{run} is the folder of a run; choose another folder by --out.", answer.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(Path.Combine(run, "summary.json")));
        Assert.Contains("is a file", StriaCommand.Run("show", demo.Folder, "--out", Path.Combine(run, "run.json")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_maps_are_named_and_the_rest_is_shown()
    {
        string run = Copy(), maps = Path.Combine(run, "maps.h5");
        File.WriteAllBytes(maps, File.ReadAllBytes(maps)[..5000]);
        File.Delete(Path.Combine(run, "figures", "paths.png"));
        string shown = StriaCommand.Succeed("show", run).Output;
        Assert.Contains("energy_shift", shown, StringComparison.Ordinal);
        Assert.Contains($"figures are missing and cannot be drawn: {maps}: cannot be opened as HDF5", shown, StringComparison.Ordinal);
        Assert.Equal(1, StriaCommand.Run("show", run, "--redraw").Code);
    }

    [Fact]
    public void Without_maps_there_is_nothing_to_draw_from()
    {
        string run = Copy();
        File.Delete(Path.Combine(run, "maps.h5"));
        Directory.Delete(Path.Combine(run, "figures"), recursive: true);
        Assert.Contains("missing: truth, composition", StriaCommand.Succeed("show", run).Output, StringComparison.Ordinal);
        StriaAnswer answer = StriaCommand.Run("show", run, "--redraw");
        Assert.Equal(1, answer.Code);
        Assert.Contains("holds no maps.h5 to draw figures from", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void With_json_the_drawn_and_the_missing_figures_are_lists()
    {
        string run = Copy();
        File.Delete(Path.Combine(run, "figures", "amounts.svg"));
        File.Delete(Path.Combine(run, "figures", "noise.svg"));
        JsonNode answer = JsonNode.Parse(StriaCommand.Succeed("show", run, "--json").Output)!;
        Assert.Equal(["amounts"], answer["drawn"]!.AsArray().Select(n => (string)n!));
        Assert.Equal(["noise"], answer["missing"]!.AsArray().Select(n => (string)n!));
        Assert.Equal(StriaCommand.Number(run, "energy_shift"), (double)answer["summary"]!["energy_shift"]!["value"]!);
    }

    [Fact]
    public void Where_there_is_no_desktop_the_report_is_named_instead_of_opened()
    {
        StriaAnswer answer = ConfinedCommand.InBash($"unset DISPLAY WAYLAND_DISPLAY; {ConfinedCommand.Stria} show {demo.Folder} --open");
        Assert.Equal(0, answer.Code);
        Assert.Equal($"There is no desktop here to open the report on; open {demo.Folder}/report.html in a browser.\n", answer.Error);
    }

    [Fact]
    public void Where_there_is_a_desktop_its_opener_gets_the_report()
    {
        string opened = folder.Path("opened");
        folder.Write("xdg-open", $"#!/bin/sh\necho \"$@\" >{opened}.new; mv {opened}.new {opened}\n");
        StriaAnswer answer = ConfinedCommand.InBash(
            $"chmod +x {folder.Path("xdg-open")}; export PATH={folder.Path(".")}:$PATH DISPLAY=:0; {ConfinedCommand.Stria} show {demo.Folder} --open >/dev/null; "
            + $"for i in $(seq 100); do [ -f {opened} ] && break; sleep 0.02; done; cat {opened}");
        Assert.Equal((0, $"{demo.Folder}/report.html\n", ""), (answer.Code, answer.Output, answer.Error));
    }

    private string Copy()
    {
        string to = folder.Path("demo");
        foreach (string file in Directory.GetFiles(demo.Folder, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(demo.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return to;
    }

    private void AssertSameFigures(IEnumerable<string> names, string run)
    {
        foreach (string name in names.SelectMany(n => new[] { n + ".png", n + ".svg" }))
        {
            byte[] expected = File.ReadAllBytes(Path.Combine(demo.Folder, "figures", name));
            Assert.True(expected.AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(run, "figures", name))), name);
        }
    }

    private static IEnumerable<string> Names(string folder) => Directory.GetFileSystemEntries(folder).Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal);
}

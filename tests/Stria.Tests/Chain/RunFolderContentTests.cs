using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Stria.Core;
using Stria.Files;
using Stria.Tests.Files;

namespace Stria.Tests.Chain;

/// <summary>What a run leaves behind is what docs/outputs.md says, and other people's tools read it.</summary>
public sealed partial class RunFolderContentTests(DemoRun demo) : IClassFixture<DemoRun>
{
    private static readonly string Documented = File.ReadAllText(Path.Combine(SharedData.Repository, "docs", "outputs.md"));

    [Fact]
    public void The_folder_holds_what_the_page_on_outputs_lists()
    {
        string[] names = [.. Directory.GetFileSystemEntries(demo.Folder).Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal)];
        Assert.Equal(
            ["checkpoint.h5", "checkpoint.json", "figures", "library.csv", "maps.h5", "report.html", "run.json", "scenario.yaml", "stack.hdf5", "stress-fixed.vtu", "stress.vtu", "summary.json", "tables", "truth.h5"],
            names);
        Offenders(names.Where(n => !Documented.Contains($"`{n}", StringComparison.Ordinal)));
        Offenders(Directory.GetFiles(Path.Combine(demo.Folder, "tables")).Select(p => Path.GetFileName(p)!).Where(n => !Documented.Contains($"`tables/{n}`", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_name_in_the_summary_is_documented_with_its_unit()
    {
        JsonObject summary = StriaCommand.Summary(demo.Folder);
        Assert.True(summary.Count > 20);
        foreach ((string name, JsonNode? entry) in summary)
        {
            Assert.Equal(["value", "sd", "unit"], entry!.AsObject().Select(p => p.Key));
            string general = Edge().Replace(AreaShare().Replace(name, "area_share_PHASE"), "_EDGE");
            Match row = Regex.Match(Documented, $@"^\| `{Regex.Escape(general)}` \| ([^|]*) \|", RegexOptions.Multiline);
            Assert.True(row.Success, $"docs/outputs.md has no row for `{general}`");
            Assert.Contains((string)entry["unit"]!, row.Groups[1].Value, StringComparison.Ordinal);
        }
    }

    // Some numbers come only from other data than the demonstration's, such as the offset of an I₀ on another scale.
    [Fact]
    public void Every_name_that_a_step_can_report_is_documented()
    {
        string[] sources = [.. Directory.GetFiles(Path.Combine(SharedData.Repository, "src", "Stria.Studies", "Steps"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText)];
        string[] names = [.. sources.SelectMany(s => Reported().Matches(s)).Select(m => m.Groups[1].Value).Distinct()];
        Assert.Contains("od_offset", names);
        Offenders(names.Where(n => !Documented.Contains($"| `{n}", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_path_in_the_maps_is_documented()
    {
        string[] paths = [.. MapFileCopy.Paths(demo.Folder).Select(p => Systematic().Replace(Amount().Replace(Score().Replace(p, "/score_N"), "/amount/REFERENCE"), "/systematic/NAME").Replace("/by_clusters", "", StringComparison.Ordinal))];
        Assert.Contains("/composition/x", paths);
        Assert.Contains("/composition/systematic/NAME", paths);
        Offenders(paths.Where(p => !Documented.Contains($"| `{p}` |", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_path_that_the_page_calls_a_map_has_a_place_in_the_frame()
    {
        using var maps = new MapFile(Path.Combine(demo.Folder, "maps.h5"));
        ImageGrid grid = maps.Map("/composition/x").Grid;
        Assert.True(grid.OriginRow + grid.OriginColumn > 0, "the common field is the full frame, so that the origin tells nothing");
        Assert.Equal(40e-9, grid.PixelSizeX, 15);
        foreach (string path in (string[])["/composition/x_sigma", "/thickness/nm", "/residual/rms", "/optical_density/mean", "/purity/share", "/direct_inversion/x", "/components/score_1"])
        {
            Assert.Equal(grid, maps.Map(path).Grid);
        }

        Assert.Equal(grid, maps.Labels("/phase/label").Grid);
    }

    [Fact]
    public void Outside_the_particle_maps_are_NaN_and_labels_are_0()
    {
        using var maps = new MapFile(Path.Combine(demo.Folder, "maps.h5"));
        (_, byte[] phases, IReadOnlyList<string> names) = maps.Labels("/phase/label");
        (_, byte[] use, IReadOnlyList<string> uses) = maps.Labels("/mask/label");
        float[] x = maps.Map("/composition/x").Values, sigma = maps.Map("/composition/x_sigma").Values, residual = maps.Map("/residual/rms").Values;
        Assert.Equal(["outside", "α", "ε", "δ"], names);
        Assert.Equal("sample", uses[2]);
        float[] thickness = maps.Map("/thickness/nm").Values;
        int width = maps.Map("/thickness/nm").Grid.Width;
        for (int i = 0; i < x.Length; i++)
        {
            // What has a composition has a phase, but for pixels at an edge that hold a small part of what their neighbours do.
            Assert.True(phases[i] == 0 ? float.IsNaN(x[i]) || thickness[i] < 0.4 * Around(thickness, width, i) : float.IsFinite(x[i]), $"pixel {i}: x = {x[i]}, phase {phases[i]}");
            Assert.Equal(float.IsNaN(x[i]), float.IsNaN(sigma[i]));
            Assert.Equal(use[i] != 2, float.IsNaN(residual[i]));
        }

        Assert.Contains(true, x.Select(float.IsNaN));
        Assert.Contains(true, x.Select(float.IsFinite));
    }

    // The largest value within two pixels.
    private static float Around(float[] values, int width, int at) => Enumerable.Range(-2, 5)
        .SelectMany(r => Enumerable.Range(-2, 5).Select(c => (Row: (at / width) + r, Column: (at % width) + c)))
        .Where(p => p.Row >= 0 && p.Row < values.Length / width && p.Column >= 0 && p.Column < width)
        .Select(p => values[(p.Row * width) + p.Column]).Where(float.IsFinite).DefaultIfEmpty(0).Max();

    [H5pyFact]
    public void H5py_reads_the_maps_as_the_page_says()
    {
        string told = ForeignTools.RunPython(
            """
            import h5py, numpy as np, sys
            with h5py.File(sys.argv[1]) as f:
                x, s = f["composition/x"], f["composition/x_sigma"]
                print(x.dtype, x.shape == s.shape, x.attrs["units"], list(x.attrs["origin_px"]) == list(f["thickness/nm"].attrs["origin_px"]))
                print(list(f["phase/label"].attrs["names"]), f["phase/label"].dtype)
                print(f["alignment/shift_px"].shape == (len(f["alignment/energy"]), 2), f["energy_shift_eV"].shape, f["energy_shift_eV"].attrs["sigma"] > 0)
                print(bool(np.isnan(x[()]).any()), f["composition"].attrs["NX_class"], f["composition"].attrs["signal"])
            """,
            Path.Combine(demo.Folder, "maps.h5"));
        Assert.Equal(
            "float32 True 1 True\n['outside', 'α', 'ε', 'δ'] uint8\nTrue () True\nTrue NXdata x",
            told);
    }

    [H5dumpFact]
    public void H5dump_reads_every_file()
    {
        foreach (string file in (string[])["maps.h5", "stack.hdf5", "truth.h5", "checkpoint.h5"])
        {
            (int code, string output, string error) = ForeignTools.Run("/usr/bin/h5dump", "-H", Path.Combine(demo.Folder, file));
            Assert.True(code == 0, error);
            Assert.Contains("DATASET", output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_record_names_inputs_where_they_lie_with_their_hashes()
    {
        JsonArray inputs = StriaCommand.Record(demo.Folder)["inputs"]!.AsArray();
        Assert.Equal(["stack.hdf5", "library.csv"], inputs.Select(i => Path.GetFileName((string)i!["path"]!)));
        foreach (JsonNode? input in inputs)
        {
            byte[] hash = System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes((string)input!["path"]!));
            Assert.Equal(Convert.ToHexStringLower(hash), (string?)input["sha256"]);
        }
    }

    [Fact]
    public void The_demonstration_repeats_to_the_last_bit_and_goes_on_from_a_saved_step()
    {
        string again = demo.Beside("again");
        StriaCommand.Succeed("run", Path.Combine(demo.Folder, "scenario.yaml"), "--out", again);
        MapFileCopy.AssertSameBits(demo.Folder, again);
        Assert.Equal(File.ReadAllBytes(Path.Combine(demo.Folder, "stack.hdf5")), File.ReadAllBytes(Path.Combine(again, "stack.hdf5")));
        StriaCommand.Succeed("run", Path.Combine(demo.Folder, "scenario.yaml"), "--out", again, "--from", "fit");
        MapFileCopy.AssertSameBits(demo.Folder, again);
    }

    [Fact]
    public void Tables_give_units_in_their_heads()
    {
        foreach (string table in Directory.GetFiles(Path.Combine(demo.Folder, "tables")))
        {
            string[] lines = File.ReadAllLines(table);
            Assert.True(lines.Length > 1, table);
            Assert.All(lines, l => Assert.Equal(lines[0].Count(c => c == ','), l.Count(c => c == ',')));
        }

        Assert.StartsWith("frame,photon energy [eV],row [px],column [px]", File.ReadAllText(Path.Combine(demo.Folder, "tables", "shifts.csv")), StringComparison.Ordinal);
    }

    private static void Offenders(IEnumerable<string> found) => Assert.Empty(found.Distinct());

    [GeneratedRegex("""new Headline\(\s*\$?"([a-z_]+)""")]
    private static partial Regex Reported();

    [GeneratedRegex("/systematic/[a-z0-9_]+$")]
    private static partial Regex Systematic();

    [GeneratedRegex("^area_share_.+$")]
    private static partial Regex AreaShare();

    [GeneratedRegex("_(free|fixed|roller)$")]
    private static partial Regex Edge();

    [GeneratedRegex("/score_[0-9]+$")]
    private static partial Regex Score();

    [GeneratedRegex("^/amount/.+$")]
    private static partial Regex Amount();
}

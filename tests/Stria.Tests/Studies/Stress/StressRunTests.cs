using System.Text.Json;
using System.Text.Json.Nodes;
using Stria.Core;
using Stria.Files;
using Stria.Tests.Chain;
using Stria.Tests.Files;

namespace Stria.Tests.Studies.Stress;

/// <summary>What a stress run from maps leaves behind, and that it comes out the same again.</summary>
public sealed class StressRunTests(StressRunTests.Once once) : IClassFixture<StressRunTests.Once>
{
    [Fact]
    public void The_folder_holds_fields_tables_figures_and_a_report()
    {
        string[] names = [.. Directory.GetFileSystemEntries(once.Run).Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal)];
        Assert.Equal(
            ["figures", "report.html", "run.json", "scenario.yaml", "stress-fixed.csv", "stress-fixed.geojson", "stress-fixed.inp", "stress-fixed.msh", "stress-fixed.vtu", "stress.csv", "stress.geojson", "stress.inp", "stress.msh", "stress.vtu", "summary.json", "tables"],
            names);
        Assert.Equal(
            ["probes.csv", "profiles.csv", "reactions.csv", "stress-free.csv", "stress.csv"],
            Directory.GetFiles(Path.Combine(once.Run, "tables")).Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal));
        Assert.Contains("MPa", File.ReadAllText(Path.Combine(once.Run, "report.html")), StringComparison.Ordinal);
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(once.Run, "figures"), "*.png"));
    }

    [Fact]
    public void The_summary_tells_stress_of_both_ways_of_holding_the_edges_with_units()
    {
        JsonObject summary = StriaCommand.Summary(once.Run);
        foreach (string edge in (string[])["free", "fixed"])
        {
            foreach (string measure in (string[])["max", "mean", "q95", "sigma"])
            {
                JsonNode entry = summary[$"von_mises_{measure}_{edge}"]!;
                Assert.True((double)entry["value"]! > 0);
                Assert.Equal("MPa", (string)entry["unit"]!);
            }
        }

        double ratio = (double)summary["von_mises_q95_fixed"]!["value"]! / (double)summary["von_mises_q95_free"]!["value"]!;
        Assert.Equal(ratio, (double)summary["ratio_fixed_free_q95"]!["value"]!, 1e-12);
        Assert.Equal(["value", "sd", "unit"], summary["outline_area"]!.AsObject().Select(p => p.Key));
    }

    [Fact]
    public void Every_name_of_the_summary_is_documented()
    {
        string page = File.ReadAllText(Path.Combine(SharedData.Repository, "docs", "outputs.md"));
        string[] missing = [.. StriaCommand.Summary(once.Run).Select(p => p.Key).Where(name => !Documented(page, name))];
        Assert.True(missing.Length == 0, string.Join(", ", missing));
    }

    [Fact]
    public void Forces_on_a_held_body_without_loads_add_up_to_nothing()
    {
        IReadOnlyDictionary<string, string>[] rows = [.. StressScene.Table(once.Run, "reactions.csv")];
        Assert.Contains(rows, r => r["edges"] == "fixed");
        double scale = StressScene.StressPerX_MPa * 1e6 * StressScene.Radius;
        Assert.True(Math.Abs(rows.Sum(r => StressScene.Number(r, "force along x"))) < 1e-9 * scale);
        Assert.True(Math.Abs(rows.Sum(r => StressScene.Number(r, "force along y"))) < 1e-9 * scale);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    [InlineData(3)]
    public void The_scenario_that_a_run_wrote_repeats_it_to_the_last_digit_on_any_number_of_threads(int? threads)
    {
        string written = File.ReadAllText(Path.Combine(once.Run, "scenario.yaml")), again = StressScene.Solve(once.Folder, $"again{threads}", written, threads);
        foreach (string name in (string[])["summary.json", "stress.vtu", "stress-fixed.vtu", "tables/stress.csv", "tables/stress-free.csv", "tables/profiles.csv", "tables/probes.csv", "tables/reactions.csv"])
        {
            Assert.True(File.ReadAllBytes(Path.Combine(once.Run, name)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(again, name))), name);
        }

        Assert.Equal(threads is null, written == File.ReadAllText(Path.Combine(again, "scenario.yaml")));
    }

    [Fact]
    public void Exported_meshes_and_outlines_are_read_back()
    {
        MeshContent written = MeshFormats.Read(Path.Combine(once.Run, "stress.vtu")), gmsh = MeshFormats.Read(Path.Combine(once.Run, "stress.msh"));
        Assert.Equal((written.Mesh.NodeCount, written.Mesh.CellCount), (gmsh.Mesh.NodeCount, gmsh.Mesh.CellCount));
        double[] expected = written.Fields.Single(f => f.Symbol == "von_mises").Values;
        Assert.Equal(expected.Max(), gmsh.Fields.Single(f => f.Symbol == "von_mises").Values.Max());
        Outline outline = Assert.Single(OutlineFile.Read(Path.Combine(once.Run, "stress.geojson")));
        Assert.Equal(StressScene.Headline(once.Run, "outline_area"), outline.Area * 1e12, 1e-6);
        IReadOnlyList<IReadOnlyList<string>> nodes = CsvTable.Read(Path.Combine(once.Run, "stress.csv"));
        Assert.Equal(written.Mesh.NodeCount, nodes.Count - 1);
        Assert.Contains("*ELEMENT, TYPE=CPS6", File.ReadAllText(Path.Combine(once.Run, "stress.inp")).ToUpperInvariant(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_old_format_of_Gmsh_is_read_back_too()
    {
        string run = StressScene.Solve(once.Folder, "msh2", StressScene.Text("0.5*(r/1 um)^2", rest: "output: { export: [msh2] }"));
        Assert.StartsWith("$MeshFormat\n2.2", File.ReadAllText(Path.Combine(run, "stress.msh")), StringComparison.Ordinal);
        Assert.Equal(StressScene.Headline(run, "cells"), MeshFormats.Read(Path.Combine(run, "stress.msh")).Mesh.CellCount);
    }

    [MeshioFact]
    public void Meshio_finds_the_same_stress_on_a_mesh_of_thousands_of_cells()
    {
        string run = StressScene.Solve(once.Folder, "fine", StressScene.Text("0.5*(r/1 um)^2", discretisation: "{ cell_size: 58 nm, smallest_cell_size: 58 nm }"));
        MeshContent own = MeshFormats.Read(Path.Combine(run, "stress.vtu"));
        Assert.True(own.Mesh.CellCount > 2000);
        const string program = """
            import json, meshio, sys
            m = meshio.read(sys.argv[1])
            print(json.dumps({"cells": sum(len(c.data) for c in m.cells), "points": m.points.ravel().tolist(), "von_mises": m.point_data["von_mises [Pa]"].ravel().tolist(), "x": m.point_data["x"].ravel().tolist()}))
            """;
        JsonNode read = JsonNode.Parse(ForeignTools.RunPython(program, Path.Combine(run, "stress.vtu")))!;
        Assert.Equal(own.Mesh.CellCount, (int)read["cells"]!);
        Assert.Equal(own.Fields.Single(f => f.Symbol == "von_mises").Values, read["von_mises"]!.Deserialize<double[]>());
        Assert.Equal(own.Fields.Single(f => f.Symbol == "x").Values, read["x"]!.Deserialize<double[]>());
        Assert.Equal(own.Mesh.Points.ToArray().Chunk(2).SelectMany(p => (double[])[p[0], p[1], 0]), read["points"]!.Deserialize<double[]>());
    }

    /// <summary>A row of the page begins with the name; EDGE stands in it for free, fixed and roller.</summary>
    private static bool Documented(string page, string name)
    {
        string general = string.Join('_', name.Split('_').Select((word, i) => i == name.Split('_').Length - 1 && word is "free" or "fixed" or "roller" ? "EDGE" : word));
        return page.Contains($"| `{name}` |", StringComparison.Ordinal) || page.Contains($"| `{general}` |", StringComparison.Ordinal);
    }

    /// <summary>One run that several tests look at.</summary>
    public sealed class Once : IDisposable
    {
        public Once()
        {
            StressScene.WriteMaps(Folder.Path("maps.h5"));
            string text = StressScene.Text(
                "{ kind: map, path: maps.h5 }", "map", "edge: both", "{ cell_size: auto }", "uncertainty: { samples: 4 }\noutput: { probes: [{ name: middle, x: 0.4 um, y: 0.4 um }], export: [msh, inp, csv, geojson] }");
            Run = Folder.Path("run");
            StriaCommand.Succeed("run", Folder.Write("stress.yaml", text), "--out", Run);
        }

        internal TemporaryFolder Folder { get; } = new();

        internal string Run { get; }

        public void Dispose() => Folder.Dispose();
    }
}

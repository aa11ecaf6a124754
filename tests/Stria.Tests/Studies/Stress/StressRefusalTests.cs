using Stria.Cli;
using Stria.Core;
using Stria.Files;
using Stria.Tests.Chain;
using Stria.Tests.Files;

namespace Stria.Tests.Studies.Stress;

/// <summary>What cannot be solved ends in one plain message that names the mistake and, where there is one, the remedy.</summary>
public sealed class StressRefusalTests : IDisposable
{
    private const string Hourglass = "[[0,0],[1,1],[1,0],[0,1],[0,0]]";
    private const string Neck = "[[0,0],[1,0],[1,1],[2,1],[2,0],[3,0],[3,2],[2,2],[2,1],[1,1],[1,2],[0,2],[0,0]]";

    // Two triangles on a square of 1 µm, the second clockwise.
    private const string Inverted = "$MeshFormat\n2.2 0 8\n$EndMeshFormat\n$Nodes\n4\n1 0 0 0\n2 1e-6 0 0\n3 1e-6 1e-6 0\n4 0 1e-6 0\n$EndNodes\n$Elements\n2\n1 2 2 1 1 1 2 3\n2 2 2 1 1 1 4 3\n$EndElements\n";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_polygon_that_crosses_itself() => Refused(
        Text(geometry: "{ kind: shapes, regions: [{ name: body, shape: { kind: polygon, corners: [[0 m, 0 m], [1 um, 1 um], [1 um, 0 m], [0 m, 1 um]] } }] }"),
        "crosses or touches itself at (0.5, 0.5) µm");

    [Theory]
    [InlineData(Hourglass)]
    [InlineData(Neck)]
    public void An_outline_that_crosses_or_touches_itself_names_its_file(string ring)
    {
        folder.Write("a.geojson", $$"""{ "type": "Polygon", "coordinates": [{{ring}}] }""");
        Refused(Text(geometry: "{ kind: outline, path: a.geojson }"), "a.geojson", "µm");
    }

    [Fact]
    public void Two_squares_that_touch_at_a_corner_are_not_held_to_each_other() => Refused(
        Text(geometry: "{ kind: shapes, regions: [{ name: body, shape: { kind: union, of: [{ kind: rectangle, width: 1 um, height: 1 um }, { kind: rectangle, left: 1 um, bottom: 1 um, width: 1 um, height: 1 um }] } }] }"),
        "Perhaps two particles touch at a single node");

    [Fact]
    public void Inverted_elements_of_a_mesh_unless_they_may_be_turned()
    {
        folder.Write("a.msh", Inverted);
        Refused(Text(geometry: "{ kind: mesh, path: a.msh }"), "a.msh", "1 of 2 cells run clockwise, the first is cell 1");
        string run = StressScene.Solve(folder, "turned", Text(geometry: "{ kind: mesh, path: a.msh, turn_inverted_cells: true }"));
        Assert.Equal(2, StressScene.Headline(run, "cells"));
        Assert.Contains("warning: 1 cells ran clockwise and were turned over.", StriaCommand.Remarks(run).Select(r => r.Replace("Warning", "warning", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_mesh_that_is_not_there() => Refused(Text(geometry: "{ kind: mesh, path: gone.msh }"), "gone.msh");

    [Fact]
    public void A_region_that_the_body_does_not_have() => Refused(
        Text($"regions: [{{ region: bodi, stiffness: {StressScene.Isotropic} }}]"), "There is no region 'bodi'", "Did you mean 'body'?");

    [Fact]
    public void A_part_that_the_boundary_does_not_have() => Refused(Text("conditions: [{ part: egde, hold: fixed }]"), "The boundary has no part 'egde'", "Did you mean 'edge'?");

    [Fact]
    public void An_incompressible_body_in_plane_strain()
    {
        const string problem = "stiffness: { kind: isotropic, youngs_modulus: 40 GPa, poissons_ratio: 0.5 }";
        Refused(Text(problem + "\nmodel: plane_strain"), "incompressible", "Perhaps take a ratio below 0.5, such as 0.49, or plane stress");
        Assert.True(StressScene.Headline(StressScene.Solve(folder, "thin", Text(problem)), "von_mises_max_free") > 1);
    }

    [Fact]
    public void A_composition_outside_the_table_of_strain()
    {
        folder.Write("strain.csv", "x,strain\n0,0\n0.2,0.01\n0.3,0.02\n");
        Refused(Text("chemical_strain: { kind: table, path: strain.csv }"), "lies outside the table of chemical strain, which goes from 0 to 0.3");
    }

    [Fact]
    public void One_sample_which_gives_no_deviation()
    {
        StriaAnswer answer = StriaCommand.Run("run", folder.Write("one.yaml", StressScene.Text("0.5 + 0*x", rest: "uncertainty: { samples: 1 }")), "--out", folder.Path("out"));
        Assert.NotEqual(ExitCode.Done, answer.Code);
        Assert.Contains("'samples' is 1; a standard deviation needs 2 or more", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_material_without_mechanics()
    {
        string[] lines = [.. File.ReadLines(Path.Combine(SharedData.Repository, "materials", "v2o5-alpha.yaml"))];
        int from = Array.IndexOf(lines, "mechanics:"), to = Array.FindIndex(lines, l => l.StartsWith("assumptions:", StringComparison.Ordinal));
        folder.Write("soft.yaml", string.Join('\n', lines[..from].Concat(lines[to..])));
        Refused(Text("material: soft.yaml\nstiffness: { kind: material }"), "has no block 'mechanics', so its stiffness is unknown");
    }

    [Fact]
    public void A_material_without_moduli() => Refused(Text("material: lifepo4\nstiffness: { kind: material }"), "Young's modulus and Poisson's ratio", "youngs_modulus");

    [Fact]
    public void No_material_at_all() => Refused(Text("stiffness: { kind: material }"), "No material is named, so its stiffness is unknown", "material: v2o5-alpha");

    [Fact]
    public void An_expression_with_a_mistake() => Refused(StressScene.Text("0.5 + 0.4*tnh(r)"), "column 11", "  ^ 'tnh' is no function. Did you mean 'tanh'?");

    [Fact]
    public void A_load_that_nothing_holds() => Refused(
        Text("conditions: [{ part: edge, hold: traction, tx: 1 MPa }]"), "Nothing holds 'body'", "Perhaps hold a part of its boundary, or balance the tractions");

    [Fact]
    public void A_solver_that_nobody_knows() => Refused(Text(discretisation: "{ cell_size: 400 nm, solver: mumpz }"), "No sparse solver is called 'mumpz'", "built-in", "Perhaps 'mumps' is meant");

    [Fact]
    public void A_field_that_the_mesh_does_not_have()
    {
        StressScene.Solve(folder, "first", Text());
        Refused(StressScene.Text("{ kind: mesh, path: first/stress.vtu, field: vonmises }"), "there is no nodal field 'vonmises'", "Did you mean 'von_mises'?");
    }

    [Fact]
    public void Gmsh_for_shapes_which_it_does_not_mesh_here() => Refused(Text(discretisation: "{ cell_size: 400 nm, mesher: gmsh }"), "'mesher: gmsh' meshes outlines");

    [Fact]
    public void Gmsh_meshes_an_outline_or_says_that_it_is_missing()
    {
        folder.Write("a.geojson", """{ "type": "Polygon", "coordinates": [[[0,0],[1,0],[1,2],[0,2],[0,0]]] }""");
        string text = Text(geometry: "{ kind: outline, path: a.geojson }", discretisation: "{ cell_size: 400 nm, mesher: gmsh }");
        try
        {
            TriangleMesh mesh = MeshFormats.Read(Path.Combine(StressScene.Solve(folder, "run", text), "stress.vtu")).Mesh;
            Assert.Equal(2e-12, Enumerable.Range(0, mesh.CellCount).Sum(mesh.TwiceCornerArea) / 2, 1e-20);
        }
        catch (StriaException missing)
        {
            Assert.Contains("apt-get install gmsh", missing.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_map_without_pixel_size() => RefusedMap(false, [], "has no pixel size", "--pixel-size");

    [Fact]
    public void A_map_that_is_not_in_the_file() => RefusedMap(true, ["--dataset", "/composition/y"], "there is no map at '/composition/y'");

    [Fact]
    public void A_level_above_all_values_of_the_map() => RefusedMap(true, ["--level", "500"], "has no particle above the level 500 nm", "Perhaps the level is too high");

    [Fact]
    public void A_map_without_a_material() => RefusedMap(true, [], "No material is named", "--material");

    [Fact]
    public void A_path_where_no_map_lies()
    {
        StriaAnswer answer = StriaCommand.Run("stress", folder.Path("gone"), "--out", folder.Path("out"));
        Check(answer, "there is no such file", folder.Path("gone"));
    }

    private static string Text(string problem = "", string geometry = StressScene.Disk, string discretisation = "{ cell_size: 400 nm, smallest_cell_size: 300 nm }") =>
        StressScene.Text("0.5*(r/1 um)^2", geometry, problem, discretisation);

    private void RefusedMap(bool pixelSize, string[] options, params string[] words)
    {
        StressScene.WriteMaps(folder.Path("maps.h5"), pixelSize);
        Check(StriaCommand.Run(["stress", folder.Path("maps.h5"), "--out", folder.Path("out"), .. options]), words);
    }

    private void Refused(string text, params string[] words) => Check(StriaCommand.Run("run", folder.Write("refused.yaml", text), "--out", folder.Path("out")), words);

    private void Check(StriaAnswer answer, params string[] words)
    {
        string told = string.Join('\n', answer.Error.Split('\n').SkipWhile(l => !l.StartsWith("stria: ", StringComparison.Ordinal)));
        Assert.True(answer.Code == ExitCode.Failed, $"{answer.Code}: {told}");
        Assert.All(words, w => Assert.Contains(w, told, StringComparison.Ordinal));
        Assert.DoesNotContain("Unexpected", told, StringComparison.Ordinal);
        Assert.Single(told.Split('\n'), l => l.StartsWith("stria: ", StringComparison.Ordinal));
        Assert.False(Directory.Exists(folder.Path("out")));
    }
}

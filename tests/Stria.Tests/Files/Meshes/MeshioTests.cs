using System.Globalization;
using System.Text.Json;
using Stria.Core;
using Stria.Files;
using Stria.Tests.Core.Meshes;

namespace Stria.Tests.Files.Meshes;

/// <summary>meshio reads what we write, and we read what meshio writes.</summary>
public sealed class MeshioTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [MeshioFact]
    public void Meshio_reads_our_vtu_files_with_the_same_points_cells_data_and_names()
    {
        TriangleMesh[] meshes = [MadeMesh.Sector(2, 3), MadeMesh.Sector(2, 3, 6)];
        MeshFormats.Write(folder.Path("3.vtu"), meshes[0], Same.Fields(meshes[0]));
        MeshFormats.Write(folder.Path("6.vtu"), meshes[1], Same.Fields(meshes[1]));
        JsonElement[] read = Read("3.vtu", "6.vtu");
        for (int i = 0; i < 2; i++)
        {
            (TriangleMesh mesh, MeshField[] fields, JsonElement json) = (meshes[i], Same.Fields(meshes[i]), read[i]);
            SameMesh(mesh, json);
            JsonElement nodal = json.GetProperty("point_data"), cellwise = json.GetProperty("cell_data"), names = json.GetProperty("field_data");
            Assert.Equal(fields[0].Values, Numbers(nodal.GetProperty("c [mol/m³]")));
            Assert.Equal(fields[1].Values.Chunk(2).SelectMany(v => (double[])[v[0], v[1], 0]), Numbers(nodal.GetProperty("u [nm]")));
            Assert.Equal(fields[2].Values.Chunk(3).SelectMany(v => (double[])[v[0], v[1], 0, v[2], 0, 0]), Numbers(cellwise.GetProperty("σ [Pa]")[0]));
            Assert.Equal(fields[3].Values, Numbers(cellwise.GetProperty("quality <&\"")[0]));
            Assert.Equal(mesh.CellRegions.ToArray().Select(r => (double)r), Numbers(cellwise.GetProperty("region")[0]));
            Assert.Equal(mesh.RegionNames, Texts(names.GetProperty("region names")));
            Assert.Equal(mesh.PartNames, Texts(names.GetProperty("part names")));
            Assert.Equal(mesh.Edges.ToArray().Select(n => (double)n), Numbers(names.GetProperty("part edges")));
        }
    }

    [MeshioFact]
    public void Vtu_files_of_meshio_are_read_as_text_and_as_bytes_compressed_or_not()
    {
        const string Program = """
            import meshio, numpy as np, sys
            p = np.array([[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0], [5, 5, 0.0]])
            def mesh():
                return meshio.Mesh(p, [("triangle", np.array([[0, 1, 2], [0, 2, 3]])), ("line", np.array([[0, 1]]))],
                    point_data={"c [mol]": np.linspace(0, 1, 5) / 4, "v": np.arange(15.0).reshape(5, 3) * [1, 1, 0]}, cell_data={"region": [np.array([4, 7]), np.array([1])]})
            for name, options in [("a", dict(binary=False)), ("b", dict(binary=True, compression=None)), ("c", dict(binary=True, compression="zlib")),
                                  ("d", dict(binary=True, compression="zlib", header_type="UInt64"))]:
                meshio.vtu.write(sys.argv[1] + "/" + name + ".vtu", mesh(), **options)
            """;
        ForeignTools.RunPython(Program, folder.Path(""));
        foreach (string name in new[] { "a.vtu", "b.vtu", "c.vtu", "d.vtu" })
        {
            MeshContent read = MeshFormats.Read(folder.Path(name), new MeshReadOptions { LengthUnit = Unit.Parse("µm") });
            Assert.Equal([0, 0, 1e-6, 0, 1e-6, 1e-6, 0, 1e-6], read.Mesh.Points.ToArray());
            Assert.Equal([0, 1, 2, 0, 2, 3], read.Mesh.Cells.ToArray());
            Assert.Equal(["region 4", "region 7"], Same.Regions(read.Mesh));
            Assert.Equal(("c", "mol"), (read.Fields[0].Symbol, read.Fields[0].Unit));
            Assert.Equal([0, 0.0625, 0.125, 0.1875], read.Fields[0].Values);
            Assert.Equal(["x", "y"], read.Fields[1].Components);
            Assert.Equal([0, 1, 3, 4, 6, 7, 9, 10], read.Fields[1].Values);
            Assert.Equal(["1 cells that are no triangles were left out.", "1 of 5 nodes belong to no triangle and were left out."], read.Remarks.Select(r => r.Text));
        }
    }

    [MeshioFact]
    public void Meshio_reads_our_Gmsh_files_with_the_same_points_cells_data_and_names()
    {
        (GmshVersion Version, bool Binary, int Nodes)[] kinds = [.. from v in new[] { GmshVersion.V22, GmshVersion.V41 } from b in new[] { false, true } from n in new[] { 3, 6 } select (v, b, n)];
        foreach ((GmshVersion version, bool binary, int nodes) in kinds)
        {
            TriangleMesh mesh = MadeMesh.Sector(2, 3, nodes);
            new GmshMeshWriter { Version = version, Binary = binary }.Write(folder.Path($"{version}{binary}{nodes}.msh"), mesh, Same.Fields(mesh)[..2]);
        }

        JsonElement[] read = Read([.. kinds.Select(k => $"{k.Version}{k.Binary}{k.Nodes}.msh")]);
        for (int i = 0; i < kinds.Length; i++)
        {
            TriangleMesh mesh = MadeMesh.Sector(2, 3, kinds[i].Nodes);
            MeshField[] fields = Same.Fields(mesh);
            JsonElement names = read[i].GetProperty("field_data"), nodal = read[i].GetProperty("point_data");
            Assert.Equal(mesh.Points.ToArray().Chunk(2).SelectMany(p => (double[])[p[0], p[1], 0]), Numbers(read[i].GetProperty("points")));
            Assert.Equal(ByGroup(mesh), Groups(read[i], mesh.NodesPerCell == 3 ? "triangle" : "triangle6"));
            Assert.All(mesh.RegionNames.Index(), r => Assert.Equal([r.Index + 1, 2], Numbers(names.GetProperty(r.Item))));
            Assert.All(mesh.PartNames.Index(), p => Assert.Equal([p.Index + 1, 1], Numbers(names.GetProperty(p.Item))));
            Assert.Equal(fields[0].Values, Numbers(nodal.GetProperty("c [mol/m³]")));
            Assert.Equal(fields[1].Values.Chunk(2).SelectMany(v => (double[])[v[0], v[1], 0]), Numbers(nodal.GetProperty("u [nm]")));
        }
    }

    [MeshioFact]
    public void Meshio_reads_our_Abaqus_files_with_the_same_points_cells_and_sets()
    {
        // meshio 5.0 knows CPS3 and CPE6 of the types of plane triangles.
        TriangleMesh[] meshes = [MadeMesh.Sector(2, 3), MadeMesh.Sector(2, 3, 6)];
        new AbaqusWriter().Write(folder.Path("3.inp"), meshes[0], []);
        new AbaqusWriter { Elements = AbaqusElements.PlaneStrain }.Write(folder.Path("6.inp"), meshes[1], [Same.Fields(meshes[1])[0]]);
        JsonElement[] read = Read("3.inp", "6.inp");
        for (int i = 0; i < 2; i++)
        {
            (TriangleMesh mesh, JsonElement json) = (meshes[i], read[i]);
            Assert.Equal(mesh.Points.ToArray(), Numbers(json.GetProperty("points")));
            Assert.Equal(mesh.Cells.ToArray().Select(n => (double)n), Numbers(json.GetProperty("cells")[0][1]));
            double[] outer = [.. Enumerable.Range(0, mesh.EdgeCount).Where(e => mesh.PartNames[mesh.EdgeParts[e]] == "arc outer").SelectMany(e => mesh.Edge(e).ToArray()).Distinct().Order().Select(n => (double)n)];
            Assert.Equal(outer, Numbers(json.GetProperty("point_sets").GetProperty("arc_outer")));
            double[] inner = [.. Enumerable.Range(0, mesh.CellCount).Where(c => mesh.CellRegions[c] == 0).Select(c => (double)c)];
            Assert.Equal(inner, Numbers(json.GetProperty("cell_sets").GetProperty("inner")[0]));
        }
    }

    [MeshioFact]
    public void Gmsh_files_of_meshio_are_read()
    {
        const string Program = """
            import meshio, numpy as np, sys
            p = np.array([[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0.0]])
            tags = {"gmsh:physical": [np.array([5]), np.array([7, 8])], "gmsh:geometrical": [np.array([1]), np.array([1, 1])]}
            names = {"bottom": np.array([5, 1]), "low": np.array([7, 2]), "high": np.array([8, 2])}
            for name, form, binary in [("a", "gmsh22", False), ("b", "gmsh22", True)]:
                m = meshio.Mesh(p, [("line", np.array([[1, 0]])), ("triangle", np.array([[0, 1, 2], [0, 2, 3]]))], point_data={"c": np.arange(4) / 8}, cell_data=tags, field_data=names)
                meshio.write(sys.argv[1] + "/" + name + ".msh", m, file_format=form, binary=binary)
            """;
        ForeignTools.RunPython(Program, folder.Path(""));
        foreach (string name in new[] { "a.msh", "b.msh" })
        {
            MeshContent read = MeshFormats.Read(folder.Path(name));
            Assert.Equal([0, 0, 1, 0, 1, 1, 0, 1], read.Mesh.Points.ToArray());
            Assert.Equal(["low", "high"], Same.Regions(read.Mesh));
            Assert.Equal(["bottom: 0 1"], Same.Edges(read.Mesh));
            Assert.Equal([0, 0.125, 0.25, 0.375], read.Fields.Single().Values);
        }
    }

    public void Dispose() => folder.Dispose();

    private static void SameMesh(TriangleMesh mesh, JsonElement json)
    {
        double[] xyz = Numbers(json.GetProperty("points"));
        Assert.Equal(mesh.Points.ToArray().Chunk(2).SelectMany(p => (double[])[p[0], p[1], 0]), xyz);
        JsonElement triangles = json.GetProperty("cells").EnumerateArray().Single(c => c[0].GetString() == (mesh.NodesPerCell == 3 ? "triangle" : "triangle6"));
        Assert.Equal(mesh.Cells.ToArray().Select(n => (double)n), Numbers(triangles[1]));
    }

    /// <summary>What meshio finds in several files; one start of Python is enough for all.</summary>
    private JsonElement[] Read(params string[] names)
    {
        const string Program = """
            import meshio, json, sys, numpy as np
            def plain(m):
                return dict(points=m.points.ravel().tolist(), cells=[[c.type, c.data.ravel().tolist()] for c in m.cells],
                    point_data={k: np.asarray(v).ravel().tolist() for k, v in m.point_data.items()},
                    cell_data={k: [np.asarray(b).ravel().tolist() for b in v] for k, v in m.cell_data.items()},
                    field_data={k: np.asarray(v).ravel().tolist() for k, v in m.field_data.items()},
                    point_sets={k: np.asarray(v).ravel().tolist() for k, v in m.point_sets.items()},
                    cell_sets={k: [np.asarray(b).ravel().tolist() for b in v] for k, v in m.cell_sets.items()})
            print(json.dumps([plain(meshio.read(name)) for name in sys.argv[1:]]))
            """;
        return [.. JsonDocument.Parse(ForeignTools.RunPython(Program, [.. names.Select(folder.Path)])).RootElement.EnumerateArray()];
    }

    /// <summary>Nodes of the cells by physical group, which are the regions.</summary>
    private static string[] ByGroup(TriangleMesh mesh) =>
        [.. Enumerable.Range(0, mesh.CellCount).OrderBy(c => mesh.CellRegions[c]).Select(c => $"{mesh.CellRegions[c] + 1}: {string.Join(' ', mesh.Cell(c).ToArray())}")];

    private static string[] Groups(JsonElement json, string type)
    {
        JsonElement[] groups = [.. json.GetProperty("cell_data").GetProperty("gmsh:physical").EnumerateArray()];
        return [.. json.GetProperty("cells").EnumerateArray().Index().Where(b => b.Item[0].GetString() == type)
            .SelectMany(b => Numbers(b.Item[1]).Chunk(type == "triangle" ? 3 : 6).Zip(Numbers(groups[b.Index]), (nodes, group) => (group, nodes)))
            .OrderBy(c => c.group).Select(c => $"{c.group}: {string.Join(' ', c.nodes)}")];
    }

    private static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(e => double.Parse(e.GetRawText(), CultureInfo.InvariantCulture))];

    private static string[] Texts(JsonElement bytes) => System.Text.Encoding.UTF8.GetString([.. Numbers(bytes).Select(b => (byte)b)]).TrimEnd('\0').Split('\0');
}

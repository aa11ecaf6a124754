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

    private static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(e => double.Parse(e.GetRawText(), CultureInfo.InvariantCulture))];

    private static string[] Texts(JsonElement bytes) => System.Text.Encoding.UTF8.GetString([.. Numbers(bytes).Select(b => (byte)b)]).TrimEnd('\0').Split('\0');
}

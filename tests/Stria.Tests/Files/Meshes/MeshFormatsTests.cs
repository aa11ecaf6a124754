using System.Globalization;
using Stria.Core;
using Stria.Files;
using Stria.Tests.Core.Meshes;

namespace Stria.Tests.Files.Meshes;

public sealed class MeshFormatsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Every_reader_and_writer_is_in_the_catalogue_once()
    {
        Assert.Equal(Implementing(typeof(IMeshReader)), MeshFormats.Readers.Select(r => r.GetType().Name).Order());
        Assert.Equal(Implementing(typeof(IMeshWriter)), MeshFormats.Writers.Select(w => w.GetType().Name).Order());
        Assert.Equal(MeshFormats.Writers.Count, MeshFormats.Writers.Select(w => w.Extension).Distinct().Count());
    }

    [Fact]
    public void Every_format_that_is_read_is_written_too_and_comes_back()
    {
        TriangleMesh mesh = MadeMesh.Sector(2, 3, 6);
        foreach (string extension in MeshFormats.Readers.SelectMany(r => r.Extensions))
        {
            MeshFormats.Write(folder.Path("a" + extension), mesh, Same.Fields(mesh)[..2]);
            MeshContent read = MeshFormats.Read(folder.Path("a" + extension));
            Same.Mesh(mesh, read.Mesh);
            Same.FieldsOf(Same.Fields(mesh)[..2], read);
        }
    }

    [Fact]
    public void Unknown_ends_of_names_are_refused_with_those_that_are_known()
    {
        folder.Write("a.stl", "solid");
        Assert.Contains(".vtu, .msh", Assert.Throws<DataException>(() => MeshFormats.Read(folder.Path("a.stl"))).Message, StringComparison.Ordinal);
        Assert.Contains("no such file", Assert.Throws<DataException>(() => MeshFormats.Read(folder.Path("b.vtu"))).Message, StringComparison.Ordinal);
        Assert.Contains(".inp", Assert.Throws<ScenarioException>(() => MeshFormats.Write(folder.Path("a.stl"), MadeMesh.Sector(1, 2))).Message, StringComparison.Ordinal);
        Assert.Throws<DataException>(() => MeshFormats.Write(folder.Path("no folder/a.msh"), MadeMesh.Sector(1, 2)));
    }

    [Fact]
    public void The_table_of_nodes_has_units_in_its_head_and_every_digit()
    {
        TriangleMesh mesh = MadeMesh.Sector(1, 2);
        MeshField[] fields = Same.Fields(mesh);
        MeshFormats.Write(folder.Path("a.csv"), mesh, fields[0], fields[1]);
        string[] lines = File.ReadAllLines(folder.Path("a.csv"));
        Assert.Equal("node,x [µm],y [µm],c [mol/m³],u x [nm],u y [nm]", lines[0]);
        double[][] rows = [.. lines[1..].Select(l => l.Split(',').Select(c => double.Parse(c, CultureInfo.InvariantCulture)).ToArray())];
        Assert.Equal(mesh.NodeCount, rows.Length);
        Assert.Equal(fields[0].Values, rows.Select(r => r[3]));
        Assert.Equal(fields[1].Values, rows.SelectMany(r => r[4..6]));
        Assert.All(rows.Index(), r => Assert.Equal(mesh.Points[2 * r.Index] * 1e6, r.Item[1], 1e-12));
        Assert.Contains("belongs to cells", Assert.Throws<ScenarioException>(() => MeshFormats.Write(folder.Path("b.csv"), mesh, fields[2])).Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private static IEnumerable<string> Implementing(Type point) => point.Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(point)).Select(t => t.Name).Order();
}

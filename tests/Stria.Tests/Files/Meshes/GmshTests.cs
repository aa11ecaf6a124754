using Stria.Core;
using Stria.Files;
using Stria.Tests.Core.Meshes;

namespace Stria.Tests.Files.Meshes;

public sealed class GmshTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<GmshVersion, bool, int> Kinds => new()
    {
        { GmshVersion.V22, false, 3 }, { GmshVersion.V22, false, 6 }, { GmshVersion.V22, true, 3 }, { GmshVersion.V22, true, 6 },
        { GmshVersion.V41, false, 3 }, { GmshVersion.V41, false, 6 }, { GmshVersion.V41, true, 3 }, { GmshVersion.V41, true, 6 },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_mesh_with_regions_parts_and_fields_comes_back_to_the_last_digit(GmshVersion version, bool binary, int nodesPerCell)
    {
        TriangleMesh mesh = MadeMesh.Sector(2, 5, nodesPerCell);
        MeshField[] fields = Same.Fields(mesh);
        fields[3] = new MeshField(mesh, MeshPlace.Cell, [""], fields[3].Values, "quality", "1");
        fields[0].Values[3] = double.NaN;
        new GmshMeshWriter { Version = version, Binary = binary }.Write(folder.Path("a.msh"), mesh, fields);
        MeshContent read = MeshFormats.Read(folder.Path("a.msh"));
        Same.Mesh(mesh, read.Mesh);
        Assert.Equal(mesh.PartNames, read.Mesh.PartNames);
        Same.FieldsOf(fields, read);
        Assert.Empty(read.Remarks);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Truncated_files_are_refused_wherever_they_end(GmshVersion version, bool binary, int nodesPerCell)
    {
        TriangleMesh mesh = MadeMesh.Sector(2, 3, nodesPerCell);
        new GmshMeshWriter { Version = version, Binary = binary }.Write(folder.Path("a.msh"), mesh, Same.Fields(mesh));
        byte[] whole = File.ReadAllBytes(folder.Path("a.msh"));
        for (double part = 0.01; part < 0.99; part += 0.035)
        {
            File.WriteAllBytes(folder.Path("cut.msh"), whole[..(int)(part * whole.Length)]);
            Assert.StartsWith(folder.Path("cut.msh"), Assert.Throws<DataException>(() => MeshFormats.Read(folder.Path("cut.msh"))).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("2.2 0 8", "3.0 0 8", "version '3.0 0 8' is not read")]
    [InlineData("2.2 0 8", "4.1 0 4", "version '4.1 0 4' is not read")]
    [InlineData("$MeshFormat", "$NOD", "does not begin with $MeshFormat")]
    [InlineData("$Nodes\n5", "$Nodes\n4", "line 15, section $Nodes: '9 7 7 0' stands where the section should end. Perhaps a count in it is wrong")]
    [InlineData("$Nodes\n5", "$Nodes\n6", "'$EndNodes' is no number of the kind that belongs here")]
    [InlineData("1 0 0 0\n", "1 0 zero 0\n", "line 11, section $Nodes: 'zero' is no number")]
    [InlineData("2 1 0 0\n", "1 1 0 0\n", "node 1 comes twice")]
    [InlineData("3 2 2 7 1 1 3 4", "3 2 2 7 1 1 3 8", "element 3 refers to node 8")]
    [InlineData("3 2 2 7 1 1 3 4", "3 77 2 7 1 1 3 4", "element type 77 is unknown")]
    [InlineData("2 2 2 7 1 1 2 3", "2 2 2 7 1 1 3 2", "1 of 2 cells run clockwise, the first is cell 0 (counted from 0) at x = 0 µm, y = 0 µm")]
    [InlineData("2 2 2 7 1 1 2 3", "2 2 2 7 1 1 2 2", "1 cells have no area")]
    [InlineData("4 0 1 0\n", "4 0 1 2\n", "only plane meshes are read")]
    [InlineData("2 2 2 7 1 1 2 3\n3 2 2 7 1 1 3 4", "2 15 2 7 1 1\n3 15 2 7 1 1", "holds no triangle")]
    public void Broken_files_are_refused_with_place_and_reason(string right, string wrong, string reason)
    {
        string text = Square.Replace(right, wrong, StringComparison.Ordinal);
        Assert.NotEqual(Square, text);
        Assert.Contains(reason, Assert.Throws<DataException>(() => MeshFormats.Read(folder.Write("w.msh", text))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_left_out_or_assumed_is_told()
    {
        MeshContent read = MeshFormats.Read(folder.Write("s.msh", Square.Replace("1 1 2 5 1 1 2", "1 1 2 6 1 1 2", StringComparison.Ordinal)));
        Assert.Equal(4, read.Mesh.NodeCount);
        Assert.Equal(["body", "body"], Same.Regions(read.Mesh));
        Assert.Equal(["bottom: 0 1"], Same.Edges(MeshFormats.Read(folder.Path("s.msh")).Mesh).Select(e => e.Replace("curve 6", "bottom", StringComparison.Ordinal)));
        Assert.Equal(["Physical curves without name are called 'curve 6'.", "1 of 5 nodes belong to no triangle and were left out."], read.Remarks.Select(r => r.Text));
        read = MeshFormats.Read(folder.Write("n.msh", Square.Replace("2 2 2 7 1", "2 2 2 0 1", StringComparison.Ordinal).Replace("3 2 2 7 1", "3 2 2 0 1", StringComparison.Ordinal)));
        Assert.Contains("no physical surface", read.Remarks[0].Text, StringComparison.Ordinal);
        read = MeshFormats.Read(folder.Write("q.msh", Square.Replace("$Elements\n3", "$Elements\n4", StringComparison.Ordinal).Replace("$EndElements", "9 3 2 7 1 1 2 3 4\n$EndElements", StringComparison.Ordinal)));
        Assert.Contains("1 elements that are neither lines nor triangles were left out (1 of Gmsh's type 3).", read.Remarks.Select(r => r.Text));
    }

    [Fact]
    public void Edges_are_turned_so_that_the_cell_lies_on_the_left()
    {
        MeshContent read = MeshFormats.Read(folder.Write("e.msh", Square.Replace("1 1 2 5 1 1 2", "1 1 2 5 1 2 1", StringComparison.Ordinal)));
        Assert.Equal(["bottom: 0 1"], Same.Edges(read.Mesh));
    }

    [Fact]
    public void Cells_that_run_clockwise_are_turned_over_where_that_is_asked_for()
    {
        string text = Square.Replace("2 2 2 7 1 1 2 3", "2 2 2 7 1 1 3 2", StringComparison.Ordinal);
        MeshContent read = MeshFormats.Read(folder.Write("w.msh", text), new MeshReadOptions { FlipInverted = true, LengthUnit = Unit.Parse("nm") });
        Assert.Equal([0, 1, 2, 0, 2, 3], read.Mesh.Cells.ToArray());
        Assert.Equal(1e-9, read.Mesh.Points[2]);
        Assert.Contains(read.Remarks, r => r.Text == "1 cells ran clockwise and were turned over.");
    }

    [Fact]
    public void Fields_that_Gmsh_does_not_know_are_refused()
    {
        TriangleMesh mesh = MadeMesh.Sector(1, 2);
        var odd = new MeshField(mesh, MeshPlace.Cell, ["a", "b", "c", "d"], new double[4 * mesh.CellCount], "parts", "1");
        Assert.Contains("a, b, c, d", Assert.Throws<ScenarioException>(() => MeshFormats.Write(folder.Path("a.msh"), mesh, odd)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    /// <summary>A square of two triangles and one edge, with a node that nothing uses.</summary>
    private const string Square = "$MeshFormat\n2.2 0 8\n$EndMeshFormat\n$PhysicalNames\n2\n1 5 \"bottom\"\n2 7 \"body\"\n$EndPhysicalNames\n$Nodes\n5\n1 0 0 0\n2 1 0 0\n3 1 1 0\n4 0 1 0\n9 7 7 0\n$EndNodes\n"
        + "$Elements\n3\n1 1 2 5 1 1 2\n2 2 2 7 1 1 2 3\n3 2 2 7 1 1 3 4\n$EndElements\n";
}

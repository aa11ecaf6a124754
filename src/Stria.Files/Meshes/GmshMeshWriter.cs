using System.Globalization;
using System.Text;

namespace Stria.Files;

/// <summary>Versions of Gmsh's mesh format.</summary>
public enum GmshVersion
{
    /// <summary>2.2, which most other programs read.</summary>
    V22,

    /// <summary>4.1, Gmsh's own since 2018.</summary>
    V41,
}

/// <summary>Writes meshes of Gmsh (<c>.msh</c>): regions as physical surfaces, parts of the boundary as physical curves, fields as views.</summary>
/// <remarks>Vectors have three components and tensors nine, the kinds that Gmsh knows. The unit of length stands in a section of comments.</remarks>
public sealed class GmshMeshWriter : IMeshWriter
{
    /// <inheritdoc/>
    public string Name => "Gmsh";

    /// <inheritdoc/>
    public string Extension => ".msh";

    /// <summary>Version of the format.</summary>
    public GmshVersion Version { get; init; } = GmshVersion.V41;

    /// <summary>Whether numbers are bytes; otherwise text.</summary>
    public bool Binary { get; init; }

    /// <summary>Unit of the coordinates in the file.</summary>
    public Unit LengthUnit { get; init; } = Unit.Parse("m");

    /// <inheritdoc/>
    public void Write(string path, TriangleMesh mesh, IReadOnlyList<MeshField> fields)
    {
        MeshFormats.RequireSame(mesh, fields);
        using var bytes = new MemoryStream();
        var output = new GmshOutput(bytes, Binary);
        output.Text($"$MeshFormat\n{(Version == GmshVersion.V22 ? "2.2" : "4.1")} {(Binary ? 1 : 0)} 8\n");
        if (Binary)
        {
            output.Int(1);
            output.Text("\n");
        }

        output.Text($"$EndMeshFormat\n$Comments\n{GmshSections.UnitComment} {LengthUnit.Symbol}\n$EndComments\n");
        WriteNames(output, mesh);
        if (Version == GmshVersion.V22)
        {
            WriteNodes(output, mesh);
            WriteElements(output, mesh);
        }
        else
        {
            WriteEntities(output, mesh);
            WriteNodeBlock(output, mesh);
            WriteElementBlocks(output, mesh);
        }

        foreach (MeshField field in fields)
        {
            WriteData(output, field, mesh);
        }

        PendingFile.WriteBytes(path, bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    private static void WriteNames(GmshOutput output, TriangleMesh mesh)
    {
        var text = new StringBuilder($"$PhysicalNames\n{mesh.PartNames.Count + mesh.RegionNames.Count}\n");
        for (int i = 0; i < mesh.PartNames.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"1 {i + 1} \"{Plain(mesh.PartNames[i])}\"\n");
        }

        for (int i = 0; i < mesh.RegionNames.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"2 {i + 1} \"{Plain(mesh.RegionNames[i])}\"\n");
        }

        output.Text(text.Append("$EndPhysicalNames\n").ToString());
    }

    private static string Plain(string name) => name.Replace('"', '\'').ReplaceLineEndings(" ");

    private void WriteNodes(GmshOutput output, TriangleMesh mesh)
    {
        output.Text($"$Nodes\n{mesh.NodeCount}\n");
        for (int i = 0; i < mesh.NodeCount; i++)
        {
            output.Int(i + 1);
            WritePoint(output, mesh, i);
        }

        output.End("Nodes");
    }

    private void WritePoint(GmshOutput output, TriangleMesh mesh, int node)
    {
        output.Double(mesh.Points[2 * node] / LengthUnit.Factor);
        output.Double(mesh.Points[(2 * node) + 1] / LengthUnit.Factor);
        output.Double(0);
        output.EndLine();
    }

    private void WriteElements(GmshOutput output, TriangleMesh mesh)
    {
        output.Text($"$Elements\n{mesh.EdgeCount + mesh.CellCount}\n");
        if (Binary && mesh.EdgeCount > 0)
        {
            output.Ints([LineType(mesh), mesh.EdgeCount, 2]);
        }

        for (int e = 0; e < mesh.EdgeCount; e++)
        {
            WriteElement(output, e + 1, LineType(mesh), mesh.EdgeParts[e] + 1, mesh.Edge(e));
        }

        if (Binary)
        {
            output.Ints([CellType(mesh), mesh.CellCount, 2]);
        }

        for (int c = 0; c < mesh.CellCount; c++)
        {
            WriteElement(output, mesh.EdgeCount + c + 1, CellType(mesh), mesh.CellRegions[c] + 1, mesh.Cell(c));
        }

        output.End("Elements");
    }

    private void WriteElement(GmshOutput output, int tag, int type, int group, ReadOnlySpan<int> nodes)
    {
        output.Ints(Binary ? [tag, group, group] : [tag, type, 2, group, group]);
        foreach (int node in nodes)
        {
            output.Int(node + 1);
        }

        output.EndLine();
    }

    private static void WriteEntities(GmshOutput output, TriangleMesh mesh)
    {
        output.Text("$Entities\n");
        output.Sizes([0, mesh.PartNames.Count, mesh.RegionNames.Count, 0]);
        output.EndLine();
        double[] box = Box(mesh);
        for (int i = 0; i < mesh.PartNames.Count + mesh.RegionNames.Count; i++)
        {
            int tag = i < mesh.PartNames.Count ? i + 1 : i - mesh.PartNames.Count + 1;
            output.Int(tag);
            foreach (double side in box)
            {
                output.Double(side);
            }

            output.Sizes([1]);
            output.Int(tag);
            output.Sizes([0]);
            output.EndLine();
        }

        output.End("Entities");
    }

    /// <summary>A box around the mesh, good for each of its parts.</summary>
    private static double[] Box(TriangleMesh mesh)
    {
        double[] points = mesh.Points.ToArray(), x = [.. points.Where((_, i) => i % 2 == 0)], y = [.. points.Where((_, i) => i % 2 == 1)];
        return [x.Min(), y.Min(), 0, x.Max(), y.Max(), 0];
    }

    private void WriteNodeBlock(GmshOutput output, TriangleMesh mesh)
    {
        output.Text("$Nodes\n");
        output.Sizes([1, mesh.NodeCount, 1, mesh.NodeCount]);
        output.EndLine();
        output.Ints([2, 1, 0]);
        output.Sizes([mesh.NodeCount]);
        output.EndLine();
        for (int i = 0; i < mesh.NodeCount; i++)
        {
            output.Sizes([i + 1]);
            output.EndLine();
        }

        for (int i = 0; i < mesh.NodeCount; i++)
        {
            WritePoint(output, mesh, i);
        }

        output.End("Nodes");
    }

    private static void WriteElementBlocks(GmshOutput output, TriangleMesh mesh)
    {
        int[] parts = mesh.EdgeParts.ToArray(), regions = mesh.CellRegions.ToArray();
        (int Dimension, int Group, int[] Members)[] blocks =
        [
            .. Enumerable.Range(0, mesh.PartNames.Count).Select(p => (1, p, Members(parts, p))),
            .. Enumerable.Range(0, mesh.RegionNames.Count).Select(r => (2, r, Members(regions, r))),
        ];
        blocks = [.. blocks.Where(b => b.Members.Length > 0)];
        int total = mesh.EdgeCount + mesh.CellCount;
        output.Text("$Elements\n");
        output.Sizes([blocks.Length, total, 1, total]);
        output.EndLine();
        foreach ((int dimension, int group, int[] members) in blocks)
        {
            output.Ints([dimension, group + 1, dimension == 1 ? LineType(mesh) : CellType(mesh)]);
            output.Sizes([members.Length]);
            output.EndLine();
            foreach (int member in members)
            {
                output.Sizes([(dimension == 1 ? 0 : mesh.EdgeCount) + member + 1]);
                foreach (int node in dimension == 1 ? mesh.Edge(member) : mesh.Cell(member))
                {
                    output.Sizes([node + 1]);
                }

                output.EndLine();
            }
        }

        output.End("Elements");
    }

    private static int[] Members(int[] groups, int group) => [.. Enumerable.Range(0, groups.Length).Where(i => groups[i] == group)];

    private static void WriteData(GmshOutput output, MeshField field, TriangleMesh mesh)
    {
        FieldLayout layout = FieldLayout.OneThreeOrNine(field.Components)
            ?? throw new ScenarioException($"Gmsh knows scalars, vectors and tensors; the field '{field.Symbol}' has the components {string.Join(", ", field.Components)}.");
        string section = field.Place == MeshPlace.Node ? "NodeData" : "ElementData";
        double[] values = layout.Spread(field);
        int components = layout.Source.Count, first = field.Place == MeshPlace.Node ? 1 : mesh.EdgeCount + 1;
        output.Text($"${section}\n1\n\"{Plain(FieldName.Of(field))}\"\n1\n0.0\n3\n0\n{components}\n{values.Length / components}\n");
        for (int i = 0; i < values.Length / components; i++)
        {
            output.Int(first + i);
            for (int c = 0; c < components; c++)
            {
                output.Double(values[(i * components) + c]);
            }

            output.EndLine();
        }

        output.End(section);
    }

    private static int LineType(TriangleMesh mesh) => mesh.NodesPerEdge == 2 ? GmshContent.Line : GmshContent.QuadraticLine;

    private static int CellType(TriangleMesh mesh) => mesh.NodesPerCell == 3 ? GmshContent.Triangle : GmshContent.QuadraticTriangle;
}

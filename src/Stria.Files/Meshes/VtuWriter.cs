using System.Globalization;
using System.Runtime.InteropServices;
using System.Security;
using System.Text;

namespace Stria.Files;

/// <summary>Writes meshes and fields as VTK's XML file of unstructured grids (<c>.vtu</c>), which ParaView opens: raw appended data after 64-bit lengths.</summary>
/// <remarks>
/// <para>Vectors have three components and symmetric tensors six, in VTK's order; components that are zero because the mesh is plane are named "0".
/// The region of each cell is the cell array "region".</para>
/// <para>What VTK has no place for stands in its field data: "region names", "part names" and "length unit" as bytes of UTF-8 text, names ended by 0;
/// "part edges" (nodes) and "parts" (one per edge).</para>
/// </remarks>
public sealed class VtuWriter : IMeshWriter
{
    internal const string Region = "region", RegionNames = "region names", PartNames = "part names", PartEdges = "part edges", Parts = "parts", LengthUnitName = "length unit";

    /// <inheritdoc/>
    public string Name => "VTU";

    /// <inheritdoc/>
    public string Extension => ".vtu";

    /// <summary>Unit of the coordinates in the file.</summary>
    public Unit LengthUnit { get; init; } = Unit.Parse("m");

    /// <inheritdoc/>
    public void Write(string path, TriangleMesh mesh, IReadOnlyList<MeshField> fields)
    {
        MeshFormats.RequireSame(mesh, fields);
        RefuseTwins(fields);
        var data = new List<byte[]>();
        string head = Head(mesh, fields, data);
        using var file = new PendingFile(path);
        try
        {
            using FileStream stream = File.Create(file.TemporaryPath);
            stream.Write(Encoding.UTF8.GetBytes(head));
            Span<byte> length = stackalloc byte[8];
            foreach (byte[] bytes in data)
            {
                BitConverter.TryWriteBytes(length, (ulong)bytes.Length);
                stream.Write(length);
                stream.Write(bytes);
            }

            stream.Write("\n  </AppendedData>\n</VTKFile>\n"u8);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"cannot be written: {e.Message}", path, e);
        }

        file.Complete();
    }

    private static void RefuseTwins(IReadOnlyList<MeshField> fields)
    {
        if (fields.GroupBy(f => (f.Place, FieldName.Of(f))).FirstOrDefault(g => g.Count() > 1 || g.Key is (MeshPlace.Cell, Region)) is { } twins)
        {
            throw new ScenarioException($"Two fields of a file cannot both be called '{twins.Key.Item2}'.");
        }
    }

    private string Head(TriangleMesh mesh, IReadOnlyList<MeshField> fields, List<byte[]> data)
    {
        var xml = new StringBuilder();
        var arrays = new ArrayList(xml, data);
        xml.Append("<?xml version=\"1.0\"?>\n<VTKFile type=\"UnstructuredGrid\" version=\"1.0\" byte_order=\"LittleEndian\" header_type=\"UInt64\">\n  <UnstructuredGrid>\n    <FieldData>\n");
        arrays.Add(LengthUnitName, "UInt8", Names([LengthUnit.Symbol], 1), "");
        arrays.Add(RegionNames, "UInt8", Names(mesh.RegionNames), "");
        if (mesh.EdgeCount > 0)
        {
            arrays.Add(PartNames, "UInt8", Names(mesh.PartNames), "");
            arrays.Add(PartEdges, "Int32", MemoryMarshal.AsBytes(mesh.Edges).ToArray(), $" NumberOfComponents=\"{mesh.NodesPerEdge}\" NumberOfTuples=\"{mesh.EdgeCount}\"");
            arrays.Add(Parts, "Int32", MemoryMarshal.AsBytes(mesh.EdgeParts).ToArray(), "");
        }

        xml.Append($"    </FieldData>\n    <Piece NumberOfPoints=\"{mesh.NodeCount}\" NumberOfCells=\"{mesh.CellCount}\">\n      <PointData>\n");
        AddFields(arrays, fields, MeshPlace.Node);
        xml.Append("      </PointData>\n      <CellData>\n");
        arrays.Add(Region, "Int32", MemoryMarshal.AsBytes(mesh.CellRegions).ToArray(), "");
        AddFields(arrays, fields, MeshPlace.Cell);
        xml.Append("      </CellData>\n      <Points>\n");
        arrays.Add("Points", "Float64", Bytes(Points(mesh)), " NumberOfComponents=\"3\"");
        xml.Append("      </Points>\n      <Cells>\n");
        arrays.Add("connectivity", "Int64", Bytes([.. mesh.Cells.ToArray().Select(n => (long)n)]), "");
        arrays.Add("offsets", "Int64", Bytes([.. Enumerable.Range(1, mesh.CellCount).Select(i => (long)i * mesh.NodesPerCell)]), "");
        arrays.Add("types", "UInt8", [.. Enumerable.Repeat((byte)(mesh.NodesPerCell == 3 ? 5 : 22), mesh.CellCount)], "");
        xml.Append("      </Cells>\n    </Piece>\n  </UnstructuredGrid>\n  <AppendedData encoding=\"raw\">\n   _");
        return xml.ToString();
    }

    private static void AddFields(ArrayList arrays, IReadOnlyList<MeshField> fields, MeshPlace place)
    {
        foreach (MeshField field in fields.Where(f => f.Place == place))
        {
            var layout = FieldLayout.Of(field.Components);
            IEnumerable<string> names = layout.Names.Select((name, i) => name.Length == 0 ? "" : $" ComponentName{i}=\"{SecurityElement.Escape(name)}\"");
            arrays.Add(FieldName.Of(field), "Float64", Bytes(layout.Spread(field)), $" NumberOfComponents=\"{layout.Names.Count}\"{string.Concat(names)}");
        }
    }

    private double[] Points(TriangleMesh mesh)
    {
        var points = new double[3 * mesh.NodeCount];
        for (int i = 0; i < mesh.NodeCount; i++)
        {
            (points[3 * i], points[(3 * i) + 1]) = (mesh.Points[2 * i] / LengthUnit.Factor, mesh.Points[(2 * i) + 1] / LengthUnit.Factor);
        }

        return points;
    }

    // Zeros at the end bring every array but the first to an offset of one over a multiple of four. meshio rewrites offsets to multiples of four while it
    // looks for arrays by their offsets, and takes the wrong array where an old offset equals a new one.
    private static byte[] Names(IReadOnlyList<string> names, int over = 0)
    {
        byte[] text = Encoding.UTF8.GetBytes(string.Concat(names.Select(n => n + "\0")));
        Array.Resize(ref text, text.Length + ((over - text.Length) & 3));
        return text;
    }

    private static byte[] Bytes(double[] values) => MemoryMarshal.AsBytes<double>(values).ToArray();

    private static byte[] Bytes(long[] values) => MemoryMarshal.AsBytes<long>(values).ToArray();

    /// <summary>Describes arrays in the head and gathers their bytes for the end of the file.</summary>
    private sealed class ArrayList(StringBuilder xml, List<byte[]> data)
    {
        private long offset;

        internal void Add(string name, string type, byte[] bytes, string attributes)
        {
            string tuples = attributes.Length == 0 ? $" NumberOfTuples=\"{bytes.Length / Size(type)}\"" : "";
            xml.Append(CultureInfo.InvariantCulture, $"        <DataArray type=\"{type}\" Name=\"{SecurityElement.Escape(name)}\"{attributes}{tuples} format=\"appended\" offset=\"{offset}\"/>\n");
            data.Add(bytes);
            offset += 8 + bytes.Length;
        }

        private static int Size(string type) => type switch { "UInt8" => 1, "Int32" => 4, _ => 8 };
    }
}

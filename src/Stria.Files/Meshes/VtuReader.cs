using System.Globalization;
using System.Xml.Linq;

namespace Stria.Files;

/// <summary>Reads VTK's XML files of unstructured grids (<c>.vtu</c>): numbers as text, base64 or appended bytes, compressed with zlib or not; triangles of three or six nodes.</summary>
public sealed class VtuReader : IMeshReader
{
    private const int Triangle = 5, QuadraticTriangle = 22;

    /// <inheritdoc/>
    public string Name => "VTU";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".vtu"];

    /// <inheritdoc/>
    public MeshContent Read(string path, MeshReadOptions options)
    {
        var arrays = new VtuArrays(path);
        XElement grid = arrays.Root.Element("UnstructuredGrid") ?? throw new DataException("has no element UnstructuredGrid.", path);
        XElement[] pieces = [.. grid.Elements("Piece")];
        if (pieces.Length != 1)
        {
            throw new DataException($"has {pieces.Length} pieces; files of one are read. Perhaps it was written by a parallel program: merge the pieces first.", path);
        }

        var remarks = new List<Remark>();
        Dictionary<string, XElement> extras = Named(grid.Element("FieldData"));
        double unit = LengthUnit(arrays, extras, options, path);
        VtuCells cells = VtuCells.Read(arrays, pieces[0], path);
        if (cells.Skipped > 0)
        {
            remarks.Add(Remark.Note($"{cells.Skipped} cells that are no triangles were left out."));
        }

        var assembly = new MeshAssembly(path, remarks)
        {
            Points = Points(arrays, pieces[0], unit, path),
            Cells = cells.Nodes,
            NodesPerCell = cells.NodesPerCell,
            Regions = Regions(arrays, pieces[0], extras, cells),
            Edges = Edges(arrays, extras, cells.NodesPerCell, path),
        };
        TriangleMesh mesh = assembly.Build(options.FlipInverted);
        MeshField[] fields =
        [
            .. Fields(arrays, pieces[0].Element("PointData"), (mesh, MeshPlace.Node), assembly.KeptNodes, assembly.Points.Length / 2),
            .. Fields(arrays, pieces[0].Element("CellData"), (mesh, MeshPlace.Cell), cells.Kept, cells.Kept.Length + cells.Skipped),
        ];
        return new MeshContent(mesh, fields, remarks);
    }

    private static Dictionary<string, XElement> Named(XElement? parent) =>
        parent?.Elements().Where(e => e.Name == "DataArray").GroupBy(e => (string?)e.Attribute("Name") ?? "").ToDictionary(g => g.Key, g => g.First()) ?? [];

    private static double LengthUnit(VtuArrays arrays, Dictionary<string, XElement> extras, MeshReadOptions options, string path)
    {
        if (options.LengthUnit is Unit given)
        {
            return given.Factor;
        }

        if (!extras.TryGetValue(VtuWriter.LengthUnitName, out XElement? array))
        {
            return 1;
        }

        string text = string.Concat(arrays.Texts(array));
        return Unit.TryParse(text, out Unit? unit) && unit.Dimension == Unit.Parse("m").Dimension ? unit.Factor : throw new DataException($"its length unit '{text}' is no unit of length.", path);
    }

    private static double[] Points(VtuArrays arrays, XElement piece, double unit, string path)
    {
        XElement array = piece.Element("Points")?.Element("DataArray") ?? throw new DataException("has no points.", path);
        double[] xyz = arrays.Doubles(array);
        int count = Count(piece, "NumberOfPoints", path);
        if (xyz.Length != 3 * count)
        {
            throw arrays.Broken(array, $"has {xyz.Length} numbers for {count} points of three coordinates");
        }

        return PlanePoints.Of(xyz, unit, path);
    }

    private static CellRegions? Regions(VtuArrays arrays, XElement piece, Dictionary<string, XElement> extras, VtuCells cells)
    {
        if (!Named(piece.Element("CellData")).TryGetValue(VtuWriter.Region, out XElement? array))
        {
            return null;
        }

        int[] all = arrays.Integers(array);
        if (all.Length != cells.Kept.Length + cells.Skipped)
        {
            throw arrays.Broken(array, $"has {all.Length} numbers for {cells.Kept.Length + cells.Skipped} cells");
        }

        int[] regions = [.. cells.Kept.Select(c => all[c])];
        if (extras.TryGetValue(VtuWriter.RegionNames, out XElement? names))
        {
            string[] texts = arrays.Texts(names);
            return regions.All(r => (uint)r < (uint)texts.Length) ? new CellRegions(regions, texts) : throw arrays.Broken(array, $"refers to region {regions.Max()}, but {texts.Length} have names");
        }

        int[] numbers = [.. regions.Distinct().Order()];
        return new CellRegions([.. regions.Select(r => Array.IndexOf(numbers, r))], [.. numbers.Select(n => $"region {n}")]);
    }

    private static NamedEdges? Edges(VtuArrays arrays, Dictionary<string, XElement> extras, int nodesPerCell, string path)
    {
        if (!extras.TryGetValue(VtuWriter.PartEdges, out XElement? edges) || !extras.TryGetValue(VtuWriter.Parts, out XElement? parts) || !extras.TryGetValue(VtuWriter.PartNames, out XElement? names))
        {
            return null;
        }

        var named = new NamedEdges(arrays.Integers(edges), arrays.Integers(parts), arrays.Texts(names));
        return named.Nodes.Length == named.PartOfEdge.Length * (nodesPerCell / 3 + 1) && named.PartOfEdge.All(p => (uint)p < (uint)named.PartNames.Count)
            ? named
            : throw new DataException($"its {named.PartOfEdge.Length} named edges, {named.Nodes.Length} edge nodes and {named.PartNames.Count} names of parts do not fit together.", path);
    }

    private static IEnumerable<MeshField> Fields(VtuArrays arrays, XElement? parent, (TriangleMesh Mesh, MeshPlace Place) on, int[] kept, int count)
    {
        foreach ((string name, XElement array) in Named(parent).Where(p => !(on.Place == MeshPlace.Cell && p.Key == VtuWriter.Region)))
        {
            double[] values = arrays.Doubles(array);
            int components = values.Length / Math.Max(count, 1);
            if (components == 0 || values.Length != components * count)
            {
                throw arrays.Broken(array, $"has {values.Length} numbers for {count} places");
            }

            string?[] given = [.. Enumerable.Range(0, components).Select(c => (string?)array.Attribute($"ComponentName{c}"))];
            (IReadOnlyList<string> names, IReadOnlyList<int> plane) = FieldLayout.Plane(given, values);
            (string symbol, string unit) = FieldName.Parse(name);
            yield return new MeshField(on.Mesh, on.Place, names, [.. kept.SelectMany(place => plane.Select(c => values[(place * components) + c]))], symbol, unit);
        }
    }

    private static int Count(XElement piece, string attribute, string path) =>
        int.TryParse((string?)piece.Attribute(attribute), NumberStyles.Integer, CultureInfo.InvariantCulture, out int count) && count >= 0
            ? count
            : throw new DataException($"{attribute} is '{(string?)piece.Attribute(attribute)}', which is no count.", path);

    /// <summary>The triangles among the cells of a piece.</summary>
    private sealed record VtuCells(int[] Nodes, int NodesPerCell, int[] Kept, int Skipped)
    {
        internal static VtuCells Read(VtuArrays arrays, XElement piece, string path)
        {
            Dictionary<string, XElement> named = Named(piece.Element("Cells"));
            int[] Array(string name) => named.TryGetValue(name, out XElement? array) ? arrays.Integers(array) : throw new DataException($"has no array '{name}' of cells.", path);
            int[] nodes = Array("connectivity"), ends = Array("offsets"), types = Array("types");
            int count = Count(piece, "NumberOfCells", path);
            if (ends.Length != count || types.Length != count || (count > 0 && ends[^1] != nodes.Length))
            {
                throw new DataException($"{ends.Length} ends of cells, {types.Length} types and {nodes.Length} nodes do not make {count} cells. Perhaps the file was cut or edited.", path);
            }

            int[] kept = [.. Enumerable.Range(0, count).Where(c => types[c] is Triangle or QuadraticTriangle)];
            int quadratic = kept.Count(c => types[c] == QuadraticTriangle), perCell = quadratic > 0 ? 6 : 3;
            if (quadratic > 0 && quadratic < kept.Length)
            {
                throw new DataException($"{quadratic} triangles have six nodes and {kept.Length - quadratic} have three; a mesh has one kind.", path);
            }

            int bad = System.Array.FindIndex(kept, c => ends[c] - (c > 0 ? ends[c - 1] : 0) != perCell);
            return bad < 0
                ? new VtuCells([.. kept.SelectMany(c => nodes.AsSpan(ends[c] - perCell, perCell).ToArray())], perCell, kept, count - kept.Length)
                : throw new DataException($"cell {kept[bad]} (counted from 0) has not the {perCell} nodes of its type {types[kept[bad]]}.", path);
        }
    }
}

namespace Stria.Files;

/// <summary>Reads meshes of Gmsh (<c>.msh</c>), formats 2.2 and 4.1, as text or bytes: triangles of three or six nodes, and lines as named edges.</summary>
/// <remarks>Physical surfaces become regions, physical curves parts of the boundary. Elements of other kinds are passed over with a remark.</remarks>
public sealed class GmshMeshReader : IMeshReader
{
    /// <inheritdoc/>
    public string Name => "Gmsh";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".msh"];

    /// <inheritdoc/>
    public MeshContent Read(string path, MeshReadOptions options)
    {
        GmshContent content = GmshSections.Read(path);
        var remarks = new List<Remark>();
        if (content.Skipped.Count > 0)
        {
            remarks.Add(Remark.Note($"{content.Skipped.Values.Sum()} elements that are neither lines nor triangles were left out ({string.Join(", ", content.Skipped.Select(p => $"{p.Value} of Gmsh's type {p.Key}"))})."));
        }

        GmshElement[] cells = [.. content.Elements.Where(e => e.Type is GmshContent.Triangle or GmshContent.QuadraticTriangle)];
        int quadratic = cells.Count(c => c.Type == GmshContent.QuadraticTriangle), perCell = quadratic > 0 ? 6 : 3;
        if (quadratic > 0 && quadratic < cells.Length)
        {
            throw new DataException($"{quadratic} triangles have six nodes and {cells.Length - quadratic} have three; a mesh has one kind.", path);
        }

        double unit = (options.LengthUnit ?? content.LengthUnit)?.Factor ?? 1;
        var assembly = new MeshAssembly(path, remarks)
        {
            Points = PlanePoints.Of([.. content.Points], unit, path),
            Cells = [.. cells.SelectMany(c => c.Nodes)],
            NodesPerCell = perCell,
            Regions = Regions(content, cells, remarks),
            Edges = Edges(content, perCell, remarks),
        };
        TriangleMesh mesh = assembly.Build(options.FlipInverted);
        return new MeshContent(mesh, [.. content.Data.Select(d => Field(d, content, mesh, (assembly.KeptNodes, cells)))], remarks);
    }

    private static CellRegions? Regions(GmshContent content, GmshElement[] cells, List<Remark> remarks)
    {
        if (cells.All(c => c.Group == 0))
        {
            if (cells.Length > 0)
            {
                remarks.Add(Remark.Assumed("The file has no physical surface; all triangles are taken as one region 'particle'."));
            }

            return null;
        }

        var groups = new GroupNames(content, 2, "surface");
        var regions = new CellRegions([.. cells.Select(c => groups.IndexOf(c.Group))], groups.Names);
        groups.Tell(remarks);
        return regions;
    }

    private static NamedEdges? Edges(GmshContent content, int nodesPerCell, List<Remark> remarks)
    {
        int type = nodesPerCell == 3 ? GmshContent.Line : GmshContent.QuadraticLine;
        GmshElement[] lines = [.. content.Elements.Where(e => e.Type is GmshContent.Line or GmshContent.QuadraticLine)];
        GmshElement[] named = [.. lines.Where(e => e.Type == type && e.Group != 0)];
        if (named.Length < lines.Length)
        {
            remarks.Add(Remark.Note($"{lines.Length - named.Length} of {lines.Length} lines belong to no physical curve, or have another number of nodes than sides of the triangles, and were left out."));
        }

        var groups = new GroupNames(content, 1, "curve");
        var edges = new NamedEdges([.. named.SelectMany(e => e.Nodes)], [.. named.Select(e => groups.IndexOf(e.Group))], groups.Names);
        groups.Tell(remarks);
        return groups.Names.Count == 0 ? null : edges;
    }

    private static MeshField Field(GmshData data, GmshContent content, TriangleMesh mesh, (int[] Nodes, GmshElement[] Cells) kept)
    {
        IEnumerable<int> tags = kept.Cells.Select(c => c.Tag);
        if (data.Place == MeshPlace.Node)
        {
            var tagOf = content.NodeOfTag.ToDictionary(p => p.Value, p => p.Key);
            tags = kept.Nodes.Select(n => tagOf[n]);
        }

        double[] nothing = [.. Enumerable.Repeat(double.NaN, data.Components)];
        double[][] rows = [.. tags.Select(tag => data.Values.GetValueOrDefault(tag, nothing))];
        (IReadOnlyList<string> names, IReadOnlyList<int> plane) = FieldLayout.Plane(new string?[data.Components], [.. rows.SelectMany(r => r)]);
        (names, plane) = FieldLayout.Symmetrised(names, plane, rows);
        (string symbol, string unit) = FieldName.Parse(data.Name);
        return new MeshField(mesh, data.Place, names, [.. rows.SelectMany(r => plane.Select(c => r[c]))], symbol, unit);
    }

    /// <summary>The names of the physical groups of one dimension, in the order of the file; those that have none get one.</summary>
    private sealed class GroupNames
    {
        private readonly string kind;
        private readonly List<int> tags = [];
        private readonly List<string> names = [], made = [];

        internal GroupNames(GmshContent content, int dimension, string kind)
        {
            this.kind = kind;
            foreach (((int Dimension, int Tag) group, string name) in content.PhysicalNames.Where(p => p.Key.Dimension == dimension))
            {
                tags.Add(group.Tag);
                names.Add(name);
            }
        }

        internal List<string> Names => names;

        internal int IndexOf(int tag)
        {
            int index = tags.IndexOf(tag);
            if (index >= 0)
            {
                return index;
            }

            tags.Add(tag);
            names.Add(tag == 0 ? "unnamed" : $"{kind} {tag}");
            made.Add(names[^1]);
            return names.Count - 1;
        }

        internal void Tell(List<Remark> remarks)
        {
            if (made.Count > 0)
            {
                remarks.Add(Remark.Assumed($"Physical {kind}s without name are called {string.Join(", ", made.Select(n => $"'{n}'"))}."));
            }
        }
    }
}

namespace Stria.Core;

/// <summary>A plane mesh of triangles, straight (three nodes) or quadratic and possibly curved (six nodes), with named regions and named edges.</summary>
/// <remarks>Points are (x, y) in metres, x to the right and y upwards. Cells run counter-clockwise: the three corners, then for six nodes the middles
/// of the sides 0–1, 1–2 and 2–0 (the order of VTK and Gmsh).</remarks>
public sealed class TriangleMesh
{
    private readonly double[] points;
    private readonly int[] cells, cellRegions, edges, edgeParts;

    /// <summary>Makes a mesh; the arrays are kept, not copied, and must not be changed afterwards.</summary>
    /// <param name="points">x₀, y₀, x₁, y₁, … [m]; length 2 · nodes.</param>
    /// <param name="cells">Nodes of each cell; length nodesPerCell · cells.</param>
    /// <param name="nodesPerCell">3 or 6.</param>
    /// <param name="regions">Region of each cell; null when the mesh is one region.</param>
    /// <param name="boundary">Named edges; null when none is named.</param>
    /// <exception cref="ArgumentException">Lengths do not fit, a point is not finite, or an index points nowhere.</exception>
    public TriangleMesh(double[] points, int[] cells, int nodesPerCell, CellRegions? regions = null, NamedEdges? boundary = null)
    {
        if (nodesPerCell is not (3 or 6))
        {
            throw new ArgumentException($"A triangle has 3 or 6 nodes, not {nodesPerCell}.", nameof(nodesPerCell));
        }

        (this.points, this.cells, NodesPerCell) = (points, cells, nodesPerCell);
        NodesPerEdge = nodesPerCell == 3 ? 2 : 3;
        regions ??= new CellRegions(new int[cells.Length / nodesPerCell], ["particle"]);
        boundary ??= new NamedEdges([], [], []);
        (cellRegions, RegionNames) = (regions.OfCell, regions.Names);
        (edges, edgeParts, PartNames) = (boundary.Nodes, boundary.PartOfEdge, boundary.PartNames);
        Check();
    }

    /// <summary>Nodes per cell: 3 or 6.</summary>
    public int NodesPerCell { get; }

    /// <summary>Nodes per edge: 2, or 3 (both ends, then the middle).</summary>
    public int NodesPerEdge { get; }

    /// <summary>Number of nodes, middles of sides included.</summary>
    public int NodeCount => points.Length / 2;

    /// <summary>Number of cells.</summary>
    public int CellCount => cells.Length / NodesPerCell;

    /// <summary>Number of named edges.</summary>
    public int EdgeCount => edgeParts.Length;

    /// <summary>x₀, y₀, x₁, y₁, … [m].</summary>
    public ReadOnlySpan<double> Points => points;

    /// <summary>Nodes of each cell, <see cref="NodesPerCell"/> at a time.</summary>
    public ReadOnlySpan<int> Cells => cells;

    /// <summary>Region of each cell: an index into <see cref="RegionNames"/>.</summary>
    public ReadOnlySpan<int> CellRegions => cellRegions;

    /// <summary>Names of the regions.</summary>
    public IReadOnlyList<string> RegionNames { get; }

    /// <summary>Nodes of the named edges, <see cref="NodesPerEdge"/> at a time; an outer edge has its cell on the left.</summary>
    public ReadOnlySpan<int> Edges => edges;

    /// <summary>Part of each named edge: an index into <see cref="PartNames"/>.</summary>
    public ReadOnlySpan<int> EdgeParts => edgeParts;

    /// <summary>Names of the parts of the boundary ("edge", "image border left").</summary>
    public IReadOnlyList<string> PartNames { get; }

    /// <summary>The nodes of one cell.</summary>
    public ReadOnlySpan<int> Cell(int cell) => cells.AsSpan(cell * NodesPerCell, NodesPerCell);

    /// <summary>The nodes of one named edge.</summary>
    public ReadOnlySpan<int> Edge(int edge) => edges.AsSpan(edge * NodesPerEdge, NodesPerEdge);

    /// <summary>Twice the signed area of a cell's corners [m²]; positive when they run counter-clockwise.</summary>
    public double TwiceCornerArea(int cell)
    {
        ReadOnlySpan<int> n = Cell(cell);
        double x0 = points[2 * n[0]], y0 = points[(2 * n[0]) + 1];
        return ((points[2 * n[1]] - x0) * (points[(2 * n[2]) + 1] - y0)) - ((points[(2 * n[1]) + 1] - y0) * (points[2 * n[2]] - x0));
    }

    private void Check()
    {
        if (points.Length % 2 != 0 || cells.Length % NodesPerCell != 0 || cellRegions.Length != CellCount || edges.Length != edgeParts.Length * NodesPerEdge)
        {
            throw new ArgumentException(
                $"{points.Length} coordinates, {cells.Length} cell nodes, {cellRegions.Length} cell regions, {edges.Length} edge nodes and {edgeParts.Length} edge parts make no mesh with {NodesPerCell} nodes per cell.");
        }

        int bad = Array.FindIndex(points, v => !double.IsFinite(v));
        if (bad >= 0)
        {
            throw new ArgumentException($"Node {bad / 2} has no finite place.");
        }

        Refuse(cells, NodeCount, "A cell", "nodes");
        Refuse(edges, NodeCount, "An edge", "nodes");
        Refuse(cellRegions, RegionNames.Count, "A cell", "regions");
        Refuse(edgeParts, PartNames.Count, "An edge", "parts");
    }

    private static void Refuse(int[] indices, int count, string who, string what)
    {
        int bad = Array.FindIndex(indices, i => (uint)i >= (uint)count);
        if (bad >= 0)
        {
            throw new ArgumentException($"{who} refers to {indices[bad]} of {count} {what}.");
        }
    }
}

using Stria.Core;
using Stria.Numerics.Geometry.Shapes;

namespace Stria.Numerics.Geometry.Meshing;

/// <summary>Makes a mesh of the triangles that belong to regions. Cells are numbered along a Hilbert curve and nodes as cells first meet them,
/// so that neighbours lie close in memory.</summary>
internal sealed class MeshAssembly
{
    private readonly Triangulation mesh;
    private readonly BoundaryChords chords;
    private readonly PlanarGraph graph;
    private readonly int perCell;
    private readonly int[] triangles, cells, middles;
    private double[] points;
    private int nodes;

    private MeshAssembly(Triangulation mesh, BoundaryChords chords, PlanarGraph graph, MeshOrder order)
    {
        (this.mesh, this.chords, this.graph, perCell) = (mesh, chords, graph, order == MeshOrder.Quadratic ? 6 : 3);
        triangles = InOrder();
        cells = new int[triangles.Length * perCell];
        middles = perCell == 6 ? new int[4 * mesh.TriangleCount] : [];
        points = new double[2 * triangles.Length];
    }

    /// <summary>Makes the mesh.</summary>
    /// <param name="mesh">The triangulation; region 0 is left out.</param>
    /// <param name="chords">Its constrained edges.</param>
    /// <param name="graph">Names of regions and parts.</param>
    /// <param name="order">Order of the cells.</param>
    /// <returns>The mesh, and the number of curved sides that stay straight since a cell would fold.</returns>
    public static (TriangleMesh Mesh, int Straightened) Build(Triangulation mesh, BoundaryChords chords, PlanarGraph graph, MeshOrder order)
    {
        var assembly = new MeshAssembly(mesh, chords, graph, order);
        int[] node = assembly.NumberNodes();
        int straightened = order == MeshOrder.Quadratic ? assembly.BendSides() : 0;
        Array.Resize(ref assembly.points, 2 * assembly.nodes);
        int[] regions = [.. assembly.triangles.Select(t => mesh.Region(t) - 1)];
        var made = new TriangleMesh(assembly.points, assembly.cells, assembly.perCell, new CellRegions(regions, graph.RegionNames), assembly.Edges(node));
        return (made, straightened);
    }

    private int[] InOrder()
    {
        var some = new List<int>(mesh.TriangleCount);
        var places = new List<Point2>(mesh.TriangleCount);
        for (int t = 0; t < mesh.TriangleCount; t++)
        {
            if (mesh.Region(t) > 0)
            {
                some.Add(t);
                places.Add(mesh.Centroid(t));
            }
        }

        int[] order = HilbertOrder.Of(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(places));
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = some[order[i]];
        }

        return order;
    }

    private int[] NumberNodes()
    {
        var node = new int[mesh.VertexCount];
        Array.Fill(node, -1);
        Array.Fill(middles, -1);
        for (int c = 0; c < triangles.Length; c++)
        {
            int edge = 4 * triangles[c];
            for (int k = 0; k < 3; k++)
            {
                ref int number = ref node[mesh.Origin[edge + k]];
                number = number >= 0 ? number : Add(mesh.Start(edge + k));
                cells[(perCell * c) + k] = number;
            }

            for (int k = 0; perCell == 6 && k < 3; k++)
            {
                cells[(perCell * c) + 3 + k] = Middle(edge + k);
            }
        }

        return node;
    }

    private int Middle(int edge)
    {
        if (middles[edge] < 0)
        {
            int other = mesh.Opposite(edge);
            middles[edge] = middles[other] = Add(mesh.Start(edge).Middle(mesh.Start(other)));
        }

        return middles[edge];
    }

    private int Add(in Point2 place)
    {
        if (2 * nodes == points.Length)
        {
            Array.Resize(ref points, 2 * points.Length);
        }

        (points[2 * nodes], points[(2 * nodes) + 1]) = (place.X, place.Y);
        return nodes++;
    }

    // Puts the middles of sides on their curves, and back where a cell beside them would fold.
    private int BendSides()
    {
        int[] curved = [.. Enumerable.Range(0, chords.Count).Where(c => !chords.PieceOf(c).Curve.IsStraight)];
        foreach (int c in curved)
        {
            Place(middles[EdgeOf(c)], chords.PieceOf(c).At(chords.Halfway(c)));
        }

        var straight = new HashSet<int>();
        for (int before = -1; before != straight.Count;)
        {
            before = straight.Count;
            foreach (int c in curved.Where(c => !straight.Contains(c) && (Folds(EdgeOf(c)) || Folds(mesh.Opposite(EdgeOf(c))))))
            {
                straight.Add(c);
                Place(middles[EdgeOf(c)], mesh.Points[chords[c].A].Middle(mesh.Points[chords[c].B]));
            }
        }

        return straight.Count;
    }

    private int EdgeOf(int chord) => mesh.Find(chords[chord].A, chords[chord].B);

    private void Place(int node, in Point2 place) => (points[2 * node], points[(2 * node) + 1]) = (place.X, place.Y);

    // Positive Bernstein coefficients of the determinant of the map from the straight triangle make it positive everywhere.
    private bool Folds(int edge)
    {
        int triangle = edge >> 2;
        if (mesh.Region(triangle) == 0)
        {
            return false;
        }

        Point2 a = mesh.Start(4 * triangle), b = mesh.Start((4 * triangle) + 1), c = mesh.Start((4 * triangle) + 2);
        Point2 ab = Control(4 * triangle, a, b), bc = Control((4 * triangle) + 1, b, c), ca = Control((4 * triangle) + 2, c, a);
        ReadOnlySpan<Point2> u = [Way(a, ab), Way(ab, b), Way(ca, bc)], v = [Way(a, ca), Way(ab, bc), Way(ca, c)];
        double least = double.MaxValue;
        for (int i = 0; i < 3; i++)
        {
            for (int j = i; j < 3; j++)
            {
                least = Math.Min(least, ((u[i].X * v[j].Y) - (u[i].Y * v[j].X) + (u[j].X * v[i].Y) - (u[j].Y * v[i].X)) / 2);
            }
        }

        return least <= 0;
    }

    private Point2 Control(int edge, in Point2 from, in Point2 to)
    {
        int node = middles[edge];
        return new((2 * points[2 * node]) - ((from.X + to.X) / 2), (2 * points[(2 * node) + 1]) - ((from.Y + to.Y) / 2));
    }

    private static Point2 Way(in Point2 from, in Point2 to) => new(to.X - from.X, to.Y - from.Y);

    // Edges of one part follow each other along its curves. The region on the left is never void, and of two the later one.
    private NamedEdges Edges(int[] node)
    {
        int perEdge = perCell == 6 ? 3 : 2;
        int[] order = [.. Enumerable.Range(0, chords.Count).OrderBy(c => chords.PieceOf(c).Part).ThenBy(c => chords[c].Piece).ThenBy(c => chords[c].T0)];
        int[] ends = new int[perEdge * order.Length], parts = new int[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            Chord chord = chords[order[i]];
            GraphPiece piece = chords.PieceOf(order[i]);
            bool forward = piece.Left > piece.Right;
            (ends[perEdge * i], ends[(perEdge * i) + 1]) = forward ? (node[chord.A], node[chord.B]) : (node[chord.B], node[chord.A]);
            if (perEdge == 3)
            {
                ends[(perEdge * i) + 2] = middles[EdgeOf(order[i])];
            }

            parts[i] = piece.Part;
        }

        return new NamedEdges(ends, parts, graph.PartNames);
    }
}

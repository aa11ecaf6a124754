using Stria.Core;

namespace Stria.Numerics.Geometry.Meshing;

/// <summary>Collects cells and edges whose corners are points of an integer lattice. The middle of a side is the lattice point between
/// its ends on the lattice of half the spacing, so that no search for shared nodes is needed.</summary>
internal sealed class LatticeMesh(MeshOrder order, Func<LatticePoint, int> number)
{
    private readonly List<int> cells = [], edges = [], parts = [];

    /// <summary>Adds a cell; corners counter-clockwise.</summary>
    public void Cell(LatticePoint a, LatticePoint b, LatticePoint c)
    {
        cells.AddRange(Corner(a), Corner(b), Corner(c));
        if (order == MeshOrder.Quadratic)
        {
            cells.AddRange(Middle(a, b), Middle(b, c), Middle(c, a));
        }
    }

    /// <summary>Adds a named edge; its cell lies on the left.</summary>
    public void Edge(LatticePoint a, LatticePoint b, int part)
    {
        edges.AddRange(Corner(a), Corner(b));
        parts.Add(part);
        if (order == MeshOrder.Quadratic)
        {
            edges.Add(Middle(a, b));
        }
    }

    /// <summary>The mesh of all that was added.</summary>
    public TriangleMesh Build(double[] points, IReadOnlyList<string> partNames)
    {
        int[] all = [.. cells];
        int perCell = order == MeshOrder.Quadratic ? 6 : 3;
        var regions = new CellRegions(new int[all.Length / perCell], ["particle"]);
        return new TriangleMesh(points, all, perCell, regions, new NamedEdges([.. edges], [.. parts], partNames));
    }

    private int Corner(LatticePoint p) => order == MeshOrder.Linear ? number(p) : number(p with { I = 2 * p.I, J = 2 * p.J });

    private int Middle(LatticePoint a, LatticePoint b) => number(a with { I = a.I + b.I, J = a.J + b.J });
}

/// <summary>A point of the lattice; the sector tells the six parts of a disk apart.</summary>
internal readonly record struct LatticePoint(int I, int J, int Sector = 0);

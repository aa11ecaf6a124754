using Stria.Core;
using Stria.Figures.Drawing;

namespace Stria.Figures.Layout;

/// <summary>From places in the plane of a mesh [m] to places on the page [pt].</summary>
/// <param name="Window">What is shown.</param>
/// <param name="Area">Where.</param>
internal readonly record struct MeshView(MeshWindow Window, Rect Area)
{
    internal Point this[double x, double y] => new(
        Area.X + ((x - Window.Left) / (Window.Right - Window.Left) * Area.Width),
        Area.Bottom - ((y - Window.Bottom) / (Window.Top - Window.Bottom) * Area.Height));

    internal Point Node(TriangleMesh mesh, int node) => this[mesh.Points[2 * node], mesh.Points[(2 * node) + 1]];

    /// <summary>The rectangle around a mesh, a fraction of its size wider on each side.</summary>
    /// <exception cref="ArgumentException">The mesh has no extent.</exception>
    internal static MeshWindow Around(TriangleMesh mesh, double room)
    {
        double left = double.PositiveInfinity, bottom = double.PositiveInfinity, right = double.NegativeInfinity, top = double.NegativeInfinity;
        foreach (int n in mesh.Cells)
        {
            (double x, double y) = (mesh.Points[2 * n], mesh.Points[(2 * n) + 1]);
            (left, bottom, right, top) = (Math.Min(left, x), Math.Min(bottom, y), Math.Max(right, x), Math.Max(top, y));
        }

        double edge = room * Math.Max(right - left, top - bottom);
        return right > left && top > bottom
            ? new MeshWindow(left - edge, bottom - edge, right + edge, top + edge)
            : throw new ArgumentException($"A mesh of {mesh.CellCount} cells without extent cannot be drawn.", nameof(mesh));
    }

    /// <summary>Points along a side of a cell, both ends included: two for a straight side, more for a curved one.</summary>
    internal IEnumerable<Point> Side(TriangleMesh mesh, int cell, int side)
    {
        int[] n = mesh.Cell(cell).ToArray();
        return Curve(mesh, n[side], n[(side + 1) % 3], mesh.NodesPerCell == 6 ? n[3 + side] : -1);
    }

    /// <summary>Points along an edge.</summary>
    internal IEnumerable<Point> Edge(TriangleMesh mesh, int edge)
    {
        int[] n = mesh.Edge(edge).ToArray();
        return Curve(mesh, n[0], n[1], n.Length > 2 ? n[2] : -1);
    }

    private IEnumerable<Point> Curve(TriangleMesh mesh, int from, int to, int middle)
    {
        const int Pieces = 4;
        Point a = Node(mesh, from), b = Node(mesh, to);
        if (middle < 0)
        {
            return [a, b];
        }

        Point m = Node(mesh, middle);
        return Enumerable.Range(0, Pieces + 1).Select(i => i / (double)Pieces).Select(t => new Point(Quadratic(a.X, m.X, b.X, t), Quadratic(a.Y, m.Y, b.Y, t)));
    }

    private static double Quadratic(double a, double m, double b, double t) => (a * (1 - t) * (1 - (2 * t))) + (m * 4 * t * (1 - t)) + (b * t * ((2 * t) - 1));
}

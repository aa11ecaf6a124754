using Stria.Core;
using Stria.Numerics.Geometry;
using Stria.Numerics.Geometry.Meshing;

namespace Stria.Tests.Numerics.Meshing;

/// <summary>What holds of every mesh, found from its arrays alone.</summary>
internal sealed class MeshChecks
{
    private readonly TriangleMesh mesh;
    private readonly Dictionary<(int From, int To), int> sides = [];

    private MeshChecks(TriangleMesh mesh)
    {
        this.mesh = mesh;
        for (int cell = 0; cell < mesh.CellCount; cell++)
        {
            for (int k = 0; k < 3; k++)
            {
                (int From, int To) side = (mesh.Cell(cell)[k], mesh.Cell(cell)[(k + 1) % 3]);
                Assert.True(sides.TryAdd(side, cell), $"Side {side} belongs to cells {sides.GetValueOrDefault(side)} and {cell}.");
            }
        }
    }

    /// <summary>Sides of cells, their cell on the left.</summary>
    public IReadOnlyDictionary<(int From, int To), int> Sides => sides;

    /// <summary>Asserts that cells are positive and joined without overlap, nodes are used, middles shared, edges named.</summary>
    public static MeshChecks Whole(TriangleMesh mesh)
    {
        var checks = new MeshChecks(mesh);
        checks.CellsArePositive();
        checks.EveryNodeIsUsed();
        checks.OuterSidesAreNamedOnce();
        checks.MiddlesAreShared();
        return checks;
    }

    /// <summary>The same, and the Euler characteristic.</summary>
    public static MeshChecks Whole(TriangleMesh mesh, int euler)
    {
        MeshChecks checks = Whole(mesh);
        Assert.Equal(euler, checks.EulerCharacteristic());
        return checks;
    }

    /// <summary>Corners − sides + cells: 1 for a disk, 0 for a ring.</summary>
    public int EulerCharacteristic()
    {
        int corners = sides.Keys.Select(s => s.From).Distinct().Count(), count = sides.Keys.Count(s => s.From < s.To || !sides.ContainsKey((s.To, s.From)));
        return corners - count + mesh.CellCount;
    }

    /// <summary>Area [m²], the cells' curved sides included.</summary>
    public static double Area(TriangleMesh mesh) => Enumerable.Range(0, mesh.CellCount).Sum(c => CellArea(mesh, c));

    /// <summary>Area [m²] of one cell: its determinant is of second degree, so that the middles of the sides integrate it exactly.</summary>
    public static double CellArea(TriangleMesh mesh, int cell) => mesh.NodesPerCell == 3
        ? mesh.TwiceCornerArea(cell) / 2
        : (Determinant(mesh, cell, 0.5, 0) + Determinant(mesh, cell, 0.5, 0.5) + Determinant(mesh, cell, 0, 0.5)) / 6;

    /// <summary>Smallest angle [°] of a cell's corners.</summary>
    public static double SmallestAngle(TriangleMesh mesh, int cell)
    {
        double smallest = 180;
        for (int k = 0; k < 3; k++)
        {
            (double x, double y) = Point(mesh, mesh.Cell(cell)[k]);
            (double x1, double y1) = Point(mesh, mesh.Cell(cell)[(k + 1) % 3]);
            (double x2, double y2) = Point(mesh, mesh.Cell(cell)[(k + 2) % 3]);
            double cross = ((x1 - x) * (y2 - y)) - ((y1 - y) * (x2 - x)), dot = ((x1 - x) * (x2 - x)) + ((y1 - y) * (y2 - y));
            smallest = Math.Min(smallest, Math.Atan2(cross, dot) * 180 / Math.PI);
        }

        return smallest;
    }

    /// <summary>Smallest angle [°] of all cells.</summary>
    public static double SmallestAngle(TriangleMesh mesh) => Enumerable.Range(0, mesh.CellCount).Min(c => SmallestAngle(mesh, c));

    /// <summary>A node's place.</summary>
    public static (double X, double Y) Point(TriangleMesh mesh, int node) => (mesh.Points[2 * node], mesh.Points[(2 * node) + 1]);

    /// <summary>Named edges of one part.</summary>
    public static IEnumerable<int> EdgesOf(TriangleMesh mesh, string part)
    {
        int index = mesh.PartNames.ToList().IndexOf(part);
        Assert.True(index >= 0, $"No part '{part}' among {string.Join(", ", mesh.PartNames)}.");
        return [.. Enumerable.Range(0, mesh.EdgeCount).Where(e => mesh.EdgeParts[e] == index)];
    }

    /// <summary>Length [m] of a part, along the chords of its edges.</summary>
    public static double Length(TriangleMesh mesh, string part) => EdgesOf(mesh, part).Sum(e =>
    {
        (double x0, double y0) = Point(mesh, mesh.Edge(e)[0]);
        (double x1, double y1) = Point(mesh, mesh.Edge(e)[1]);
        return Math.Sqrt(((x1 - x0) * (x1 - x0)) + ((y1 - y0) * (y1 - y0)));
    });

    /// <summary>Asserts that no corner of a cell lies inside the circle of a neighbour, unless the side between them is named.</summary>
    public void IsDelaunay()
    {
        var named = Enumerable.Range(0, mesh.EdgeCount).Select(e => (mesh.Edge(e)[0], mesh.Edge(e)[1])).ToHashSet();
        foreach (((int from, int to), int cell) in sides.Where(s => sides.ContainsKey((s.Key.To, s.Key.From)) && !named.Contains(s.Key) && !named.Contains((s.Key.To, s.Key.From))))
        {
            Point2[] corners = [.. mesh.Cell(cell)[..3].ToArray().Select(n => new Point2(Point(mesh, n).X, Point(mesh, n).Y))];
            int opposite = mesh.Cell(sides[(to, from)])[..3].ToArray().Single(n => n != from && n != to);
            (double x, double y) = Point(mesh, opposite);
            Assert.True(Predicates.InCircle(corners[0], corners[1], corners[2], new Point2(x, y)) <= 0, $"Side {from}–{to} is not Delaunay.");
        }
    }

    /// <summary>Area [m²] of one region, curved sides included.</summary>
    public static double Area(TriangleMesh mesh, string region)
    {
        int index = mesh.RegionNames.ToList().IndexOf(region);
        Assert.True(index >= 0, $"No region '{region}'.");
        return Enumerable.Range(0, mesh.CellCount).Where(c => mesh.CellRegions[c] == index).Sum(c => CellArea(mesh, c));
    }

    private static double Determinant(TriangleMesh mesh, int cell, double s, double t)
    {
        double u = 1 - s - t;
        double[] ds = [1 - (4 * u), (4 * s) - 1, 0, 4 * (u - s), 4 * t, -4 * t], dt = [1 - (4 * u), 0, (4 * t) - 1, -4 * s, 4 * s, 4 * (u - t)];
        double xs = 0, ys = 0, xt = 0, yt = 0;
        for (int k = 0; k < 6; k++)
        {
            (double x, double y) = Point(mesh, mesh.Cell(cell)[k]);
            (xs, ys, xt, yt) = (xs + (ds[k] * x), ys + (ds[k] * y), xt + (dt[k] * x), yt + (dt[k] * y));
        }

        return (xs * yt) - (ys * xt);
    }

    private void CellsArePositive()
    {
        for (int cell = 0; cell < mesh.CellCount; cell++)
        {
            Assert.True(mesh.TwiceCornerArea(cell) > 0, $"Cell {cell} has area {mesh.TwiceCornerArea(cell) / 2}.");
            for (int k = 0; mesh.NodesPerCell == 6 && k < 36; k++)
            {
                double s = k % 6 / 5.0, t = k / 6 / 5.0;
                Assert.True(s + t > 1 || Determinant(mesh, cell, s, t) > 0, $"Cell {cell} is folded at ({s}, {t}).");
            }
        }
    }

    private void EveryNodeIsUsed() => Assert.Equal(mesh.NodeCount, mesh.Cells.ToArray().Distinct().Count());

    private void OuterSidesAreNamedOnce()
    {
        var named = new HashSet<(int, int)>();
        for (int e = 0; e < mesh.EdgeCount; e++)
        {
            ReadOnlySpan<int> edge = mesh.Edge(e);
            Assert.True(sides.ContainsKey((edge[0], edge[1])), $"Edge {e} has no cell on its left.");
            Assert.True(named.Add((edge[0], edge[1])), $"Edge {e} is named twice.");
        }

        Assert.All(sides.Keys.Where(s => !sides.ContainsKey((s.To, s.From))), s => Assert.Contains(s, named));
    }

    private void MiddlesAreShared()
    {
        if (mesh.NodesPerCell != 6)
        {
            return;
        }

        foreach (((int from, int to), int cell) in sides)
        {
            int k = mesh.Cell(cell)[..3].IndexOf(from), middle = mesh.Cell(cell)[3 + k];
            if (sides.TryGetValue((to, from), out int other))
            {
                Assert.Equal(middle, mesh.Cell(other)[3 + mesh.Cell(other)[..3].IndexOf(to)]);
            }
        }

        for (int e = 0; e < mesh.EdgeCount; e++)
        {
            int cell = sides[(mesh.Edge(e)[0], mesh.Edge(e)[1])];
            Assert.Equal(mesh.Cell(cell)[3 + mesh.Cell(cell)[..3].IndexOf(mesh.Edge(e)[0])], mesh.Edge(e)[2]);
        }
    }
}

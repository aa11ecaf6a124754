using Stria.Core;

namespace Stria.Numerics.Geometry.Meshing;

/// <summary>Regular meshes of simple shapes, for gates with exact answers and for convergence tables.</summary>
public static class StructuredMesh
{
    private static readonly string[] RectangleParts = ["left", "right", "bottom", "top"], SectorParts = ["inner", "outer", "start", "end"];

    /// <summary>The rectangle [0, width] × [0, height], each of nx × ny boxes cut from its lower left to its upper right corner.</summary>
    /// <param name="width">Width [m], positive.</param>
    /// <param name="height">Height [m], positive.</param>
    /// <param name="nx">Boxes along x, at least 1.</param>
    /// <param name="ny">Boxes along y, at least 1.</param>
    /// <param name="order">Order of the cells.</param>
    /// <returns>2 nx ny cells; parts "left", "right", "bottom", "top"; one region, "particle". Nodes run along x first.</returns>
    /// <exception cref="ArgumentException">A length or a number is not positive.</exception>
    public static TriangleMesh Rectangle(double width, double height, int nx, int ny, MeshOrder order = MeshOrder.Linear)
    {
        Refuse(width, height, nx, ny);
        int columns = (nx * (int)order) + 1, rows = (ny * (int)order) + 1;
        var lattice = new LatticeMesh(order, p => (p.J * columns) + p.I);
        Boxes(lattice, nx, ny, mirrored: false);
        for (int j = 0; j < ny; j++)
        {
            lattice.Edge(new(0, j + 1), new(0, j), 0);
            lattice.Edge(new(nx, j), new(nx, j + 1), 1);
        }

        for (int i = 0; i < nx; i++)
        {
            lattice.Edge(new(i, 0), new(i + 1, 0), 2);
            lattice.Edge(new(i + 1, ny), new(i, ny), 3);
        }

        var points = new double[2 * columns * rows];
        for (int k = 0; k < columns * rows; k++)
        {
            (points[2 * k], points[(2 * k) + 1]) = (width * (k % columns) / (columns - 1), height * (k / columns) / (rows - 1));
        }

        return lattice.Build(points, RectangleParts);
    }

    /// <summary>A sector of a ring about the origin, from the x axis counter-clockwise; nodes on circles, also the middles of sides.</summary>
    /// <remarks>Boxes in (angle, radius) are cut from (small angle, small radius) to (large angle, large radius).</remarks>
    /// <param name="rInner">Inner radius [m], positive.</param>
    /// <param name="rOuter">Outer radius [m], larger.</param>
    /// <param name="angle">Opening angle [rad], 0 … 2π; at 2π the ends are joined and the parts "start" and "end" are empty.</param>
    /// <param name="nr">Boxes along the radius, at least 1.</param>
    /// <param name="nt">Boxes along the angle, at least 1 (3 for the whole ring).</param>
    /// <param name="order">Order of the cells.</param>
    /// <returns>2 nr nt cells; parts "inner", "outer", "start", "end"; one region, "particle".</returns>
    /// <exception cref="ArgumentException">A length or a number is not positive, or the angle is out of range.</exception>
    public static TriangleMesh RingSector(double rInner, double rOuter, double angle, int nr, int nt, MeshOrder order = MeshOrder.Linear)
    {
        Refuse(rInner, rOuter - rInner, nr, nt);
        bool closed = Math.Abs(angle - Math.Tau) < 1e-12;
        if (!(angle > 0) || angle > Math.Tau + 1e-12 || (closed && nt < 3))
        {
            throw new ArgumentException($"No ring of {nt} boxes over an angle of {angle} rad.", nameof(angle));
        }

        int columns = (nt * (int)order) + (closed ? 0 : 1), rows = (nr * (int)order) + 1;
        var lattice = new LatticeMesh(order, p => (p.J * columns) + (p.I % columns));
        Boxes(lattice, nt, nr, mirrored: true);
        for (int i = 0; i < nt; i++)
        {
            lattice.Edge(new(i + 1, 0), new(i, 0), 0);
            lattice.Edge(new(i, nr), new(i + 1, nr), 1);
        }

        for (int j = 0; !closed && j < nr; j++)
        {
            lattice.Edge(new(0, j), new(0, j + 1), 2);
            lattice.Edge(new(nt, j + 1), new(nt, j), 3);
        }

        var points = new double[2 * columns * rows];
        for (int k = 0; k < columns * rows; k++)
        {
            double r = rInner + ((rOuter - rInner) * (k / columns) / (rows - 1));
            (double sin, double cos) = Math.SinCos(angle * (k % columns) / (nt * (int)order));
            (points[2 * k], points[(2 * k) + 1]) = (r * cos, r * sin);
        }

        return lattice.Build(points, SectorParts);
    }

    /// <summary>A disk about the origin of n hexagonal rings of nearly equilateral cells; inner sides are straight.</summary>
    /// <param name="radius">Radius [m], positive.</param>
    /// <param name="n">Rings, at least 1.</param>
    /// <param name="order">Order of the cells; quadratic ones have the middles of outer sides on the circle.</param>
    /// <returns>6 n² cells; part "edge"; one region, "particle". The centre is node 0.</returns>
    /// <exception cref="ArgumentException">The radius or the number is not positive.</exception>
    public static TriangleMesh Disk(double radius, int n, MeshOrder order = MeshOrder.Linear)
    {
        Refuse(radius, radius, n, n);
        var lattice = new LatticeMesh(order, NumberOnDisk);
        for (int k = 0; k < n; k++)
        {
            for (int s = 0; s < 6; s++)
            {
                Sector(lattice, k, s);
            }
        }

        for (int m = 0; m < 6 * n; m++)
        {
            lattice.Edge(new(n, m % n, m / n), new(n, (m % n) + 1, m / n), 0);
        }

        return lattice.Build(DiskPoints(radius, n, order), ["edge"]);
    }

    private static void Boxes(LatticeMesh lattice, int ni, int nj, bool mirrored)
    {
        for (int j = 0; j < nj; j++)
        {
            for (int i = 0; i < ni; i++)
            {
                LatticePoint first = new(i, j), across = new(i + 1, j + 1), right = new(i + 1, j), up = new(i, j + 1);
                (LatticePoint lower, LatticePoint upper) = mirrored ? (up, right) : (right, up);
                lattice.Cell(first, lower, across);
                lattice.Cell(first, across, upper);
            }
        }
    }

    // Ring k has 6k nodes; within a sector node m of ring k lies between nodes m and m + 1 of ring k + 1.
    private static void Sector(LatticeMesh lattice, int k, int s)
    {
        for (int m = 0; m <= k; m++)
        {
            lattice.Cell(new(k, m, s), new(k + 1, m, s), new(k + 1, m + 1, s));
            if (m < k)
            {
                lattice.Cell(new(k, m, s), new(k + 1, m + 1, s), new(k, m + 1, s));
            }
        }
    }

    private static int NumberOnDisk(LatticePoint p) => p.I == 0 ? 0 : 1 + (3 * p.I * (p.I - 1)) + (((p.Sector * p.I) + p.J) % (6 * p.I));

    private static double[] DiskPoints(double radius, int n, MeshOrder order)
    {
        int rings = n * (int)order;
        var points = new double[2 * (1 + (3 * rings * (rings + 1)))];
        for (int k = 1; k <= rings; k++)
        {
            for (int m = 0; m < 6 * k; m++)
            {
                var p = new LatticePoint(k, m % k, m / k);
                (double x, double y) = order == MeshOrder.Quadratic && k < rings ? BetweenCorners(radius, n, p) : OnRing(radius, rings, k, m);
                int node = NumberOnDisk(p);
                (points[2 * node], points[(2 * node) + 1]) = (x, y);
            }
        }

        return points;
    }

    // A node of the half lattice is a corner when both numbers are even, else it lies in the middle of a straight side.
    private static (double X, double Y) BetweenCorners(double radius, int n, LatticePoint p)
    {
        int i0 = p.I / 2, i1 = (p.I + 1) / 2, j0 = p.J / 2, j1 = (p.J + 1) / 2;
        (double x0, double y0) = OnRing(radius, n, i0, (p.Sector * i0) + j0);
        (double x1, double y1) = OnRing(radius, n, i1, (p.Sector * i1) + j1);
        return ((x0 + x1) / 2, (y0 + y1) / 2);
    }

    private static (double X, double Y) OnRing(double radius, int rings, int k, int m)
    {
        double r = radius * k / rings;
        (double sin, double cos) = k == 0 ? (0, 1) : Math.SinCos(Math.Tau * (m % (6 * k)) / (6 * k));
        return (r * cos, r * sin);
    }

    private static void Refuse(double a, double b, int n, int m)
    {
        if (!(a > 0 && b > 0 && double.IsFinite(a) && double.IsFinite(b)) || n < 1 || m < 1)
        {
            throw new ArgumentException($"No regular mesh of lengths {a} m and {b} m in {n} × {m}.", nameof(a));
        }
    }
}

using Stria.Core;

namespace Stria.Numerics.Fem;

/// <summary>Values of nodal fields at any place: finds the cell that holds the place and interpolates with its shape functions.</summary>
public sealed class MeshSampler
{
    // A place this far outside a cell, in its own coordinates, still counts as on its edge.
    private const double Slack = 1e-9;
    private const int NewtonSteps = 12;
    private readonly TriangleMesh mesh;
    private readonly int[] start, members;
    private readonly int columns, rows;
    private readonly double left, bottom, pitch;

    /// <summary>Sorts the cells into squares for fast finding.</summary>
    /// <param name="mesh">The mesh.</param>
    /// <exception cref="ArgumentException">The mesh has no cells.</exception>
    public MeshSampler(TriangleMesh mesh)
    {
        ArgumentOutOfRangeException.ThrowIfZero(mesh.CellCount);
        this.mesh = mesh;
        (double minX, double minY, double maxX, double maxY) = (double.MaxValue, double.MaxValue, double.MinValue, double.MinValue);
        for (int n = 0; n < mesh.NodeCount; n++)
        {
            (double x, double y) = (mesh.Points[2 * n], mesh.Points[(2 * n) + 1]);
            (minX, minY, maxX, maxY) = (Math.Min(minX, x), Math.Min(minY, y), Math.Max(maxX, x), Math.Max(maxY, y));
        }

        (left, bottom) = (minX, minY);
        pitch = Math.Max(Math.Sqrt((maxX - minX) * (maxY - minY) / mesh.CellCount), 1e-6 * Math.Max(maxX - minX, maxY - minY));
        (columns, rows) = ((int)((maxX - minX) / pitch) + 1, (int)((maxY - minY) / pitch) + 1);
        start = new int[(columns * rows) + 1];
        Visit((square, _) => start[square + 1]++);
        for (int s = 0; s < columns * rows; s++)
        {
            start[s + 1] += start[s];
        }

        members = new int[start[^1]];
        int[] next = start[..^1];
        Visit((square, cell) => members[next[square]++] = cell);
    }

    /// <summary>Values at places.</summary>
    /// <param name="nodal">One value per node.</param>
    /// <param name="points">x₀, y₀, x₁, y₁, … [m].</param>
    /// <param name="result">Receives one value per place; NaN where no cell holds it.</param>
    /// <returns>The number of places that no cell holds.</returns>
    public int Sample(ReadOnlySpan<double> nodal, ReadOnlySpan<double> points, Span<double> result)
    {
        int outside = 0;
        Span<double> shape = stackalloc double[6];
        for (int i = 0; i < result.Length; i++)
        {
            int cell = Locate(points[2 * i], points[(2 * i) + 1], shape);
            if (cell < 0)
            {
                (result[i], outside) = (double.NaN, outside + 1);
                continue;
            }

            ReadOnlySpan<int> nodes = mesh.Cell(cell);
            double sum = 0;
            for (int k = 0; k < nodes.Length; k++)
            {
                sum += shape[k] * nodal[nodes[k]];
            }

            result[i] = sum;
        }

        return outside;
    }

    /// <summary>The cell that holds a place, and the values of its shape functions there.</summary>
    /// <param name="x">x [m].</param>
    /// <param name="y">y [m].</param>
    /// <param name="shape">Receives one value per node of the cell; room for six.</param>
    /// <returns>The cell; −1 when none holds the place.</returns>
    public int Locate(double x, double y, Span<double> shape)
    {
        int c = (int)Math.Floor((x - left) / pitch), r = (int)Math.Floor((y - bottom) / pitch);
        if ((uint)c >= (uint)columns || (uint)r >= (uint)rows)
        {
            return -1;
        }

        int square = (r * columns) + c;
        for (int m = start[square]; m < start[square + 1]; m++)
        {
            if (Holds(members[m], x, y, shape))
            {
                return members[m];
            }
        }

        return -1;
    }

    private bool Holds(int cell, double x, double y, Span<double> shape)
    {
        ReadOnlySpan<int> n = mesh.Cell(cell);
        (double x0, double y0) = Place(n[0]);
        (double x1, double y1) = Place(n[1]);
        (double x2, double y2) = Place(n[2]);
        double twice = ((x1 - x0) * (y2 - y0)) - ((y1 - y0) * (x2 - x0));
        double u = (((x - x0) * (y2 - y0)) - ((y - y0) * (x2 - x0))) / twice, v = (((x1 - x0) * (y - y0)) - ((y1 - y0) * (x - x0))) / twice;
        if (n.Length == 6)
        {
            (u, v) = OnCurvedCell(n, x, y, u, v);
        }

        if (!(u >= -Slack && v >= -Slack && u + v <= 1 + Slack))
        {
            return false;
        }

        ReferenceTriangle.Shapes(n.Length, u, v, shape);
        return true;
    }

    // Newton's method for x(u, v) = x from the place on the straight cell; on straight cells it ends at once.
    private (double U, double V) OnCurvedCell(ReadOnlySpan<int> n, double x, double y, double u, double v)
    {
        Span<double> shape = stackalloc double[6], slope = stackalloc double[12];
        for (int step = 0; step < NewtonSteps; step++)
        {
            ReferenceTriangle.Shapes(6, u, v, shape);
            ReferenceTriangle.Slopes(6, u, v, slope);
            double fx = -x, fy = -y, xu = 0, xv = 0, yu = 0, yv = 0;
            for (int k = 0; k < 6; k++)
            {
                (double px, double py) = Place(n[k]);
                (fx, fy) = (fx + (shape[k] * px), fy + (shape[k] * py));
                (double du, double dv) = (slope[2 * k], slope[(2 * k) + 1]);
                (xu, xv, yu, yv) = (xu + (du * px), xv + (dv * px), yu + (du * py), yv + (dv * py));
            }

            double det = (xu * yv) - (xv * yu), stepU = ((fx * yv) - (fy * xv)) / det, stepV = ((xu * fy) - (yu * fx)) / det;
            (u, v) = (u - stepU, v - stepV);
            if (Math.Abs(stepU) + Math.Abs(stepV) < 1e-13)
            {
                break;
            }
        }

        return (u, v);
    }

    private (double X, double Y) Place(int node) => (mesh.Points[2 * node], mesh.Points[(2 * node) + 1]);

    private void Visit(Action<int, int> each)
    {
        for (int cell = 0; cell < mesh.CellCount; cell++)
        {
            (double minX, double minY, double maxX, double maxY) = (double.MaxValue, double.MaxValue, double.MinValue, double.MinValue);
            foreach (int n in mesh.Cell(cell))
            {
                (double x, double y) = Place(n);
                (minX, minY, maxX, maxY) = (Math.Min(minX, x), Math.Min(minY, y), Math.Max(maxX, x), Math.Max(maxY, y));
            }

            // A curved side may reach beyond its three nodes by a quarter of its bow at most.
            double margin = mesh.NodesPerCell == 6 ? 0.1 * Math.Max(maxX - minX, maxY - minY) : 1e-9 * pitch;
            int c0 = Square(minX - margin - left, columns), c1 = Square(maxX + margin - left, columns), r0 = Square(minY - margin - bottom, rows), r1 = Square(maxY + margin - bottom, rows);
            for (int r = r0; r <= r1; r++)
            {
                for (int c = c0; c <= c1; c++)
                {
                    each((r * columns) + c, cell);
                }
            }
        }
    }

    private int Square(double offset, int count) => Math.Clamp((int)Math.Floor(offset / pitch), 0, count - 1);
}

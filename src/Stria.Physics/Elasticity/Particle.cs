using Stria.Core;

namespace Stria.Physics.Elasticity;

/// <summary>A connected part of a mesh and the rigid motions that are left to it.</summary>
internal sealed class Particle
{
    private readonly double size, scale;
    private readonly TriangleMesh mesh;

    public Particle(TriangleMesh mesh, int[] nodes, double[] nodeArea)
    {
        (this.mesh, Nodes) = (mesh, nodes);
        double area = 0, x = 0, y = 0;
        foreach (int n in nodes)
        {
            (area, x, y) = (area + nodeArea[n], x + (nodeArea[n] * mesh.Points[2 * n]), y + (nodeArea[n] * mesh.Points[(2 * n) + 1]));
        }

        (X, Y) = (x / area, y / area);
        double square = 0;
        foreach (int n in nodes)
        {
            square += nodeArea[n] * (Square(mesh.Points[2 * n] - X) + Square(mesh.Points[(2 * n) + 1] - Y));
        }

        // The turn in units of the radius of gyration, so that the three motions are alike in size; then each has unit norm in the weights.
        size = Math.Sqrt(square / area);
        scale = 1 / Math.Sqrt(area);
    }

    public int[] Nodes { get; }

    public double X { get; }

    public double Y { get; }

    /// <summary>What turns the coefficient of a force in a motion back into a force: the square root of the area.</summary>
    public double MotionScale => 1 / scale;

    /// <summary>Each free motion as shares of the shift along x, the shift along y and the turn; orthonormal.</summary>
    public double[][] Motions { get; private set; } = [];

    /// <summary>Displacement of a node by one of the free motions.</summary>
    public (double X, double Y) MotionAt(int motion, int node)
    {
        double[] m = Motions[motion];
        double dx = (mesh.Points[2 * node] - X) / size, dy = (mesh.Points[(2 * node) + 1] - Y) / size;
        return (scale * (m[0] - (m[2] * dy)), scale * (m[1] + (m[2] * dx)));
    }

    /// <summary>The motions that no held component forbids: the null space of the held directions applied to the three motions (to the shift along the axis only, about an axis; to the two shifts in a box that repeats itself, which cannot turn).</summary>
    public void FindMotions((bool Axisymmetric, bool Repeats) problem, NodeConstraints constraints, double tolerance)
    {
        Motions = [[1, 0, 0], [0, 1, 0], [0, 0, 1]];
        Span<double> gram = stackalloc double[9], row = stackalloc double[3];
        gram.Clear();
        foreach (int n in Nodes)
        {
            for (int k = 0; k < 2; k++)
            {
                if (constraints.Held[(2 * n) + k])
                {
                    RowOf(constraints, n, k, row);
                    AddOuter(row, gram);
                }
            }
        }

        if (problem.Repeats)
        {
            (gram[2], gram[5], gram[6], gram[7], gram[8]) = (0, 0, 0, 0, 1);
        }

        if (problem.Axisymmetric)
        {
            (gram[0], gram[1], gram[2], gram[3], gram[5], gram[6], gram[7], gram[8]) = (1, 0, 0, 0, 0, 0, 0, 1);
        }

        Span<double> values = stackalloc double[3], vectors = stackalloc double[9];
        DenseSymmetric.Eigen(gram, 3, values, vectors);
        var free = new List<double[]>();
        for (int k = 0; k < 3; k++)
        {
            if (values[k] < tolerance)
            {
                free.Add([vectors[k], vectors[3 + k], vectors[6 + k]]);
            }
        }

        Motions = [.. free];
    }

    /// <summary>Holds as many components as there are free motions, each where it stops most of what the earlier ones have left.</summary>
    public void Pin(NodeConstraints constraints)
    {
        double[][] left = [.. Motions.Select(m => (double[])m.Clone())];
        for (int pin = 0; pin < Motions.Length; pin++)
        {
            (int node, int component, double[] row) = Strongest(constraints, left);
            constraints.Held[(2 * node) + component] = true;
            double norm = Math.Sqrt(row.Sum(r => r * r));
            // What is left: the motions that do not move the pin. Σ m mᵀ stays the projector onto their span.
            foreach (double[] motion in left)
            {
                double along = Enumerable.Range(0, 3).Sum(i => motion[i] * row[i]) / (norm * norm);
                for (int i = 0; i < 3; i++)
                {
                    motion[i] -= along * row[i];
                }
            }
        }
    }

    private (int Node, int Component, double[] Row) Strongest(NodeConstraints constraints, double[][] left)
    {
        (int node, int component, double best) = (-1, 0, -1);
        double[] chosen = new double[3], row = new double[3], projected = new double[3];
        foreach (int n in Nodes)
        {
            for (int k = 0; k < 2; k++)
            {
                if (constraints.Held[(2 * n) + k])
                {
                    continue;
                }

                RowOf(constraints, n, k, row);
                double strength = Project(row, left, projected);
                if (strength > best)
                {
                    (node, component, best) = (n, k, strength);
                    projected.CopyTo(chosen, 0);
                }
            }
        }

        return (node, component, chosen);
    }

    // The part of a row within the span of what is left, Σ m (m·row); Motions stay a frame of that span though they shrink.
    private static double Project(double[] row, double[][] left, double[] projected)
    {
        Array.Clear(projected);
        foreach (double[] m in left)
        {
            double along = (m[0] * row[0]) + (m[1] * row[1]) + (m[2] * row[2]);
            for (int i = 0; i < 3; i++)
            {
                projected[i] += along * m[i];
            }
        }

        return (projected[0] * projected[0]) + (projected[1] * projected[1]) + (projected[2] * projected[2]);
    }

    // What the shift along x, the shift along y and the turn do to a component of a node along its own axis.
    private void RowOf(NodeConstraints constraints, int node, int component, Span<double> row)
    {
        (double c, double s) = constraints.Axes is { } axes ? (axes[2 * node], axes[(2 * node) + 1]) : (1, 0);
        (double ax, double ay) = component == 0 ? (c, s) : (-s, c);
        double dx = (mesh.Points[2 * node] - X) / size, dy = (mesh.Points[(2 * node) + 1] - Y) / size;
        (row[0], row[1], row[2]) = (ax, ay, (ay * dx) - (ax * dy));
    }

    private static void AddOuter(ReadOnlySpan<double> row, Span<double> gram)
    {
        for (int i = 0; i < 9; i++)
        {
            gram[i] += row[i / 3] * row[i % 3];
        }
    }

    private static double Square(double x) => x * x;
}

using Stria.Core;

namespace Stria.Numerics.Fem;

/// <summary>How much of a mesh lies at or above a level of a nodal field, and how long the line of that level is.</summary>
/// <param name="AreaAbove">Area where the field is at least the level [m²].</param>
/// <param name="Area">Area of all cells [m²].</param>
/// <param name="Length">Length of the level line inside the mesh [m]; in a plane problem the area of interface per depth.</param>
public readonly record struct LevelMeasure(double AreaAbove, double Area, double Length)
{
    private static readonly int[] Parts = [0, 3, 5, 3, 1, 4, 5, 4, 2, 3, 4, 5];

    /// <summary>Share of the area at or above the level, 0 … 1.</summary>
    public double Fraction => AreaAbove / Area;

    /// <summary>Measures a field. Cells of six nodes are taken as four straight triangles.</summary>
    /// <param name="mesh">The mesh.</param>
    /// <param name="nodal">One value per node.</param>
    /// <param name="level">The level.</param>
    /// <exception cref="ArgumentException">The number of values is not that of the nodes.</exception>
    public static LevelMeasure Of(TriangleMesh mesh, ReadOnlySpan<double> nodal, double level)
    {
        if (nodal.Length != mesh.NodeCount)
        {
            throw new ArgumentException($"{nodal.Length} values for {mesh.NodeCount} nodes.", nameof(nodal));
        }

        var sum = default(LevelMeasure);
        for (int cell = 0; cell < mesh.CellCount; cell++)
        {
            ReadOnlySpan<int> nodes = mesh.Cell(cell);
            int parts = nodes.Length == 6 ? 4 : 1;
            for (int p = 0; p < parts; p++)
            {
                LevelMeasure part = parts == 1
                    ? Triangle(mesh, nodal, level, (nodes[0], nodes[1], nodes[2]))
                    : Triangle(mesh, nodal, level, (nodes[Parts[3 * p]], nodes[Parts[(3 * p) + 1]], nodes[Parts[(3 * p) + 2]]));
                sum = new LevelMeasure(sum.AreaAbove + part.AreaAbove, sum.Area + part.Area, sum.Length + part.Length);
            }
        }

        return sum;
    }

    // The level line of a linear field is straight; it cuts off the corner that lies alone on its side.
    private static LevelMeasure Triangle(TriangleMesh mesh, ReadOnlySpan<double> nodal, double level, (int A, int B, int C) n)
    {
        double area = Math.Abs(Cross(mesh, n.A, n.B, n.C)) / 2;
        (bool a, bool b, bool c) = (nodal[n.A] >= level, nodal[n.B] >= level, nodal[n.C] >= level);
        if (a == b && b == c)
        {
            return new LevelMeasure(a ? area : 0, area, 0);
        }

        (int alone, int left, int right) = b == c ? (n.A, n.B, n.C) : a == c ? (n.B, n.C, n.A) : (n.C, n.A, n.B);
        double l = (level - nodal[alone]) / (nodal[left] - nodal[alone]), r = (level - nodal[alone]) / (nodal[right] - nodal[alone]);
        double corner = area * l * r;
        double dx = (l * Step(mesh, alone, left, 0)) - (r * Step(mesh, alone, right, 0)), dy = (l * Step(mesh, alone, left, 1)) - (r * Step(mesh, alone, right, 1));
        return new LevelMeasure(nodal[alone] >= level ? corner : area - corner, area, Math.Sqrt((dx * dx) + (dy * dy)));
    }

    private static double Cross(TriangleMesh mesh, int a, int b, int c) => (Step(mesh, a, b, 0) * Step(mesh, a, c, 1)) - (Step(mesh, a, b, 1) * Step(mesh, a, c, 0));

    private static double Step(TriangleMesh mesh, int from, int to, int axis) => mesh.Points[(2 * to) + axis] - mesh.Points[(2 * from) + axis];
}

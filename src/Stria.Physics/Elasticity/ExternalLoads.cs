using Stria.Core;

namespace Stria.Physics.Elasticity;

/// <summary>Nodal forces of the tractions on the boundary.</summary>
internal static class ExternalLoads
{
    /// <summary>x and y [N/m, or N about an axis] for each node.</summary>
    public static double[] Of(ElasticProblem problem)
    {
        var forces = new double[2 * problem.Mesh.NodeCount];
        foreach (Traction traction in problem.Boundary.OfType<Traction>())
        {
            Add(problem, traction, forces);
        }

        return forces;
    }

    private static void Add(ElasticProblem problem, Traction traction, double[] forces)
    {
        TriangleMesh mesh = problem.Mesh;
        // Quadratic shape × quadratic traction, times the radius about an axis.
        var walk = new EdgeWalk(mesh, 7);
        int part = EdgeWalk.PartNumber(mesh, traction.Part), number = 0, edges = mesh.EdgeParts.Count(part);
        CheckValues(traction, edges, mesh.NodesPerEdge);
        for (int edge = 0; edge < mesh.EdgeCount; edge++)
        {
            if (mesh.EdgeParts[edge] != part)
            {
                continue;
            }

            for (int q = 0; q < walk.PointCount; q++)
            {
                (double x, double nx, double ny, double length) = walk.At(edge, q);
                double around = problem.Model == PlaneModel.Axisymmetric ? 2 * Math.PI * x : 1;
                (double tx, double ty) = ValueAt(traction, number, edges, walk.Shapes(q));
                double fx = around * (((tx + traction.X) * length) - (traction.Pressure * nx)), fy = around * (((ty + traction.Y) * length) - (traction.Pressure * ny));
                ReadOnlySpan<int> nodes = mesh.Edge(edge);
                for (int i = 0; i < nodes.Length; i++)
                {
                    forces[2 * nodes[i]] += walk.Shapes(q)[i] * fx;
                    forces[(2 * nodes[i]) + 1] += walk.Shapes(q)[i] * fy;
                }
            }

            number++;
        }
    }

    private static (double X, double Y) ValueAt(Traction traction, int number, int edges, ReadOnlySpan<double> shapes)
    {
        if (traction.Values is not { } values)
        {
            return (0, 0);
        }

        if (values.Length == 2 * edges)
        {
            return (values[2 * number], values[(2 * number) + 1]);
        }

        double x = 0, y = 0;
        for (int i = 0; i < shapes.Length; i++)
        {
            int at = 2 * ((number * shapes.Length) + i);
            (x, y) = (x + (shapes[i] * values[at]), y + (shapes[i] * values[at + 1]));
        }

        return (x, y);
    }

    private static void CheckValues(Traction traction, int edges, int nodesPerEdge)
    {
        if (traction.Values is { } values && values.Length != 2 * edges && values.Length != 2 * edges * nodesPerEdge)
        {
            throw new ScenarioException(
                $"The tractions on '{traction.Part}' are {values.Length} numbers, but it has {edges} edges of {nodesPerEdge} nodes: {2 * edges} (by edge) or {2 * edges * nodesPerEdge} (by node of each edge) are needed.");
        }

        if (!double.IsFinite(traction.X + traction.Y + traction.Pressure) || (traction.Values is not null && !traction.Values.All(double.IsFinite)))
        {
            throw new ScenarioException($"A traction on '{traction.Part}' is not finite.");
        }
    }
}

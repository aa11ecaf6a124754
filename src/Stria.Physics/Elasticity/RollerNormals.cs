using Stria.Core;

namespace Stria.Physics.Elasticity;

/// <summary>Normals at the nodes of rollers: ∫ N n ds of the edges that meet at a node, in one direction where they turn little and in two where the boundary has a corner.</summary>
internal sealed class RollerNormals(TriangleMesh mesh)
{
    // Below 30° a kink is taken for a step of a curve that the mesh approximates.
    private const double Smooth = 0.86602540378443865;
    private readonly SortedDictionary<int, List<Direction>> ofNode = [];
    private readonly EdgeWalk walk = new(mesh, 5);

    public void Add(int part, int condition)
    {
        Span<double> x = stackalloc double[3], y = stackalloc double[3];
        for (int edge = 0; edge < mesh.EdgeCount; edge++)
        {
            if (mesh.EdgeParts[edge] != part)
            {
                continue;
            }

            x.Clear();
            y.Clear();
            ReadOnlySpan<int> nodes = mesh.Edge(edge);
            for (int q = 0; q < walk.PointCount; q++)
            {
                (_, double nx, double ny, _) = walk.At(edge, q);
                for (int i = 0; i < nodes.Length; i++)
                {
                    (x[i], y[i]) = (x[i] + (walk.Shapes(q)[i] * nx), y[i] + (walk.Shapes(q)[i] * ny));
                }
            }

            for (int i = 0; i < nodes.Length; i++)
            {
                Join(nodes[i], new Direction(x[i], y[i], condition));
            }
        }
    }

    public IEnumerable<(int Node, double X, double Y, int Condition)> All()
    {
        foreach ((int node, List<Direction> list) in ofNode)
        {
            foreach (Direction d in list)
            {
                // Exactly along x or y where it is so but for rounding, so that the node need not be turned.
                double length = double.Hypot(d.X, d.Y), nx = Clean(d.X / length), ny = Clean(d.Y / length);
                yield return (node, nx, ny, d.Condition);
            }
        }
    }

    private static double Clean(double cosine) => Math.Abs(cosine) < 1e-14 ? 0 : Math.Abs(cosine) > 1 - 1e-15 ? Math.Sign(cosine) : cosine;

    private void Join(int node, Direction added)
    {
        if (!ofNode.TryGetValue(node, out List<Direction>? list))
        {
            ofNode[node] = list = [];
        }

        for (int k = 0; k < list.Count; k++)
        {
            Direction d = list[k];
            double cosine = ((d.X * added.X) + (d.Y * added.Y)) / double.Hypot(d.X, d.Y) / double.Hypot(added.X, added.Y);
            if (cosine > Smooth)
            {
                list[k] = new Direction(d.X + added.X, d.Y + added.Y, d.Condition);
                return;
            }
        }

        list.Add(added);
    }

    private readonly record struct Direction(double X, double Y, int Condition);
}

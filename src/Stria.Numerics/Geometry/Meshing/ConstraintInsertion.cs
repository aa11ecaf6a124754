namespace Stria.Numerics.Geometry.Meshing;

/// <summary>Forces straight segments into a triangulation by turning the edges that they cross (Sloan, Comput. Struct. 47 (1993) 441).</summary>
internal sealed class ConstraintInsertion(Triangulation mesh)
{
    private readonly List<(int From, int To)> made = [];

    /// <summary>What keeps a segment out.</summary>
    /// <param name="Vertex">A vertex that lies on it; −1 when none does.</param>
    /// <param name="From">Start of the constrained edge that crosses it, else −1.</param>
    /// <param name="To">End of that edge.</param>
    public readonly record struct Obstacle(int Vertex, int From, int To);

    /// <summary>Constrains the segment between two vertices.</summary>
    /// <returns>Null when done; else what lies in the way, and nothing is constrained.</returns>
    public Obstacle? Insert(int from, int to)
    {
        int edge = mesh.Find(from, to);
        if (edge >= 0)
        {
            mesh.Constrain(edge);
            return null;
        }

        var crossed = new Queue<(int From, int To)>();
        if (Trace(from, to, crossed) is { } obstacle)
        {
            return obstacle;
        }

        made.Clear();
        Turn(from, to, crossed);
        mesh.Constrain(mesh.Find(from, to));
        mesh.Legalise([.. made.Select(m => mesh.Find(m.From, m.To)).Where(e => e >= 0)]);
        return null;
    }

    // The edges between the two vertices, in order.
    private Obstacle? Trace(int from, int to, Queue<(int From, int To)> crossed)
    {
        Point2 a = mesh.Points[from], b = mesh.Points[to];
        int edge = FirstCrossed(from, a, b, out int touched);
        while (touched < 0)
        {
            if (mesh.Twin[edge] < 0)
            {
                return new Obstacle(-1, mesh.Origin[edge], mesh.Origin[Triangulation.Next(edge)]);
            }

            crossed.Enqueue((mesh.Origin[edge], mesh.Origin[Triangulation.Next(edge)]));
            int other = mesh.Twin[edge], apex = mesh.Origin[Triangulation.Previous(other)];
            if (apex == to)
            {
                return null;
            }

            double side = Predicates.Turn(a, b, mesh.Points[apex]);
            touched = side == 0 ? apex : -1;
            edge = side > 0 ? Triangulation.Next(other) : Triangulation.Previous(other);
        }

        return new Obstacle(touched, -1, -1);
    }

    // The half-edge opposite to the first vertex in the triangle into which the segment starts.
    private int FirstCrossed(int from, in Point2 a, in Point2 b, out int touched)
    {
        touched = -1;
        int edge = mesh.EdgeOf[from];
        while (true)
        {
            int right = mesh.Origin[Triangulation.Next(edge)], left = mesh.Origin[Triangulation.Previous(edge)];
            double onRight = Predicates.Turn(a, b, mesh.Points[right]), onLeft = Predicates.Turn(a, b, mesh.Points[left]);
            if (onRight <= 0 && onLeft >= 0 && Predicates.Turn(a, mesh.Points[right], mesh.Points[left]) > 0 && !(onRight == 0 && onLeft == 0))
            {
                touched = onRight == 0 && a.Dot(mesh.Points[right], b) > 0 ? right : onLeft == 0 && a.Dot(mesh.Points[left], b) > 0 ? left : -1;
                if (touched >= 0 || (onRight < 0 && onLeft > 0))
                {
                    return Triangulation.Next(edge);
                }
            }

            edge = mesh.Opposite(Triangulation.Previous(edge));
        }
    }

    private void Turn(int from, int to, Queue<(int From, int To)> crossed)
    {
        Point2 a = mesh.Points[from], b = mesh.Points[to];
        while (crossed.TryDequeue(out (int From, int To) ends))
        {
            int edge = mesh.Find(ends.From, ends.To);
            if (!mesh.SeesConvex(edge))
            {
                crossed.Enqueue(ends);
                continue;
            }

            mesh.Flip(edge);
            int turned = Triangulation.Next(edge), start = mesh.Origin[turned], end = mesh.Origin[Triangulation.Next(turned)];
            made.Add((start, end));
            if (start != from && start != to && end != from && end != to
                && Predicates.Turn(a, b, mesh.Points[start]) * Predicates.Turn(a, b, mesh.Points[end]) < 0)
            {
                crossed.Enqueue((start, end));
            }
        }
    }
}

namespace Stria.Numerics.Geometry;

/// <summary>Leaves out points that a line hardly needs (Ramer 1972; Douglas and Peucker 1973).</summary>
internal static class Thinning
{
    /// <summary>The line without points that lie nearer than the tolerance to the line between those that stay.</summary>
    /// <param name="line">x₀, y₀, x₁, y₁, ….</param>
    /// <param name="closed">Whether it returns to its first point; then the first point and the one farthest from it stay.</param>
    /// <param name="tolerance">Largest distance of a point left out.</param>
    internal static List<double> Apply(List<double> line, bool closed, double tolerance)
    {
        List<double> open = closed ? [.. line, line[0], line[1]] : line;
        int last = (open.Count / 2) - 1;
        var kept = new bool[last + 1];
        kept[0] = kept[last] = true;
        var pending = new Stack<(int From, int To)>();
        if (closed)
        {
            // With a middle point between the first and the farthest on either side, a closed line never collapses.
            int far = Farthest(open, 0, last).Index;
            Cut(open, kept, pending, (0, far));
            Cut(open, kept, pending, (far, last));
        }
        else
        {
            pending.Push((0, last));
        }

        while (pending.TryPop(out (int From, int To) piece))
        {
            (int index, double distance) = Farthest(open, piece.From, piece.To);
            if (index > 0 && distance > tolerance)
            {
                kept[index] = true;
                pending.Push((piece.From, index));
                pending.Push((index, piece.To));
            }
        }

        var result = new List<double>();
        for (int i = 0; i <= last - (closed ? 1 : 0); i++)
        {
            if (kept[i])
            {
                result.Add(open[2 * i]);
                result.Add(open[(2 * i) + 1]);
            }
        }

        return result;
    }

    private static void Cut(List<double> line, bool[] kept, Stack<(int From, int To)> pending, (int From, int To) piece)
    {
        int middle = Farthest(line, piece.From, piece.To).Index;
        kept[piece.From] = kept[piece.To] = true;
        if (middle > 0)
        {
            kept[middle] = true;
            pending.Push((piece.From, middle));
            pending.Push((middle, piece.To));
        }
    }

    private static (int Index, double Distance) Farthest(List<double> line, int from, int to)
    {
        int best = -1;
        double most = -1;
        for (int i = from + 1; i < to; i++)
        {
            double distance = Segments.DistanceToPoint(line[2 * i], line[(2 * i) + 1], new Segment(line[2 * from], line[(2 * from) + 1], line[2 * to], line[(2 * to) + 1]));
            if (distance > most)
            {
                (best, most) = (i, distance);
            }
        }

        return (best, most);
    }
}

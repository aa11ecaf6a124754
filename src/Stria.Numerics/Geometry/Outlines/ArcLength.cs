namespace Stria.Numerics.Geometry;

/// <summary>Lines x₀, y₀, x₁, y₁, … measured and resampled along their length.</summary>
internal static class ArcLength
{
    /// <summary>Length of a line; a closed one returns to its first point.</summary>
    internal static double Of(IReadOnlyList<double> line, bool closed)
    {
        double length = 0;
        for (int i = 2; i < line.Count; i += 2)
        {
            length += Distance(line, i - 2, i);
        }

        return closed ? length + Distance(line, line.Count - 2, 0) : length;
    }

    /// <summary>Points at equal distances along a line. An open line keeps both ends and has one point more than pieces; a closed one keeps its first point.</summary>
    /// <param name="line">The line.</param>
    /// <param name="closed">Whether it returns to its first point.</param>
    /// <param name="pieces">Number of pieces, at least 1.</param>
    internal static List<double> Even(IReadOnlyList<double> line, bool closed, int pieces)
    {
        double step = Of(line, closed) / pieces, done = 0;
        var result = new List<double>(2 * (pieces + 1)) { line[0], line[1] };
        int segments = (line.Count / 2) - (closed ? 0 : 1);
        for (int i = 0, k = 1; i < segments; i++)
        {
            int from = 2 * i, to = 2 * i + 2 == line.Count ? 0 : (2 * i) + 2;
            double length = Distance(line, from, to);
            for (; k < pieces && k * step <= done + length && length > 0; k++)
            {
                double t = ((k * step) - done) / length;
                result.Add(line[from] + (t * (line[to] - line[from])));
                result.Add(line[from + 1] + (t * (line[to + 1] - line[from + 1])));
            }

            done += length;
        }

        if (!closed)
        {
            result.Add(line[^2]);
            result.Add(line[^1]);
        }

        return result;
    }

    private static double Distance(IReadOnlyList<double> line, int from, int to)
    {
        double dx = line[to] - line[from], dy = line[to + 1] - line[from + 1];
        return Math.Sqrt((dx * dx) + (dy * dy));
    }
}

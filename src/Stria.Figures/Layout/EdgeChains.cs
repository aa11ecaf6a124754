using Stria.Core;
using Stria.Figures.Drawing;

namespace Stria.Figures.Layout;

/// <summary>The edges of a part of the boundary joined to lines.</summary>
internal static class EdgeChains
{
    /// <summary>Lines through the edges of a part, with the cells on the left of the way; a closed line ends where it begins.</summary>
    internal static IEnumerable<Point[]> Of(TriangleMesh mesh, int part, MeshView view)
    {
        int[] edges = [.. Enumerable.Range(0, mesh.EdgeCount).Where(e => mesh.EdgeParts[e] == part)];
        var from = edges.GroupBy(e => mesh.Edge(e)[0]).ToDictionary(g => g.Key, g => g.First());
        HashSet<int> ends = [.. edges.Select(e => mesh.Edge(e)[1])], done = [];

        // Open lines begin where no edge ends; what is left then are closed lines.
        foreach (int start in edges.OrderBy(e => ends.Contains(mesh.Edge(e)[0])))
        {
            var line = new List<Point>();
            for (int edge = start; done.Add(edge);)
            {
                Point[] points = [.. view.Edge(mesh, edge)];
                line.AddRange(line.Count == 0 ? points : points[1..]);
                if (!from.TryGetValue(mesh.Edge(edge)[1], out edge))
                {
                    break;
                }
            }

            if (line.Count > 1)
            {
                yield return [.. line];
            }
        }
    }

    /// <summary>Places at equal distances along a line, with the direction of the way there (of length 1).</summary>
    internal static IEnumerable<(Point At, double Dx, double Dy)> Along(Point[] line, double step)
    {
        double next = step / 2, done = 0;
        for (int i = 0; i + 1 < line.Length; i++)
        {
            double dx = line[i + 1].X - line[i].X, dy = line[i + 1].Y - line[i].Y, length = Math.Sqrt((dx * dx) + (dy * dy));
            for (; length > 0 && next <= done + length; next += step)
            {
                double t = (next - done) / length;
                yield return (new Point(line[i].X + (t * dx), line[i].Y + (t * dy)), dx / length, dy / length);
            }

            done += length;
        }
    }
}

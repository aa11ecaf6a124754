using Stria.Core;
using Stria.Numerics.Geometry.Meshing;

namespace Stria.Numerics.Geometry.Shapes;

/// <summary>Finds the faces between the curves of a domain, the region that each belongs to, and the pieces of curves that part regions.</summary>
internal static class Arrangement
{
    private const double ChordTurning = 15 * Math.PI / 180;

    /// <summary>The graph of a domain.</summary>
    /// <exception cref="ScenarioException">A boundary crosses or touches itself, or nothing is left inside.</exception>
    public static PlanarGraph Of(PlanarDomain domain)
    {
        var curves = new ArrangedCurves(domain);
        List<GraphPiece> pieces = curves.Pieces();
        string[] names = [.. domain.Regions.Select(r => r.Name).Distinct()];
        ChordMesh mesh = ChordMesh.Of(curves.Nodes, pieces, [.. pieces.Select(p => p.Divide(ChordTurning))]);
        LabelFaces(mesh.Mesh, domain, names);
        var sides = new (int Left, int Right)[pieces.Count];
        foreach (Chord chord in mesh.Chords)
        {
            int edge = mesh.Mesh.Find(chord.A, chord.B);
            sides[chord.Piece] = (mesh.Mesh.Region(edge >> 2), mesh.Mesh.Region(mesh.Mesh.Opposite(edge) >> 2));
        }

        var kept = pieces.Select((p, i) => p with { Left = sides[i].Left, Right = sides[i].Right }).Where(p => p.Left != p.Right).ToList();
        if (kept.Count == 0)
        {
            throw new ScenarioException("Nothing is left to mesh. Perhaps the shape that is taken off covers the whole of the other one.");
        }

        return Named(curves.Nodes, Joined(kept), names);
    }

    private static void LabelFaces(Triangulation mesh, PlanarDomain domain, string[] names)
    {
        var seen = new bool[mesh.TriangleCount];
        for (int t = 0; t < mesh.TriangleCount; t++)
        {
            if (!seen[t])
            {
                List<int> face = Face(mesh, t, seen);
                int label = RegionAt(Inside(mesh, face), domain, names);
                face.ForEach(member => mesh.Region(member) = label);
            }
        }
    }

    private static List<int> Face(Triangulation mesh, int start, bool[] seen)
    {
        var face = new List<int> { start };
        seen[start] = true;
        for (int i = 0; i < face.Count; i++)
        {
            for (int k = 0; k < 3; k++)
            {
                int twin = mesh.Twin[(4 * face[i]) + k];
                if (twin >= 0 && !seen[twin >> 2])
                {
                    seen[twin >> 2] = true;
                    face.Add(twin >> 2);
                }
            }
        }

        return face;
    }

    // The middle of the largest circle within a triangle of the face: far from the curves, where chords and curves differ.
    private static Point2 Inside(Triangulation mesh, List<int> face)
    {
        double largest = -1;
        Point2 place = default;
        foreach (int t in face)
        {
            Point2 p = mesh.Start(4 * t), q = mesh.Start((4 * t) + 1), r = mesh.Start((4 * t) + 2);
            double a = q.Distance(r), b = r.Distance(p), c = p.Distance(q), round = a + b + c, radius = p.Cross(q, r) / round;
            if (radius > largest)
            {
                largest = radius;
                place = new(((a * p.X) + (b * q.X) + (c * r.X)) / round, ((a * p.Y) + (b * q.Y) + (c * r.Y)) / round);
            }
        }

        return place;
    }

    private static int RegionAt(Point2 place, PlanarDomain domain, string[] names)
    {
        for (int r = domain.Regions.Count - 1; r >= 0; r--)
        {
            if (domain.Regions[r].Shape.Contains(place))
            {
                return 1 + Array.IndexOf(names, domain.Regions[r].Name);
            }
        }

        return 0;
    }

    // Where a curve was cut by another that parts no regions, it becomes whole again.
    private static List<GraphPiece> Joined(List<GraphPiece> pieces)
    {
        var degree = new Dictionary<int, int>();
        foreach (int node in pieces.SelectMany(p => new[] { p.A, p.B }))
        {
            degree[node] = degree.GetValueOrDefault(node) + 1;
        }

        var joined = new List<GraphPiece>();
        foreach (GraphPiece piece in pieces)
        {
            GraphPiece? before = joined.Count > 0 ? joined[^1] : null;
            if (before is not null && before.B == piece.A && degree[piece.A] == 2 && before.T1 == piece.T0 && before.A != piece.B
                && ReferenceEquals(before.Curve, piece.Curve) && (before.Left, before.Right) == (piece.Left, piece.Right))
            {
                joined[^1] = before with { T1 = piece.T1, B = piece.B };
                continue;
            }

            joined.Add(piece);
        }

        return joined;
    }

    // Boundaries keep the names of their curves. An interface does so unless the name is a boundary's too: then it is called by its regions.
    private static PlanarGraph Named(IReadOnlyList<Point2> nodes, List<GraphPiece> pieces, string[] regions)
    {
        var outer = pieces.Where(p => p.Left == 0 || p.Right == 0).Select(p => p.Curve.Part).ToHashSet();
        var parts = new List<string>();
        var named = new List<GraphPiece>();
        foreach (GraphPiece piece in pieces)
        {
            int low = Math.Min(piece.Left, piece.Right), high = Math.Max(piece.Left, piece.Right);
            string name = low > 0 && outer.Contains(piece.Curve.Part) ? $"{regions[low - 1]}/{regions[high - 1]}" : piece.Curve.Part;
            int part = parts.IndexOf(name);
            if (part < 0)
            {
                part = parts.Count;
                parts.Add(name);
            }

            named.Add(piece with { Part = part });
        }

        int[] used = [.. named.SelectMany(p => new[] { p.A, p.B }).Distinct().Order()];
        return new PlanarGraph(
            [.. used.Select(n => nodes[n])],
            [.. named.Select(p => p with { A = Array.BinarySearch(used, p.A), B = Array.BinarySearch(used, p.B) })],
            regions,
            parts);
    }
}

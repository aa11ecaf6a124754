using Stria.Numerics.Geometry.Shapes;

namespace Stria.Numerics.Geometry.Meshing;

/// <summary>Places points along a curve so that the edges between them have the wanted size and turn little.</summary>
internal static class BoundaryDivision
{
    /// <summary>Parameters of the points on the pieces of a graph, both ends included.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="corners">Its sharp corners.</param>
    /// <param name="size">Wanted sizes [m].</param>
    /// <param name="turning">Largest turning [rad] of an edge.</param>
    public static List<double>[] Of(PlanarGraph graph, SharpCorners corners, ISizeField size, double turning)
    {
        var all = new List<double>[graph.Pieces.Count];
        for (int p = 0; p < all.Length; p++)
        {
            GraphPiece piece = graph.Pieces[p];
            double first = corners.RadiusOf(piece.A), last = corners.RadiusOf(piece.B);
            double t0 = first > 0 ? SharpCorners.Leaves(piece, atStart: true, graph.Nodes[piece.A], first) : piece.T0;
            double t1 = last > 0 ? SharpCorners.Leaves(piece, atStart: false, graph.Nodes[piece.B], last) : piece.T1;
            // A loop from a corner back to it has no ends in common any more once they are cut off.
            GraphPiece inner = first > 0 || last > 0 ? piece with { T0 = t0, T1 = t1, A = 0, B = 1 } : piece;
            List<double> even = Of(inner, size, turning);
            all[p] = [.. first > 0 ? [piece.T0] : Array.Empty<double>(), .. even, .. last > 0 ? [piece.T1] : Array.Empty<double>()];
        }

        return all;
    }

    private static List<double> Of(GraphPiece piece, ISizeField size, double turning)
    {
        double[] spans = [piece.T0, .. piece.SpansInside(), piece.T1];
        int per = Math.Max(8, 64 / spans.Length), edges;
        double[] t, weights;
        do
        {
            (t, weights) = Sample(piece, spans, per, size, turning);
            edges = Math.Max(piece.A == piece.B ? 3 : 1, (int)Math.Ceiling(weights[^1] - 1e-6));
            per *= 4;
        }
        while (4 * edges > t.Length && per < 1 << 22);
        return Even(t, weights, edges);
    }

    // The number of edges that are wanted from the start to each of many points.
    private static (double[] T, double[] Weights) Sample(GraphPiece piece, double[] spans, int per, ISizeField size, double turning)
    {
        int count = (spans.Length - 1) * per;
        var t = new double[count + 1];
        for (int i = 0; i <= count; i++)
        {
            int s = Math.Min(i / per, spans.Length - 2);
            t[i] = spans[s] + ((spans[s + 1] - spans[s]) * (i - (s * per)) / per);
        }

        Point2[] places = [.. t.Select(piece.At)], middles = [.. places.Skip(1).Select((p, i) => p.Middle(places[i]))];
        var sizes = new double[count];
        size.Fill(middles, sizes);
        var weights = new double[count + 1];
        for (int i = 0; i < count; i++)
        {
            weights[i + 1] = weights[i] + Math.Max(places[i].Distance(places[i + 1]) / sizes[i], piece.Turning(t[i], t[i + 1]) / turning);
        }

        return (t, weights);
    }

    private static List<double> Even(double[] t, double[] weights, int edges)
    {
        var even = new List<double>(edges + 1) { t[0] };
        int i = 0;
        for (int k = 1; k < edges; k++)
        {
            double wanted = weights[^1] * k / edges;
            while (weights[i + 1] < wanted)
            {
                i++;
            }

            even.Add(t[i] + ((t[i + 1] - t[i]) * (wanted - weights[i]) / (weights[i + 1] - weights[i])));
        }

        even.Add(t[^1]);
        return even;
    }
}

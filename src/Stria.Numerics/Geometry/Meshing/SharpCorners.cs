using Stria.Numerics.Geometry.Shapes;

namespace Stria.Numerics.Geometry.Meshing;

/// <summary>Corners at which curves leave under less than 60°, and the radius of a circle round each: every curve gets a point on it and none within.</summary>
/// <remarks>The triangles inside the circle keep the corner's small angle; outside it the ordinary rules hold. Radii are powers of two, so that circles
/// of a later division match those of the first (Ruppert 1995; Shewchuk 2002).</remarks>
internal sealed class SharpCorners
{
    // Chords deviate from tangents by up to half the turning of an edge.
    private const double Sharp = 70 * Math.PI / 180;
    private readonly PlanarGraph graph;
    private readonly double[] radius;

    /// <summary>Finds the corners.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="size">Wanted sizes [m]; no radius is larger.</param>
    /// <param name="turning">Largest turning [rad] of an edge.</param>
    public SharpCorners(PlanarGraph graph, ISizeField size, double turning)
    {
        (this.graph, radius) = (graph, new double[graph.Nodes.Count]);
        var legs = new List<(int Piece, bool AtStart)>[radius.Length];
        for (int p = 0; p < graph.Pieces.Count; p++)
        {
            (legs[graph.Pieces[p].A] ??= []).Add((p, true));
            (legs[graph.Pieces[p].B] ??= []).Add((p, false));
        }

        for (int node = 0; node < radius.Length; node++)
        {
            if (LeastAngle(legs[node]) < Sharp)
            {
                radius[node] = RadiusAt(node, legs[node], size, turning);
            }
        }
    }

    /// <summary>Radius [m] of the circle round a node; 0 when its angles are wide.</summary>
    public double RadiusOf(int node) => radius[node];

    /// <summary>The parameter at which a piece leaves the circle round one of its ends.</summary>
    public static double Leaves(GraphPiece piece, bool atStart, in Point2 corner, double radius)
    {
        double inside = atStart ? piece.T0 : piece.T1, outside = Farther(piece, atStart, corner, radius);
        for (int step = 0; step < 100 && inside != outside; step++)
        {
            double t = (inside + outside) / 2;
            if (t == inside || t == outside)
            {
                break;
            }

            (inside, outside) = corner.Distance(piece.At(t)) > radius ? (inside, t) : (t, outside);
        }

        return outside;
    }

    // The first of some points along the piece that lies outside; the piece may come back to its corner.
    private static double Farther(GraphPiece piece, bool atStart, in Point2 corner, double radius)
    {
        const int Steps = 256;
        for (int k = 1; k < Steps; k++)
        {
            double part = (double)k / Steps, t = atStart ? piece.T0 + (part * (piece.T1 - piece.T0)) : piece.T1 - (part * (piece.T1 - piece.T0));
            if (corner.Distance(piece.At(t)) > radius)
            {
                return t;
            }
        }

        return (piece.T0 + piece.T1) / 2;
    }

    private double LeastAngle(List<(int Piece, bool AtStart)> legs)
    {
        double[] around = [.. legs.Select(l => Direction(graph.Pieces[l.Piece], l.AtStart)).Order()];
        return around.Length < 2 ? Math.Tau : around.Select((angle, i) => i + 1 < around.Length ? around[i + 1] - angle : around[0] + Math.Tau - angle).Min();
    }

    private static double Direction(GraphPiece piece, bool atStart)
    {
        double inwards = 1e-6 * (piece.T1 - piece.T0);
        Point2 slope = piece.Slope(atStart ? piece.T0 + inwards : piece.T1 - inwards);
        return atStart ? Math.Atan2(slope.Y, slope.X) : Math.Atan2(-slope.Y, -slope.X);
    }

    private double RadiusAt(int node, List<(int Piece, bool AtStart)> legs, ISizeField size, double turning)
    {
        var wanted = new double[1];
        size.Fill([graph.Nodes[node]], wanted);
        double shortest = legs.Min(l => Reach(graph.Pieces[l.Piece], graph.Nodes[node]));
        double r = Math.Pow(2, Math.Floor(Math.Log2(Math.Min(wanted[0], shortest / 3))));
        while (legs.Any(l => Bends(graph.Pieces[l.Piece], l.AtStart, graph.Nodes[node], r, turning)))
        {
            r /= 2;
        }

        return r;
    }

    private static bool Bends(GraphPiece piece, bool atStart, in Point2 corner, double r, double turning)
    {
        double t = Leaves(piece, atStart, corner, r);
        return atStart ? piece.Turning(piece.T0, t) > turning : piece.Turning(t, piece.T1) > turning;
    }

    // How far from the corner a piece gets.
    private static double Reach(GraphPiece piece, Point2 corner) => Enumerable.Range(1, 16).Max(k => corner.Distance(piece.At(piece.T0 + ((piece.T1 - piece.T0) * k / 17))));
}

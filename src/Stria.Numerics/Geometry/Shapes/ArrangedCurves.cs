using Stria.Core;

namespace Stria.Numerics.Geometry.Shapes;

/// <summary>Finds where the curves of a domain meet, and cuts them there.</summary>
internal sealed class ArrangedCurves
{
    private const double ChordTurning = 10 * Math.PI / 180;
    private readonly List<RankedCurve> curves = [];
    private readonly List<CurveChord> chords = [];
    private readonly List<RankedChord> ranks = [];
    private readonly NodeRegister nodes;
    private readonly double tolerance, extent;
    private readonly List<(double T, int Node)>[] cuts;

    /// <summary>Finds all meetings.</summary>
    /// <exception cref="ScenarioException">The boundary of one shape crosses or touches itself.</exception>
    public ArrangedCurves(PlanarDomain domain)
    {
        int boundary = 0;
        for (int r = 0; r < domain.Regions.Count; r++)
        {
            foreach (ShapeBoundary b in domain.Regions[r].Shape.Boundaries)
            {
                AddBoundary(b, boundary++);
            }
        }

        double x0 = chords.Min(c => c.From.X), x1 = chords.Max(c => c.From.X), y0 = chords.Min(c => c.From.Y), y1 = chords.Max(c => c.From.Y);
        extent = Math.Max(x1 - x0, y1 - y0);
        tolerance = domain.RelativeTolerance * extent;
        nodes = new NodeRegister(10 * tolerance);
        cuts = [.. curves.Select(_ => new List<(double, int)>())];
        var grid = new ChordGrid(chords, tolerance);
        MeetEnds(grid);
        foreach ((int first, int second) in grid.Pairs())
        {
            Meet(first, second);
        }
    }

    /// <summary>Places where curves meet or end.</summary>
    public IReadOnlyList<Point2> Nodes => nodes.Places;

    /// <summary>Extent [m] of all curves.</summary>
    public double Extent => extent;

    /// <summary>The curves between the nodes; of several that lie on each other only the first.</summary>
    public List<GraphPiece> Pieces()
    {
        var pieces = new List<GraphPiece>();
        var between = new Dictionary<(int, int), List<GraphPiece>>();
        for (int c = 0; c < curves.Count; c++)
        {
            foreach (GraphPiece piece in Cut(c))
            {
                (int, int) key = (Math.Min(piece.A, piece.B), Math.Max(piece.A, piece.B));
                List<GraphPiece> same = between.TryGetValue(key, out List<GraphPiece>? found) ? found : between[key] = [];
                if (!same.Any(other => Coincide(piece, other)))
                {
                    same.Add(piece);
                    pieces.Add(piece);
                }
            }
        }

        return pieces;
    }

    private void AddBoundary(ShapeBoundary boundary, int number)
    {
        int ring = 0, rank = 0, ringStart = ranks.Count;
        Point2 start = default;
        foreach (IBoundaryCurve curve in boundary.Curves)
        {
            start = rank == 0 ? curve.At(0) : start;
            List<double> t = new GraphPiece(curve, 0, 1, -1, -1).Divide(ChordTurning);
            for (int k = 1; k < t.Count; k++)
            {
                chords.Add(new CurveChord(curve, curves.Count, t[k - 1], t[k], curve.At(t[k - 1]), curve.At(t[k])));
                ranks.Add(new RankedChord(number, ring, rank++, 0));
            }

            curves.Add(new RankedCurve(curve, boundary.Name));
            if (curve.IsClosed || curve.At(1) == start)
            {
                for (int i = ringStart; i < ranks.Count; i++)
                {
                    ranks[i] = ranks[i] with { Count = rank };
                }

                (ring, rank, ringStart) = (ring + 1, 0, ranks.Count);
            }
        }
    }

    private void MeetEnds(ChordGrid grid)
    {
        for (int c = 0; c < curves.Count; c++)
        {
            for (int end = 0; !curves[c].Curve.IsClosed && end < 2; end++)
            {
                Point2 place = curves[c].Curve.At(end);
                int node = nodes.At(place);
                cuts[c].Add((end, node));
                foreach (int k in grid.Near(place))
                {
                    CurveChord chord = chords[k];
                    double foot = chord.Index == c ? double.NaN : CurveMeeting.Foot(chord, nodes.Places[node], (chord.T0 + chord.T1) / 2);
                    if (chord.Index != c && chord.Curve.At(foot).Distance(place) <= tolerance)
                    {
                        cuts[chord.Index].Add((foot, node));
                    }
                }
            }
        }
    }

    private void Meet(int first, int second)
    {
        CurveChord a = chords[first], b = chords[second];
        bool sameBoundary = ranks[first].Boundary == ranks[second].Boundary;
        if (sameBoundary && ranks[first].IsNextTo(ranks[second]))
        {
            RefuseFold(a, b);
            return;
        }

        for (int k = 0; k < 2; k++)
        {
            double s = a.T0 + ((0.1 + (0.8 * k)) * (a.T1 - a.T0));
            CurveMeeting.Meeting meeting = CurveMeeting.Closest(a, b, s, CurveMeeting.Foot(b, a.Curve.At(s), (b.T0 + b.T1) / 2));
            if (meeting.Distance > tolerance)
            {
                continue;
            }

            meeting = CurveMeeting.Touch(a, b, meeting, tolerance);
            Point2 place = a.Curve.At(meeting.S);
            if (sameBoundary)
            {
                throw Crossing(place, curves[a.Index].Name);
            }

            if (!LieOnEachOther(a, b, meeting))
            {
                int node = nodes.At(place);
                cuts[a.Index].Add((Within(a.Curve, meeting.S), node));
                cuts[b.Index].Add((Within(b.Curve, meeting.T), node));
            }
        }
    }

    private static double Within(IBoundaryCurve curve, double t) => curve.IsClosed ? t - Math.Floor(t) : t;

    private void RefuseFold(in CurveChord a, in CurveChord b)
    {
        if (!a.Curve.IsStraight || !b.Curve.IsStraight)
        {
            return;
        }

        (Point2 corner, Point2 p, Point2 q) = a.To == b.From ? (a.To, a.From, b.To) : (a.From, a.To, b.From);
        if (corner.Dot(p, q) > 0 && Math.Abs(corner.Cross(p, q)) < 1e-9 * corner.Distance(p) * corner.Distance(q))
        {
            throw Crossing(corner, curves[a.Index].Name);
        }
    }

    private ScenarioException Crossing(Point2 place, string name) => new(
        $"The boundary of {name} crosses or touches itself at {Lengths.Say(place, extent)}. Perhaps a neck there has no width, or points are listed out of order.");

    // Next to a crossing or a touching point the curves part; where they lie on each other their ends are the nodes.
    private bool LieOnEachOther(in CurveChord a, in CurveChord b, in CurveMeeting.Meeting meeting)
    {
        double step = 0.1 * (a.T1 - a.T0);
        for (int side = -1; side <= 1; side += 2)
        {
            double s = meeting.S + (side * step);
            if (s < a.T0 || s > a.T1)
            {
                continue;
            }

            Point2 place = a.Curve.At(s);
            double foot = CurveMeeting.Foot(b, place, meeting.T);
            if (b.Curve.At(foot).Distance(place) <= 2 * tolerance)
            {
                return true;
            }
        }

        return false;
    }

    private IEnumerable<GraphPiece> Cut(int c)
    {
        IBoundaryCurve curve = curves[c].Curve;
        List<(double T, int Node)> at = Sorted(cuts[c], curve);
        if (at.Count == 0)
        {
            int seam = nodes.At(curve.At(0));
            yield return new GraphPiece(curve, 0, 1, seam, seam);
        }

        for (int i = 0; i + 1 < at.Count; i++)
        {
            yield return new GraphPiece(curve, at[i].T, at[i + 1].T, at[i].Node, at[i + 1].Node);
        }

        if (curve.IsClosed && at.Count > 0)
        {
            yield return new GraphPiece(curve, at[^1].T, at[0].T + 1, at[^1].Node, at[0].Node);
        }
    }

    // In order along the curve, each node once per visit.
    private static List<(double T, int Node)> Sorted(List<(double T, int Node)> at, IBoundaryCurve curve)
    {
        var sorted = new List<(double T, int Node)>();
        foreach ((double t, int node) in at.OrderBy(c => c.T))
        {
            if (sorted.Count == 0 || sorted[^1].Node != node || t - sorted[^1].T > 0.5)
            {
                sorted.Add((t, node));
            }
        }

        if (curve.IsClosed && sorted.Count > 1 && sorted[0].Node == sorted[^1].Node)
        {
            sorted.RemoveAt(sorted.Count - 1);
        }

        return sorted;
    }

    private bool Coincide(GraphPiece piece, GraphPiece other)
    {
        for (int k = 1; k < 4; k++)
        {
            Point2 place = piece.At(piece.T0 + ((piece.T1 - piece.T0) * k / 4));
            double best = double.MaxValue;
            List<double> t = other.Divide(ChordTurning);
            for (int i = 1; i < t.Count; i++)
            {
                var chord = new CurveChord(other.Curve, 0, t[i - 1], t[i], default, default);
                best = Math.Min(best, other.At(FootOn(other, chord, place)).Distance(place));
            }

            if (best > 20 * tolerance)
            {
                return false;
            }
        }

        return true;
    }

    // A closed curve's parameter may pass its seam within a piece, but not within one chord of it.
    private static double FootOn(GraphPiece piece, in CurveChord chord, in Point2 place)
    {
        double turns = piece.Curve.IsClosed ? Math.Floor((chord.T0 + chord.T1) / 2) : 0;
        return CurveMeeting.Foot(chord with { T0 = chord.T0 - turns, T1 = chord.T1 - turns }, place, ((chord.T0 + chord.T1) / 2) - turns);
    }

    private sealed record RankedCurve(IBoundaryCurve Curve, string Name);

    private readonly record struct RankedChord(int Boundary, int Ring, int Rank, int Count)
    {
        public bool IsNextTo(in RankedChord other) =>
            Boundary == other.Boundary && Ring == other.Ring && (Math.Abs(Rank - other.Rank) == 1 || Math.Abs(Rank - other.Rank) == Count - 1);
    }
}

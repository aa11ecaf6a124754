using Stria.Core;

namespace Stria.Numerics.Geometry;

/// <summary>Looks for what a mesh cannot be made of: lines that cross, touch or nearly touch, and holes outside of their particles.</summary>
/// <remarks>Segments are put into the squares of a grid as large as they are long, so that the work grows with their number, not with its square.</remarks>
public static class OutlineCheck
{
    // Along a ring this many widths lie between the two sides of a neck; nearer ones are the sides of a corner. A spike thinner than 6° counts as a neck.
    private const double CornerReach = 20;

    // Sides of an angle of less than a millionth of a radian lie on each other.
    private const double FoldedBack = 1e-6;

    /// <summary>All faults.</summary>
    /// <param name="outlines">Outlines [m].</param>
    /// <param name="narrowest">Two stretches of line nearer than this [m] are a fault; 0 = only those that meet.</param>
    public static IReadOnlyList<OutlineFault> Faults(IReadOnlyList<Outline> outlines, double narrowest)
    {
        NamedRing[] rings = [.. outlines.SelectMany(o => o.Holes.Select((h, i) => new NamedRing(h, $"hole {i + 1} of {o.Name}")).Prepend(new NamedRing(o.Outer, o.Name)))];
        List<OutlineFault> faults = [.. rings.SelectMany(Collapsed)];
        if (faults.Count > 0)
        {
            return faults;
        }

        var segments = new RingSegments([.. rings.Select(r => r.Ring)]);
        var seen = new HashSet<(int, int)>();
        foreach ((int a, int b) in segments.Neighbours(narrowest))
        {
            if (Compare(segments, rings, (a, b), narrowest) is OutlineFault fault && seen.Add((a, b)))
            {
                faults.Add(fault);
            }
        }

        return faults.Count > 0 ? faults : [.. Misplaced(outlines)];
    }

    /// <summary>Makes sure that outlines have no fault.</summary>
    /// <param name="outlines">Outlines [m].</param>
    /// <param name="narrowest">Two stretches of line nearer than this [m] are a fault; 0 = only those that meet.</param>
    /// <param name="path">The file that they come from, or null.</param>
    /// <exception cref="DataException">They have; the message names the first place and the number of places.</exception>
    public static void Require(IReadOnlyList<Outline> outlines, double narrowest, string? path = null)
    {
        IReadOnlyList<OutlineFault> faults = Faults(outlines, narrowest);
        if (faults.Count > 0)
        {
            string more = faults.Count == 1 ? "" : $" There are {faults.Count - 1} more such places.";
            throw new DataException($"{faults[0].Text}{more}", path);
        }
    }

    private static IEnumerable<OutlineFault> Collapsed(NamedRing named)
    {
        Ring ring = named.Ring;
        if (ring.Count < 3)
        {
            yield return Fault(OutlineFaultKind.Collapsed, ring.Count > 0 ? (ring.Points[0], ring.Points[1]) : (0, 0), $"The outline of {named.Name} has {ring.Count} points; it needs three or more");
            yield break;
        }

        for (int i = 0; i < ring.Count; i++)
        {
            int j = (i + 1) % ring.Count;
            if (ring.Points[2 * i] == ring.Points[2 * j] && ring.Points[(2 * i) + 1] == ring.Points[(2 * j) + 1])
            {
                yield return Fault(OutlineFaultKind.Collapsed, (ring.Points[2 * i], ring.Points[(2 * i) + 1]), $"The outline of {named.Name} has its points {i} and {j} at one place");
            }
        }

        if (ring.SignedArea == 0)
        {
            yield return Fault(OutlineFaultKind.Collapsed, (ring.Points[0], ring.Points[1]), $"The outline of {named.Name} has no area");
        }
    }

    private static OutlineFault? Compare(RingSegments segments, NamedRing[] rings, (int A, int B) pair, double narrowest)
    {
        (int ringA, int ringB) = (segments.RingOf(pair.A), segments.RingOf(pair.B));
        Segment a = segments[pair.A], b = segments[pair.B];
        string first = $"The outline of {rings[ringA].Name}", second = ringA == ringB ? "itself" : $"that of {rings[ringB].Name}";
        if (segments.Follow(pair.A, pair.B))
        {
            return FoldsBack(a, b) || FoldsBack(b, a) ? Fault(OutlineFaultKind.Neck, (a.X1, a.Y1), $"The outline of {rings[ringA].Name} has a spike without width") : null;
        }

        (double distance, double alongA, double alongB) = Segments.Approach(a, b);
        (double x, double y) = (a.X0 + (alongA * (a.X1 - a.X0)), a.Y0 + (alongA * (a.Y1 - a.Y0)));
        if (Segments.Meet(a, b))
        {
            return Fault(OutlineFaultKind.Crossing, (x, y), $"{first} crosses or touches {second}");
        }

        bool corner = ringA == ringB && segments.Between((pair.A, alongA), (pair.B, alongB)) < CornerReach * narrowest;
        return distance < narrowest && !corner
            ? Fault(OutlineFaultKind.Neck, (x, y), $"{first} comes within {Micrometres(distance)} µm of {second}, less than the {Micrometres(narrowest)} µm allowed")
            : null;
    }

    /// <summary>Whether the second piece, which begins where the first ends, lies on the first.</summary>
    private static bool FoldsBack(Segment first, Segment second)
    {
        if (first.X1 != second.X0 || first.Y1 != second.Y0)
        {
            return false;
        }

        double dx = first.X1 - first.X0, dy = first.Y1 - first.Y0, ex = second.X1 - second.X0, ey = second.Y1 - second.Y0;
        return (dx * ex) + (dy * ey) < 0 && Math.Abs((dx * ey) - (dy * ex)) <= FoldedBack * first.Length * second.Length;
    }

    private static IEnumerable<OutlineFault> Misplaced(IReadOnlyList<Outline> outlines)
    {
        foreach (Outline outline in outlines)
        {
            for (int i = 0; i < outline.Holes.Count; i++)
            {
                Ring hole = outline.Holes[i];
                if (!Holds(outline.Outer, hole) || outline.Holes.Any(other => other != hole && Holds(other, hole)))
                {
                    yield return Fault(OutlineFaultKind.Misplaced, (hole.Points[0], hole.Points[1]), $"Hole {i + 1} of {outline.Name} lies outside of it or in another hole");
                }
            }

            foreach (Outline other in outlines.Where(other => other != outline && Holds(other.Outer, outline.Outer) && !other.Holes.Any(h => Holds(h, outline.Outer))))
            {
                yield return Fault(OutlineFaultKind.Misplaced, (outline.Outer.Points[0], outline.Outer.Points[1]), $"The outline of {outline.Name} lies inside that of {other.Name}");
            }
        }
    }

    private static bool Holds(Ring ring, Ring other) => RingPlaces.Contains(ring.Points, other.Points[0], other.Points[1]);

    private static OutlineFault Fault(OutlineFaultKind kind, (double X, double Y) at, string text) =>
        new(kind, at.X, at.Y, $"{text}, at x = {Micrometres(at.X)} µm, y = {Micrometres(at.Y)} µm.");

    private static string Micrometres(double metres) => (metres * 1e6).ToString("G5", System.Globalization.CultureInfo.InvariantCulture);

    private sealed record NamedRing(Ring Ring, string Name);
}

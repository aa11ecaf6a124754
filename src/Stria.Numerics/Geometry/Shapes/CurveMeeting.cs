namespace Stria.Numerics.Geometry.Shapes;

/// <summary>The places where two curves come closest.</summary>
internal static class CurveMeeting
{
    private const int Steps = 60;

    /// <summary>Parameters of two curves, and the distance [m] between their places.</summary>
    public readonly record struct Meeting(double S, double T, double Distance);

    /// <summary>The closest approach near a start, each parameter kept within the chord's.</summary>
    public static Meeting Closest(in CurveChord a, in CurveChord b, double s, double t)
    {
        double damping = 0, distance = a.Curve.At(s).Distance(b.Curve.At(t));
        for (int step = 0; step < Steps && distance > 0; step++)
        {
            Point2 p = a.Curve.At(s), q = b.Curve.At(t), u = a.Curve.Slope(s), v = b.Curve.Slope(t);
            double rx = q.X - p.X, ry = q.Y - p.Y, uu = ((u.X * u.X) + (u.Y * u.Y)) * (1 + damping), vv = ((v.X * v.X) + (v.Y * v.Y)) * (1 + damping);
            double uv = (u.X * v.X) + (u.Y * v.Y), ur = (u.X * rx) + (u.Y * ry), vr = (v.X * rx) + (v.Y * ry), determinant = (uu * vv) - (uv * uv);
            (double ds, double dt) = determinant > 1e-14 * uu * vv ? (((vv * ur) - (uv * vr)) / determinant, ((uv * ur) - (uu * vr)) / determinant) : (ur / uu, 0);
            double nextS = Math.Clamp(s + ds, a.T0, a.T1), nextT = Math.Clamp(t + dt, b.T0, b.T1);
            if (nextS != s + ds)
            {
                nextT = Foot(b, a.Curve.At(nextS), nextT);
            }
            else if (nextT != t + dt)
            {
                nextS = Foot(a, b.Curve.At(nextT), nextS);
            }

            double next = a.Curve.At(nextS).Distance(b.Curve.At(nextT));
            if (next >= distance)
            {
                if (damping > 1e6 || (nextS == s && nextT == t))
                {
                    break;
                }

                damping = Math.Max(1e-3, 10 * damping);
                continue;
            }

            (s, t, distance, damping) = (nextS, nextT, next, damping / 10);
        }

        return new Meeting(s, t, distance);
    }

    /// <summary>Where curves touch, distances hardly change along them: the place at which they are parallel is found better.</summary>
    /// <param name="a">One chord.</param>
    /// <param name="b">The other.</param>
    /// <param name="near">A place where they come close.</param>
    /// <param name="tolerance">How far apart [m] they may be there.</param>
    /// <returns>The parallel place, or the given one when the curves cross there or the parallel place is farther than that.</returns>
    public static Meeting Touch(in CurveChord a, in CurveChord b, Meeting near, double tolerance)
    {
        if (a.Curve.IsStraight)
        {
            Meeting swapped = b.Curve.IsStraight ? near : Touch(b, a, new(near.T, near.S, near.Distance), tolerance);
            return b.Curve.IsStraight ? near : new(swapped.T, swapped.S, swapped.Distance);
        }

        CurveChord wideA = a.Widened(), wideB = b.Widened();
        double s = near.S, t = near.T, sine = Sine(a, b, s, t), before = s + (1e-3 * (a.T1 - a.T0));
        double sineBefore = Sine(a, b, before, Foot(wideB, a.Curve.At(before), t));
        for (int i = 0; i < 30 && Math.Abs(sine) < 0.1 && sine != sineBefore && Math.Abs(s - before) > 1e-15; i++)
        {
            double next = Math.Clamp(s - (sine * (s - before) / (sine - sineBefore)), wideA.T0, wideA.T1);
            (before, sineBefore, s) = (s, sine, next);
            t = Foot(wideB, a.Curve.At(s), t);
            sine = Sine(a, b, s, t);
        }

        double distance = a.Curve.At(s).Distance(b.Curve.At(t));
        return distance <= tolerance && Math.Abs(sine) < 1e-9 ? new Meeting(s, t, distance) : near;
    }

    /// <summary>The parameter, within the chord's, at which the curve comes closest to a place.</summary>
    public static double Foot(in CurveChord chord, in Point2 place, double t)
    {
        for (int step = 0; step < 20; step++)
        {
            Point2 p = chord.Curve.At(t), u = chord.Curve.Slope(t);
            double change = ((u.X * (place.X - p.X)) + (u.Y * (place.Y - p.Y))) / ((u.X * u.X) + (u.Y * u.Y)), next = Math.Clamp(t + change, chord.T0, chord.T1);
            if (Math.Abs(next - t) < 1e-16)
            {
                break;
            }

            t = next;
        }

        return t;
    }

    private static double Sine(in CurveChord a, in CurveChord b, double s, double t)
    {
        Point2 u = a.Curve.Slope(s), v = b.Curve.Slope(t);
        return ((u.X * v.Y) - (u.Y * v.X)) / Math.Sqrt(((u.X * u.X) + (u.Y * u.Y)) * ((v.X * v.X) + (v.Y * v.Y)));
    }
}

/// <summary>A short piece of a curve beside its chord.</summary>
/// <param name="Curve">The curve.</param>
/// <param name="Index">Number of the curve.</param>
/// <param name="T0">Parameter at its start.</param>
/// <param name="T1">Parameter at its end.</param>
/// <param name="From">Place at its start.</param>
/// <param name="To">Place at its end.</param>
internal readonly record struct CurveChord(IBoundaryCurve Curve, int Index, double T0, double T1, Point2 From, Point2 To)
{
    /// <summary>The same with some of the curve before and after.</summary>
    public CurveChord Widened()
    {
        double more = (T1 - T0) / 2;
        return this with { T0 = Curve.IsClosed ? T0 - more : Math.Max(0, T0 - more), T1 = Curve.IsClosed ? T1 + more : Math.Min(1, T1 + more) };
    }

    /// <summary>How far [m] the curve may leave its chord.</summary>
    public double Bulge => Curve.IsStraight ? 0 : 0.06 * From.Distance(To);
}

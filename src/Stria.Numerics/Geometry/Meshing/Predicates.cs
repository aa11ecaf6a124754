using System.Runtime.CompilerServices;

namespace Stria.Numerics.Geometry.Meshing;

/// <summary>Side of a line and side of a circle, with the right sign for all finite points whose products neither overflow nor underflow:
/// a rounding bound decides nearly always, else exact arithmetic (after Shewchuk, Discrete Comput. Geom. 18 (1997) 305).</summary>
internal static class Predicates
{
    private const double Epsilon = 1.1102230246251565e-16;
    private const double LineBound = (3 + (16 * Epsilon)) * Epsilon;
    private const double CircleBound = (10 + (96 * Epsilon)) * Epsilon;

    /// <summary>Positive when a, b, c turn counter-clockwise, negative when clockwise, zero exactly when they lie on one line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Turn(double ax, double ay, in Point2 b, in Point2 c)
    {
        double left = (ax - c.X) * (b.Y - c.Y), right = (ay - c.Y) * (b.X - c.X), turn = left - right;
        return Math.Abs(turn) > LineBound * (Math.Abs(left) + Math.Abs(right)) ? turn : ExactTurn(new Point2(ax, ay), b, c);
    }

    /// <summary>Positive when a, b, c turn counter-clockwise.</summary>
    public static double Turn(in Point2 a, in Point2 b, in Point2 c) => Turn(a.X, a.Y, b, c);

    /// <summary>Positive when p lies inside the circle through a, b, c (counter-clockwise), zero exactly when on it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double InCircle(in Point2 a, in Point2 b, in Point2 c, in Point2 p)
    {
        double adx = a.X - p.X, ady = a.Y - p.Y, bdx = b.X - p.X, bdy = b.Y - p.Y, cdx = c.X - p.X, cdy = c.Y - p.Y;
        double bc = bdx * cdy, cb = cdx * bdy, ca = cdx * ady, ac = adx * cdy, ab = adx * bdy, ba = bdx * ady;
        double aLift = (adx * adx) + (ady * ady), bLift = (bdx * bdx) + (bdy * bdy), cLift = (cdx * cdx) + (cdy * cdy);
        double inside = (aLift * (bc - cb)) + (bLift * (ca - ac)) + (cLift * (ab - ba));
        double size = ((Math.Abs(bc) + Math.Abs(cb)) * aLift) + ((Math.Abs(ca) + Math.Abs(ac)) * bLift) + ((Math.Abs(ab) + Math.Abs(ba)) * cLift);
        return Math.Abs(inside) > CircleBound * size ? inside : ExactInCircle(a, b, c, p);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double ExactTurn(in Point2 a, in Point2 b, in Point2 c)
    {
        Span<double> result = stackalloc double[16];
        return Expansions.Sign(result[..Cross(new Offset(a, c), new Offset(b, c), result)]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double ExactInCircle(in Point2 a, in Point2 b, in Point2 c, in Point2 p)
    {
        Offset da = new(a, p), db = new(b, p), dc = new(c, p);
        Span<double> first = stackalloc double[512], second = stackalloc double[512], third = stackalloc double[512];
        Span<double> two = stackalloc double[1024], all = stackalloc double[1536];
        int n1 = Lifted(da, db, dc, first), n2 = Lifted(db, dc, da, second), n3 = Lifted(dc, da, db, third);
        int n12 = Expansions.Sum(first[..n1], second[..n2], two);
        return Expansions.Sign(all[..Expansions.Sum(two[..n12], third[..n3], all)]);
    }

    // |a|² (b × c), at most 512 components.
    private static int Lifted(in Offset a, in Offset b, in Offset c, Span<double> result)
    {
        Span<double> cross = stackalloc double[16], squareX = stackalloc double[8], squareY = stackalloc double[8], lift = stackalloc double[16], scratch = stackalloc double[512];
        int n = Cross(b, c, cross), nx = a.TimesX(a, squareX), ny = a.TimesY(a, squareY);
        int m = Expansions.Sum(squareX[..nx], squareY[..ny], lift);
        return Expansions.Product(lift[..m], cross[..n], result, scratch);
    }

    private static int Cross(in Offset a, in Offset b, Span<double> result)
    {
        Span<double> left = stackalloc double[8], right = stackalloc double[8], scratch = stackalloc double[8];
        int n = Expansions.Product(a.X, b.Y, left, scratch), m = Expansions.Product(a.Y, b.X, right, scratch);
        return Expansions.Sum(left[..n], Expansions.Negate(right[..m]), result);
    }

    // The exact difference of two points: each coordinate is the sum of at most two doubles.
    private readonly struct Offset
    {
        private readonly Pair x, y;
        private readonly int nx, ny;

        public Offset(in Point2 a, in Point2 b)
        {
            Span<double> two = [0, 0];
            nx = Expansions.Difference(a.X, b.X, two);
            x[0] = two[0];
            x[1] = two[1];
            two.Clear();
            ny = Expansions.Difference(a.Y, b.Y, two);
            y[0] = two[0];
            y[1] = two[1];
        }

        [System.Diagnostics.CodeAnalysis.UnscopedRef]
        public ReadOnlySpan<double> X => ((ReadOnlySpan<double>)x)[..nx];

        [System.Diagnostics.CodeAnalysis.UnscopedRef]
        public ReadOnlySpan<double> Y => ((ReadOnlySpan<double>)y)[..ny];

        public int TimesX(in Offset other, Span<double> result)
        {
            Span<double> scratch = stackalloc double[8];
            return Expansions.Product(X, other.X, result, scratch);
        }

        public int TimesY(in Offset other, Span<double> result)
        {
            Span<double> scratch = stackalloc double[8];
            return Expansions.Product(Y, other.Y, result, scratch);
        }
    }

    [InlineArray(2)]
    private struct Pair
    {
        private double first;
    }
}

using System.Numerics;
using Stria.Numerics.Geometry;
using Stria.Numerics.Geometry.Meshing;

namespace Stria.Tests.Numerics.Meshing;

/// <summary>The signs are compared with sums in whole numbers of any length.</summary>
public sealed class PredicateTests
{
    [Fact]
    public void The_side_of_a_line_is_right_also_next_to_it()
    {
        var random = new Random(3);
        int onLine = 0;
        for (int k = 0; k < 20_000; k++)
        {
            Point2 a = new(random.NextDouble(), random.NextDouble()), b = new(random.NextDouble(), random.NextDouble());
            double s = random.Next(-8, 9) / 4.0;
            Point2 c = new(Nudge(a.X + (s * (b.X - a.X)), random), Nudge(a.Y + (s * (b.Y - a.Y)), random));
            int exact = ExactTurn(a, b, c);
            onLine += exact == 0 ? 1 : 0;
            Assert.Equal(exact, Math.Sign(Predicates.Turn(a, b, c)));
        }

        Assert.InRange(onLine, 100, 19_000);
    }

    [Fact]
    public void The_side_of_a_circle_is_right_also_next_to_it()
    {
        var random = new Random(4);
        int onCircle = 0, byRounding = 0;
        for (int k = 0; k < 6_000; k++)
        {
            double scale = Math.Pow(10, random.Next(-7, 3)), r = scale * random.Next(1, 50);
            Point2 centre = new(scale * random.Next(-99, 99), scale * random.Next(-99, 99));
            Point2[] p = [.. Enumerable.Range(0, 4).Select(i => Pythagorean(random, centre, r)).OrderBy(q => Math.Atan2(q.Y - centre.Y, q.X - centre.X))];
            p[3] = new(Nudge(p[3].X, random), Nudge(p[3].Y, random));
            int exact = ExactInCircle(p);
            onCircle += exact == 0 ? 1 : 0;
            byRounding += exact != 0 ? 1 : 0;
            Assert.Equal(exact, Math.Sign(Predicates.InCircle(p[0], p[1], p[2], p[3])));
        }

        Assert.InRange(onCircle, 100, 5_900);
        Assert.InRange(byRounding, 100, 5_900);
    }

    // Not next to zero, where products would underflow.
    private static double Nudge(double value, Random random) => random.Next(3) switch { _ when value == 0 => 0, 0 => Math.BitIncrement(value), 1 => Math.BitDecrement(value), _ => value };

    private static Point2 Pythagorean(Random random, Point2 centre, double r)
    {
        (double x, double y)[] triples = [(0.6, 0.8), (5.0 / 13, 12.0 / 13), (0.8, 0.6), (1, 0), (0, 1), (0.28, 0.96)];
        (double x, double y) = triples[random.Next(triples.Length)];
        return new(centre.X + (r * (random.Next(2) == 0 ? x : -x)), centre.Y + (r * (random.Next(2) == 0 ? y : -y)));
    }

    private static int ExactTurn(Point2 a, Point2 b, Point2 c)
    {
        (BigInteger ax, BigInteger ay) = Whole(a, c);
        (BigInteger bx, BigInteger by) = Whole(b, c);
        return ((ax * by) - (ay * bx)).Sign;
    }

    private static int ExactInCircle(Point2[] p)
    {
        (BigInteger X, BigInteger Y)[] d = [.. p.Take(3).Select(q => Whole(q, p[3]))];
        BigInteger Lifted(int i, int j, int k) => ((d[i].X * d[i].X) + (d[i].Y * d[i].Y)) * ((d[j].X * d[k].Y) - (d[j].Y * d[k].X));
        return (Lifted(0, 1, 2) + Lifted(1, 2, 0) + Lifted(2, 0, 1)).Sign;
    }

    private static (BigInteger X, BigInteger Y) Whole(Point2 p, Point2 origin) => (Whole(p.X) - Whole(origin.X), Whole(p.Y) - Whole(origin.Y));

    // The double times 2^200: whole for every value that occurs here.
    private static BigInteger Whole(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 2047);
        BigInteger mantissa = (bits & 0xFFFFFFFFFFFFF) | (exponent == 0 ? 0 : 1L << 52);
        BigInteger whole = mantissa << (Math.Max(exponent, 1) - 1075 + 200);
        return bits < 0 ? -whole : whole;
    }
}

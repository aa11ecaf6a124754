using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace Stria.Numerics.Fourier;

/// <summary>Butterflies of eight points that lie block/8 apart, and the factors exp(−2πi jk/block) between stages.</summary>
/// <remarks>With real and imaginary parts exchanged a transform runs backwards and its factors become their conjugates: both senses are one piece of code.</remarks>
internal sealed class EightPoint
{
    private const int Factors = 14;
    private static readonly double Root = Math.Sqrt(0.5);
    private readonly int part;
    private readonly double[] factors; // of place j and output k = 1 … 7: cosine, sine

    public EightPoint(int block)
    {
        part = block / 8;
        factors = new double[part * Factors];
        for (int j = 0; j < part; j++)
        {
            for (int k = 1; k < 8; k++)
            {
                int at = (j * Factors) + (2 * (k - 1));
                (factors[at + 1], factors[at]) = Math.SinCos(-2 * Math.PI * ((long)j * k % block) / block);
            }
        }
    }

    private interface IOrder
    {
        static abstract bool FactorsFirst { get; }
    }

    public void Forward(ref Lanes re, ref Lanes im) => Run<FactorsLast>(ref re, ref im);

    public void Inverse(ref Lanes re, ref Lanes im) => Run<FactorsFirst>(ref im, ref re);

    private void Run<TOrder>(ref Lanes re, ref Lanes im)
        where TOrder : struct, IOrder
    {
        ref double w = ref factors[0];
        for (int j = 0; j < part; j++)
        {
            ref Lanes r = ref Unsafe.Add(ref re, j), i = ref Unsafe.Add(ref im, j), r4 = ref Unsafe.Add(ref r, 4 * part), i4 = ref Unsafe.Add(ref i, 4 * part);
            var x = new Point(r, i);
            Point y = Load<TOrder>(ref r4, ref i4, 0, ref w, 3), a0 = x + y, b0 = x - y;
            (x, y) = (Load<TOrder>(ref r, ref i, part, ref w, 0), Load<TOrder>(ref r4, ref i4, part, ref w, 4));
            Point a1 = x + y, b1 = (x - y).TurnedByEighth(Root);
            (x, y) = (Load<TOrder>(ref r, ref i, 2 * part, ref w, 1), Load<TOrder>(ref r4, ref i4, 2 * part, ref w, 5));
            Point a2 = x + y, b2 = (x - y).TurnedByQuarter();
            (x, y) = (Load<TOrder>(ref r, ref i, 3 * part, ref w, 2), Load<TOrder>(ref r4, ref i4, 3 * part, ref w, 6));
            Point a3 = x + y, b3 = (x - y).TurnedByThreeEighths(Root);

            (x, y) = (a0 + a2, a1 + a3);
            (r, i) = (x.R + y.R, x.I + y.I);
            Store<TOrder>(ref r4, ref i4, 0, x - y, ref w, 3);
            (x, y) = (a0 - a2, (a1 - a3).TurnedByQuarter());
            Store<TOrder>(ref r, ref i, 2 * part, x + y, ref w, 1);
            Store<TOrder>(ref r4, ref i4, 2 * part, x - y, ref w, 5);
            (x, y) = (b0 + b2, b1 + b3);
            Store<TOrder>(ref r, ref i, part, x + y, ref w, 0);
            Store<TOrder>(ref r4, ref i4, part, x - y, ref w, 4);
            (x, y) = (b0 - b2, (b1 - b3).TurnedByQuarter());
            Store<TOrder>(ref r, ref i, 3 * part, x + y, ref w, 2);
            Store<TOrder>(ref r4, ref i4, 3 * part, x - y, ref w, 6);
            w = ref Unsafe.Add(ref w, Factors);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Point Load<TOrder>(ref Lanes re, ref Lanes im, int at, ref double w, int k)
        where TOrder : struct, IOrder
    {
        var raw = new Point(Unsafe.Add(ref re, at), Unsafe.Add(ref im, at));
        return TOrder.FactorsFirst ? raw.Times(Vector256.Create(Unsafe.Add(ref w, 2 * k)), Vector256.Create(Unsafe.Add(ref w, (2 * k) + 1))) : raw;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TOrder>(ref Lanes re, ref Lanes im, int at, Point value, ref double w, int k)
        where TOrder : struct, IOrder
    {
        Point ready = TOrder.FactorsFirst ? value : value.Times(Vector256.Create(Unsafe.Add(ref w, 2 * k)), Vector256.Create(Unsafe.Add(ref w, (2 * k) + 1)));
        (Unsafe.Add(ref re, at), Unsafe.Add(ref im, at)) = (ready.R, ready.I);
    }

    private struct FactorsFirst : IOrder
    {
        static bool IOrder.FactorsFirst => true;
    }

    private struct FactorsLast : IOrder
    {
        static bool IOrder.FactorsFirst => false;
    }

    /// <summary>Four complex numbers.</summary>
    private readonly struct Point
    {
        public readonly Lanes R, I;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Point(Lanes r, Lanes i) => (R, I) = (r, i);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Point operator +(Point a, Point b) => new(a.R + b.R, a.I + b.I);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Point operator -(Point a, Point b) => new(a.R - b.R, a.I - b.I);

        // Times −i, (1 − i)/√2 and (−1 − i)/√2.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Point TurnedByQuarter() => new(I, -R);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Point TurnedByEighth(double root) => new(root * (R + I), root * (I - R));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Point TurnedByThreeEighths(double root) => new(root * (I - R), -root * (R + I));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Point Times(Lanes c, Lanes s) => new(Butterfly.Difference(R, c, I * s), Vector256.MultiplyAddEstimate(R, s, I * c));
    }
}

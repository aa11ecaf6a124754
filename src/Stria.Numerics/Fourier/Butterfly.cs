using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace Stria.Numerics.Fourier;

/// <summary>The butterflies of one stage: small transforms of points that lie M = block/radix apart, and the factors exp(−2πi jk/block) between stages.</summary>
internal sealed class Butterfly
{
    private static readonly double Sin3 = Math.Sqrt(3) / 2, Cos5a = Math.Cos(2 * Math.PI / 5), Cos5b = Math.Cos(4 * Math.PI / 5), Sin5a = Math.Sin(2 * Math.PI / 5), Sin5b = Math.Sin(4 * Math.PI / 5);
    private readonly int part, others;
    private readonly double[] cos, sin; // of place j and output k = 1 … radix − 1: [j (radix − 1) + k − 1]

    public Butterfly(int radix, int block)
    {
        (part, others) = (block / radix, radix - 1);
        (cos, sin) = (new double[part * others], new double[part * others]);
        for (int j = 0; j < part; j++)
        {
            for (int k = 1; k < radix; k++)
            {
                (sin[(j * others) + k - 1], cos[(j * others) + k - 1]) = Math.SinCos(-2 * Math.PI * ((long)j * k % block) / block);
            }
        }
    }

    /// <summary>Four neighbours, without factors: forward (1) or back (−1).</summary>
    public static void Last4(ref Lanes re, ref Lanes im, int sense)
    {
        ref Lanes r1 = ref Unsafe.Add(ref re, 1), r2 = ref Unsafe.Add(ref re, 2), r3 = ref Unsafe.Add(ref re, 3), i1 = ref Unsafe.Add(ref im, 1), i2 = ref Unsafe.Add(ref im, 2), i3 = ref Unsafe.Add(ref im, 3);
        Lanes ar = re + r2, ai = im + i2, br = re - r2, bi = im - i2, cr = r1 + r3, ci = i1 + i3, dr = r1 - r3, di = i1 - i3;
        (re, im, r2, i2) = (ar + cr, ai + ci, ar - cr, ai - ci);
        if (sense > 0)
        {
            (r1, i1, r3, i3) = (br + di, bi - dr, br - di, bi + dr);
        }
        else
        {
            (r1, i1, r3, i3) = (br - di, bi + dr, br + di, bi - dr);
        }
    }

    public void Forward4(ref Lanes re, ref Lanes im)
    {
        for (int j = 0; j < part; j++)
        {
            ref Lanes r0 = ref Unsafe.Add(ref re, j), r1 = ref Unsafe.Add(ref r0, part), r2 = ref Unsafe.Add(ref r1, part), r3 = ref Unsafe.Add(ref r2, part);
            ref Lanes i0 = ref Unsafe.Add(ref im, j), i1 = ref Unsafe.Add(ref i0, part), i2 = ref Unsafe.Add(ref i1, part), i3 = ref Unsafe.Add(ref i2, part);
            Lanes ar = r0 + r2, ai = i0 + i2, br = r0 - r2, bi = i0 - i2, cr = r1 + r3, ci = i1 + i3, dr = r1 - r3, di = i1 - i3;
            (r0, i0) = (ar + cr, ai + ci);
            Turn(br + di, bi - dr, 3 * j, out r1, out i1);
            Turn(ar - cr, ai - ci, (3 * j) + 1, out r2, out i2);
            Turn(br - di, bi + dr, (3 * j) + 2, out r3, out i3);
        }
    }

    public void Inverse4(ref Lanes re, ref Lanes im)
    {
        for (int j = 0; j < part; j++)
        {
            ref Lanes r0 = ref Unsafe.Add(ref re, j), r1 = ref Unsafe.Add(ref r0, part), r2 = ref Unsafe.Add(ref r1, part), r3 = ref Unsafe.Add(ref r2, part);
            ref Lanes i0 = ref Unsafe.Add(ref im, j), i1 = ref Unsafe.Add(ref i0, part), i2 = ref Unsafe.Add(ref i1, part), i3 = ref Unsafe.Add(ref i2, part);
            Unturn(r1, i1, 3 * j, out Lanes xr, out Lanes xi);
            Unturn(r2, i2, (3 * j) + 1, out Lanes yr, out Lanes yi);
            Unturn(r3, i3, (3 * j) + 2, out Lanes zr, out Lanes zi);
            Lanes ar = r0 + yr, ai = i0 + yi, br = r0 - yr, bi = i0 - yi, cr = xr + zr, ci = xi + zi, dr = xr - zr, di = xi - zi;
            (r0, i0) = (ar + cr, ai + ci);
            (r1, i1) = (br - di, bi + dr);
            (r2, i2) = (ar - cr, ai - ci);
            (r3, i3) = (br + di, bi - dr);
        }
    }

    public void Forward2(ref Lanes re, ref Lanes im)
    {
        for (int j = 0; j < part; j++)
        {
            ref Lanes r0 = ref Unsafe.Add(ref re, j), r1 = ref Unsafe.Add(ref r0, part), i0 = ref Unsafe.Add(ref im, j), i1 = ref Unsafe.Add(ref i0, part);
            Lanes br = r0 - r1, bi = i0 - i1;
            (r0, i0) = (r0 + r1, i0 + i1);
            Turn(br, bi, j, out r1, out i1);
        }
    }

    public void Inverse2(ref Lanes re, ref Lanes im)
    {
        for (int j = 0; j < part; j++)
        {
            ref Lanes r0 = ref Unsafe.Add(ref re, j), r1 = ref Unsafe.Add(ref r0, part), i0 = ref Unsafe.Add(ref im, j), i1 = ref Unsafe.Add(ref i0, part);
            Unturn(r1, i1, j, out Lanes xr, out Lanes xi);
            (r1, i1) = (r0 - xr, i0 - xi);
            (r0, i0) = (r0 + xr, i0 + xi);
        }
    }

    public void Forward3(ref Lanes re, ref Lanes im)
    {
        for (int j = 0; j < part; j++)
        {
            ref Lanes r0 = ref Unsafe.Add(ref re, j), r1 = ref Unsafe.Add(ref r0, part), r2 = ref Unsafe.Add(ref r1, part);
            ref Lanes i0 = ref Unsafe.Add(ref im, j), i1 = ref Unsafe.Add(ref i0, part), i2 = ref Unsafe.Add(ref i1, part);
            Triple y = Three((r0, i0), (r1, i1), (r2, i2), -Sin3);
            (r0, i0) = y.First;
            Turn(y.Second.R, y.Second.I, 2 * j, out r1, out i1);
            Turn(y.Third.R, y.Third.I, (2 * j) + 1, out r2, out i2);
        }
    }

    public void Inverse3(ref Lanes re, ref Lanes im)
    {
        for (int j = 0; j < part; j++)
        {
            ref Lanes r0 = ref Unsafe.Add(ref re, j), r1 = ref Unsafe.Add(ref r0, part), r2 = ref Unsafe.Add(ref r1, part);
            ref Lanes i0 = ref Unsafe.Add(ref im, j), i1 = ref Unsafe.Add(ref i0, part), i2 = ref Unsafe.Add(ref i1, part);
            Unturn(r1, i1, 2 * j, out Lanes xr, out Lanes xi);
            Unturn(r2, i2, (2 * j) + 1, out Lanes yr, out Lanes yi);
            Triple y = Three((r0, i0), (xr, xi), (yr, yi), Sin3);
            (r0, i0) = y.First;
            (r1, i1) = y.Second;
            (r2, i2) = y.Third;
        }
    }

    public void Forward5(ref Lanes re, ref Lanes im)
    {
        for (int j = 0; j < part; j++)
        {
            Five five = default;
            five.Load(ref Unsafe.Add(ref re, j), ref Unsafe.Add(ref im, j), part);
            five.Transform(-1);
            for (int k = 1; k < 5; k++)
            {
                Turn(five[k].R, five[k].I, (4 * j) + k - 1, out Lanes r, out Lanes i);
                five[k] = (r, i);
            }

            five.Store(ref Unsafe.Add(ref re, j), ref Unsafe.Add(ref im, j), part);
        }
    }

    public void Inverse5(ref Lanes re, ref Lanes im)
    {
        for (int j = 0; j < part; j++)
        {
            Five five = default;
            five.Load(ref Unsafe.Add(ref re, j), ref Unsafe.Add(ref im, j), part);
            for (int k = 1; k < 5; k++)
            {
                Unturn(five[k].R, five[k].I, (4 * j) + k - 1, out Lanes r, out Lanes i);
                five[k] = (r, i);
            }

            five.Transform(1);
            five.Store(ref Unsafe.Add(ref re, j), ref Unsafe.Add(ref im, j), part);
        }
    }

    private static Triple Three((Lanes R, Lanes I) x, (Lanes R, Lanes I) a, (Lanes R, Lanes I) b, double sine)
    {
        Lanes sr = a.R + b.R, si = a.I + b.I, dr = sine * (a.R - b.R), di = sine * (a.I - b.I), mr = x.R - (0.5 * sr), mi = x.I - (0.5 * si);
        return new((x.R + sr, x.I + si), (mr - di, mi + dr), (mr + di, mi - dr));
    }

    // Multiplies by the factor of a place: (r + i·i)(cos + i·sin).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Turn(Lanes r, Lanes i, int at, out Lanes outR, out Lanes outI)
    {
        Lanes c = Vector256.Create(Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(cos), at)), s = Vector256.Create(Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(sin), at));
        outR = Difference(r, c, i * s);
        outI = Vector256.MultiplyAddEstimate(r, s, i * c);
    }

    // Multiplies by the conjugate.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Unturn(Lanes r, Lanes i, int at, out Lanes outR, out Lanes outI)
    {
        Lanes c = Vector256.Create(Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(cos), at)), s = Vector256.Create(Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(sin), at));
        outR = Vector256.MultiplyAddEstimate(r, c, i * s);
        outI = Difference(i, c, r * s);
    }

    /// <summary>a b − c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Difference(Lanes a, Lanes b, Lanes c) => System.Runtime.Intrinsics.X86.Fma.IsSupported ? System.Runtime.Intrinsics.X86.Fma.MultiplySubtract(a, b, c) : Vector256.MultiplyAddEstimate(a, b, -c);

    /// <summary>Three points.</summary>
    private readonly record struct Triple((Lanes R, Lanes I) First, (Lanes R, Lanes I) Second, (Lanes R, Lanes I) Third);

    /// <summary>Five points.</summary>
    private struct Five
    {
        private Places places;

        public (Lanes R, Lanes I) this[int k]
        {
            readonly get => places[k];
            set => places[k] = value;
        }

        public void Load(ref Lanes re, ref Lanes im, int part)
        {
            for (int k = 0; k < 5; k++)
            {
                places[k] = (Unsafe.Add(ref re, k * part), Unsafe.Add(ref im, k * part));
            }
        }

        public readonly void Store(ref Lanes re, ref Lanes im, int part)
        {
            for (int k = 0; k < 5; k++)
            {
                (Unsafe.Add(ref re, k * part), Unsafe.Add(ref im, k * part)) = places[k];
            }
        }

        public void Transform(double sign)
        {
            (Lanes r0, Lanes i0) = places[0];
            (Lanes R, Lanes I) s1 = Sum(1, 4), s2 = Sum(2, 3), d1 = Difference(1, 4), d2 = Difference(2, 3);
            places[0] = (r0 + s1.R + s2.R, i0 + s1.I + s2.I);
            Lanes ar = r0 + (Cos5a * s1.R) + (Cos5b * s2.R), ai = i0 + (Cos5a * s1.I) + (Cos5b * s2.I), br = r0 + (Cos5b * s1.R) + (Cos5a * s2.R), bi = i0 + (Cos5b * s1.I) + (Cos5a * s2.I);
            Lanes cr = sign * ((Sin5a * d1.R) + (Sin5b * d2.R)), ci = sign * ((Sin5a * d1.I) + (Sin5b * d2.I)), er = sign * ((Sin5b * d1.R) - (Sin5a * d2.R)), ei = sign * ((Sin5b * d1.I) - (Sin5a * d2.I));
            places[1] = (ar - ci, ai + cr);
            places[4] = (ar + ci, ai - cr);
            places[2] = (br - ei, bi + er);
            places[3] = (br + ei, bi - er);
        }

        private readonly (Lanes R, Lanes I) Sum(int a, int b) => (places[a].R + places[b].R, places[a].I + places[b].I);

        private readonly (Lanes R, Lanes I) Difference(int a, int b) => (places[a].R - places[b].R, places[a].I - places[b].I);

        [InlineArray(5)]
        private struct Places
        {
            private (Lanes R, Lanes I) first;
        }
    }
}

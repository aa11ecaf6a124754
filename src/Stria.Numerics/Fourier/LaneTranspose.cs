using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace Stria.Numerics.Fourier;

/// <summary>Four rows of a field ↔ lanes, place by place.</summary>
internal static class LaneTranspose
{
    /// <summary>Distance of columns that hold a number of rows: whole cache lines, an odd number of them, so that neighbours do not share the few places of a cache.</summary>
    public static int Padded(int rows)
    {
        int lines = (rows + 7) / 8;
        return 8 * (lines % 2 == 0 ? lines + 1 : lines);
    }

    /// <summary>Place j of the four rows becomes the lanes of target j.</summary>
    /// <param name="source">The rows.</param>
    /// <param name="stride">Distance of the rows.</param>
    /// <param name="target">Receives the lanes.</param>
    public static void Load(ref double source, int stride, Span<Lanes> target)
    {
        int n = target.Length, whole = n & ~3;
        ref double b = ref Unsafe.Add(ref source, stride), c = ref Unsafe.Add(ref b, stride), d = ref Unsafe.Add(ref c, stride);
        for (int j = 0; j < whole; j += 4)
        {
            Four(
                Vector256.LoadUnsafe(ref source, (nuint)j), Vector256.LoadUnsafe(ref b, (nuint)j), Vector256.LoadUnsafe(ref c, (nuint)j), Vector256.LoadUnsafe(ref d, (nuint)j),
                out target[j], out target[j + 1], out target[j + 2], out target[j + 3]);
        }

        for (int j = whole; j < n; j++)
        {
            target[j] = Vector256.Create(Unsafe.Add(ref source, j), Unsafe.Add(ref b, j), Unsafe.Add(ref c, j), Unsafe.Add(ref d, j));
        }
    }

    /// <summary>The lanes of place j become place j of the four rows.</summary>
    /// <param name="source">The lanes.</param>
    /// <param name="target">Receives the rows.</param>
    /// <param name="stride">Distance of the rows.</param>
    public static void Store(ReadOnlySpan<Lanes> source, ref double target, int stride)
    {
        int n = source.Length, whole = n & ~3;
        ref double b = ref Unsafe.Add(ref target, stride), c = ref Unsafe.Add(ref b, stride), d = ref Unsafe.Add(ref c, stride);
        for (int j = 0; j < whole; j += 4)
        {
            Four(source[j], source[j + 1], source[j + 2], source[j + 3], out Lanes r0, out Lanes r1, out Lanes r2, out Lanes r3);
            r0.StoreUnsafe(ref target, (nuint)j);
            r1.StoreUnsafe(ref b, (nuint)j);
            r2.StoreUnsafe(ref c, (nuint)j);
            r3.StoreUnsafe(ref d, (nuint)j);
        }

        for (int j = whole; j < n; j++)
        {
            (Unsafe.Add(ref target, j), Unsafe.Add(ref b, j), Unsafe.Add(ref c, j), Unsafe.Add(ref d, j)) = (source[j][0], source[j][1], source[j][2], source[j][3]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Four(Lanes a, Lanes b, Lanes c, Lanes d, out Lanes w, out Lanes x, out Lanes y, out Lanes z)
    {
        if (System.Runtime.Intrinsics.X86.Avx.IsSupported)
        {
            Lanes ab0 = System.Runtime.Intrinsics.X86.Avx.UnpackLow(a, b), ab1 = System.Runtime.Intrinsics.X86.Avx.UnpackHigh(a, b);
            Lanes cd0 = System.Runtime.Intrinsics.X86.Avx.UnpackLow(c, d), cd1 = System.Runtime.Intrinsics.X86.Avx.UnpackHigh(c, d);
            w = System.Runtime.Intrinsics.X86.Avx.Permute2x128(ab0, cd0, 0x20);
            x = System.Runtime.Intrinsics.X86.Avx.Permute2x128(ab1, cd1, 0x20);
            y = System.Runtime.Intrinsics.X86.Avx.Permute2x128(ab0, cd0, 0x31);
            z = System.Runtime.Intrinsics.X86.Avx.Permute2x128(ab1, cd1, 0x31);
            return;
        }

        w = Vector256.Create(a[0], b[0], c[0], d[0]);
        x = Vector256.Create(a[1], b[1], c[1], d[1]);
        y = Vector256.Create(a[2], b[2], c[2], d[2]);
        z = Vector256.Create(a[3], b[3], c[3], d[3]);
    }
}

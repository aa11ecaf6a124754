using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace Stria.Numerics.Fourier;

/// <summary>Four rows of a field ↔ lanes, place by place.</summary>
internal static class LaneTranspose
{
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
            (target[j], target[j + 1], target[j + 2], target[j + 3]) =
                Turned(new(Vector256.LoadUnsafe(ref source, (nuint)j), Vector256.LoadUnsafe(ref b, (nuint)j), Vector256.LoadUnsafe(ref c, (nuint)j), Vector256.LoadUnsafe(ref d, (nuint)j)));
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
            Four rows = Turned(new(source[j], source[j + 1], source[j + 2], source[j + 3]));
            rows.A.StoreUnsafe(ref target, (nuint)j);
            rows.B.StoreUnsafe(ref b, (nuint)j);
            rows.C.StoreUnsafe(ref c, (nuint)j);
            rows.D.StoreUnsafe(ref d, (nuint)j);
        }

        for (int j = whole; j < n; j++)
        {
            (Unsafe.Add(ref target, j), Unsafe.Add(ref b, j), Unsafe.Add(ref c, j), Unsafe.Add(ref d, j)) = (source[j][0], source[j][1], source[j][2], source[j][3]);
        }
    }

    /// <summary>Turns four neighbouring vectors of four.</summary>
    /// <param name="source">The first of them.</param>
    /// <param name="target">Receives the first turned one and its neighbours.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Turn(ref Lanes source, ref Lanes target)
    {
        Four turned = Turned(new(source, Unsafe.Add(ref source, 1), Unsafe.Add(ref source, 2), Unsafe.Add(ref source, 3)));
        (target, Unsafe.Add(ref target, 1), Unsafe.Add(ref target, 2), Unsafe.Add(ref target, 3)) = (turned.A, turned.B, turned.C, turned.D);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Four Turned(Four v)
    {
        if (Avx.IsSupported)
        {
            Lanes ab0 = Avx.UnpackLow(v.A, v.B), ab1 = Avx.UnpackHigh(v.A, v.B), cd0 = Avx.UnpackLow(v.C, v.D), cd1 = Avx.UnpackHigh(v.C, v.D);
            return new(Avx.Permute2x128(ab0, cd0, 0x20), Avx.Permute2x128(ab1, cd1, 0x20), Avx.Permute2x128(ab0, cd0, 0x31), Avx.Permute2x128(ab1, cd1, 0x31));
        }

        return new(Place(v, 0), Place(v, 1), Place(v, 2), Place(v, 3));
    }

    private static Lanes Place(Four v, int j) => Vector256.Create(v.A[j], v.B[j], v.C[j], v.D[j]);

    /// <summary>Four vectors of four.</summary>
    private readonly record struct Four(Lanes A, Lanes B, Lanes C, Lanes D);
}

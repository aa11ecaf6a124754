using System.Runtime.InteropServices;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace Stria.Numerics.Fourier;

/// <summary>Lanes in memory that begin where a cache line begins, so that none lies across two.</summary>
public sealed class LaneBuffer
{
    private const int Line = 64;
    private readonly double[] numbers;
    private readonly int offset;

    /// <summary>Makes room, filled with zeros.</summary>
    /// <param name="count">Number of lanes.</param>
    public LaneBuffer(int count)
    {
        Count = count;
        numbers = GC.AllocateArray<double>((4 * count) + (Line / sizeof(double)), pinned: true);
        long address = Marshal.UnsafeAddrOfPinnedArrayElement(numbers, 0);
        offset = (int)((Line - (address % Line)) % Line) / sizeof(double);
    }

    /// <summary>Number of lanes.</summary>
    public int Count { get; }

    /// <summary>The lanes.</summary>
    public Span<Lanes> Span => MemoryMarshal.Cast<double, Lanes>(numbers.AsSpan(offset, 4 * Count));
}

using System.Numerics;
using System.Runtime.InteropServices;

namespace Stria.Measurement.Stxm;

/// <summary>Between what a frame's values lie.</summary>
/// <param name="Lowest">The lowest that is a number.</param>
/// <param name="Highest">The highest that is a number.</param>
/// <param name="IsFinite">Whether all are finite numbers.</param>
internal readonly record struct FrameRange(float Lowest, float Highest, bool IsFinite)
{
    /// <summary>Looks at each value once.</summary>
    /// <param name="frame">The values, at least one.</param>
    public static FrameRange Of(ReadOnlySpan<float> frame)
    {
        int lanes = Vector<float>.Count, i = lanes;
        if (frame.Length < lanes)
        {
            return One(frame);
        }

        ref float start = ref MemoryMarshal.GetReference(frame);
        Vector<float> low = Vector.LoadUnsafe(ref start), high = low;
        Vector<float> rest = low - low; // 0 as long as all are finite
        for (; i + lanes <= frame.Length; i += lanes)
        {
            Add(Vector.LoadUnsafe(ref start, (nuint)i), ref low, ref high, ref rest);
        }

        Add(Vector.LoadUnsafe(ref start, (nuint)(frame.Length - lanes)), ref low, ref high, ref rest);
        if (!Vector.EqualsAll(rest, Vector<float>.Zero))
        {
            return One(frame);
        }

        (float lowest, float highest) = (low[0], high[0]);
        for (int k = 1; k < lanes; k++)
        {
            (lowest, highest) = (Math.Min(lowest, low[k]), Math.Max(highest, high[k]));
        }

        return new FrameRange(lowest, highest, IsFinite: true);
    }

    private static FrameRange One(ReadOnlySpan<float> frame)
    {
        (float lowest, float highest, bool isFinite) = (float.PositiveInfinity, float.NegativeInfinity, true);
        foreach (float value in frame)
        {
            isFinite &= float.IsFinite(value);
            (lowest, highest) = float.IsFinite(value) ? (Math.Min(lowest, value), Math.Max(highest, value)) : (lowest, highest);
        }

        return new FrameRange(lowest, highest, isFinite);
    }

    private static void Add(Vector<float> values, ref Vector<float> low, ref Vector<float> high, ref Vector<float> rest)
    {
        (low, high) = (Vector.MinNative(low, values), Vector.MaxNative(high, values));
        rest += values - values;
    }
}

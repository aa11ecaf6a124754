using System.Numerics;
using System.Runtime.InteropServices;

namespace Stria.Measurement.Stxm;

/// <summary>Sums of frames over chosen pixels; values that are no numbers are passed over.</summary>
internal sealed class ChosenPixels
{
    private const int Sparse = 6; // pixels further apart are looked up one by one

    private readonly int[] pixels, lanes;

    /// <summary>Chooses the pixels.</summary>
    /// <param name="chosen">One per pixel.</param>
    public ChosenPixels(bool[] chosen)
    {
        pixels = [.. Enumerable.Range(0, chosen.Length).Where(i => chosen[i])];
        lanes = pixels.Length > chosen.Length / Sparse ? Array.ConvertAll(chosen, c => c ? -1 : 0) : [];
    }

    /// <summary>Sum and number of the values of one frame that are numbers.</summary>
    /// <param name="frame">One value per pixel.</param>
    public (double Sum, int Count) Sum(ReadOnlySpan<float> frame)
    {
        int whole = lanes.Length - (lanes.Length % Vector<float>.Count);
        (double sum, int n) = SumOfVectors(frame[..whole], lanes.AsSpan(0, whole));
        for (int k = pixels.Length - 1; k >= 0 && pixels[k] >= whole; k--)
        {
            float value = frame[pixels[k]];
            (sum, n) = float.IsFinite(value) ? (sum + value, n + 1) : (sum, n);
        }

        return (sum, n);
    }

    private static (double Sum, int Count) SumOfVectors(ReadOnlySpan<float> frame, ReadOnlySpan<int> lanes)
    {
        Vector<double> low = Vector<double>.Zero, high = low;
        Vector<int> counts = Vector<int>.Zero;
        ReadOnlySpan<Vector<float>> values = MemoryMarshal.Cast<float, Vector<float>>(frame);
        ReadOnlySpan<Vector<int>> masks = MemoryMarshal.Cast<int, Vector<int>>(lanes);
        for (int i = 0; i < values.Length; i++)
        {
            Vector<int> use = masks[i] & Vector.Equals(values[i] - values[i], Vector<float>.Zero);
            counts -= use;
            Vector.Widen(Vector.ConditionalSelect(use, values[i], Vector<float>.Zero), out Vector<double> first, out Vector<double> second);
            (low, high) = (low + first, high + second);
        }

        return (Vector.Sum(low + high), Vector.Sum(counts));
    }
}

using System.Numerics;
using System.Runtime.InteropServices;
using Stria.Core;
using Stria.Numerics;
using Stria.Numerics.Images;

namespace Stria.Measurement.Stxm;

/// <summary>Finds hot and dead pixels: values that stand out from their eight neighbours by more than noise and structure explain.</summary>
/// <remarks>A spike is compared with the median of its neighbours; the yardstick is the counting noise at that intensity plus the
/// spread of the neighbours themselves, so that edges of particles are not taken for spikes.</remarks>
public static class Despike
{
    private const float Margin = 1e-5f; // of the squares that are compared in single precision

    /// <summary>Finds the spikes of every frame and marks them as unusable.</summary>
    /// <param name="stack">Intensities with NaN where a value cannot be used.</param>
    /// <param name="noise">Variance of an intensity.</param>
    /// <param name="threshold">How many standard deviations make a spike.</param>
    /// <param name="threads">Degree of parallelism.</param>
    /// <param name="cancel">Stops between frames.</param>
    public static DespikedStack Find(SpectralStack stack, NoiseModel noise, double threshold = 6, int threads = 1, CancellationToken cancel = default) =>
        Find(stack, noise, threshold, threads, takesOver: false, cancel);

    /// <summary>The same for a stack whose counts nobody will ask for again: spikes are marked in its own frames, which a copy would double.</summary>
    /// <param name="stack">Intensities with NaN where a value cannot be used; given away.</param>
    /// <param name="noise">Variance of an intensity.</param>
    /// <param name="threshold">How many standard deviations make a spike.</param>
    /// <param name="threads">Degree of parallelism.</param>
    /// <param name="cancel">Stops between frames.</param>
    public static DespikedStack TakeOver(SpectralStack stack, NoiseModel noise, double threshold = 6, int threads = 1, CancellationToken cancel = default) =>
        Find(stack, noise, threshold, threads, takesOver: true, cancel);

    private static DespikedStack Find(SpectralStack stack, NoiseModel noise, double threshold, int threads, bool takesOver, CancellationToken cancel)
    {
        var found = new List<Spike>[stack.FrameCount];
        Rows.For(stack.FrameCount, threads, new FindInFrame(stack, noise, (float)threshold, found), cancel);
        FrameStore counts = takesOver || Array.TrueForAll(found, f => f.Count == 0) ? stack.Frames : stack.Frames.Copy();
        for (int f = 0; f < found.Length; f++)
        {
            foreach (Spike spike in found[f])
            {
                counts.Part(f, (spike.Row * stack.Grid.Width) + spike.Column, 1)[0] = float.NaN;
            }
        }

        var cleaned = new SpectralStack(stack.PhotonEnergies_eV, stack.Grid, counts, stack.Provenance.Then($"despiked at {threshold} σ"))
        {
            FrameNames = stack.FrameNames,
            Dwells = stack.Dwells,
        };
        return new DespikedStack(cleaned, [.. found.SelectMany(f => f)]);
    }

    private readonly struct FindInFrame(SpectralStack stack, NoiseModel noise, float threshold, List<Spike>[] found) : IRowOperation
    {
        public void Invoke(int row)
        {
            int height = stack.Grid.Height, width = stack.Grid.Width;
            ReadOnlySpan<float> frame = stack.Frame(row);
            var spikes = new List<Spike>();
            Span<float> neighbours = stackalloc float[8];
            for (int r = 0; r < height; r++)
            {
                bool hasBoth = r > 0 && r < height - 1;
                int c = 0;
                while (c < width)
                {
                    // Whole vectors of values that the tests clear are passed over at once; the last one of a row begins where it just ends before the border.
                    int first = Math.Min(c, width - 1 - Vector<float>.Count);
                    if (hasBoth && c > 0 && first > 0 && c < width - 1 && AreClear(frame, width, (r * width) + first))
                    {
                        c = first + Vector<float>.Count;
                        continue;
                    }

                    int end = Math.Min(width, c == 0 ? 1 : c + Vector<float>.Count);
                    for (; c < end; c++)
                    {
                        bool isInner = hasBoth && c > 0 && c < width - 1;
                        if (!MayBeSpike(frame, width, (r * width) + c, isInner))
                        {
                            continue;
                        }

                        int n = LocalRank.Neighbours(frame, height, width, (r * width) + c, neighbours);
                        float value = frame[(r * width) + c];
                        if (n >= 3 && IsSpike(value, neighbours[..n]))
                        {
                            spikes.Add(new Spike(stack.FrameNames[row], r, c, value, LocalRank.Median(neighbours[..n])));
                        }
                    }
                }
            }

            found[row] = spikes;
        }

        // Cheap tests that no spike fails. Unless its neighbours to the left, right, above and below all stand out with it, a spike is far from the lowest or from the highest of them, by half of
        // what makes a spike. And the median lies between the least and the greatest of all neighbours, and the noise of the median is not below that of the least.
        private bool MayBeSpike(ReadOnlySpan<float> frame, int width, int pixel, bool isInner)
        {
            if (float.IsNaN(frame[pixel]) || !isInner)
            {
                return !float.IsNaN(frame[pixel]);
            }

            ReadOnlySpan<float> above = frame.Slice(pixel - width - 1, 3), here = frame.Slice(pixel - 1, 3), below = frame.Slice(pixel + width - 1, 3);
            float low = Math.Min(Math.Min(here[0], here[2]), Math.Min(above[1], below[1])), high = Math.Max(Math.Max(here[0], here[2]), Math.Max(above[1], below[1]));
            double up = here[1] - low, down = high - here[1], square = threshold * threshold;

            // Written so that a NaN among the neighbours keeps the candidate.
            if (up * up <= 0.25 * square * noise.Variance(low) && down * down <= 0.25 * square * noise.Variance(high))
            {
                return false;
            }

            float least = Math.Min(Math.Min(Math.Min(above[0], above[2]), Math.Min(below[0], below[2])), low), most = Math.Max(Math.Max(Math.Max(above[0], above[2]), Math.Max(below[0], below[2])), high);
            double reach = Math.Max(here[1] - least, most - here[1]);
            return !(reach * reach <= square * noise.Variance(least));
        }

        // The same for a vector of values, with a margin for rounding; where a number is missing nothing is clear.
        private bool AreClear(ReadOnlySpan<float> frame, int width, int pixel)
        {
            ReadOnlySpan<float> around = frame.Slice(pixel - width - 1, (2 * width) + 2 + Vector<float>.Count);
            ref float corner = ref MemoryMarshal.GetReference(around);
            nuint one = 1, two = 2, row = (nuint)width, last = row + row;
            Vector<float> aboveLeft = Vector.LoadUnsafe(ref corner), above = Vector.LoadUnsafe(ref corner, one), aboveRight = Vector.LoadUnsafe(ref corner, two);
            Vector<float> left = Vector.LoadUnsafe(ref corner, row), here = Vector.LoadUnsafe(ref corner, row + one), right = Vector.LoadUnsafe(ref corner, row + two);
            Vector<float> belowLeft = Vector.LoadUnsafe(ref corner, last), below = Vector.LoadUnsafe(ref corner, last + one), belowRight = Vector.LoadUnsafe(ref corner, last + two);
            Vector<float> all = aboveLeft + above + aboveRight + (left + here + right) + (belowLeft + below + belowRight);
            if (!Vector.EqualsAll(all - all, Vector<float>.Zero))
            {
                return false;
            }

            // All are numbers: the processor's own minimum, which does not look for what is none, will do.
            Vector<float> low = Vector.MinNative(Vector.MinNative(left, right), Vector.MinNative(above, below)), high = Vector.MaxNative(Vector.MaxNative(left, right), Vector.MaxNative(above, below));
            Vector<float> least = Vector.MinNative(low, Vector.MinNative(Vector.MinNative(aboveLeft, aboveRight), Vector.MinNative(belowLeft, belowRight)));
            Vector<float> most = Vector.MaxNative(high, Vector.MaxNative(Vector.MaxNative(aboveLeft, aboveRight), Vector.MaxNative(belowLeft, belowRight)));
            Vector<float> up = here - low, down = high - here, reach = Vector.MaxNative(here - least, most - here);
            float square = threshold * threshold * (1 - Margin);
            Vector<int> near = Vector.LessThanOrEqual(up * up, 0.25f * square * Variance(low)) & Vector.LessThanOrEqual(down * down, 0.25f * square * Variance(high));
            Vector<int> clear = near | Vector.LessThanOrEqual(reach * reach, square * Variance(least));
            if (Vector.EqualsAll(clear, Vector<int>.AllBitsSet))
            {
                return true;
            }

            (Vector<float> median, Vector<float> spread) = MedianAndSpread((aboveLeft, above, aboveRight), (left, right), (belowLeft, below, belowRight));
            Vector<float> sigma = Vector.SquareRoot(Variance(Vector.MaxNative(median, Vector<float>.Zero) + new Vector<float>((float)noise.Gain)));
            return Vector.EqualsAll(clear | Vector.LessThanOrEqual(Vector.Abs(here - median), threshold * (1 - Margin) * (sigma + (0.5f * spread))), Vector<int>.AllBitsSet);
        }

        // Ascending, lane by lane, in registers: Batcher's odd–even merge sort (1968), nineteen comparisons. The median lies between the fourth and the fifth, the spread is from the second to the seventh.
        private static (Vector<float> Median, Vector<float> Spread) MedianAndSpread(
            (Vector<float>, Vector<float>, Vector<float>) above, (Vector<float>, Vector<float>) beside, (Vector<float>, Vector<float>, Vector<float>) below)
        {
            (Vector<float> a, Vector<float> b, Vector<float> c) = above;
            (Vector<float> d, Vector<float> e) = beside;
            (Vector<float> f, Vector<float> g, Vector<float> h) = below;
            Order(ref a, ref b);
            Order(ref c, ref d);
            Order(ref e, ref f);
            Order(ref g, ref h);
            Order(ref a, ref c);
            Order(ref b, ref d);
            Order(ref e, ref g);
            Order(ref f, ref h);
            Order(ref b, ref c);
            Order(ref f, ref g);
            Order(ref a, ref e);
            Order(ref b, ref f);
            Order(ref c, ref g);
            Order(ref d, ref h);
            Order(ref c, ref e);
            Order(ref d, ref f);
            Order(ref b, ref c);
            Order(ref d, ref e);
            Order(ref f, ref g);
            return (0.5f * (d + e), g - b);
        }

        private static void Order(ref Vector<float> low, ref Vector<float> high) => (low, high) = (Vector.MinNative(low, high), Vector.MaxNative(low, high));

        private Vector<float> Variance(Vector<float> intensity) => ((float)noise.Gain * Vector.MaxNative(intensity, Vector<float>.Zero)) + new Vector<float>((float)noise.Floor);

        private bool IsSpike(float value, Span<float> sorted)
        {
            for (int i = 1; i < sorted.Length; i++)
            {
                float next = sorted[i];
                int k = i;
                for (; k > 0 && sorted[k - 1] > next; k--)
                {
                    sorted[k] = sorted[k - 1];
                }

                sorted[k] = next;
            }

            float median = LocalRank.Median(sorted), spread = sorted[^2] - sorted[1];
            // One photon more than the median: where few are counted, a median of none does not mean that none was to be expected.
            double sigma = Math.Sqrt(noise.Variance(Math.Max(median, 0) + noise.Gain));
            return Math.Abs(value - median) > threshold * (sigma + (0.5 * spread));
        }
    }
}

/// <summary>One value that stands out from its neighbours.</summary>
/// <param name="Frame">The frame's number in the file.</param>
/// <param name="Row">Row of the pixel.</param>
/// <param name="Column">Column of the pixel.</param>
/// <param name="Value">What was measured.</param>
/// <param name="Expected">Median of the neighbours.</param>
public sealed record Spike(string Frame, int Row, int Column, float Value, float Expected);

/// <summary>A stack whose spikes are marked as unusable.</summary>
/// <param name="Stack">Intensities; NaN at the spikes.</param>
/// <param name="Spikes">The spikes, by frame, row and column.</param>
public sealed record DespikedStack(SpectralStack Stack, IReadOnlyList<Spike> Spikes);

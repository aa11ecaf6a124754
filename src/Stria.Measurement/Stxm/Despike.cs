using System.Numerics;
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
                    // Whole vectors of values that the tests clear are passed over at once.
                    if (hasBoth && c > 0 && c + Vector<float>.Count < width && AreClear(frame, width, (r * width) + c))
                    {
                        c += Vector<float>.Count;
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
            Vector<float> aboveLeft = new(frame[(pixel - width - 1)..]), above = new(frame[(pixel - width)..]), aboveRight = new(frame[(pixel - width + 1)..]);
            Vector<float> left = new(frame[(pixel - 1)..]), here = new(frame[pixel..]), right = new(frame[(pixel + 1)..]);
            Vector<float> belowLeft = new(frame[(pixel + width - 1)..]), below = new(frame[(pixel + width)..]), belowRight = new(frame[(pixel + width + 1)..]);
            Vector<float> all = aboveLeft + above + aboveRight + left + here + right + belowLeft + below + belowRight;
            if (!Vector.EqualsAll(all - all, Vector<float>.Zero))
            {
                return false;
            }

            Vector<float> low = Vector.Min(Vector.Min(left, right), Vector.Min(above, below)), high = Vector.Max(Vector.Max(left, right), Vector.Max(above, below));
            Vector<float> least = Vector.Min(low, Vector.Min(Vector.Min(aboveLeft, aboveRight), Vector.Min(belowLeft, belowRight)));
            Vector<float> most = Vector.Max(high, Vector.Max(Vector.Max(aboveLeft, aboveRight), Vector.Max(belowLeft, belowRight)));
            Vector<float> up = here - low, down = high - here, reach = Vector.Max(here - least, most - here);
            float square = threshold * threshold * (1 - Margin);
            Vector<int> near = Vector.LessThanOrEqual(up * up, 0.25f * square * Variance(low)) & Vector.LessThanOrEqual(down * down, 0.25f * square * Variance(high));
            Vector<int> clear = near | Vector.LessThanOrEqual(reach * reach, square * Variance(least));
            if (Vector.EqualsAll(clear, Vector<int>.AllBitsSet))
            {
                return true;
            }

            Span<Vector<float>> sorted = [aboveLeft, above, aboveRight, left, right, belowLeft, below, belowRight];
            Sort(sorted);
            Vector<float> median = 0.5f * (sorted[3] + sorted[4]), spread = sorted[6] - sorted[1], sigma = Vector.SquareRoot(Variance(Vector.Max(median, Vector<float>.Zero) + new Vector<float>((float)noise.Gain)));
            return Vector.EqualsAll(clear | Vector.LessThanOrEqual(Vector.Abs(here - median), threshold * (1 - Margin) * (sigma + (0.5f * spread))), Vector<int>.AllBitsSet);
        }

        // Ascending, lane by lane: Batcher's odd–even merge sort (1968), nineteen comparisons.
        private static void Sort(Span<Vector<float>> eight)
        {
            Order(ref eight[0], ref eight[1]);
            Order(ref eight[2], ref eight[3]);
            Order(ref eight[4], ref eight[5]);
            Order(ref eight[6], ref eight[7]);
            Order(ref eight[0], ref eight[2]);
            Order(ref eight[1], ref eight[3]);
            Order(ref eight[4], ref eight[6]);
            Order(ref eight[5], ref eight[7]);
            Order(ref eight[1], ref eight[2]);
            Order(ref eight[5], ref eight[6]);
            Order(ref eight[0], ref eight[4]);
            Order(ref eight[1], ref eight[5]);
            Order(ref eight[2], ref eight[6]);
            Order(ref eight[3], ref eight[7]);
            Order(ref eight[2], ref eight[4]);
            Order(ref eight[3], ref eight[5]);
            Order(ref eight[1], ref eight[2]);
            Order(ref eight[3], ref eight[4]);
            Order(ref eight[5], ref eight[6]);
        }

        private static void Order(ref Vector<float> low, ref Vector<float> high) => (low, high) = (Vector.Min(low, high), Vector.Max(low, high));

        private Vector<float> Variance(Vector<float> intensity) => ((float)noise.Gain * Vector.Max(intensity, Vector<float>.Zero)) + new Vector<float>((float)noise.Floor);

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

using Stria.Core;
using Stria.Numerics;
using Stria.Numerics.Images;

namespace Stria.Measurement.Stxm;

/// <summary>Finds hot and dead pixels: values that stand out from their eight neighbours by more than noise and structure explain.</summary>
/// <remarks>A spike is compared with the median of its neighbours; the yardstick is the counting noise at that intensity plus the
/// spread of the neighbours themselves, so that edges of particles are not taken for spikes.</remarks>
public static class Despike
{
    /// <summary>Finds the spikes of every frame and marks them as unusable.</summary>
    /// <param name="stack">Intensities with NaN where a value cannot be used.</param>
    /// <param name="noise">Variance of an intensity.</param>
    /// <param name="threshold">How many standard deviations make a spike.</param>
    /// <param name="threads">Degree of parallelism.</param>
    /// <param name="cancel">Stops between frames.</param>
    public static DespikedStack Find(SpectralStack stack, NoiseModel noise, double threshold = 6, int threads = 1, CancellationToken cancel = default)
    {
        var found = new List<Spike>[stack.FrameCount];
        Rows.For(stack.FrameCount, threads, new FindInFrame(stack, noise, (float)threshold, found), cancel);
        FrameStore counts = Array.TrueForAll(found, f => f.Count == 0) ? stack.Frames : stack.Frames.Copy();
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
            var candidates = new bool[width];
            for (int r = 0; r < height; r++)
            {
                Candidates(frame, height, width, r, candidates);
                for (int c = 0; c < width; c++)
                {
                    if (!candidates[c] || !MayBeSpike(frame, width, (r * width) + c, r > 0 && r < height - 1 && c > 0 && c < width - 1))
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

            found[row] = spikes;
        }

        // A cheap test that no spike fails: the median lies between the least and the greatest neighbour, and the noise of the median is not below that of the least.
        private bool MayBeSpike(ReadOnlySpan<float> frame, int width, int pixel, bool isInner)
        {
            if (!isInner)
            {
                return true;
            }

            ReadOnlySpan<float> above = frame.Slice(pixel - width - 1, 3), here = frame.Slice(pixel - 1, 3), below = frame.Slice(pixel + width - 1, 3);
            float least = Math.Min(Math.Min(Math.Min(above[0], above[1]), Math.Min(above[2], here[0])), Math.Min(Math.Min(here[2], below[0]), Math.Min(below[1], below[2])));
            float most = Math.Max(Math.Max(Math.Max(above[0], above[1]), Math.Max(above[2], here[0])), Math.Max(Math.Max(here[2], below[0]), Math.Max(below[1], below[2])));
            double reach = Math.Max(here[1] - least, most - here[1]);
            // Written so that a NaN among the neighbours keeps the candidate.
            return !(reach * reach <= threshold * threshold * noise.Variance(least));
        }

        private bool IsSpike(float value, Span<float> sorted)
        {
            sorted.Sort();
            float median = LocalRank.Median(sorted), spread = sorted[^2] - sorted[1];
            // One photon more than the median: where few are counted, a median of none does not mean that none was to be expected.
            double sigma = Math.Sqrt(noise.Variance(Math.Max(median, 0) + noise.Gain));
            return Math.Abs(value - median) > threshold * (sigma + (0.5 * spread));
        }

        // A cheap test that a spike passes unless its neighbours to the left, right, above and below all stand out with it: it is far from the lowest or
        // from the highest of them, by half of what makes a spike.
        private void Candidates(ReadOnlySpan<float> frame, int height, int width, int r, bool[] candidates)
        {
            ReadOnlySpan<float> here = frame.Slice(r * width, width);
            ReadOnlySpan<float> above = frame.Slice(Math.Max(r - 1, 0) * width, width), below = frame.Slice(Math.Min(r + 1, height - 1) * width, width);
            double quarter = 0.25 * threshold * threshold;
            candidates.AsSpan().Fill(true);
            for (int c = 1; c < width - 1 && r > 0 && r < height - 1; c++)
            {
                float low = Math.Min(Math.Min(here[c - 1], here[c + 1]), Math.Min(above[c], below[c]));
                float high = Math.Max(Math.Max(here[c - 1], here[c + 1]), Math.Max(above[c], below[c]));
                double up = here[c] - low, down = high - here[c];
                // Written so that a NaN among the neighbours keeps the candidate.
                candidates[c] = !(up * up <= quarter * noise.Variance(low) && down * down <= quarter * noise.Variance(high)) && !float.IsNaN(here[c]);
            }
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

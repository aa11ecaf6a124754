using Stria.Core;

namespace Stria.Measurement.Stxm;

/// <summary>Pixels of a mask as runs of neighbours, which are copied together.</summary>
internal static class PixelRuns
{
    /// <summary>Where runs end.</summary>
    /// <param name="pixels">Pixels, ascending.</param>
    /// <param name="ends">Receives the index behind the last pixel of each run; as long as the pixels.</param>
    /// <returns>Number of runs.</returns>
    public static int Find(ReadOnlySpan<int> pixels, Span<int> ends)
    {
        int runs = 0;
        for (int i = 1; i <= pixels.Length; i++)
        {
            if (i == pixels.Length || pixels[i] != pixels[i - 1] + 1)
            {
                ends[runs++] = i;
            }
        }

        return runs;
    }

    /// <summary>The values of some pixels in all frames.</summary>
    /// <param name="frames">The frames.</param>
    /// <param name="pixels">The pixels, ascending, at least one.</param>
    /// <param name="to">Receives the values [frame, pixel].</param>
    /// <param name="stride">Values from one frame to the next, at least as many as pixels.</param>
    public static void Gather(FrameStore frames, ReadOnlySpan<int> pixels, Span<float> to, int stride)
    {
        int n = pixels.Length, first = pixels[0];
        Span<int> ends = stackalloc int[n];
        int runs = Find(pixels, ends);
        for (int f = 0; f < frames.FrameCount; f++)
        {
            ReadOnlySpan<float> frame = frames.Part(f, first, pixels[^1] - first + 1);
            Span<float> row = to.Slice(f * stride, n);
            for (int run = 0, from = 0; run < runs; from = ends[run++])
            {
                frame.Slice(pixels[from] - first, ends[run] - from).CopyTo(row[from..]);
            }
        }
    }
}

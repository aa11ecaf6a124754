using Stria.Core;
using Stria.Numerics;

namespace Stria.Measurement.Stxm;

/// <summary>Finds how far the sample moved in each frame: gradient magnitudes, unnormalised cross-correlation of many pairs of frames, one robust
/// least-squares solution for all.</summary>
/// <remarks>Phase-normalised correlation fails on smooth images (scikit-image issue 6456), and a chain of neighbours adds its errors up. Here each
/// frame is compared with a band of followers and a few far frames; displacements are found coarse to fine on a pyramid, at the finest level
/// on the spline through the correlation. Frames come in order, and only those that are still to be compared are in memory.</remarks>
public static class Registration
{
    private const int WideBand = 6; // neighbours from which on every far pair is measured
    private const int Batch = 8; // frames that come at once

    private static readonly int[] FarFrames = [10, 16, 25, 40, 64, 100];

    /// <summary>Finds the displacements.</summary>
    /// <param name="stack">Intensities in order of energy; NaN where a value cannot be used.</param>
    /// <param name="options">How far to look.</param>
    /// <param name="progress">Told as pairs are done.</param>
    /// <param name="cancel">Stops between frames.</param>
    public static RegistrationResult Find(
        SpectralStack stack, RegistrationOptions options, IProgress<double>? progress = null, CancellationToken cancel = default)
    {
        int n = stack.FrameCount;
        if (n < 2)
        {
            return RegistrationResult.None(n);
        }

        List<(int First, int Second)> pairs = Pairs(n, options.Neighbours);
        var course = new CoarseCourse(n, options);
        var measured = new (double Row, double Column)[pairs.Count];
        int[] order = [.. Enumerable.Range(0, pairs.Count).OrderBy(k => pairs[k].Second)];
        var shelf = new PyramidShelf(stack, LastPartners(n, pairs), Batch, options);
        for (int first = 0, done = 0; first < n; first += Batch)
        {
            int count = Math.Min(Batch, n - first), from = done;
            shelf.Bring(first, count, cancel);
            course.Follow(shelf, first, count, cancel);
            while (done < order.Length && pairs[order[done]].Second < first + count)
            {
                done++;
            }

            Rows.For(done - from, options.Threads, new MeasurePair(shelf, pairs, order.AsMemory(from, done - from), course, measured), cancel);
            progress?.Report(0.95 * (first + count) / n);
        }

        return ShiftNetwork.Solve(n, pairs, measured);
    }

    private static int[] LastPartners(int n, List<(int First, int Second)> pairs)
    {
        int[] last = [.. Enumerable.Range(0, n).Select(f => Math.Min(f + CoarseCourse.Reach, n - 1))];
        foreach ((int i, int j) in pairs)
        {
            last[i] = Math.Max(last[i], j);
        }

        return last;
    }

    private static List<(int First, int Second)> Pairs(int n, int neighbours)
    {
        var pairs = new List<(int, int)>();
        foreach (int distance in Enumerable.Range(1, neighbours).Concat(FarFrames.Where(d => d > neighbours)))
        {
            // A narrower band has its far pairs thinned alike.
            int step = distance > neighbours ? Math.Max(1, WideBand / neighbours) : 1;
            for (int i = 0; i + distance < n; i += step)
            {
                pairs.Add((i, i + distance));
            }
        }

        return pairs;
    }

    private readonly struct MeasurePair(
        PyramidShelf shelf, List<(int First, int Second)> pairs, ReadOnlyMemory<int> which, CoarseCourse course, (double Row, double Column)[] measured) : IRowOperation
    {
        public void Invoke(int row)
        {
            (int i, int j) = pairs[which.Span[row]];
            measured[which.Span[row]] = PairCorrelation.Refine(shelf[i].Levels[0], shelf[j].Levels[0], course.Rows[j] - course.Rows[i], course.Columns[j] - course.Columns[i]);
        }
    }
}

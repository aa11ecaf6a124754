using System.Buffers;
using System.Numerics.Tensors;
using Stria.Core;
using Stria.Numerics;
using Stria.Numerics.Images;

namespace Stria.Measurement.Stxm;

/// <summary>Finds how far the sample moved in each frame: gradient magnitudes, unnormalised cross-correlation of many pairs of frames, one robust
/// least-squares solution for all.</summary>
/// <remarks>Phase-normalised correlation fails on smooth images (scikit-image issue 6456), and a chain of neighbours adds its errors up. Here each
/// frame is compared with a band of followers and a few far frames; displacements are found coarse to fine on a pyramid, at the finest level
/// on the spline through the correlation.</remarks>
public static class Registration
{
    private const int WideBand = 6; // neighbours from which on every far pair is measured

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

        var pyramids = new ImagePyramid[n];
        FrameStore store = stack.Frames.Another(n, ImagePyramid.Length(stack.Grid.Height, stack.Grid.Width));
        Rows.For(n, options.Threads, new BuildPyramid(stack, options.Smoothing, store, pyramids), cancel);
        progress?.Report(0.2);
        (double[] rows, double[] columns) = Coarse(pyramids, options, cancel);
        progress?.Report(0.4);
        List<(int First, int Second)> pairs = Pairs(n, options.Neighbours);
        var measured = new (double Row, double Column)[pairs.Count];
        Rows.For(pairs.Count, options.Threads, new MeasurePair(pyramids, pairs, rows, columns, measured), cancel);
        progress?.Report(0.95);
        return ShiftNetwork.Solve(n, pairs, measured);
    }

    private static (double[] Rows, double[] Columns) Coarse(ImagePyramid[] pyramids, RegistrationOptions options, CancellationToken cancel)
    {
        int n = pyramids.Length;
        List<(int First, int Second)> pairs = [.. Pairs(n, 2).Where(p => p.Second - p.First <= 2)];
        var measured = new (double Row, double Column)[pairs.Count];
        Rows.For(pairs.Count, options.Threads, new MeasureCoarse(pyramids, pairs, options.MaximumShift, measured), cancel);
        RegistrationResult solved = ShiftNetwork.Solve(n, pairs, measured);
        return (solved.Rows, solved.Columns);
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

    private readonly struct BuildPyramid(SpectralStack stack, double smoothing, FrameStore store, ImagePyramid[] pyramids) : IRowOperation
    {
        public void Invoke(int row)
        {
            int height = stack.Grid.Height, width = stack.Grid.Width;
            float[] memory = ArrayPool<float>.Shared.Rent(2 * stack.Grid.Count);
            Span<float> image = memory.AsSpan(0, stack.Grid.Count), gradient = memory.AsSpan(stack.Grid.Count, stack.Grid.Count);
            stack.Frame(row).CopyTo(image);
            LocalRank.FillHolesOf(image, height, width);
            double mean = 0;
            for (int r = 0; r < height; r++)
            {
                mean += TensorPrimitives.SumOfMagnitudes<float>(image.Slice(r * width, width));
            }

            // Frames differ in incident intensity; only the shape of the gradient counts.
            GaussianFilter.Smooth(image, height, width, smoothing, image);
            GradientMagnitude.Of(image, height, width, gradient);
            TensorPrimitives.Multiply(gradient, (float)(image.Length / Math.Max(mean, 1e-30)), gradient);
            pyramids[row] = new ImagePyramid(store, row, gradient, height, width);
            ArrayPool<float>.Shared.Return(memory);
        }
    }

    private readonly struct MeasureCoarse(
        ImagePyramid[] pyramids, List<(int First, int Second)> pairs, double maximumShift, (double Row, double Column)[] measured) : IRowOperation
    {
        public void Invoke(int row) =>
            measured[row] = PairCorrelation.Search(pyramids[pairs[row].First], pyramids[pairs[row].Second], maximumShift);
    }

    private readonly struct MeasurePair(
        ImagePyramid[] pyramids, List<(int First, int Second)> pairs, double[] rows, double[] columns, (double Row, double Column)[] measured) : IRowOperation
    {
        public void Invoke(int row)
        {
            (int i, int j) = pairs[row];
            measured[row] = PairCorrelation.Refine(pyramids[i].Levels[0], pyramids[j].Levels[0], rows[j] - rows[i], columns[j] - columns[i]);
        }
    }
}

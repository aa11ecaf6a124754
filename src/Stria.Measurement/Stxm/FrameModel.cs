using System.Numerics.Tensors;
using Stria.Core;
using Stria.Numerics;
using Stria.Numerics.Images;
using Stria.Numerics.Linear;

namespace Stria.Measurement.Stxm;

/// <summary>The few images of which all frames consist, learned from the frames in their present places by principal components, each value weighted by its noise.</summary>
internal sealed class FrameModel
{
    private const int Border = 10, Edge = 3, MostImages = 6, FewestImages = 4, FirstOfNoise = 9;
    private const double BeyondNoise = 1.1, LeastRatioBase = 0.2;
    private readonly float[] frames;
    private readonly double[] amplitudes, levels;

    private FrameModel(FrameWindow window, float[] frames, double[] levels, (float[][] Images, double[] Amplitudes) learned)
    {
        (Height, Width, this.frames, this.levels, Images, amplitudes) = (window.Height, window.Width, frames, levels, learned.Images, learned.Amplitudes);
        Downwards = [.. Images.Select(u => ImageDerivative.Downwards(u, Height, Width))];
        Rightwards = [.. Images.Select(u => ImageDerivative.Rightwards(u, Height, Width))];
        Inner = [.. Enumerable.Range(0, Height * Width).Select(i => i / Width >= Edge && i / Width < Height - Edge && i % Width >= Edge && i % Width < Width - Edge)];
    }

    /// <summary>Number of rows of the images.</summary>
    public int Height { get; }

    /// <summary>Number of columns.</summary>
    public int Width { get; }

    /// <summary>Number of images.</summary>
    public int Count => Images.Length;

    /// <summary>The images, the one with the most variance first.</summary>
    public float[][] Images { get; }

    /// <summary>Their derivatives along the columns [1/px].</summary>
    public float[][] Downwards { get; }

    /// <summary>Their derivatives along the rows [1/px].</summary>
    public float[][] Rightwards { get; }

    /// <summary>Pixels far enough from the window's edge to have derivatives.</summary>
    public bool[] Inner { get; }

    /// <summary>Whether the contrast between parts of the sample changes from frame to frame beyond noise: then the second image is one of the sample.</summary>
    public bool HasContrast { get; private init; }

    /// <summary>Variance of a value where no noise model is known; only its size against outliers counts.</summary>
    public double TypicalVariance { get; private init; }

    /// <summary>A frame in its present place, over its level, less one; NaN where it cannot be used.</summary>
    public ReadOnlySpan<float> Aligned(int frame) => frames.AsSpan(frame * Height * Width, Height * Width);

    /// <summary>Mean of a frame.</summary>
    public double Level(int frame) => levels[frame];

    /// <summary>How much of an image a frame holds.</summary>
    public double Amplitude(int frame, int image) => amplitudes[(frame * Count) + image];

    /// <summary>s₁/s₀ of a frame; where a frame shows next to nothing, as if it showed a fifth of the mean.</summary>
    public double Ratio(int frame)
    {
        double mean = 0;
        for (int f = 0; f < levels.Length; f++)
        {
            mean += Amplitude(f, 0) / levels.Length;
        }

        return Amplitude(frame, 1) / Math.Max(Amplitude(frame, 0), LeastRatioBase * mean);
    }

    /// <summary>Learns the images; null where the frames show nothing but noise.</summary>
    public static FrameModel? Learn(SpectralStack stack, FrameWindow window, (double[] Rows, double[] Columns) shifts, NoiseModel noise, int threads, CancellationToken cancel)
    {
        int n = stack.FrameCount, pixels = window.Height * window.Width;
        var frames = new float[n * pixels];
        var levels = new double[n];
        Rows.For(n, threads, new Place(stack, window, shifts, (frames, levels)), cancel);
        float[] weights = PixelWeights(frames, n, pixels, noise), scaled = new float[frames.Length];
        double[] scales = [.. levels.Select(l => noise.Gain > 0 || noise.Floor > 0 ? l / Math.Sqrt(Math.Max((noise.Gain * l) + noise.Floor, 1e-30)) : 1)];
        for (int f = 0; f < n; f++)
        {
            Span<float> target = scaled.AsSpan(f * pixels, pixels);
            for (int i = 0; i < pixels; i++)
            {
                float v = frames[(f * pixels) + i];
                target[i] = float.IsFinite(v) ? v * weights[i] * (float)scales[f] : 0;
            }
        }

        (float[][] Images, double[] Amplitudes, double Noise, bool HasContrast)? learned = Components(scaled, (n, pixels), weights, scales);
        return learned is not { } l0 ? null : new FrameModel(window, frames, levels, (l0.Images, l0.Amplitudes)) { TypicalVariance = l0.Noise, HasContrast = l0.HasContrast };
    }

    // Transmitted light scatters with its own mean; every frame dark in one place weighs little there.
    private static float[] PixelWeights(float[] frames, int n, int pixels, NoiseModel noise)
    {
        var weights = new float[pixels];
        for (int i = 0; i < pixels; i++)
        {
            double sum = 0;
            int used = 0;
            for (int f = 0; f < n; f++)
            {
                float v = frames[(f * pixels) + i];
                (sum, used) = float.IsFinite(v) ? (sum + 1 + v, used + 1) : (sum, used);
            }

            weights[i] = noise.Gain > 0 ? (float)(1 / Math.Sqrt(Math.Max(0.02, sum / Math.Max(1, used)))) : 1;
        }

        return weights;
    }

    private static unsafe (float[][] Images, double[] Amplitudes, double Noise, bool HasContrast)? Components(float[] scaled, (int Frames, int Pixels) size, float[] weights, double[] scales)
    {
        (int n, int pixels) = size;
        float[] gram = new float[n * n];
        fixed (float* a = scaled, g = gram)
        {
            OpenBlas.Gram(new MatrixView<float>(a, n, pixels), new MatrixView<float>(g, n, n));
        }

        double[] vectors = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            for (int j = i; j < n; j++)
            {
                vectors[(i * n) + j] = vectors[(j * n) + i] = gram[(i * n) + j];
            }
        }

        double[] ascending = OpenBlas.SymmetricEigen(vectors, n), roots = [.. ascending.Reverse().Select(v => Math.Sqrt(Math.Max(v, 0)))];
        double tail = roots[Math.Min(FirstOfNoise, (n / 2) + 1)];
        if (!(roots[0] > 2 * BeyondNoise * tail))
        {
            return null;
        }

        // An image that is weak in every frame still moves frames if left out (saturation in a wedge: 0.04 px); one of noise moves none.
        int most = Math.Clamp(n / 4, 2, MostImages), count = Math.Clamp(roots.Count(v => v > BeyondNoise * tail), Math.Min(FewestImages, most), most);
        var images = new float[count][];
        var amplitudes = new double[n * count];
        for (int k = 0; k < count; k++)
        {
            ReadOnlySpan<double> vector = vectors.AsSpan((n - 1 - k) * n, n);
            double sign = k == 0 && TensorPrimitives.Sum(vector) < 0 ? -1 : 1, root = Math.Max(roots[k], 1e-30);
            images[k] = new float[pixels];
            for (int f = 0; f < n; f++)
            {
                TensorPrimitives.MultiplyAdd(scaled.AsSpan(f * pixels, pixels), (float)(sign * vector[f] / root), images[k], images[k]);
                amplitudes[(f * count) + k] = sign * vector[f] * root / scales[f];
            }

            TensorPrimitives.Divide(images[k], weights, images[k]);
        }

        return (images, amplitudes, Math.Max(tail * tail / pixels, 1e-30), roots[1] > 2 * BeyondNoise * tail);
    }

    private readonly struct Place(SpectralStack stack, FrameWindow window, (double[] Rows, double[] Columns) shifts, (float[] Frames, double[] Levels) to) : IRowOperation
    {
        public void Invoke(int row)
        {
            int pixels = window.Height * window.Width, width = window.Width + (2 * Border), height = window.Height + (2 * Border);
            int down = (int)Math.Round(shifts.Rows[row]), right = (int)Math.Round(shifts.Columns[row]);
            float[] cut = window.Cut(stack.Frame(row), stack.Grid, (down, right), Border), moved = SplineShift.Sample(LocalRank.FillHoles(cut, height, width), height, width, shifts.Rows[row] - down, shifts.Columns[row] - right);
            Span<float> target = to.Frames.AsSpan(row * pixels, pixels);
            double sum = 0;
            for (int r = 0; r < window.Height; r++)
            {
                ReadOnlySpan<float> line = moved.AsSpan(((r + Border) * width) + Border, window.Width);
                line.CopyTo(target[(r * window.Width)..]);
                sum += TensorPrimitives.Sum(line);
            }

            double level = sum / pixels;
            to.Levels[row] = level = level > 0 ? level : 1;
            for (int i = 0; i < pixels; i++)
            {
                target[i] = (float)((target[i] / level) - 1);
            }

            for (int i = 0; i < cut.Length; i++)
            {
                if (!float.IsFinite(cut[i]))
                {
                    Mark(target, (i / width) - Border, (i % width) - Border);
                }
            }
        }

        private void Mark(Span<float> target, int row, int column)
        {
            for (int r = Math.Max(0, row - 1); r <= Math.Min(window.Height - 1, row + 1); r++)
            {
                for (int c = Math.Max(0, column - 1); c <= Math.Min(window.Width - 1, column + 1); c++)
                {
                    target[(r * window.Width) + c] = float.NaN;
                }
            }
        }
    }
}

using Stria.Numerics.Images;

namespace Stria.Numerics.Geometry;

/// <summary>
/// The averaged direction of a part. The gradient g of the distance to the border points across the particle; its doubled angle, weighted with |g|², is averaged within
/// the part by solving u − ∇·(L²∇u) = g² with no flow through the border, so that nothing leaks from one limb of a bent particle to another. L is the local width.
/// </summary>
internal sealed class LocalAxisDiffusion
{
    // Widths are resolved by this many blocks at most: enough for a direction, and the solver's work stays bounded.
    private const double BlocksPerWidth = 16;

    private readonly LocalAxisWindow window;
    private readonly int block;
    private readonly double[] cos, sin, coherence;

    private LocalAxisDiffusion(LocalAxisWindow window, int block, double[] cos, double[] sin, double[] coherence) =>
        (this.window, this.block, this.cos, this.sin, this.coherence) = (window, block, cos, sin, coherence);

    /// <summary>Mean over the part of the coherence, |mean of g²| / mean of |g|².</summary>
    public required double MeanCoherence { get; init; }

    /// <summary>Mean over the part of the local width [px].</summary>
    public required double TypicalWidth { get; init; }

    /// <summary>Averages the directions of a part.</summary>
    public static LocalAxisDiffusion Of(LocalAxisWindow fine)
    {
        float deepest = LocalAxisDistance.ToBorder(fine).Max();
        int block = (int)Math.Max(1, 2 * deepest / BlocksPerWidth);
        LocalAxisWindow window = block == 1 ? fine : fine.Coarse(block);
        float[] distance = LocalAxisDistance.ToBorder(window);
        double[] thickness = LocalAxisDistance.Thickness(window, distance);
        (double[] real, double[] imaginary, double[] weight) = SquaredGradient(window, GaussianFilter.Smooth(distance, window.Height, window.Width, 1));
        var average = new LocalAxisAverage(window, thickness);
        average.Solve(real);
        average.Solve(imaginary);
        average.Solve(weight);
        double[] coherence = weight;
        foreach (int i in window.Pixels)
        {
            double length = double.Hypot(real[i], imaginary[i]), across = 0.5 * Math.Atan2(imaginary[i], real[i]);
            coherence[i] = weight[i] > 0 ? Math.Clamp(length / weight[i], 0, 1) : 0;

            // The long axis is a quarter turn from the direction across.
            (real[i], imaginary[i]) = (Math.Sin(across), -Math.Cos(across));
        }

        new LocalAxisSigns(window, real, imaginary, coherence).MakeContinuous();
        return new LocalAxisDiffusion(window, block, real, imaginary, coherence)
        {
            MeanCoherence = window.Pixels.Count > 0 ? window.Pixels.Average(i => coherence[i]) : 0,
            TypicalWidth = window.Pixels.Count > 0 ? block * window.Pixels.Average(i => thickness[i]) : 0,
        };
    }

    /// <summary>Direction of ξ and its coherence at a pixel of the window: from the blocks round it that lie inside, or the nearest one.</summary>
    public (double Cos, double Sin, double Coherence) At(double row, double column)
    {
        double y = ((row + 0.5) / block) - 0.5, x = ((column + 0.5) / block) - 0.5;
        int r0 = (int)Math.Floor(y), c0 = (int)Math.Floor(x);
        for (int reach = 1; reach < window.Height + window.Width; reach *= 2)
        {
            double total = 0, c = 0, s = 0, k = 0;
            for (int r = Math.Max(0, r0 - reach + 1); r <= Math.Min(window.Height - 1, r0 + reach); r++)
            {
                for (int q = Math.Max(0, c0 - reach + 1); q <= Math.Min(window.Width - 1, c0 + reach); q++)
                {
                    double weight = window.Inside[(r * window.Width) + q] ? Math.Max(0, 1 - (Math.Abs(y - r) / reach)) * Math.Max(0, 1 - (Math.Abs(x - q) / reach)) : 0;
                    int i = (r * window.Width) + q;
                    (total, c, s, k) = (total + weight, c + (weight * cos[i]), s + (weight * sin[i]), k + (weight * coherence[i]));
                }
            }

            double length = double.Hypot(c, s);
            if (total > 1e-9 && length > 0)
            {
                return (c / length, s / length, k / total);
            }
        }

        return (1, 0, 0);
    }

    /// <summary>(gₓ + i g_y)² and |g|² of a distance map, x to the right and y upwards; 0 outside.</summary>
    private static (double[] Real, double[] Imaginary, double[] Weight) SquaredGradient(LocalAxisWindow window, float[] distance)
    {
        int width = window.Width;
        double[] real = new double[distance.Length], imaginary = new double[distance.Length], weight = new double[distance.Length];
        foreach (int i in window.Pixels)
        {
            int row = i / width, column = i % width;
            int left = Math.Max(0, column - 1), right = Math.Min(width - 1, column + 1), up = Math.Max(0, row - 1), down = Math.Min(window.Height - 1, row + 1);
            double gx = right > left ? (distance[(row * width) + right] - distance[(row * width) + left]) / (right - left) : 0;
            double gy = down > up ? (distance[(up * width) + column] - distance[(down * width) + column]) / (down - up) : 0;
            (real[i], imaginary[i], weight[i]) = ((gx * gx) - (gy * gy), 2 * gx * gy, (gx * gx) + (gy * gy));
        }

        return (real, imaginary, weight);
    }
}

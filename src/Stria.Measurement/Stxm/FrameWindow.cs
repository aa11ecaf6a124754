using Stria.Core;
using Stria.Numerics.Images;

namespace Stria.Measurement.Stxm;

/// <summary>The part of the common field by which displacements are refined: all of it, or of large fields the square that shows the most contours.</summary>
/// <param name="Top">First row, in the raster of the first frame.</param>
/// <param name="Left">First column.</param>
/// <param name="Height">Number of rows.</param>
/// <param name="Width">Number of columns.</param>
internal readonly record struct FrameWindow(int Top, int Left, int Height, int Width)
{
    private const int Longest = 160, Shortest = 16, Step = 8;

    /// <summary>Chooses the window; null where too little is common to all frames.</summary>
    /// <param name="stack">The frames.</param>
    /// <param name="shifts">Their displacements.</param>
    public static FrameWindow? In(SpectralStack stack, RegistrationResult shifts)
    {
        (int top, int bottom) = Common(shifts.Rows, stack.Grid.Height);
        (int left, int right) = Common(shifts.Columns, stack.Grid.Width);
        int height = bottom - top, width = right - left;
        if (height < Shortest || width < Shortest)
        {
            return null;
        }

        var window = new FrameWindow(top, left, Math.Min(height, Longest), Math.Min(width, Longest));
        return height <= Longest && width <= Longest ? window : window.WithMostContours(stack, height, width);
    }

    /// <summary>The part of a frame that shows the window, displaced by whole pixels, with a border of some pixels; what lies outside the frame repeats its edge.</summary>
    public float[] Cut(ReadOnlySpan<float> frame, ImageGrid grid, (int Down, int Right) by, int border)
    {
        int height = Height + (2 * border), width = Width + (2 * border);
        var cut = new float[height * width];
        for (int r = 0; r < height; r++)
        {
            int row = Math.Clamp(Top + by.Down + r - border, 0, grid.Height - 1);
            for (int c = 0; c < width; c++)
            {
                cut[(r * width) + c] = frame[(row * grid.Width) + Math.Clamp(Left + by.Right + c - border, 0, grid.Width - 1)];
            }
        }

        return cut;
    }

    // One pixel is left for displacements that grow.
    private static (int Low, int High) Common(double[] shifts, int length) =>
        ((int)Math.Ceiling(Math.Max(0, -shifts.Min())) + 1, (int)Math.Floor(length - 1 - Math.Max(0, shifts.Max())));

    private FrameWindow WithMostContours(SpectralStack stack, int height, int width)
    {
        int h = stack.Grid.Height, w = stack.Grid.Width;
        float[] gradient = GradientMagnitude.Of(GaussianFilter.Smooth(LocalRank.FillHoles(stack.Frame(0), h, w), h, w, 1.5), h, w);
        var sums = new double[(h + 1) * (w + 1)];
        for (int r = 0; r < h; r++)
        {
            double line = 0;
            for (int c = 0; c < w; c++)
            {
                line += (double)gradient[(r * w) + c] * gradient[(r * w) + c];
                sums[((r + 1) * (w + 1)) + c + 1] = sums[(r * (w + 1)) + c + 1] + line;
            }
        }

        (double Sum, FrameWindow Window) best = (double.NegativeInfinity, this);
        for (int r = Top; r + Height <= Top + height; r += Step)
        {
            for (int c = Left; c + Width <= Left + width; c += Step)
            {
                int low = (r * (w + 1)) + c, high = low + (Height * (w + 1));
                double sum = sums[high + Width] - sums[high] - sums[low + Width] + sums[low];
                best = sum > best.Sum ? (sum, this with { Top = r, Left = c }) : best;
            }
        }

        return best.Window;
    }
}

using Stria.Numerics.Images;

namespace Stria.Numerics.Geometry;

/// <summary>The two long sides of a part, and what they say of each pixel: its distance from the middle between them and their distance from each other.</summary>
internal sealed class LocalAxisSides
{
    // Whether a piece of the border belongs to a side or to an end is judged over this share of the width to both hands, so that a ragged border does not look like ends.
    private const double Judged = 0.35;

    // Near an end the averaged direction may be off by 20°. So a point also belongs to an end when its surroundings begin to turn and its own normal points along ξ, and to a side only when its own normal agrees.
    private const double Turning = 0.4, Capping = 0.8, Siding = 0.6;

    // The mask is smoothed over this share of the width, within limits [px], so that its stairs do not show in the directions.
    private const double Softness = 0.125, LeastSoftness = 0.6, MostSoftness = 2;

    // Corners between a side and an end are rounded as far as this [smoothing lengths]; their normals belong to neither.
    private const double Corner = 3;

    private readonly LocalAxisWindow window;

    private LocalAxisSides(LocalAxisWindow window)
    {
        this.window = window;
        (Offset, Width) = (new double[window.Inside.Length], new double[window.Inside.Length]);
        Offset.AsSpan().Fill(double.NaN);
        Width.AsSpan().Fill(double.NaN);
    }

    /// <summary>Signed distance of each pixel from the middle [px], positive towards η; NaN where a side is missing.</summary>
    public double[] Offset { get; }

    /// <summary>Distance of the sides from each other [px]; NaN where a side is missing.</summary>
    public double[] Width { get; }

    /// <summary>Finds the sides and measures from them.</summary>
    public static LocalAxisSides Of(LocalAxisWindow window, LocalAxisDiffusion rough)
    {
        var sides = new LocalAxisSides(window);
        (LocalAxisPoints left, LocalAxisPoints right) = Trace(window, rough);
        foreach (int i in window.Pixels)
        {
            double x = i % window.Width, y = -(i / window.Width), toLeft = left.Distance(x, y), toRight = right.Distance(x, y);
            sides.Offset[i] = (toRight - toLeft) / 2;
            sides.Width[i] = toRight + toLeft;
        }

        return sides;
    }

    /// <summary>The direction in which the offset grows at a pixel, of length 1, by least squares over the pixels within a reach; null where it cannot be told.</summary>
    public (double X, double Y)? Gradient(int pixel, int reach)
    {
        int row = pixel / window.Width, column = pixel % window.Width, stride = Math.Max(1, reach / 10);
        reach -= reach % stride;
        double n = 0, x = 0, y = 0, s = 0, xx = 0, xy = 0, yy = 0, xs = 0, ys = 0;
        for (int r = row - reach; r <= row + reach; r += stride)
        {
            for (int c = column - reach; c <= column + reach; c += stride)
            {
                double value = r >= 0 && c >= 0 && r < window.Height && c < window.Width ? Offset[(r * window.Width) + c] : double.NaN;
                double dx = c - column, dy = row - r;
                if (double.IsNaN(value) || (dx * dx) + (dy * dy) > reach * reach)
                {
                    continue;
                }

                (n, x, y, s) = (n + 1, x + dx, y + dy, s + value);
                (xx, xy, yy, xs, ys) = (xx + (dx * dx), xy + (dx * dy), yy + (dy * dy), xs + (dx * value), ys + (dy * value));
            }
        }

        if (n < 4)
        {
            return null;
        }

        (xx, xy, yy, xs, ys) = (xx - (x * x / n), xy - (x * y / n), yy - (y * y / n), xs - (x * s / n), ys - (y * s / n));
        double determinant = (xx * yy) - (xy * xy), gx = ((yy * xs) - (xy * ys)) / determinant, gy = ((xx * ys) - (xy * xs)) / determinant;
        double length = double.Hypot(gx, gy);
        return determinant > 1e-6 * xx * yy && length > 0.2 ? (gx / length, gy / length) : null;
    }

    /// <summary>The border sorted into the two sides, without what lies next to an end; normals are means along the side.</summary>
    private static (LocalAxisPoints Left, LocalAxisPoints Right) Trace(LocalAxisWindow window, LocalAxisDiffusion rough)
    {
        double softness = Math.Clamp(Softness * rough.TypicalWidth, LeastSoftness, MostSoftness), judged = Math.Max(2, Judged * rough.TypicalWidth);
        List<BorderPoint> border = Border(window, softness), sides = [];
        LocalAxisPoints all = new(window.Height, window.Width), left = new(window.Height, window.Width), right = new(window.Height, window.Width), ends = new(window.Height, window.Width);
        border.ForEach(all.Add);
        foreach (BorderPoint point in border)
        {
            (double x, double y) = all.MeanNormal(point.X, point.Y, judged);
            (double cos, double sin, _) = rough.At(-point.Y, point.X);
            double length = double.Hypot(x, y), along = Math.Abs((x * cos) + (y * sin)), facing = Math.Abs((y * cos) - (x * sin));
            double ownAlong = Math.Abs((point.NormalX * cos) + (point.NormalY * sin)), ownFacing = Math.Abs((point.NormalY * cos) - (point.NormalX * sin));
            if (along >= facing || (along > Turning * length && ownAlong > Capping))
            {
                ends.Add(point);
            }
            else if (ownFacing > Siding)
            {
                sides.Add(point);
            }
        }

        foreach (BorderPoint point in sides.Where(p => !ends.HasWithin(p.X, p.Y, Corner * softness)))
        {
            (double cos, double sin, _) = rough.At(-point.Y, point.X);
            ((point.NormalY * cos) - (point.NormalX * sin) > 0 ? left : right).Add(point);
        }

        return (left.WithMeanNormals(judged), right.WithMeanNormals(judged));
    }

    /// <summary>The border to a fraction of a pixel, where the smoothed mask crosses one half.</summary>
    private static List<BorderPoint> Border(LocalAxisWindow window, double softness)
    {
        int width = window.Width;
        float[] soft = GaussianFilter.Smooth([.. window.Inside.Select(i => i ? 1f : 0f)], window.Height, width, softness);
        var border = new List<BorderPoint>();
        for (int i = 0; i < soft.Length; i++)
        {
            foreach (int n in (int[])[(i % width) + 1 < width ? i + 1 : i, i + width < soft.Length ? i + width : i])
            {
                if (soft[i] >= 0.5f != soft[n] >= 0.5f)
                {
                    double share = (0.5 - soft[i]) / (soft[n] - soft[i]);
                    (double x, double y) = Outwards(soft, window, i, n);
                    border.Add(new BorderPoint((i % width) + (n == i + 1 ? share : 0), -((i / width) + (n == i + width ? share : 0)), x, y));
                }
            }
        }

        return border;
    }

    private static (double X, double Y) Outwards(float[] soft, LocalAxisWindow window, int i, int n)
    {
        (double xi, double yi) = Slope(soft, window, i);
        (double xn, double yn) = Slope(soft, window, n);
        double length = double.Hypot(xi + xn, yi + yn);
        return length > 0 ? (-(xi + xn) / length, -(yi + yn) / length) : (0, 0);
    }

    private static (double X, double Y) Slope(float[] soft, LocalAxisWindow window, int i)
    {
        int width = window.Width, row = i / width, column = i % width;
        int west = Math.Max(0, column - 1), east = Math.Min(width - 1, column + 1), up = Math.Max(0, row - 1), down = Math.Min(window.Height - 1, row + 1);
        return (
            (soft[(row * width) + east] - soft[(row * width) + west]) / Math.Max(1, east - west),
            (soft[(up * width) + column] - soft[(down * width) + column]) / Math.Max(1, down - up));
    }
}

namespace Stria.Numerics.Geometry;

/// <summary>Smooths, resamples and thins closed lines while their area stays what it was.</summary>
/// <remarks>
/// <para>A line is first cut where the part of the boundary changes: those corners stay, and stretches along the image border stay straight.</para>
/// <para>Smoothing is a Gaussian along the arc length, applied as 2G − G² ("twicing", Tukey 1977): where one Gaussian would shrink a circle of radius R by
/// σ²/2R², this shrinks it by (σ²/2R²)². What area is then still missing is given back by moving the free points along their normals by one common
/// distance, the root of a quadratic equation.</para>
/// </remarks>
internal static class RingSmoothing
{
    private const double FineSpacing = 0.25;
    private const double Reach = 4;

    /// <summary>Smooths, resamples and thins one line.</summary>
    /// <param name="ring">The line [px].</param>
    /// <param name="options">How much.</param>
    /// <returns>The line with the area of the given one.</returns>
    internal static PixelRing Apply(PixelRing ring, OutlineOptions options)
    {
        if (options is { Smoothing_px: 0, Spacing_px: 0, Tolerance_px: 0 })
        {
            return ring;
        }

        var points = new List<double>();
        var sides = new List<ImageSide>();
        foreach (Stretch stretch in Stretches(ring))
        {
            List<double> line = stretch.Side == ImageSide.None && options.Smoothing_px > 0 ? Smooth(stretch, options.Smoothing_px) : stretch.Points;
            if (options.Spacing_px > 0)
            {
                int least = stretch.Closed ? 8 : 1;
                line = ArcLength.Even(line, stretch.Closed, Math.Max(least, (int)Math.Round(ArcLength.Of(line, stretch.Closed) / options.Spacing_px)));
            }

            if (options.Tolerance_px > 0)
            {
                line = Thinning.Apply(line, stretch.Closed, options.Tolerance_px);
            }

            // The last point of an open stretch is the first of the next.
            int count = (line.Count / 2) - (stretch.Closed ? 0 : 1);
            points.AddRange(line.Take(2 * count));
            sides.AddRange(Enumerable.Repeat(stretch.Side, count));
        }

        PixelRing result = new([.. points], [.. sides]);
        RestoreArea(result, ring.Area);
        return result;
    }

    /// <summary>The line cut where its side of the image changes; one closed stretch where it never does.</summary>
    private static IEnumerable<Stretch> Stretches(PixelRing ring)
    {
        int n = ring.Count;
        int start = Enumerable.Range(0, n).FirstOrDefault(i => ring.Sides[i] != ring.Sides[(i + n - 1) % n], -1);
        if (start < 0)
        {
            yield return new Stretch([.. ring.Points], ring.Sides[0], Closed: true);
            yield break;
        }

        for (int i = 0; i < n;)
        {
            ImageSide side = ring.Sides[(start + i) % n];
            var points = new List<double>();
            for (; i < n && ring.Sides[(start + i) % n] == side; i++)
            {
                Add(points, ring, start + i);
            }

            Add(points, ring, start + i);
            yield return new Stretch(points, side, Closed: false);
        }
    }

    private static void Add(List<double> points, PixelRing ring, int index)
    {
        points.Add(ring.Points[2 * (index % ring.Count)]);
        points.Add(ring.Points[(2 * (index % ring.Count)) + 1]);
    }

    private static List<double> Smooth(Stretch stretch, double sigma)
    {
        double length = ArcLength.Of(stretch.Points, stretch.Closed);
        int pieces = Math.Max(16, (int)Math.Ceiling(length / Math.Min(FineSpacing, sigma / 4)));
        double[] even = [.. ArcLength.Even(stretch.Points, stretch.Closed, pieces)];
        double[] kernel = Kernel(sigma * pieces / length);
        double[] once = Convolve(even, kernel, stretch.Closed), twice = Convolve(once, kernel, stretch.Closed);
        for (int i = 0; i < even.Length; i++)
        {
            even[i] = (2 * once[i]) - twice[i];
        }

        return [.. even];
    }

    private static double[] Kernel(double sigma)
    {
        int radius = (int)Math.Ceiling(Reach * sigma);
        double[] kernel = [.. Enumerable.Range(-radius, (2 * radius) + 1).Select(k => Math.Exp(-0.5 * k * k / (sigma * sigma)))];
        double sum = kernel.Sum();
        return [.. kernel.Select(w => w / sum)];
    }

    /// <summary>Convolution of the points of a line. Beyond the ends of an open line it continues turned by 180° about the end, which stays.</summary>
    private static double[] Convolve(double[] line, double[] kernel, bool closed)
    {
        int n = line.Length / 2, radius = kernel.Length / 2;
        var result = new double[line.Length];
        for (int i = 0; i < n; i++)
        {
            double x = 0, y = 0;
            for (int k = -radius; k <= radius; k++)
            {
                (double px, double py) = closed ? Wrapped(line, i + k) : Turned(line, i + k);
                x += kernel[k + radius] * px;
                y += kernel[k + radius] * py;
            }

            (result[2 * i], result[(2 * i) + 1]) = (x, y);
        }

        return result;
    }

    private static (double X, double Y) Wrapped(double[] line, int i)
    {
        int n = line.Length / 2, j = ((i % n) + n) % n;
        return (line[2 * j], line[(2 * j) + 1]);
    }

    private static (double X, double Y) Turned(double[] line, int i)
    {
        int last = (line.Length / 2) - 1;
        if (i >= 0 && i <= last)
        {
            return (line[2 * i], line[(2 * i) + 1]);
        }

        int end = i < 0 ? 0 : last, mirrored = Math.Clamp((2 * end) - i, 0, last);
        return ((2 * line[2 * end]) - line[2 * mirrored], (2 * line[(2 * end) + 1]) - line[(2 * mirrored) + 1]);
    }

    /// <summary>Moves the free points by one distance d along their normals so that A₀ + B d + C d² is the wanted area.</summary>
    private static void RestoreArea(PixelRing ring, double wanted)
    {
        double[] p = ring.Points, normals = Normals(ring);
        var moved = new double[p.Length];
        for (int i = 0; i < p.Length; i++)
        {
            moved[i] = p[i] + normals[i];
        }

        // Areas of the line, of the normals alone, and of their sum give the three coefficients.
        double constant = ring.Area, quadratic = new PixelRing(normals, ring.Sides).Area, linear = new PixelRing(moved, ring.Sides).Area - constant - quadratic;
        double missing = wanted - constant, root = (linear * linear) + (4 * quadratic * missing);
        if (linear <= 0 || root <= 0)
        {
            return;
        }

        double distance = 2 * missing / (linear + Math.Sqrt(root));
        for (int i = 0; i < p.Length; i++)
        {
            p[i] += distance * normals[i];
        }
    }

    /// <summary>Unit normals that increase the area; 0 for points on the image border, which stay.</summary>
    private static double[] Normals(PixelRing ring)
    {
        int n = ring.Count;
        double[] p = ring.Points, normals = new double[p.Length];
        for (int i = 0; i < n; i++)
        {
            int before = (i + n - 1) % n, after = (i + 1) % n;
            if (ring.Sides[before] != ImageSide.None || ring.Sides[i] != ImageSide.None)
            {
                continue;
            }

            // Gradient of the area with respect to the point, rows running down.
            double gx = p[(2 * before) + 1] - p[(2 * after) + 1], gy = p[2 * after] - p[2 * before], length = Math.Sqrt((gx * gx) + (gy * gy));
            if (length > 0)
            {
                (normals[2 * i], normals[(2 * i) + 1]) = (gx / length, gy / length);
            }
        }

        return normals;
    }

    /// <summary>A stretch of line along one side of the image, or free of it.</summary>
    private sealed record Stretch(List<double> Points, ImageSide Side, bool Closed);
}

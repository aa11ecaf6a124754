namespace Stria.Numerics.Geometry;

/// <summary>Distances to the border of a part, and the width of the part that they imply.</summary>
internal static class LocalAxisDistance
{
    /// <summary>Distance [px] of each pixel inside from the nearest pixel outside, less half a pixel; 0 outside (Felzenszwalb and Huttenlocher, Theory of Computing 8, 415 (2012)).</summary>
    public static float[] ToBorder(LocalAxisWindow window)
    {
        int height = window.Height, width = window.Width;
        double far = (double)(height + width) * (height + width);
        double[] squared = [.. window.Inside.Select(inside => inside ? far : 0)];
        var line = new double[Math.Max(height, width)];
        var envelope = new LowerEnvelope(line.Length);
        for (int c = 0; c < width; c++)
        {
            for (int r = 0; r < height; r++)
            {
                line[r] = squared[(r * width) + c];
            }

            envelope.Transform(line.AsSpan(0, height));
            for (int r = 0; r < height; r++)
            {
                squared[(r * width) + c] = line[r];
            }
        }

        for (int r = 0; r < height; r++)
        {
            envelope.Transform(squared.AsSpan(r * width, width));
        }

        return [.. squared.Select(s => (float)Math.Max(0, Math.Sqrt(s) - 0.5))];
    }

    /// <summary>Diameter [px] of the largest disk inside the part that covers a pixel (Hildebrand and Rüegsegger, J. Microsc. 185, 67 (1997)); where no disk on the ridge covers it, that of the nearest covered pixel.</summary>
    public static double[] Thickness(LocalAxisWindow window, float[] distance)
    {
        var thickness = new double[distance.Length];
        foreach (int i in window.Pixels)
        {
            if (IsRidge(window, distance, i))
            {
                Paint(window, distance[i], i, thickness);
            }
        }

        Spread(window, thickness);
        return thickness;
    }

    private static bool IsRidge(LocalAxisWindow window, float[] distance, int i)
    {
        int row = i / window.Width, column = i % window.Width;
        for (int r = Math.Max(0, row - 1); r <= Math.Min(window.Height - 1, row + 1); r++)
        {
            for (int c = Math.Max(0, column - 1); c <= Math.Min(window.Width - 1, column + 1); c++)
            {
                if (distance[(r * window.Width) + c] > distance[i])
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static void Paint(LocalAxisWindow window, double radius, int centre, double[] thickness)
    {
        int row = centre / window.Width, column = centre % window.Width, reach = (int)radius;
        for (int r = Math.Max(0, row - reach); r <= Math.Min(window.Height - 1, row + reach); r++)
        {
            int half = (int)Math.Sqrt((radius * radius) - ((r - row) * (r - row)));
            for (int c = Math.Max(0, column - half); c <= Math.Min(window.Width - 1, column + half); c++)
            {
                thickness[(r * window.Width) + c] = Math.Max(thickness[(r * window.Width) + c], 2 * radius);
            }
        }
    }

    /// <summary>Gives the pixels inside that have no value that of a neighbour, from the nearest outwards.</summary>
    private static void Spread(LocalAxisWindow window, double[] values)
    {
        var queue = new Queue<int>(window.Pixels.Where(i => values[i] > 0));
        while (queue.TryDequeue(out int i))
        {
            int column = i % window.Width;
            foreach (int n in (int[])[i - window.Width, i + window.Width, column > 0 ? i - 1 : -1, column < window.Width - 1 ? i + 1 : -1])
            {
                if (n >= 0 && n < values.Length && window.Inside[n] && values[n] == 0)
                {
                    values[n] = values[i];
                    queue.Enqueue(n);
                }
            }
        }
    }

    /// <summary>The lower envelope of the parabolas that stand on a line of squared distances.</summary>
    private sealed class LowerEnvelope(int longest)
    {
        private readonly int[] apex = new int[longest];
        private readonly double[] from = new double[longest + 1], source = new double[longest];

        /// <summary>Replaces f(i) by min over j of (i − j)² + f(j).</summary>
        public void Transform(Span<double> line)
        {
            line.CopyTo(source);
            int last = 0;
            (apex[0], from[0], from[1]) = (0, double.NegativeInfinity, double.PositiveInfinity);
            for (int q = 1; q < line.Length; q++)
            {
                double crossing = Crossing(q, apex[last]);
                while (crossing <= from[last])
                {
                    last--;
                    crossing = Crossing(q, apex[last]);
                }

                last++;
                (apex[last], from[last], from[last + 1]) = (q, crossing, double.PositiveInfinity);
            }

            for (int q = 0, k = 0; q < line.Length; q++)
            {
                while (from[k + 1] < q)
                {
                    k++;
                }

                line[q] = ((q - apex[k]) * (q - apex[k])) + source[apex[k]];
            }
        }

        private double Crossing(int q, int p) => (source[q] + ((double)q * q) - source[p] - ((double)p * p)) / (2.0 * (q - p));
    }
}

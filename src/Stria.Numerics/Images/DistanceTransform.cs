namespace Stria.Numerics.Images;

/// <summary>How far each pixel of a mask lies from the nearest pixel outside.</summary>
public static class DistanceTransform
{
    /// <summary>Euclidean distance [px] to the centre of the nearest pixel outside, exact (Felzenszwalb and Huttenlocher, Theory Comput. 8, 415, 2012).</summary>
    /// <param name="mask">One flag per pixel, row by row. What lies beyond the image counts as inside.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="width">Number of columns.</param>
    /// <returns>0 outside; +∞ everywhere when nothing is outside.</returns>
    public static float[] Of(ReadOnlySpan<bool> mask, int height, int width)
    {
        float[] squares = Columns(mask, height, width);
        var envelope = new Envelope(width);
        for (int r = 0; r < height; r++)
        {
            envelope.Lower(squares.AsSpan(r * width, width));
        }

        for (int i = 0; i < squares.Length; i++)
        {
            squares[i] = MathF.Sqrt(squares[i]);
        }

        return squares;
    }

    // The square of the distance within each column: the rows are passed once downwards and once upwards.
    private static float[] Columns(ReadOnlySpan<bool> mask, int height, int width)
    {
        var squares = new float[mask.Length];
        var away = new float[width];
        Array.Fill(away, float.PositiveInfinity);
        for (int r = 0; r < height; r++)
        {
            for (int c = 0; c < width; c++)
            {
                squares[(r * width) + c] = away[c] = mask[(r * width) + c] ? away[c] + 1 : 0;
            }
        }

        Array.Fill(away, float.PositiveInfinity);
        for (int r = height - 1; r >= 0; r--)
        {
            for (int c = 0; c < width; c++)
            {
                away[c] = mask[(r * width) + c] ? away[c] + 1 : 0;
                float least = Math.Min(squares[(r * width) + c], away[c]);
                squares[(r * width) + c] = least * least;
            }
        }

        return squares;
    }

    /// <summary>The lower envelope of parabolas over one line.</summary>
    private sealed class Envelope(int length)
    {
        private readonly int[] vertex = new int[length];
        private readonly double[] from = new double[length + 1];
        private readonly float[] heights = new float[length];

        internal void Lower(Span<float> line)
        {
            int last = -1;
            for (int q = 0; q < line.Length; q++)
            {
                heights[q] = line[q];
                if (float.IsPositiveInfinity(line[q]))
                {
                    continue;
                }

                double at = double.NegativeInfinity;
                while (last >= 0 && (at = Meeting(vertex[last], q)) <= from[last])
                {
                    last--;
                }

                last++;
                (vertex[last], from[last]) = (q, last == 0 ? double.NegativeInfinity : at);
            }

            for (int q = 0, k = 0; q < line.Length && last >= 0; q++)
            {
                while (k < last && from[k + 1] < q)
                {
                    k++;
                }

                float d = q - vertex[k];
                line[q] = heights[vertex[k]] + (d * d);
            }
        }

        private double Meeting(int a, int b) => ((heights[b] + ((double)b * b)) - (heights[a] + ((double)a * a))) / (2.0 * (b - a));
    }
}

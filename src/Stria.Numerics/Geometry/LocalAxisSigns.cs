namespace Stria.Numerics.Geometry;

/// <summary>Chooses the sign of directions so that neighbours agree, the surest directions first, and the whole points to the right, or up.</summary>
internal sealed class LocalAxisSigns(LocalAxisWindow window, double[] cos, double[] sin, double[] coherence)
{
    // A particle counts as upright when its directions have less to the right than this share of their number.
    private const double Upright = 0.05;

    /// <summary>Turns the directions in place.</summary>
    public void MakeContinuous()
    {
        var reached = new bool[cos.Length];
        foreach (int start in window.Pixels.OrderByDescending(i => coherence[i]).ThenBy(i => i))
        {
            if (!reached[start])
            {
                PointRight(Grow(start, reached));
            }
        }
    }

    private List<int> Grow(int start, bool[] reached)
    {
        var grown = new List<int>();
        var next = new PriorityQueue<(int Pixel, int From), (double, int)>();
        next.Enqueue((start, start), (0, start));
        while (next.TryDequeue(out var entry, out _))
        {
            (int i, int from) = entry;
            if (reached[i])
            {
                continue;
            }

            reached[i] = true;
            grown.Add(i);
            if ((cos[i] * cos[from]) + (sin[i] * sin[from]) < 0)
            {
                (cos[i], sin[i]) = (-cos[i], -sin[i]);
            }

            for (int r = Math.Max(0, (i / window.Width) - 1); r <= Math.Min(window.Height - 1, (i / window.Width) + 1); r++)
            {
                for (int c = Math.Max(0, (i % window.Width) - 1); c <= Math.Min(window.Width - 1, (i % window.Width) + 1); c++)
                {
                    int n = (r * window.Width) + c;
                    if (window.Inside[n] && !reached[n])
                    {
                        next.Enqueue((n, i), (-coherence[n], n));
                    }
                }
            }
        }

        return grown;
    }

    private void PointRight(List<int> pixels)
    {
        double x = pixels.Sum(i => cos[i]), y = pixels.Sum(i => sin[i]);
        if (Math.Abs(x) > Upright * pixels.Count ? x >= 0 : y >= 0)
        {
            return;
        }

        foreach (int i in pixels)
        {
            (cos[i], sin[i]) = (-cos[i], -sin[i]);
        }
    }
}

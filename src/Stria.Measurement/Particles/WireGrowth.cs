namespace Stria.Measurement.Particles;

/// <summary>Grows centrelines back to the pixels of the wires.</summary>
internal static class WireGrowth
{
    private const double Rounding = 0.35, Reach = 2.5;

    /// <summary>The wires. A pixel within the half-width of a line, beside it and not beyond its ends, is that wire's, and may be several wires'; every other pixel is the nearest wire's.</summary>
    internal static IEnumerable<ParticleInstance> Of(SegmentedScene scene, IReadOnlyList<WireChain> chains)
    {
        int height = scene.Grid.Height, width = scene.Grid.Width;
        var nearest = new float[scene.Mask.Length];
        Array.Fill(nearest, float.PositiveInfinity);
        var owner = new int[scene.Mask.Length];
        Array.Fill(owner, -1);
        var taken = new bool[scene.Mask.Length];
        var bodies = new HashSet<int>[chains.Count];
        for (int i = 0; i < chains.Count; i++)
        {
            bodies[i] = [];
            foreach ((int p, double share, bool beside) in Around(chains[i], height, width))
            {
                if (!scene.Mask[p])
                {
                    continue;
                }

                if (beside && share <= 1)
                {
                    bodies[i].Add(p);
                    taken[p] = true;
                }

                if (share < nearest[p])
                {
                    (nearest[p], owner[p]) = ((float)share, i);
                }
            }
        }

        Fill(scene, owner);
        for (int p = 0; p < owner.Length; p++)
        {
            if (scene.Mask[p] && !taken[p] && owner[p] >= 0)
            {
                bodies[owner[p]].Add(p);
            }
        }

        return bodies.Select((body, i) => new ParticleInstance(scene.Grid, [.. body.Order()]) { Centreline = [.. chains[i].Points.Select(q => (q.Row, q.Column))] }).Where(p => p.Pixels.Length > 0);
    }

    // Distance of pixels to the line in units of its half-width there, and whether they lie beside the line, not beyond an end.
    private static IEnumerable<(int Pixel, double Share, bool Beside)> Around(WireChain chain, int height, int width)
    {
        var best = new Dictionary<int, (double Share, bool Beside)>();
        for (int i = 0; i < chain.Points.Count; i++)
        {
            (double row, double column, double half) = chain.Points[i];
            double reach = (Reach * half) + 2;
            for (int r = (int)Math.Max(0, row - reach); r <= Math.Min(height - 1, row + reach); r++)
            {
                for (int c = (int)Math.Max(0, column - reach); c <= Math.Min(width - 1, column + reach); c++)
                {
                    double share = Math.Sqrt(((r - row) * (r - row)) + ((c - column) * (c - column))) / (half + Rounding);
                    int p = (r * width) + c;
                    if (!best.TryGetValue(p, out (double Share, bool Beside) known) || share < known.Share)
                    {
                        best[p] = (share, IsBeside(chain, i, r, c));
                    }
                }
            }
        }

        return best.Select(b => (b.Key, b.Value.Share, b.Value.Beside));
    }

    private static bool IsBeside(WireChain chain, int i, int r, int c)
    {
        int last = chain.Points.Count - 1;
        if (last == 0 || chain.IsClosed || (i > 0 && i < last))
        {
            return true;
        }

        // At an end: on this side of the line across it. The direction is taken over a few points.
        (double row, double column, _) = chain.Points[i];
        (double innerRow, double innerColumn, _) = chain.Points[i == 0 ? Math.Min(4, last) : Math.Max(last - 4, 0)];
        return ((r - row) * (innerRow - row)) + ((c - column) * (innerColumn - column)) >= -0.5;
    }

    // What no line reaches belongs to the wire that it hangs on.
    private static void Fill(SegmentedScene scene, int[] owner)
    {
        int height = scene.Grid.Height, width = scene.Grid.Width;
        var queue = new Queue<int>(Enumerable.Range(0, owner.Length).Where(p => scene.Mask[p] && owner[p] >= 0));
        while (queue.TryDequeue(out int p))
        {
            int r = p / width, c = p % width;
            foreach ((int y, int x) in ((int, int)[])[(r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)])
            {
                int q = (y * width) + x;
                if (y >= 0 && y < height && x >= 0 && x < width && scene.Mask[q] && owner[q] < 0)
                {
                    owner[q] = owner[p];
                    queue.Enqueue(q);
                }
            }
        }
    }
}

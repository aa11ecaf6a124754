namespace Stria.Measurement.Particles;

/// <summary>Grows centrelines back to the pixels of the wires.</summary>
internal static class WireGrowth
{
    private const double Rounding = 0.35, Reach = 2.5;

    /// <summary>The wires. A pixel within the half-width of a line, beside it and not beyond its ends, is that wire's, and may be several wires'; every other pixel is the nearest wire's.</summary>
    internal static IEnumerable<ParticleInstance> Of(SegmentedScene scene, IReadOnlyList<WireChain> chains)
    {
        var nearest = new float[scene.Mask.Length];
        Array.Fill(nearest, float.PositiveInfinity);
        var owner = new int[scene.Mask.Length];
        Array.Fill(owner, -1);
        var taken = new bool[scene.Mask.Length];
        var bodies = new List<int>[chains.Count];
        var around = new Surroundings(scene.Grid.Height, scene.Grid.Width);
        for (int i = 0; i < chains.Count; i++)
        {
            around.Measure(chains[i]);
            List<int> body = bodies[i] = [];
            around.Visit((scene.Mask, nearest, owner, taken), i, body);
        }

        Fill(scene, owner);
        for (int p = 0; p < owner.Length; p++)
        {
            if (scene.Mask[p] && !taken[p] && owner[p] >= 0)
            {
                bodies[owner[p]].Add(p);
            }
        }

        for (int i = 0; i < bodies.Length; i++)
        {
            if (bodies[i].Count > 0)
            {
                bodies[i].Sort();
                yield return new ParticleInstance(scene.Grid, [.. bodies[i]]) { Centreline = [.. chains[i].Points.Select(q => (q.Row, q.Column))] };
            }
        }
    }

    /// <summary>Distance of the pixels about a line in units of its half-width there, and whether they lie beside the line, not beyond an end.</summary>
    private sealed class Surroundings(int height, int width)
    {
        private readonly double[] squares = new double[height * width];
        private readonly int[] places = new int[height * width];
        private int top, bottom, left, right;
        private WireChain? chain;

        /// <summary>Finds the nearest point of the line for every pixel about it.</summary>
        internal void Measure(WireChain line)
        {
            chain = line;
            (top, left, bottom, right) = (height, width, -1, -1);
            foreach ((double row, double column, double half) in line.Points)
            {
                (int r0, int r1, int c0, int c1) = Box(row, column, half);
                (top, bottom, left, right) = (Math.Min(top, r0), Math.Max(bottom, r1), Math.Min(left, c0), Math.Max(right, c1));
            }

            for (int r = top; r <= bottom; r++)
            {
                squares.AsSpan((r * width) + left, right - left + 1).Fill(double.PositiveInfinity);
            }

            for (int i = 0; i < line.Points.Count; i++)
            {
                Spread(i, line.Points[i]);
            }
        }

        /// <summary>Takes the pixels of the mask: those beside the line within its half-width into the body, and all that no other line is nearer to.</summary>
        internal void Visit((bool[] Mask, float[] Nearest, int[] Owner, bool[] Taken) scene, int number, List<int> body)
        {
            for (int r = top; r <= bottom; r++)
            {
                for (int p = (r * width) + left; p <= (r * width) + right; p++)
                {
                    if (!scene.Mask[p] || double.IsPositiveInfinity(squares[p]))
                    {
                        continue;
                    }

                    double share = Math.Sqrt(squares[p]);
                    if (share <= 1 && IsBeside(chain!, places[p], r, p - (r * width)))
                    {
                        body.Add(p);
                        scene.Taken[p] = true;
                    }

                    if (share < scene.Nearest[p])
                    {
                        (scene.Nearest[p], scene.Owner[p]) = ((float)share, number);
                    }
                }
            }
        }

        private (int Top, int Bottom, int Left, int Right) Box(double row, double column, double half)
        {
            double reach = (Reach * half) + 2;
            return ((int)Math.Max(0, row - reach), (int)Math.Min(height - 1, row + reach), (int)Math.Max(0, column - reach), (int)Math.Min(width - 1, column + reach));
        }

        private void Spread(int i, (double Row, double Column, double HalfWidth) point)
        {
            (int r0, int r1, int c0, int c1) = Box(point.Row, point.Column, point.HalfWidth);
            double scale = 1 / ((point.HalfWidth + Rounding) * (point.HalfWidth + Rounding));
            for (int r = r0; r <= r1; r++)
            {
                double down = (r - point.Row) * (r - point.Row);
                Span<double> known = squares.AsSpan(r * width, width);
                for (int c = c0; c <= c1; c++)
                {
                    double across = c - point.Column, square = (down + (across * across)) * scale;
                    if (square < known[c])
                    {
                        (known[c], places[(r * width) + c]) = (square, i);
                    }
                }
            }
        }
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
            ReadOnlySpan<(int Row, int Column)> beside = [(r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)];
            foreach ((int y, int x) in beside)
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

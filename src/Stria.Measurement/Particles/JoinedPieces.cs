namespace Stria.Measurement.Particles;

/// <summary>Pieces of wires strung together to whole ones.</summary>
/// <param name="lines">The pieces.</param>
/// <param name="arms">Their ends at zones.</param>
/// <param name="partner">Which end continues which.</param>
internal sealed class JoinedPieces(WireLines lines, IReadOnlyList<WireArm> arms, IReadOnlyDictionary<WireArm, WireArm> partner)
{
    private readonly bool[] used = new bool[lines.Pieces.Count];

    /// <summary>The wires.</summary>
    internal IEnumerable<WireChain> Chains()
    {
        // First those that have an end; what is left runs in circles.
        int[] order = [.. Enumerable.Range(0, used.Length).OrderBy(i => HasEnd(i) ? 0 : 1)];
        foreach (int start in order)
        {
            if (!used[start] && !lines.Pieces[start].IsBridge && Chain(start) is { } chain)
            {
                yield return chain;
            }
        }
    }

    private bool HasEnd(int piece) => Continuation(piece, false) is null || Continuation(piece, true) is null;

    private WireArm? Continuation(int piece, bool atEnd) =>
        arms.FirstOrDefault(a => a.Piece == piece && a.AtEnd == atEnd) is { } arm && partner.TryGetValue(arm, out WireArm? next) ? next : null;

    private WireChain? Chain(int start)
    {
        List<(double Row, double Column, double HalfWidth)> points = [];
        bool backwards = Continuation(start, true) is null && Continuation(start, false) is not null, closed = lines.Pieces[start].IsClosed;
        int piece = start, pieces = 0;
        while (true)
        {
            used[piece] = true;
            pieces++;
            Append(points, backwards ? lines.Pieces[piece].Pixels.Reverse() : lines.Pieces[piece].Pixels);
            WireArm? next = Continuation(piece, !backwards);
            if (next is null || used[next.Piece])
            {
                closed |= next is not null && next.Piece == start;
                break;
            }

            (piece, backwards) = (next.Piece, next.AtEnd);
        }

        // A stump at a junction is the bulge of what passes there.
        WirePiece only = lines.Pieces[start];
        bool isStump = pieces == 1 && (only.From >= 0 || only.To >= 0) && points.Count < 0.8 * points.Max(p => p.HalfWidth);
        return isStump ? null : new WireChain(Smoothed(points, closed)) { IsClosed = closed };
    }

    private void Append(List<(double Row, double Column, double HalfWidth)> points, IEnumerable<int> pixels)
    {
        int width = lines.Grid.Width;
        bool isBridge = points.Count > 0;
        foreach (int p in pixels)
        {
            (double Row, double Column, double HalfWidth) to = (p / width, p % width, lines.HalfWidth(p));
            if (isBridge)
            {
                (double Row, double Column, double HalfWidth) from = points[^1];
                double way = Math.Sqrt(((to.Row - from.Row) * (to.Row - from.Row)) + ((to.Column - from.Column) * (to.Column - from.Column)));
                for (int k = 1; k < way; k++)
                {
                    double t = k / way;
                    points.Add((from.Row + (t * (to.Row - from.Row)), from.Column + (t * (to.Column - from.Column)), from.HalfWidth + (t * (to.HalfWidth - from.HalfWidth))));
                }

                isBridge = false;
            }

            points.Add(to);
        }
    }

    private static (double Row, double Column, double HalfWidth)[] Smoothed(List<(double Row, double Column, double HalfWidth)> points, bool closed)
    {
        int n = points.Count, reach = (int)Math.Min(Math.Ceiling(points.Average(p => p.HalfWidth)), n / 6);
        var result = new (double Row, double Column, double HalfWidth)[n];
        for (int i = 0; i < n; i++)
        {
            int half = closed ? reach : Math.Min(reach, Math.Min(i, n - 1 - i));
            double row = 0, column = 0, width = 0;
            for (int k = -half; k <= half; k++)
            {
                (double Row, double Column, double HalfWidth) p = points[(i + k + n) % n];
                (row, column, width) = (row + p.Row, column + p.Column, width + p.HalfWidth);
            }

            int count = (2 * half) + 1;
            result[i] = (row / count, column / count, width / count);
        }

        return result;
    }
}

using Stria.Core;

namespace Stria.Numerics.Geometry;

/// <summary>The segments of several rings in one list, and which of them lie near each other.</summary>
internal sealed class RingSegments
{
    private const int MostSquaresPerSide = 1 << 14;

    private readonly IReadOnlyList<Ring> rings;
    private readonly Segment[] segments;
    private readonly int[] ringOf, first;
    private readonly double[] start, length;

    internal RingSegments(IReadOnlyList<Ring> rings)
    {
        this.rings = rings;
        int count = rings.Sum(r => r.Count);
        (segments, ringOf, first, start, length) = (new Segment[count], new int[count], new int[rings.Count], new double[count], new double[rings.Count]);
        for (int r = 0, k = 0; r < rings.Count; r++)
        {
            first[r] = k;
            double[] p = rings[r].Points;
            for (int i = 0; i < rings[r].Count; i++, k++)
            {
                int j = (i + 1) % rings[r].Count;
                segments[k] = new Segment(p[2 * i], p[(2 * i) + 1], p[2 * j], p[(2 * j) + 1]);
                (ringOf[k], start[k]) = (r, length[r]);
                length[r] += segments[k].Length;
            }
        }
    }

    /// <summary>A segment.</summary>
    internal Segment this[int index] => segments[index];

    /// <summary>The ring of a segment.</summary>
    internal int RingOf(int index) => ringOf[index];

    /// <summary>Whether one of two segments begins where the other ends.</summary>
    internal bool Follow(int a, int b)
    {
        int ring = ringOf[a], count = rings[ring].Count;
        return ring == ringOf[b] && (((a - b + count) % count) == 1 || ((b - a + count) % count) == 1);
    }

    /// <summary>The way along their ring between two places, each so far (0 … 1) along a segment; the shorter of the two ways.</summary>
    internal double Between((int Segment, double Along) a, (int Segment, double Along) b)
    {
        double total = length[ringOf[a.Segment]];
        double way = Math.Abs(start[a.Segment] + (a.Along * segments[a.Segment].Length) - start[b.Segment] - (b.Along * segments[b.Segment].Length));
        return Math.Min(way, total - way);
    }

    /// <summary>Pairs of segments that may be nearer than a distance; a pair may come more than once, none that is nearer is missing.</summary>
    internal IEnumerable<(int A, int B)> Neighbours(double distance)
    {
        if (segments.Length == 0)
        {
            yield break;
        }

        (long[] square, int[] owner) = Squares(distance);
        for (int from = 0, to; from < square.Length; from = to)
        {
            for (to = from + 1; to < square.Length && square[to] == square[from]; to++)
            {
            }

            for (int i = from; i < to; i++)
            {
                for (int j = i + 1; j < to; j++)
                {
                    yield return (Math.Min(owner[i], owner[j]), Math.Max(owner[i], owner[j]));
                }
            }
        }
    }

    /// <summary>Which squares of a grid each segment, widened by half the distance, passes through; sorted by square.</summary>
    private (long[] Square, int[] Owner) Squares(double distance)
    {
        double x0 = segments.Min(s => s.X0), y0 = segments.Min(s => s.Y0), extent = Math.Max(segments.Max(s => s.X0) - x0, segments.Max(s => s.Y0) - y0);
        double size = Math.Max(Math.Max(segments.Average(s => s.Length), distance), extent / MostSquaresPerSide), half = (0.5 * distance) + (1e-9 * size);
        var squares = new List<long>();
        var owners = new List<int>();
        for (int k = 0; k < segments.Length; k++)
        {
            Segment s = segments[k];
            int firstRow = (int)Math.Floor((Math.Min(s.Y0, s.Y1) - half - y0) / size), lastRow = (int)Math.Floor((Math.Max(s.Y0, s.Y1) + half - y0) / size);
            for (int row = firstRow; row <= lastRow; row++)
            {
                (double left, double right) = Span(s, y0 + (row * size) - half, y0 + ((row + 1) * size) + half);
                int lastColumn = (int)Math.Floor((right + half - x0) / size);
                for (int column = (int)Math.Floor((left - half - x0) / size); column <= lastColumn; column++)
                {
                    squares.Add(((long)row << 32) + column);
                    owners.Add(k);
                }
            }
        }

        (long[] square, int[] owner) = ([.. squares], [.. owners]);
        Array.Sort(square, owner);
        return (square, owner);
    }

    /// <summary>The reach in x of the part of a segment between two heights.</summary>
    private static (double Left, double Right) Span(Segment s, double low, double high)
    {
        double dy = s.Y1 - s.Y0;
        if (Math.Abs(dy) <= high - low)
        {
            return (Math.Min(s.X0, s.X1), Math.Max(s.X0, s.X1));
        }

        double a = s.X0 + (Math.Clamp((low - s.Y0) / dy, 0, 1) * (s.X1 - s.X0)), b = s.X0 + (Math.Clamp((high - s.Y0) / dy, 0, 1) * (s.X1 - s.X0));
        return (Math.Min(a, b), Math.Max(a, b));
    }
}

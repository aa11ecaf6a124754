namespace Stria.Measurement;

/// <summary>One column per peak, each on its own window of the points.</summary>
internal sealed class PeakColumns(int count)
{
    private readonly int[] first = new int[count], length = new int[count], offset = new int[count];
    private double[] values = new double[1024];
    private int current = -1, used;

    internal int Count => count;

    internal int First(int peak) => first[peak];

    internal int End(int peak) => first[peak] + length[peak];

    internal ReadOnlySpan<double> Values(int peak) => values.AsSpan(offset[peak], length[peak]);

    internal void Clear()
    {
        (current, used) = (-1, 0);
        Array.Clear(length);
        Array.Clear(first);
    }

    internal void Begin(int peak) => (current, offset[peak], first[peak], length[peak]) = (peak, used, 0, 0);

    internal void End() => current = -1;

    /// <summary>Room of the current peak over some points; what it had before stays, with zeros between.</summary>
    internal Span<double> Room(int from, int end)
    {
        int oldFirst = first[current], oldLength = length[current], start = offset[current];
        int newFirst = oldLength == 0 ? from : Math.Min(oldFirst, from), newEnd = oldLength == 0 ? end : Math.Max(oldFirst + oldLength, end), n = newEnd - newFirst;
        if (start + n > values.Length)
        {
            Array.Resize(ref values, Math.Max(2 * values.Length, start + n));
        }

        Span<double> room = values.AsSpan(start, n);
        if (oldLength > 0 && newFirst < oldFirst)
        {
            room[..oldLength].CopyTo(room.Slice(oldFirst - newFirst, oldLength)); // spans copy as if through a buffer
            room[..(oldFirst - newFirst)].Clear();
        }

        int kept = oldLength == 0 ? 0 : oldFirst - newFirst + oldLength;
        room[kept..].Clear();
        (first[current], length[current], used) = (newFirst, n, start + n);
        return room[(from - newFirst)..(end - newFirst)];
    }
}

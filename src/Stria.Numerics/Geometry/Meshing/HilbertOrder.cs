namespace Stria.Numerics.Geometry.Meshing;

/// <summary>Orders places along a Hilbert curve, so that neighbours in the list are neighbours in the plane.</summary>
internal static class HilbertOrder
{
    private const int Bits = 16;

    /// <summary>The order of places.</summary>
    /// <returns>Indices of the places; places of one cell of the curve (1/65536 of the extent) keep their order.</returns>
    public static int[] Of(ReadOnlySpan<Point2> places)
    {
        double x0 = double.MaxValue, y0 = double.MaxValue, x1 = double.MinValue, y1 = double.MinValue;
        foreach (ref readonly Point2 p in places)
        {
            (x0, y0, x1, y1) = (Math.Min(x0, p.X), Math.Min(y0, p.Y), Math.Max(x1, p.X), Math.Max(y1, p.Y));
        }

        double scale = ((1 << Bits) - 1) / Math.Max(Math.Max(x1 - x0, y1 - y0), double.Epsilon);
        scale = double.IsFinite(scale) ? scale : 0;
        var keys = new uint[places.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = Key((uint)((places[i].X - x0) * scale), (uint)((places[i].Y - y0) * scale));
        }

        return Sorted(keys);
    }

    /// <summary>The stable order of keys, by four passes over their bytes.</summary>
    public static int[] Sorted(uint[] keys)
    {
        int[] order = [.. Enumerable.Range(0, keys.Length)], other = new int[keys.Length];
        Span<int> starts = stackalloc int[257];
        for (int shift = 0; shift < 32; shift += 8)
        {
            starts.Clear();
            foreach (uint key in keys)
            {
                starts[(int)((key >> shift) & 255) + 1]++;
            }

            for (int k = 0; k < 256; k++)
            {
                starts[k + 1] += starts[k];
            }

            foreach (int index in order)
            {
                other[starts[(int)((keys[index] >> shift) & 255)]++] = index;
            }

            (order, other) = (other, order);
        }

        return order;
    }

    // The distance along the curve of a cell of the raster of 2^16 × 2^16.
    private static uint Key(uint x, uint y)
    {
        uint key = 0;
        for (uint s = 1u << (Bits - 1); s > 0; s >>= 1)
        {
            uint right = (x & s) > 0 ? 1u : 0u, up = (y & s) > 0 ? 1u : 0u;
            key = (key << 2) | ((3 * right) ^ up);
            if (up == 0)
            {
                if (right == 1)
                {
                    (x, y) = ((s << 1) - 1 - x, (s << 1) - 1 - y);
                }

                (x, y) = (y, x);
            }

            (x, y) = (x & (s - 1), y & (s - 1));
        }

        return key;
    }
}

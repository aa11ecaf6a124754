namespace Stria.Files;

/// <summary>Reads a dataset of three dimensions (and any of length 1 before them) slab by slab, each chunk of the file once, and lays it out as frames in Stria's order of axes.</summary>
internal static class Hdf5Frames
{
    private const long SlabValues = 1 << 22, LargestSlab = 1 << 28;

    /// <summary>Reads all frames.</summary>
    /// <param name="data">The dataset, whose last three dimensions are read.</param>
    /// <param name="order">For energy, row and column, their places among the last three dimensions of the file.</param>
    /// <param name="options">Says where frames lie.</param>
    /// <exception cref="DataException">The elements are no numbers, or cannot be read.</exception>
    internal static FrameStore Read(Hdf5Dataset data, IReadOnlyList<int> order, StackReadOptions options)
    {
        int[] full = data.Lengths, shape = full[^3..];
        long[] before = new long[full.Length - 3], single = [.. before.Select(_ => 1L)];
        FrameStore frames = options.Room(shape[order[0]], shape[order[1]], shape[order[2]], data.File.Path);
        long rest = Math.Max(1, (long)shape[1] * shape[2]), chunk = data.ChunkShape is { } chunks ? Math.Clamp(chunks[^3], 1, shape[0]) : 1;
        long whole = Math.Max(1, SlabValues / rest / chunk) * chunk;

        // Where even one row of chunks is too much, chunks are read several times.
        int slab = (int)Math.Min(shape[0], whole * rest <= LargestSlab ? whole : Math.Max(1, LargestSlab / rest));
        float[] values = GC.AllocateUninitializedArray<float>((int)Math.Min(Array.MaxLength, slab * rest));
        for (int first = 0; first < shape[0]; first += slab)
        {
            int[] part = [Math.Min(slab, shape[0] - first), shape[1], shape[2]];
            data.ReadFloats([.. before, first, 0, 0], [.. single, part[0], part[1], part[2]], values);
            int[] start = [0, 0, 0];
            start[order[0] == 0 ? 0 : order[1] == 0 ? 1 : 2] = first;
            Place(values, part, order, start, (frames, shape[order[2]]));
        }

        return frames;
    }

    private static void Place(float[] values, int[] part, IReadOnlyList<int> order, int[] start, (FrameStore Frames, int Width) to)
    {
        int[] strides = [part[1] * part[2], part[2], 1];
        (int frame, int row, int column) = (strides[order[0]], strides[order[1]], strides[order[2]]);
        for (int e = 0; e < part[order[0]]; e++)
        {
            Span<float> image = to.Frames.Frame(start[0] + e);
            for (int y = 0; y < part[order[1]]; y++)
            {
                int from = (e * frame) + (y * row);
                Span<float> line = image.Slice(((start[1] + y) * to.Width) + start[2], part[order[2]]);
                if (column == 1)
                {
                    values.AsSpan(from, line.Length).CopyTo(line);
                    continue;
                }

                for (int x = 0; x < line.Length; x++, from += column)
                {
                    line[x] = values[from];
                }
            }
        }
    }
}

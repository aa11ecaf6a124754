namespace Stria.Files;

/// <summary>Shapes, types and layouts for writing.</summary>
internal static unsafe class Hdf5Spaces
{
    /// <summary>A shape of fixed lengths; a scalar when there are none.</summary>
    internal static Hdf5Id Of(IReadOnlyList<int> shape)
    {
        if (shape.Count == 0)
        {
            return Hdf5Id.Space(Hdf5Native.H5Screate(0));
        }

        fixed (ulong* lengths = Lengths(shape))
        {
            return Hdf5Id.Space(Hdf5Native.H5Screate_simple(shape.Count, lengths, null));
        }
    }

    /// <summary>A shape of no rows yet, without limit.</summary>
    internal static Hdf5Id Growing(IReadOnlyList<int> rowShape)
    {
        ulong[] now = [0, .. Lengths(rowShape)];
        ulong[] limit = [ulong.MaxValue, .. Lengths(rowShape)];
        fixed (ulong* lengths = now, maxima = limit)
        {
            return Hdf5Id.Space(Hdf5Native.H5Screate_simple(now.Length, lengths, maxima));
        }
    }

    /// <summary>Enters chunks and filters into a creation list.</summary>
    internal static void Lay(Hdf5Id creation, Hdf5Storage storage)
    {
        // Without the time of writing, the same content is the same bytes, and has the same hash.
        Hdf5Native.H5Pset_obj_track_times(creation.Value, 0);
        if (storage.Chunk is null)
        {
            return;
        }

        fixed (ulong* lengths = Lengths(storage.Chunk))
        {
            Hdf5Native.H5Pset_chunk(creation.Value, storage.Chunk.Count, lengths);
        }

        if (storage.Shuffle)
        {
            Hdf5Native.H5Pset_shuffle(creation.Value);
        }

        if (storage.CompressionLevel > 0)
        {
            Hdf5Native.H5Pset_deflate(creation.Value, (uint)storage.CompressionLevel);
        }
    }

    internal static ulong[] Lengths(IReadOnlyList<int> shape) => [.. shape.Select(n => checked((ulong)n))];
}

using System.Buffers;

namespace Stria.Files;

/// <summary>Reads the chunks of a dataset raw and undoes their filters here, for filters that the HDF5 library does not bring.</summary>
internal sealed unsafe class Hdf5Chunks
{
    private const int FirstForeign = 256, Chunked = 2, UserDefined = 2;
    private readonly Hdf5Id dataset;
    private readonly (IHdf5Filter Filter, uint[] Settings)[] pipeline;
    private readonly ulong[] chunk;
    private readonly byte[] fill;

    private Hdf5Chunks(Hdf5Id dataset, (IHdf5Filter Filter, uint[] Settings)[] pipeline, ulong[] chunk, byte[] fill) =>
        (this.dataset, this.pipeline, this.chunk, this.fill) = (dataset, pipeline, chunk, fill);

    /// <summary>The chunks of a dataset; null when the library reads it by itself.</summary>
    /// <exception cref="Hdf5Failure">A filter is neither here nor in the library.</exception>
    internal static Hdf5Chunks? Of(Hdf5Id dataset, int rank)
    {
        using var creation = Hdf5Id.List(Hdf5Native.H5Dget_create_plist(dataset.Value));
        if (Hdf5Native.H5Pget_layout(creation.Value) != Chunked || rank == 0)
        {
            return null;
        }

        (int Id, uint[] Settings)[] filters = [.. Enumerable.Range(0, Hdf5Native.H5Pget_nfilters(creation.Value)).Select(i => Filter(creation, (uint)i))];
        if (Array.TrueForAll(filters, filter => filter.Id < FirstForeign))
        {
            return null;
        }

        foreach ((int id, _) in filters.Where(filter => Hdf5Filters.Find(filter.Id) is null))
        {
            return Hdf5Native.H5Zfilter_avail(id) > 0 ? null : throw new Hdf5Failure(
                $"its chunks are packed by filter {id} ({Hdf5Filters.Describe(id)}); {string.Join(", ", Hdf5Filters.All.Select(filter => filter.Name))} are understood. "
                + "Perhaps write the file again with gzip (h5repack -f GZIP=1)");
        }

        return new Hdf5Chunks(dataset, [.. filters.Select(filter => (Hdf5Filters.Find(filter.Id)!, filter.Settings))], [.. Shape(dataset, rank)!.Select(n => (ulong)n)], Fill(dataset, creation));
    }

    // What an element is that was never written, as the file keeps it; zeros when the file says nothing.
    private static byte[] Fill(Hdf5Id dataset, Hdf5Id creation)
    {
        using var type = Hdf5Id.Type(Hdf5Native.H5Dget_type(dataset.Value));
        var value = new byte[(int)Hdf5Native.H5Tget_size(type.Value)];
        int status = 0;
        Hdf5Native.H5Pfill_value_defined(creation.Value, &status);
        fixed (byte* p = value)
        {
            _ = status == UserDefined ? Hdf5Native.H5Pget_fill_value(creation.Value, type.Value, p) : 0;
        }

        return value;
    }

    /// <summary>The lengths of the chunks of a dataset; null when it lies in one piece.</summary>
    internal static IReadOnlyList<long>? Shape(Hdf5Id dataset, int rank)
    {
        using var creation = Hdf5Id.List(Hdf5Native.H5Dget_create_plist(dataset.Value));
        if (Hdf5Native.H5Pget_layout(creation.Value) != Chunked || rank == 0)
        {
            return null;
        }

        var lengths = new ulong[rank];
        fixed (ulong* p = lengths)
        {
            Hdf5Native.H5Pget_chunk(creation.Value, rank, p);
        }

        return [.. lengths.Select(n => (long)n)];
    }

    /// <summary>Reads a rectangular part.</summary>
    /// <param name="start">First index in each dimension.</param>
    /// <param name="count">Number of indices in each dimension.</param>
    /// <param name="memoryType">The type of the elements in memory.</param>
    /// <param name="buffer">Receives the elements.</param>
    internal void Read(ulong[] start, ulong[] count, long memoryType, void* buffer)
    {
        if (Array.Exists(count, n => n == 0))
        {
            return;
        }

        int memoryBytes = (int)Hdf5Native.H5Tget_size(memoryType);
        using var type = Hdf5Id.Type(Hdf5Native.H5Dget_type(dataset.Value));
        int fileBytes = (int)Hdf5Native.H5Tget_size(type.Value);
        double bytes = chunk.Aggregate((double)Math.Max(fileBytes, memoryBytes), (product, n) => product * n);
        if (bytes > Array.MaxLength)
        {
            throw new Hdf5Failure($"its chunks of {string.Join(" × ", chunk)} values are larger than an array can hold; perhaps the file is damaged");
        }

        int elements = (int)chunk.Aggregate(1UL, (product, n) => product * n);
        byte[] work = ArrayPool<byte>.Shared.Rent(elements * Math.Max(fileBytes, memoryBytes)), background = new byte[elements * memoryBytes];
        try
        {
            ulong[] first = [.. start.Zip(chunk, (s, c) => s / c * c)], at = [.. first];
            do
            {
                Unpack(at, work, elements * fileBytes);
                fixed (byte* p = work, b = background)
                {
                    Hdf5Native.H5Tconvert(type.Value, memoryType, (nuint)elements, p, b, 0);
                    Place(at, (start, count), p, (byte*)buffer, memoryBytes);
                }
            }
            while (Advance(at, first, (start, count)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(work);
        }
    }

    private static (int Id, uint[] Settings) Filter(Hdf5Id creation, uint index)
    {
        nuint length = 32;
        var settings = new uint[length];
        fixed (uint* p = settings)
        {
            int id = Hdf5Native.H5Pget_filter2(creation.Value, index, null, &length, p, 0, null, null);
            return (id, settings[..(int)Math.Min(length, 32)]);
        }
    }

    private bool Advance(ulong[] at, ulong[] first, (ulong[] Start, ulong[] Count) part)
    {
        for (int d = at.Length - 1; d >= 0; d--)
        {
            at[d] += chunk[d];
            if (at[d] < part.Start[d] + part.Count[d])
            {
                return true;
            }

            at[d] = first[d];
        }

        return false;
    }

    /// <summary>The bytes of one chunk without filters; the fill value of the dataset where the chunk was never written.</summary>
    private void Unpack(ulong[] at, byte[] work, int size)
    {
        ulong stored = 0, place = 0;
        uint skipped = 0;
        fixed (ulong* offset = at)
        {
            Hdf5Native.H5Dget_chunk_info_by_coord(dataset.Value, offset, &skipped, &place, &stored);
            if (stored == 0)
            {
                for (int i = 0; i < size; i += fill.Length)
                {
                    fill.CopyTo(work, i);
                }

                return;
            }

            // No filter makes more of a chunk than a little; a damaged length must not ask for memory without end.
            if (stored > ((ulong)size * 2) + 65536)
            {
                throw new Hdf5Failure($"the chunk at ({string.Join(", ", at)}) is stored in {stored} bytes, where {size} are wanted without compression");
            }

            var bytes = new byte[stored];
            fixed (byte* p = bytes)
            {
                Hdf5Native.H5Dread_chunk(dataset.Value, 0, offset, &skipped, p);
            }

            Undone(bytes, skipped, at, size).CopyTo(work, 0);
        }
    }

    private byte[] Undone(byte[] bytes, uint skipped, ulong[] at, int size)
    {
        for (int i = pipeline.Length - 1; i >= 0; i--)
        {
            (IHdf5Filter filter, uint[] settings) = pipeline[i];
            try
            {
                bytes = (skipped & (1u << i)) != 0 ? bytes : filter.Undo(bytes, settings, size);
            }
            catch (Exception e) when (e is InvalidDataException or OverflowException)
            {
                throw new Hdf5Failure($"the chunk at ({string.Join(", ", at)}) cannot be unpacked by {filter.Name}: {e.Message.TrimEnd('.')}");
            }
        }

        return bytes.Length == size ? bytes : throw new Hdf5Failure($"the chunk at ({string.Join(", ", at)}) unpacks to {bytes.Length} bytes where {size} are wanted");
    }

    /// <summary>Copies the rows of a chunk that lie in the part.</summary>
    private void Place(ulong[] at, (ulong[] Start, ulong[] Count) part, byte* from, byte* to, int elementBytes)
    {
        int last = at.Length - 1;
        ulong[] low = [.. at.Zip(part.Start, Math.Max)], high = [.. Enumerable.Range(0, at.Length).Select(d => Math.Min(at[d] + chunk[d], part.Start[d] + part.Count[d]))];
        ulong[] index = [.. low];
        long row = (long)(high[last] - low[last]) * elementBytes;
        while (true)
        {
            ulong source = 0, target = 0;
            for (int d = 0; d <= last; d++)
            {
                source = (source * chunk[d]) + (index[d] - at[d]);
                target = (target * part.Count[d]) + (index[d] - part.Start[d]);
            }

            Buffer.MemoryCopy(from + ((long)source * elementBytes), to + ((long)target * elementBytes), row, row);
            int dimension = last - 1;
            while (dimension >= 0 && ++index[dimension] >= high[dimension])
            {
                index[dimension] = low[dimension];
                dimension--;
            }

            if (dimension < 0)
            {
                return;
            }
        }
    }
}

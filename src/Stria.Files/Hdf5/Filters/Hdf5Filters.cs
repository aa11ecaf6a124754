
namespace Stria.Files;

/// <summary>The filters of HDF5 chunks that Stria undoes itself: those that beamlines use and the library does not bring, and the library's own, which may come before or after them.</summary>
internal static class Hdf5Filters
{
    /// <summary>All filters.</summary>
    internal static IReadOnlyList<IHdf5Filter> All { get; } =
    [
        new DeflateFilter(),
        new ShuffleFilter(),
        new ChecksumFilter(),
        new LzfFilter(),
        new BloscFilter(),
        new Lz4Filter(),
        new BitshuffleFilter(),
    ];

    /// <summary>The filter of a number, or null.</summary>
    internal static IHdf5Filter? Find(int id) => All.FirstOrDefault(filter => filter.Id == id);

    /// <summary>What a filter is called that Stria does not undo, for messages.</summary>
    internal static string Describe(int id) => id switch
    {
        4 => "szip",
        307 => "bzip2",
        32013 => "ZFP",
        32015 => "Zstandard",
        32026 => "Blosc 2",
        _ => "of an unknown kind",
    };

    /// <summary>gzip (zlib), the library's own.</summary>
    private sealed class DeflateFilter : IHdf5Filter
    {
        public int Id => 1;

        public string Name => "gzip";

        public byte[] Undo(ReadOnlySpan<byte> packed, ReadOnlySpan<uint> settings, int size) => Inflate(packed, size);
    }

    /// <summary>Bytes of equal weight brought together, the library's own.</summary>
    private sealed class ShuffleFilter : IHdf5Filter
    {
        public int Id => 2;

        public string Name => "shuffle";

        public byte[] Undo(ReadOnlySpan<byte> packed, ReadOnlySpan<uint> settings, int size)
        {
            var bytes = new byte[packed.Length];
            ByteShuffle.Undo(packed, bytes, settings.Length > 0 ? (int)Math.Min(settings[0], int.MaxValue) : 1);
            return bytes;
        }
    }

    /// <summary>A checksum of four bytes at the end, the library's own; it is taken off, not verified.</summary>
    private sealed class ChecksumFilter : IHdf5Filter
    {
        public int Id => 3;

        public string Name => "Fletcher checksum";

        public byte[] Undo(ReadOnlySpan<byte> packed, ReadOnlySpan<uint> settings, int size) =>
            packed.Length >= 4 ? packed[..^4].ToArray() : throw new InvalidDataException("The checksum is missing.");
    }

    /// <summary>Decompresses zlib data of known length.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    internal static byte[] Inflate(ReadOnlySpan<byte> packed, int size)
    {
        var bytes = new byte[size];
        int n = ZlibData.Unpack(packed.ToArray(), bytes);
        return n == size ? bytes : bytes[..n];
    }
}

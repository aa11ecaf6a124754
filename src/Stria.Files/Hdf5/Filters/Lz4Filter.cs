using System.Buffers.Binary;

namespace Stria.Files;

/// <summary>LZ4 as HDF5's filter 32004 lays it: length, block size, and blocks each after its compressed length, all big-endian.</summary>
internal sealed class Lz4Filter : IHdf5Filter
{
    private const int HeadBytes = 12;

    /// <inheritdoc/>
    public int Id => 32004;

    /// <inheritdoc/>
    public string Name => "LZ4";

    /// <inheritdoc/>
    public byte[] Undo(ReadOnlySpan<byte> packed, ReadOnlySpan<uint> settings, int size)
    {
        (int total, int block) = Head(packed, size);
        var bytes = new byte[total];
        int from = HeadBytes;
        for (int to = 0; to < total; to += block)
        {
            Span<byte> target = bytes.AsSpan(to, Math.Min(block, total - to));
            ReadOnlySpan<byte> part = Part(packed, ref from);
            if (part.Length == target.Length)
            {
                part.CopyTo(target);
            }
            else
            {
                Lz4Block.Decode(part, target);
            }
        }

        return bytes;
    }

    /// <summary>Total and block length from the head.</summary>
    internal static (int Total, int Block) Head(ReadOnlySpan<byte> packed, int size)
    {
        if (packed.Length < HeadBytes)
        {
            throw new InvalidDataException($"The chunk has {packed.Length} bytes, less than its head.");
        }

        ulong total = BinaryPrimitives.ReadUInt64BigEndian(packed);
        uint block = BinaryPrimitives.ReadUInt32BigEndian(packed[8..]);
        return total <= (ulong)size + 4 && block > 0
            ? ((int)total, (int)Math.Min(block, int.MaxValue))
            : throw new InvalidDataException($"The chunk announces {total} bytes in blocks of {block}, where {size} bytes are wanted.");
    }

    /// <summary>The next block, after its length.</summary>
    internal static ReadOnlySpan<byte> Part(ReadOnlySpan<byte> packed, ref int from)
    {
        if (packed.Length - from < 4)
        {
            throw new InvalidDataException("The chunk ends before its last block.");
        }

        uint length = BinaryPrimitives.ReadUInt32BigEndian(packed[from..]);
        from += 4;
        if (length > (uint)(packed.Length - from))
        {
            throw new InvalidDataException($"A block of {length} bytes is announced, and {packed.Length - from} are left.");
        }

        ReadOnlySpan<byte> part = packed.Slice(from, (int)length);
        from += (int)length;
        return part;
    }
}

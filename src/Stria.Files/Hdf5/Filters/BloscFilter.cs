using System.Buffers.Binary;

namespace Stria.Files;

/// <summary>Blosc 1, filter 32001: blocks of streams, shuffled by bytes or bits, compressed by BloscLZ, LZ4 or zlib (README_CHUNK_FORMAT of c-blosc).</summary>
internal sealed class BloscFilter : IHdf5Filter
{
    private const int HeadBytes = 16, MostStreams = 16, ShortestStream = 128;

    /// <inheritdoc/>
    public int Id => 32001;

    /// <inheritdoc/>
    public string Name => "Blosc";

    /// <inheritdoc/>
    public byte[] Undo(ReadOnlySpan<byte> packed, ReadOnlySpan<uint> settings, int size)
    {
        Head head = Head.Of(packed, size);
        var bytes = new byte[head.Total];
        if (head.IsCopy)
        {
            return packed.Length - HeadBytes >= head.Total
                ? packed.Slice(HeadBytes, head.Total).ToArray()
                : throw new InvalidDataException($"{head.Total} bytes are announced, and {packed.Length - HeadBytes} are there.");
        }

        int count = (int)(((long)head.Total + head.Block - 1) / head.Block);
        if (packed.Length - HeadBytes < 4L * count)
        {
            throw new InvalidDataException($"The places of {count} blocks are announced, and {packed.Length - HeadBytes} bytes are left.");
        }

        var work = new byte[Math.Min(head.Block, head.Total)];
        for (int block = 0; block < count; block++)
        {
            int start = BinaryPrimitives.ReadInt32LittleEndian(packed[(HeadBytes + (4 * block))..]), first = block * head.Block;
            Span<byte> target = bytes.AsSpan(first, Math.Min(head.Block, head.Total - first));
            if (start < HeadBytes || start > packed.Length)
            {
                throw new InvalidDataException($"Block {block} begins at byte {start} of {packed.Length}.");
            }

            Span<byte> shuffled = work.AsSpan(0, target.Length);
            Streams(packed[start..], shuffled, head);
            Unshuffle(shuffled, target, head);
        }

        return bytes;
    }

    private static void Streams(ReadOnlySpan<byte> packed, Span<byte> block, Head head)
    {
        bool isSplit = head.MaySplit && block.Length == head.Block && head.Element <= MostStreams && head.Block / head.Element >= ShortestStream;
        int streams = isSplit ? head.Element : 1, length = block.Length / streams, from = 0;
        for (int stream = 0; stream < streams; stream++)
        {
            int packedLength = packed.Length - from >= 4 ? BinaryPrimitives.ReadInt32LittleEndian(packed[from..]) : -1;
            from += 4;
            if (packedLength < 0 || packedLength > packed.Length - from)
            {
                throw new InvalidDataException($"A stream of {packedLength} bytes is announced, and {Math.Max(0, packed.Length - from)} are left.");
            }

            ReadOnlySpan<byte> part = packed.Slice(from, packedLength);
            Span<byte> target = block.Slice(stream * length, length);
            from += packedLength;
            if (part.Length == length)
            {
                part.CopyTo(target);
                continue;
            }

            switch (head.Compressor)
            {
                case 0:
                    BloscLz.Decode(part, target);
                    break;
                case 1:
                    Lz4Block.Decode(part, target);
                    break;
                case 3:
                    Whole(Hdf5Filters.Inflate(part, length), target);
                    break;
                default:
                    throw new InvalidDataException(
                        $"Its compressor {head.Compressor}{(head.Compressor == 4 ? " (Zstandard)" : head.Compressor == 2 ? " (Snappy)" : "")} is not read. Perhaps write the file again with gzip (h5repack -f GZIP=1).");
            }
        }
    }

    private static void Whole(byte[] bytes, Span<byte> target)
    {
        if (bytes.Length != target.Length)
        {
            throw new InvalidDataException($"{bytes.Length} bytes came out where {target.Length} are wanted.");
        }

        bytes.CopyTo(target);
    }

    private static void Unshuffle(ReadOnlySpan<byte> shuffled, Span<byte> target, Head head)
    {
        int count = target.Length / head.Element;
        if (head.IsShuffled && head.Element > 1)
        {
            ByteShuffle.Undo(shuffled, target, head.Element);
        }
        else if (head.IsBitShuffled && target.Length >= head.Element && count % 8 == 0)
        {
            ByteShuffle.UndoBits(shuffled[..(count * head.Element)], target, head.Element);
            shuffled[(count * head.Element)..].CopyTo(target[(count * head.Element)..]);
        }
        else
        {
            shuffled.CopyTo(target);
        }
    }

    /// <summary>The first sixteen bytes.</summary>
    private readonly record struct Head(byte Flags, int Element, int Total, int Block)
    {
        internal bool IsShuffled => (Flags & 1) != 0;

        internal bool IsCopy => (Flags & 2) != 0;

        internal bool IsBitShuffled => (Flags & 4) != 0;

        internal bool MaySplit => (Flags & 16) == 0;

        internal int Compressor => Flags >> 5;

        internal static Head Of(ReadOnlySpan<byte> packed, int size)
        {
            if (packed.Length < HeadBytes)
            {
                throw new InvalidDataException($"The chunk has {packed.Length} bytes, less than its head.");
            }

            var head = new Head(packed[2], Math.Max((byte)1, packed[3]), BinaryPrimitives.ReadInt32LittleEndian(packed[4..]), BinaryPrimitives.ReadInt32LittleEndian(packed[8..]));
            return head.Total >= 0 && head.Total <= size + 4 && (head.IsCopy || head.Block > 0)
                ? head
                : throw new InvalidDataException($"The chunk announces {head.Total} bytes in blocks of {head.Block}, where {size} bytes are wanted.");
        }
    }
}

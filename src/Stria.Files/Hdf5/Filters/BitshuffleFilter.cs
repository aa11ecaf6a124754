namespace Stria.Files;

/// <summary>Bitshuffle, filter 32008 (K. Masui et al., Astronomy and Computing 12 (2015) 181), alone or with LZ4, as detectors of Dectris and others write it.</summary>
internal sealed class BitshuffleFilter : IHdf5Filter
{
    private const int TargetBytes = 8192, Multiple = 8, FewestElements = 128;

    /// <inheritdoc/>
    public int Id => 32008;

    /// <inheritdoc/>
    public string Name => "bitshuffle";

    /// <inheritdoc/>
    public byte[] Undo(ReadOnlySpan<byte> packed, ReadOnlySpan<uint> settings, int size)
    {
        // Two numbers of the version, then size of an element, elements in a block (0 = usual) and compressor (0 none, 2 LZ4, 3 Zstandard).
        int element = settings.Length > 2 && settings[2] is > 0 and <= 1024 ? (int)settings[2] : throw new InvalidDataException("The size of an element is not given.");
        int elements = settings.Length > 3 && settings[3] > 0 ? (int)Math.Min(settings[3], int.MaxValue / 1024) : Usual(element);
        uint compressor = settings.Length > 4 ? settings[4] : 0;
        if (compressor == 0)
        {
            var plain = new byte[Math.Min(packed.Length, size + 4)];
            Blocks(packed[..plain.Length], plain, element, elements);
            return plain;
        }

        if (compressor != 2)
        {
            throw new InvalidDataException($"Its compressor {compressor}{(compressor == 3 ? " (Zstandard)" : "")} is not read. Perhaps write the file again with gzip (h5repack -f GZIP=1).");
        }

        (int total, int block) = Lz4Filter.Head(packed, size);
        return Compressed(packed, total, element, Math.Max(Multiple, block / element));
    }

    private static int Usual(int element) => Math.Max(FewestElements, TargetBytes / element / Multiple * Multiple);

    private static byte[] Compressed(ReadOnlySpan<byte> packed, int total, int element, int elements)
    {
        var bytes = new byte[total];
        int count = total / element, whole = count / Multiple * Multiple, from = 12;
        var shuffled = new byte[(long)Math.Min(elements, Math.Max(whole, Multiple)) * element];
        for (int first = 0; first < whole; first += elements)
        {
            Span<byte> part = shuffled.AsSpan(0, Math.Min(elements, whole - first) / Multiple * Multiple * element);
            Lz4Block.Decode(Lz4Filter.Part(packed, ref from), part);
            ByteShuffle.UndoBits(part, bytes.AsSpan(first * element, part.Length), element);
        }

        // What is less than eight elements lies at the end as it is.
        Span<byte> rest = bytes.AsSpan(whole * element);
        if (packed.Length - from < rest.Length)
        {
            throw new InvalidDataException("The chunk ends before its last elements.");
        }

        packed.Slice(from, rest.Length).CopyTo(rest);
        return bytes;
    }

    private static void Blocks(ReadOnlySpan<byte> shuffled, Span<byte> bytes, int element, int elements)
    {
        int whole = bytes.Length / element / Multiple * Multiple;
        elements = Math.Max(Multiple, elements / Multiple * Multiple);
        for (int first = 0; first < whole; first += elements)
        {
            int n = Math.Min(elements, whole - first) * element;
            ByteShuffle.UndoBits(shuffled.Slice(first * element, n), bytes.Slice(first * element, n), element);
        }

        shuffled[(whole * element)..].CopyTo(bytes[(whole * element)..]);
    }
}

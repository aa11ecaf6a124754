namespace Stria.Files;

/// <summary>One block of LZ4 (LZ4 block format, Y. Collet): literals and copies of what has been written before.</summary>
internal static class Lz4Block
{
    private const int ShortestMatch = 4;

    /// <summary>Decompresses a block whose length is known.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or of another length.</exception>
    internal static void Decode(ReadOnlySpan<byte> packed, Span<byte> bytes)
    {
        int from = 0, to = 0;
        while (from < packed.Length)
        {
            int token = packed[from++], literals = Length(packed, ref from, token >> 4);
            if (literals > packed.Length - from || literals > bytes.Length - to)
            {
                throw new InvalidDataException($"{literals} literals are announced where {packed.Length - from} are left.");
            }

            packed.Slice(from, literals).CopyTo(bytes[to..]);
            (from, to) = (from + literals, to + literals);
            if (from >= packed.Length)
            {
                break;
            }

            if (packed.Length - from < 2)
            {
                throw new InvalidDataException("It ends within a distance.");
            }

            int distance = packed[from] | (packed[from + 1] << 8);
            from += 2;
            int length = Length(packed, ref from, token & 15) + ShortestMatch;
            Repetition.Copy(bytes, ref to, distance, length);
        }

        if (to != bytes.Length)
        {
            throw new InvalidDataException($"{to} bytes came out where {bytes.Length} are wanted.");
        }
    }

    private static int Length(ReadOnlySpan<byte> packed, ref int from, int length)
    {
        if (length < 15)
        {
            return length;
        }

        int more;
        do
        {
            more = from < packed.Length ? packed[from++] : throw new InvalidDataException("It ends within a length.");
            length = checked(length + more);
        }
        while (more == 255);
        return length;
    }
}

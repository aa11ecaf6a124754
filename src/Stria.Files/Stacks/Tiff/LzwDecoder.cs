namespace Stria.Files;

/// <summary>LZW as TIFF uses it (TIFF 6.0, section 13): codes of 9 to 12 bits, most significant bit first, one code earlier than the table is full.</summary>
internal static class LzwDecoder
{
    private const int Clear = 256, End = 257, First = 258, Most = 4096;

    /// <summary>Decompresses.</summary>
    /// <param name="packed">The codes.</param>
    /// <param name="bytes">Receives the bytes; what would exceed it is left out.</param>
    /// <returns>Number of bytes.</returns>
    /// <exception cref="InvalidDataException">A code has no meaning.</exception>
    internal static int Decode(ReadOnlySpan<byte> packed, Span<byte> bytes)
    {
        // Each string is a piece of what has been written: its place and length.
        var table = new (int Start, int Length)[Most];
        int next = First, width = 9, previous = -1, to = 0, bits = 0;
        uint buffer = 0;
        for (int from = 0; to < bytes.Length;)
        {
            while (bits < width && from < packed.Length)
            {
                buffer = (buffer << 8) | packed[from++];
                bits += 8;
            }

            if (bits < width)
            {
                break;
            }

            int code = (int)(buffer >> (bits - width)) & ((1 << width) - 1);
            bits -= width;
            if (code == End)
            {
                break;
            }

            if (code == Clear)
            {
                (next, width, previous) = (First, 9, -1);
                continue;
            }

            int start = to, length = Put(code, next, previous < 0 ? (-1, 0) : (previous, to - previous), bytes, ref to, table);
            if (previous >= 0 && next < Most)
            {
                // The string before and the first byte of this one lie one after the other.
                table[next] = (previous, start - previous + 1);
                next++;
            }

            width = next + 1 >= 2048 ? 12 : next + 1 >= 1024 ? 11 : next + 1 >= 512 ? 10 : 9;
            previous = length > 0 ? start : -1;
        }

        return to;
    }

    private static int Put(int code, int next, (int Start, int Length) before, Span<byte> bytes, ref int to, (int Start, int Length)[] table)
    {
        if (code < Clear)
        {
            bytes[to++] = (byte)code;
            return 1;
        }

        bool isNew = code == next && before.Start >= 0;
        if (!isNew && (code >= next || code < First))
        {
            throw new InvalidDataException($"The code {code} has not been defined.");
        }

        int start = isNew ? before.Start : table[code].Start, length = isNew ? before.Length + 1 : table[code].Length, whole = length;
        length = Math.Min(length, bytes.Length - to);

        // Byte by byte, for a new string overlaps its own copy.
        for (int i = 0; i < length; i++)
        {
            bytes[to + i] = bytes[start + i];
        }

        to += length;
        return whole;
    }
}

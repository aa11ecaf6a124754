namespace Stria.Files;

/// <summary>Undoes the shuffling of bytes and of bits, by which compressors find more alike.</summary>
internal static class ByteShuffle
{
    /// <summary>Bytes of equal weight lie together; they are brought back to their elements. What is no whole element stays where it is.</summary>
    internal static void Undo(ReadOnlySpan<byte> shuffled, Span<byte> bytes, int elementBytes)
    {
        if (elementBytes < 2 || shuffled.Length < elementBytes)
        {
            shuffled.CopyTo(bytes);
            return;
        }

        int count = shuffled.Length / elementBytes;
        for (int b = 0; b < elementBytes; b++)
        {
            ReadOnlySpan<byte> plane = shuffled.Slice(b * count, count);
            for (int i = 0, to = b; i < count; i++, to += elementBytes)
            {
                bytes[to] = plane[i];
            }
        }

        shuffled[(count * elementBytes)..].CopyTo(bytes[(count * elementBytes)..]);
    }

    /// <summary>Bits of equal weight lie together, in rows of one bit per element; the number of elements is a multiple of eight.</summary>
    internal static void UndoBits(ReadOnlySpan<byte> shuffled, Span<byte> bytes, int elementBytes)
    {
        int count = shuffled.Length / elementBytes, rowBytes = count / 8;
        for (int b = 0; b < elementBytes; b++)
        {
            ReadOnlySpan<byte> rows = shuffled.Slice(b * 8 * rowBytes, 8 * rowBytes);
            for (int group = 0; group < rowBytes; group++)
            {
                // Eight rows of eight bits, one per element: the block is turned about its diagonal.
                ulong block = 0;
                for (int bit = 0; bit < 8; bit++)
                {
                    block |= (ulong)rows[(bit * rowBytes) + group] << (8 * bit);
                }

                block = Turned(block);
                for (int element = 0, to = (group * 8 * elementBytes) + b; element < 8; element++, to += elementBytes)
                {
                    bytes[to] = (byte)(block >> (8 * element));
                }
            }
        }
    }

    /// <summary>Transposes eight by eight bits (H. S. Warren, Hacker's Delight, section 7–3).</summary>
    private static ulong Turned(ulong x)
    {
        ulong t = (x ^ (x >> 7)) & 0x00AA00AA00AA00AA;
        x ^= t ^ (t << 7);
        t = (x ^ (x >> 14)) & 0x0000CCCC0000CCCC;
        x ^= t ^ (t << 14);
        t = (x ^ (x >> 28)) & 0x00000000F0F0F0F0;
        return x ^ t ^ (t << 28);
    }
}

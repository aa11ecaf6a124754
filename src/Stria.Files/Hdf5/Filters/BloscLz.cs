namespace Stria.Files;

/// <summary>BloscLZ, Blosc's own compressor: literals of up to 32 bytes, and copies from up to 8191, or 73726, bytes before.</summary>
internal static class BloscLz
{
    private const int ShortestMatch = 3, NearestFar = 8191, FarMark = 31 << 8;

    /// <summary>Decompresses a stream whose length is known.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or of another length.</exception>
    internal static void Decode(ReadOnlySpan<byte> packed, Span<byte> bytes)
    {
        int to = 0;
        for (int from = 0; from < packed.Length;)
        {
            // The first control byte is always a literal's; its upper bits tell the version.
            int control = from == 0 ? packed[from++] & 31 : packed[from++];
            if (control < 32)
            {
                int literals = control + 1;
                if (literals > packed.Length - from || literals > bytes.Length - to)
                {
                    throw new InvalidDataException($"{literals} literals are announced where {packed.Length - from} are left.");
                }

                packed.Slice(from, literals).CopyTo(bytes[to..]);
                (from, to) = (from + literals, to + literals);
                continue;
            }

            int length = (control >> 5) - 1, distance = (control & 31) << 8;
            if (length == 6)
            {
                int more;
                do
                {
                    more = Next(packed, ref from);
                    length = checked(length + more);
                }
                while (more == 255);
            }

            int low = Next(packed, ref from);
            distance = low == 255 && distance == FarMark
                ? (Next(packed, ref from) << 8) + Next(packed, ref from) + NearestFar
                : distance + low;
            Repetition.Copy(bytes, ref to, distance + 1, length + ShortestMatch);
        }

        if (to != bytes.Length)
        {
            throw new InvalidDataException($"{to} bytes came out where {bytes.Length} are wanted.");
        }
    }

    private static int Next(ReadOnlySpan<byte> packed, ref int from) => from < packed.Length ? packed[from++] : throw new InvalidDataException("It ends within a copy.");
}

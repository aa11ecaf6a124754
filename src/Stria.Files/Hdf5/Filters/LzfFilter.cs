namespace Stria.Files;

/// <summary>LZF, filter 32000, h5py's fast compressor (liblzf's format).</summary>
internal sealed class LzfFilter : IHdf5Filter
{
    /// <inheritdoc/>
    public int Id => 32000;

    /// <inheritdoc/>
    public string Name => "LZF";

    /// <inheritdoc/>
    public byte[] Undo(ReadOnlySpan<byte> packed, ReadOnlySpan<uint> settings, int size)
    {
        // A checksum below it adds four bytes.
        var bytes = new byte[size + 4];
        int to = 0;
        for (int from = 0; from < packed.Length;)
        {
            int control = packed[from++];
            if (control < 32)
            {
                int literals = control + 1;
                if (literals > packed.Length - from || literals > bytes.Length - to)
                {
                    throw new InvalidDataException($"{literals} literals are announced where {packed.Length - from} are left.");
                }

                packed.Slice(from, literals).CopyTo(bytes.AsSpan(to));
                (from, to) = (from + literals, to + literals);
                continue;
            }

            int length = control >> 5, wanted = length == 7 ? 2 : 1;
            if (packed.Length - from < wanted)
            {
                throw new InvalidDataException("It ends within a copy.");
            }

            length += length == 7 ? packed[from++] : 0;
            Repetition.Copy(bytes, ref to, ((control & 31) << 8) + packed[from++] + 1, length + 2);
        }

        return bytes[..to];
    }
}

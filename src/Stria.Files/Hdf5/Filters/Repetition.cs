namespace Stria.Files;

/// <summary>The copy that all dictionary compressors share.</summary>
internal static class Repetition
{
    /// <summary>Repeats what has been written some distance before; the copy may overlap itself.</summary>
    /// <param name="bytes">What has been written, and where to write.</param>
    /// <param name="to">Where to write; moves on.</param>
    /// <param name="distance">How far back, at least 1.</param>
    /// <param name="length">How many bytes.</param>
    /// <exception cref="InvalidDataException">It begins before the first byte, or would go beyond the last.</exception>
    internal static void Copy(Span<byte> bytes, ref int to, int distance, int length)
    {
        if (distance < 1 || distance > to || length > bytes.Length - to)
        {
            throw new InvalidDataException($"A copy of {length} bytes from {distance} before byte {to} of {bytes.Length} cannot be.");
        }

        if (distance >= length)
        {
            bytes.Slice(to - distance, length).CopyTo(bytes[to..]);
        }
        else
        {
            for (int i = to; i < to + length; i++)
            {
                bytes[i] = bytes[i - distance];
            }
        }

        to += length;
    }
}

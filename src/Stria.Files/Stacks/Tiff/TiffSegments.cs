
namespace Stria.Files;

/// <summary>Reads the strips or tiles of one TIFF image, undoes compression and differences, and puts the numbers into a frame.</summary>
internal static class TiffSegments
{
    /// <summary>Reads one image.</summary>
    /// <param name="file">The file.</param>
    /// <param name="page">The image; its sizes have been checked.</param>
    /// <param name="number">Its number, for messages.</param>
    /// <param name="frame">Receives the values, row by row.</param>
    /// <exception cref="DataException">A part is missing or damaged.</exception>
    internal static void Read(BinaryFile file, TiffPage page, int number, Span<float> frame)
    {
        int width = (int)page.Width, height = (int)page.Height, across = (int)page.SegmentWidth, down = (int)page.SegmentHeight, size = page.Bits / 8;
        var raw = new byte[(long)across * down * size];
        var row = new float[across];
        int segment = 0;
        for (int top = 0; top < height; top += down)
        {
            // The last strip is as high as the rest of the image; tiles are always whole.
            int rows = page.IsTiled ? down : Math.Min(down, height - top);
            for (int left = 0; left < width; left += across, segment++)
            {
                Span<byte> bytes = raw.AsSpan(0, across * rows * size);
                Fill(file, page, (number, segment), bytes);
                NumberLayout layout = Undo(page, file.IsBigEndian, bytes, across * size);
                int columns = Math.Min(across, width - left);
                for (int y = 0; y < Math.Min(rows, height - top); y++)
                {
                    layout.Decode(bytes.Slice(y * across * size, across * size), row);
                    row.AsSpan(0, columns).CopyTo(frame.Slice(((top + y) * width) + left, columns));
                }
            }
        }
    }

    private static void Fill(BinaryFile file, TiffPage page, (int Image, int Part) place, Span<byte> bytes)
    {
        long offset = page.Offsets[place.Part], count = page.ByteCounts[place.Part];
        string what = $"part {place.Part} of image {place.Image}";
        if (page.Compression == 1)
        {
            file.Read(offset, bytes, what);
            return;
        }

        if (count > file.Length || count < 1)
        {
            throw new DataException($"{what} is announced with {count} bytes. Perhaps the file is damaged.", file.Path);
        }

        var packed = new byte[count];
        file.Read(offset, packed, what);
        int done;
        try
        {
            done = page.Compression switch
            {
                5 => LzwDecoder.Decode(packed, bytes),
                32773 => PackBits(packed, bytes),
                _ => ZlibData.Unpack(packed, bytes),
            };
        }
        catch (InvalidDataException e)
        {
            throw new DataException($"{what} cannot be decompressed: {e.Message} Perhaps the file is damaged.", file.Path, e);
        }

        if (done < bytes.Length)
        {
            throw new DataException($"{what} decompresses to {done} bytes where {bytes.Length} are wanted. Perhaps the file is damaged.", file.Path);
        }
    }

    /// <summary>PackBits: a count n ≥ 0 and n + 1 bytes as they are, or n &lt; 0 and one byte 1 − n times.</summary>
    private static int PackBits(ReadOnlySpan<byte> packed, Span<byte> bytes)
    {
        int to = 0;
        for (int from = 0; from < packed.Length && to < bytes.Length;)
        {
            int n = (sbyte)packed[from++];
            if (n == -128)
            {
                continue;
            }

            int length = Math.Min(n >= 0 ? n + 1 : 1 - n, bytes.Length - to);
            if (packed.Length - from < (n >= 0 ? length : 1))
            {
                throw new InvalidDataException("It ends within a run.");
            }

            if (n >= 0)
            {
                packed.Slice(from, length).CopyTo(bytes[to..]);
                from += n + 1;
            }
            else
            {
                bytes.Slice(to, length).Fill(packed[from++]);
            }

            to += length;
        }

        return to;
    }

    private static NumberLayout Undo(TiffPage page, bool isBigEndian, Span<byte> bytes, int rowBytes)
    {
        int size = page.Bits / 8;
        for (int at = 0; page.Predictor > 1 && at < bytes.Length; at += rowBytes)
        {
            Span<byte> row = bytes.Slice(at, rowBytes);
            if (page.Predictor == 2)
            {
                Accumulate(row, size, isBigEndian);
            }
            else
            {
                Interleave(row, size);
            }
        }

        // The differences of floating-point numbers are stored most significant byte first, whatever the file's order.
        return page.Layout(page.Predictor == 3 || isBigEndian);
    }

    private static void Accumulate(Span<byte> row, int size, bool isBigEndian)
    {
        ulong sum = 0;
        for (int at = 0; at < row.Length; at += size)
        {
            Span<byte> one = row.Slice(at, size);
            ulong value = 0;
            for (int b = 0; b < size; b++)
            {
                value |= (ulong)one[isBigEndian ? size - 1 - b : b] << (8 * b);
            }

            sum += value;
            for (int b = 0; b < size; b++)
            {
                one[isBigEndian ? size - 1 - b : b] = (byte)(sum >> (8 * b));
            }
        }
    }

    private static void Interleave(Span<byte> row, int size)
    {
        byte sum = 0;
        foreach (ref byte b in row)
        {
            sum += b;
            b = sum;
        }

        byte[] planes = row.ToArray();
        int count = row.Length / size;
        for (int i = 0; i < count; i++)
        {
            for (int b = 0; b < size; b++)
            {
                row[(i * size) + b] = planes[(b * count) + i];
            }
        }
    }
}

using System.Buffers.Binary;

namespace Stria.Files;

/// <summary>Reads PNG pictures (ISO/IEC 15948): grey, colour and palette, 1 to 16 bits, not interlaced. Colours become luminance.</summary>
internal sealed class PngFile
{
    private const int MostPixels = 400_000_000;
    private static readonly byte[] Signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private readonly string path;
    private readonly List<byte[]> packed = [];
    private byte[] palette = [];
    private int bits, colour;

    private PngFile(string path) => this.path = path;

    /// <summary>Number of rows.</summary>
    internal int Height { get; private set; }

    /// <summary>Number of columns.</summary>
    internal int Width { get; private set; }

    /// <summary>Distance between pixels [m] by the file's own scale; null where it has none.</summary>
    internal double? PixelSize { get; private set; }

    /// <summary>Brightness of each pixel, row by row, in steps of the file (0 … 255 or 0 … 65535); of a palette its luminance.</summary>
    internal float[] Values { get; private set; } = [];

    /// <summary>Whether a file begins as PNG does.</summary>
    internal static bool HasSignature(string path) => BinaryFile.Head(path, Signature.Length).AsSpan().SequenceEqual(Signature);

    /// <summary>Reads a picture.</summary>
    /// <exception cref="DataException">It is cut, damaged or interlaced.</exception>
    internal static PngFile Read(string path)
    {
        var picture = new PngFile(path);
        using (var file = BinaryFile.Open(path))
        {
            file.IsBigEndian = true;
            picture.ReadChunks(file);
        }

        picture.Values = picture.Brightness(picture.Unpacked());
        return picture;
    }

    private void ReadChunks(BinaryFile file)
    {
        for (long at = Signature.Length; ;)
        {
            long length = file.UInt32(at, "the length of a chunk");
            string kind = System.Text.Encoding.Latin1.GetString(Bytes(file, at + 4, 4, "the name of a chunk"));
            if (kind == "IEND")
            {
                break;
            }

            if (at == Signature.Length != (kind == "IHDR"))
            {
                throw new DataException($"begins with a chunk '{kind}', or has two heads; PNG has one head, at its begin. Perhaps the file is damaged.", path);
            }

            byte[] content = kind is "IHDR" or "PLTE" or "pHYs" or "IDAT" ? Bytes(file, at + 8, length, $"chunk {kind}") : [];
            Take(kind, content);
            at += 12 + length;
        }
    }

    private byte[] Bytes(BinaryFile file, long at, long length, string what)
    {
        if (length > file.Length - at)
        {
            throw new DataException($"{what} should be {length} bytes from byte {at}, but the file has {file.Length} bytes. Perhaps it was cut in copying.", path);
        }

        var bytes = new byte[length];
        file.Read(at, bytes, what);
        return bytes;
    }

    private void Take(string kind, byte[] content)
    {
        switch (kind)
        {
            case "IHDR":
                Head(content);
                break;
            case "PLTE":
                palette = content;
                break;
            case "pHYs" when content.Length >= 9 && content[8] == 1 && BinaryPrimitives.ReadUInt32BigEndian(content) is > 0 and { } perMetre:
                PixelSize = 1.0 / perMetre;
                break;
            case "IDAT":
                packed.Add(content);
                break;
        }
    }

    private void Head(byte[] content)
    {
        if (content.Length < 13)
        {
            throw new DataException($"its head has {content.Length} bytes of 13. Perhaps the file is damaged.", path);
        }

        uint width = BinaryPrimitives.ReadUInt32BigEndian(content), height = BinaryPrimitives.ReadUInt32BigEndian(content.AsSpan(4));
        (bits, colour) = (content[8], content[9]);
        bool known = colour switch { 0 => bits is 1 or 2 or 4 or 8 or 16, 3 => bits is 1 or 2 or 4 or 8, 2 or 4 or 6 => bits is 8 or 16, _ => false };
        if (!known || content[10] != 0 || content[11] != 0 || width == 0 || height == 0 || (ulong)width * height > MostPixels)
        {
            throw new DataException($"its head says {width} × {height} pixels of kind {colour} with {bits} bits, which is none of PNG's, or more than {MostPixels / 1_000_000} million pixels. Perhaps the file is damaged.", path);
        }

        if (content[12] != 0)
        {
            throw new DataException("is interlaced, which is not read. Save it without interlacing.", path);
        }

        (Width, Height) = ((int)width, (int)height);
    }

    private int Samples => colour switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };

    private byte[] Unpacked()
    {
        long row = (((long)Width * Samples * bits) + 7) / 8;
        long bytes = packed.Sum(part => (long)part.Length);
        if (bytes == 0 || row * Height > 1 + (1100L * bytes))
        {
            throw new DataException($"{Width} × {Height} pixels cannot be packed in {bytes} bytes. Perhaps the file was cut in copying.", path);
        }

        var lines = new byte[(row + 1) * Height];
        var joined = new byte[bytes];
        int at = 0;
        foreach (byte[] part in packed)
        {
            part.CopyTo(joined, at);
            at += part.Length;
        }

        try
        {
            int done = ZlibData.Unpack(joined, lines);
            if (done < lines.Length)
            {
                throw new DataException($"its pixels unpack to {done} bytes where {lines.Length} are wanted. Perhaps the file was cut in copying.", path);
            }
        }
        catch (InvalidDataException e)
        {
            throw new DataException($"its pixels cannot be unpacked: {e.Message} Perhaps the file was cut in copying.", path, e);
        }

        int step = Math.Max(1, Samples * bits / 8);
        for (int r = 0; r < Height; r++)
        {
            Span<byte> line = lines.AsSpan((int)(r * (row + 1)), (int)row + 1);
            Unfilter(line[0], line[1..], r == 0 ? [] : lines.AsSpan((int)((r - 1) * (row + 1)) + 1, (int)row), step);
        }

        return lines;
    }

    private void Unfilter(byte filter, Span<byte> line, ReadOnlySpan<byte> above, int step)
    {
        if (filter > 4)
        {
            throw new DataException($"a line has filter {filter}; PNG has 0 to 4. Perhaps the file is damaged.", path);
        }

        for (int i = 0; i < line.Length && filter > 0; i++)
        {
            int left = i >= step ? line[i - step] : 0, up = above.IsEmpty ? 0 : above[i], corner = i >= step && !above.IsEmpty ? above[i - step] : 0;
            line[i] += (byte)(filter switch { 1 => left, 2 => up, 3 => (left + up) / 2, _ => Paeth(left, up, corner) });
        }
    }

    private static int Paeth(int left, int up, int corner)
    {
        int guess = left + up - corner, a = Math.Abs(guess - left), b = Math.Abs(guess - up), c = Math.Abs(guess - corner);
        return a <= b && a <= c ? left : b <= c ? up : corner;
    }

    private float[] Brightness(byte[] lines)
    {
        var values = new float[Width * Height];
        long row = (lines.Length / Height) - 1;
        for (int r = 0; r < Height; r++)
        {
            ReadOnlySpan<byte> line = lines.AsSpan((int)(r * (row + 1)) + 1, (int)row);
            for (int c = 0; c < Width; c++)
            {
                values[(r * Width) + c] = colour switch
                {
                    2 or 6 => Luminance(Sample(line, (c * Samples) + 0), Sample(line, (c * Samples) + 1), Sample(line, (c * Samples) + 2)),
                    3 => Entry(Sample(line, c)),
                    _ => Sample(line, c * Samples),
                };
            }
        }

        return values;
    }

    private int Sample(ReadOnlySpan<byte> line, int index) => bits switch
    {
        16 => BinaryPrimitives.ReadUInt16BigEndian(line[(2 * index)..]),
        8 => line[index],
        _ => (line[index * bits / 8] >> (8 - bits - (index * bits % 8))) & ((1 << bits) - 1),
    };

    private float Entry(int index) => (3 * index) + 2 < palette.Length
        ? Luminance(palette[3 * index], palette[(3 * index) + 1], palette[(3 * index) + 2])
        : throw new DataException($"a pixel has colour {index}, and the palette has {palette.Length / 3}. Perhaps the file is damaged.", path);

    // ITU-R BT.601, as usual for greys of pictures.
    private static float Luminance(float red, float green, float blue) => (0.299f * red) + (0.587f * green) + (0.114f * blue);
}

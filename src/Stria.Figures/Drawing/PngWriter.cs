using System.Buffers.Binary;
using System.IO.Compression;
using System.Numerics;

namespace Stria.Figures.Drawing;

/// <summary>Writes pixels as a PNG file: true colour, with alpha only where a pixel is not opaque.</summary>
/// <remarks>Portable Network Graphics (PNG) Specification, third edition (W3C, 2025). Each row takes the one of the filters none, sub and up whose bytes are least
/// (the specification's heuristic, without the two filters that cost most and gain little on drawings).</remarks>
internal static class PngWriter
{
    private const int None = 0, Sub = 1, Up = 2, SumsBeforeWidening = 128;

    /// <summary>The file.</summary>
    /// <param name="pixels">Premultiplied colours, alpha in the highest byte, row by row from the top.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    internal static byte[] Write(ReadOnlySpan<uint> pixels, int width, int height)
    {
        int channels = IsOpaque(pixels) ? 3 : 4;
        using var file = new MemoryStream();
        file.Write(PngChunks.Signature);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, (byte)(channels == 3 ? 2 : 6));
        PngChunks.Write(file, "IHDR", header);
        PngChunks.Write(file, "IDAT", Packed(pixels, width, height, channels));
        PngChunks.Write(file, "IEND", []);
        return file.ToArray();
    }

    private static bool IsOpaque(ReadOnlySpan<uint> pixels)
    {
        foreach (uint p in pixels)
        {
            if (p < 0xff000000u)
            {
                return false;
            }
        }

        return true;
    }

    private static byte[] Packed(ReadOnlySpan<uint> pixels, int width, int height, int channels)
    {
        int stride = width * channels;
        byte[] above = new byte[stride], line = new byte[stride], sub = new byte[stride], up = new byte[stride];
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (int row = 0; row < height; row++)
            {
                Unpack(pixels.Slice(row * width, width), channels, line);
                line.AsSpan(0, channels).CopyTo(sub);
                Subtract(line.AsSpan(channels), line.AsSpan(0, stride - channels), sub.AsSpan(channels));
                Subtract(line, above, up);
                (long none, long left, long over) = (Size(line), Size(sub), Size(up));
                int filter = over <= Math.Min(none, left) ? Up : left <= none ? Sub : None;
                zlib.WriteByte((byte)filter);
                zlib.Write(filter switch { Up => up, Sub => sub, _ => line });
                (above, line) = (line, above);
            }
        }

        return packed.ToArray();
    }

    // Red, green, blue and, where asked, alpha; colours divided by alpha again.
    private static void Unpack(ReadOnlySpan<uint> pixels, int channels, Span<byte> line)
    {
        for (int i = 0, at = 0; i < pixels.Length; i++, at += channels)
        {
            uint p = pixels[i], alpha = p >> 24;
            (uint red, uint green, uint blue) = ((p >> 16) & 255, (p >> 8) & 255, p & 255);
            if (alpha is not (255 or 0))
            {
                uint half = alpha / 2;
                (red, green, blue) = (((red * 255) + half) / alpha, ((green * 255) + half) / alpha, ((blue * 255) + half) / alpha);
            }

            (line[at], line[at + 1], line[at + 2]) = ((byte)red, (byte)green, (byte)blue);
            if (channels == 4)
            {
                line[at + 3] = (byte)alpha;
            }
        }
    }

    private static void Subtract(ReadOnlySpan<byte> from, ReadOnlySpan<byte> what, Span<byte> rest)
    {
        int i = 0;
        for (; i <= from.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            (new Vector<byte>(from[i..]) - new Vector<byte>(what[i..])).CopyTo(rest[i..]);
        }

        for (; i < from.Length; i++)
        {
            rest[i] = (byte)(from[i] - what[i]);
        }
    }

    // Sum of the bytes taken as signed, without their signs.
    private static long Size(ReadOnlySpan<byte> line)
    {
        long sum = 0;
        int i = 0;
        while (i <= line.Length - Vector<byte>.Count)
        {
            Vector<ushort> part = Vector<ushort>.Zero;
            for (int k = 0; k < SumsBeforeWidening && i <= line.Length - Vector<byte>.Count; k++, i += Vector<byte>.Count)
            {
                var bytes = new Vector<byte>(line[i..]);
                Vector.Widen(Vector.Min(bytes, Vector<byte>.Zero - bytes), out Vector<ushort> low, out Vector<ushort> high);
                part += low + high;
            }

            Vector.Widen(part, out Vector<uint> first, out Vector<uint> second);
            sum += Vector.Sum(first + second);
        }

        for (; i < line.Length; i++)
        {
            sum += Math.Abs((sbyte)line[i] + 0);
        }

        return sum;
    }
}

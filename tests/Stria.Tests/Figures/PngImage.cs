using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Stria.Figures;

namespace Stria.Tests.Figures;

/// <summary>Reads PNG by its specification (W3C PNG, third edition), without the library that wrote it.</summary>
internal sealed class PngImage
{
    private readonly byte[] bytes;
    private readonly int channels;

    private PngImage(int width, int height, int channels, byte[] bytes) => (Width, Height, this.channels, this.bytes) = (width, height, channels, bytes);

    internal int Width { get; }

    internal int Height { get; }

    internal Rgb this[int row, int column]
    {
        get
        {
            int at = ((row * Width) + column) * channels;
            return new Rgb(bytes[at], bytes[at + 1], bytes[at + 2]);
        }
    }

    internal static PngImage Read(byte[] png)
    {
        Assert.Equal([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], png[..8]);
        using var packed = new MemoryStream();
        byte[] header = [];
        string last = "";
        for (int at = 8; at < png.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            last = Encoding.ASCII.GetString(png, at + 4, 4);
            byte[] data = png[(at + 8)..(at + 8 + length)];
            Assert.Equal(Crc(png.AsSpan(at + 4, 4 + length)), BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at + 8 + length)));
            header = last == "IHDR" ? data : header;
            if (last == "IDAT")
            {
                packed.Write(data);
            }

            at += 12 + length;
        }

        Assert.Equal("IEND", last);
        int width = BinaryPrimitives.ReadInt32BigEndian(header), height = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4));
        Assert.Equal(8, header[8]);
        int channels = header[9] switch { 2 => 3, 6 => 4, _ => throw new InvalidOperationException($"Colour type {header[9]}.") };
        return new PngImage(width, height, channels, Unfilter(packed, width * channels, height, channels));
    }

    private static byte[] Unfilter(MemoryStream packed, int stride, int height, int channels)
    {
        packed.Position = 0;
        using var zlib = new ZLibStream(packed, CompressionMode.Decompress);
        var pixels = new byte[stride * height];
        for (int row = 0; row < height; row++)
        {
            int filter = zlib.ReadByte();
            Span<byte> line = pixels.AsSpan(row * stride, stride);
            zlib.ReadExactly(line);
            for (int i = 0; i < stride; i++)
            {
                int left = i >= channels ? line[i - channels] : 0, up = row > 0 ? pixels[((row - 1) * stride) + i] : 0;
                int corner = i >= channels && row > 0 ? pixels[((row - 1) * stride) + i - channels] : 0;
                line[i] += (byte)(filter switch { 0 => 0, 1 => left, 2 => up, 3 => (left + up) / 2, 4 => Paeth(left, up, corner), _ => throw new InvalidOperationException($"Filter {filter}.") });
            }
        }

        return pixels;
    }

    private static int Paeth(int left, int up, int corner)
    {
        int p = left + up - corner, a = Math.Abs(p - left), b = Math.Abs(p - up), c = Math.Abs(p - corner);
        return a <= b && a <= c ? left : b <= c ? up : corner;
    }

    private static uint Crc(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in data)
        {
            crc ^= b;
            for (int k = 0; k < 8; k++)
            {
                crc = (crc & 1) == 1 ? 0xedb88320u ^ (crc >> 1) : crc >> 1;
            }
        }

        return ~crc;
    }
}

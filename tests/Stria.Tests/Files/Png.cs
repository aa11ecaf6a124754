using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Stria.Core;
using Stria.Files;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Files;

/// <summary>Writes PNG pictures for tests.</summary>
internal static class Png
{
    internal static byte[] Write(int height, int width, int colour, int bits, Func<int, int, int, int> sample, int filter = 0, byte[]? palette = null, int perMetre = 0)
    {
        using var file = new MemoryStream();
        file.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), height);
        (head[8], head[9]) = ((byte)bits, (byte)colour);
        Chunk(file, "IHDR", head);
        if (palette is not null)
        {
            Chunk(file, "PLTE", palette);
        }

        if (perMetre > 0)
        {
            var scale = new byte[9];
            BinaryPrimitives.WriteInt32BigEndian(scale, perMetre);
            BinaryPrimitives.WriteInt32BigEndian(scale.AsSpan(4), perMetre);
            scale[8] = 1;
            Chunk(file, "pHYs", scale);
        }

        using var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            stream.Write(Lines(height, width, (colour switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 }, bits), sample, filter));
        }

        Chunk(file, "IDAT", packed.ToArray());
        Chunk(file, "IEND", []);
        return file.ToArray();
    }

    private static byte[] Lines(int height, int width, (int Samples, int Bits) kind, Func<int, int, int, int> sample, int filter)
    {
        int row = ((width * kind.Samples * kind.Bits) + 7) / 8, step = Math.Max(1, kind.Samples * kind.Bits / 8);
        byte[] lines = new byte[(row + 1) * height], above = new byte[row];
        for (int r = 0; r < height; r++)
        {
            var plain = new byte[row];
            for (int i = 0; i < width * kind.Samples; i++)
            {
                int value = sample(r, i / kind.Samples, i % kind.Samples);
                if (kind.Bits == 16)
                {
                    BinaryPrimitives.WriteUInt16BigEndian(plain.AsSpan(2 * i), (ushort)value);
                }
                else
                {
                    plain[i * kind.Bits / 8] |= (byte)(value << (8 - kind.Bits - (i * kind.Bits % 8)));
                }
            }

            lines[r * (row + 1)] = (byte)filter;
            for (int i = 0; i < row; i++)
            {
                int left = i >= step ? plain[i - step] : 0, up = above[i], corner = i >= step ? above[i - step] : 0, p = left + up - corner;
                int a = Math.Abs(p - left), b = Math.Abs(p - up), c = Math.Abs(p - corner);
                int guess = filter switch { 0 => 0, 1 => left, 2 => up, 3 => (left + up) / 2, _ => a <= b && a <= c ? left : b <= c ? up : corner };
                lines[(r * (row + 1)) + 1 + i] = (byte)(plain[i] - guess);
            }

            above = plain;
        }

        return lines;
    }

    // The check sums are not looked at: what is damaged shows otherwise.
    private static void Chunk(MemoryStream file, string kind, byte[] content)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        file.Write(length);
        file.Write(Encoding.Latin1.GetBytes(kind));
        file.Write(content);
        file.Write([0, 0, 0, 0]);
    }
}

/// <summary>Pictures with random bytes changed, or cut.</summary>
internal static class MutatedPictures
{
    /// <summary>Reads so many of them; anything but a picture or a refusal is thrown on.</summary>
    internal static (int Read, int Refused) Read(int count, long seed, string path)
    {
        var random = new SeededRandom(seed);
        byte[][] samples = [Png.Write(12, 17, 2, 8, (r, c, s) => ((r * 5) + (c * 3) + s) % 256, 4), Png.Write(9, 9, 3, 4, (r, c, _) => (r + c) % 4, 1, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]), Png.Write(10, 10, 0, 16, (r, c, _) => r * c * 13)];
        int read = 0, refused = 0;
        for (int i = 0; i < count; i++)
        {
            byte[] damaged = [.. samples[i % samples.Length]];
            for (int k = random.Below(4); k >= 0; k--)
            {
                damaged[random.Below(damaged.Length)] = (byte)random.Below(256);
            }

            File.WriteAllBytes(path, random.Uniform() < 0.2 ? damaged[..random.Below(damaged.Length)] : damaged);
            try
            {
                PictureReader.Read(path, null, []);
                read++;
            }
            catch (DataException)
            {
                refused++;
            }
        }

        return (read, refused);
    }
}

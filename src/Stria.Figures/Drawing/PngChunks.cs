using System.Buffers.Binary;
using System.Text;

namespace Stria.Figures.Drawing;

/// <summary>The parts that a PNG file is made of: length, name, data and check sum.</summary>
internal static class PngChunks
{
    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(n => Remainder((uint)n))];

    /// <summary>What every file begins with.</summary>
    internal static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

    /// <summary>Adds one part to a file.</summary>
    internal static void Write(MemoryStream file, string type, ReadOnlySpan<byte> data)
    {
        byte[] name = Encoding.ASCII.GetBytes(type);
        file.Write(BigEndian(data.Length));
        file.Write(name);
        file.Write(data);
        file.Write(BigEndian((int)~Crc(Crc(uint.MaxValue, name), data)));
    }

    /// <summary>A number as PNG writes it.</summary>
    internal static byte[] BigEndian(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private static uint Crc(uint crc, ReadOnlySpan<byte> data)
    {
        foreach (byte b in data)
        {
            crc = CrcTable[(crc ^ b) & 255] ^ (crc >> 8);
        }

        return crc;
    }

    private static uint Remainder(uint value)
    {
        for (int k = 0; k < 8; k++)
        {
            value = (value & 1) == 1 ? 0xedb88320u ^ (value >> 1) : value >> 1;
        }

        return value;
    }
}

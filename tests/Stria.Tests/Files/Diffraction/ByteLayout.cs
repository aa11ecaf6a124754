using System.Buffers.Binary;
using System.Text;

namespace Stria.Tests.Files.Diffraction;

/// <summary>Bytes with values at given places, little-endian, zeros between: a head as a manual's table of offsets has it.</summary>
internal sealed class ByteLayout(int length)
{
    private readonly byte[] bytes = new byte[length];

    internal byte[] Bytes => bytes;

    internal static byte[] Joined(params byte[][] parts) => [.. parts.SelectMany(p => p)];

    internal static byte[] Singles(params float[] values) => [.. values.SelectMany(BitConverter.GetBytes)];

    internal ByteLayout Text(int at, string text)
    {
        Encoding.Latin1.GetBytes(text).CopyTo(bytes, at);
        return this;
    }

    internal ByteLayout U16(int at, int value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(at), (ushort)value);
        return this;
    }

    internal ByteLayout U32(int at, uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), value);
        return this;
    }

    internal ByteLayout F32(int at, float value)
    {
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(at), value);
        return this;
    }

    internal ByteLayout F64(int at, double value)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(at), value);
        return this;
    }
}

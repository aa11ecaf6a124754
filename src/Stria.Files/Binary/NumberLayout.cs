using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Stria.Files;

/// <summary>What kind of number a few bytes are.</summary>
internal enum NumberKind
{
    Unsigned,
    Signed,
    Real,
}

/// <summary>How numbers lie in a binary file.</summary>
/// <param name="Kind">Whole or floating-point.</param>
/// <param name="ByteCount">Size of one number [byte]: 1, 2, 4 or 8; for floating-point numbers 2, 4 or 8.</param>
/// <param name="IsBigEndian">Whether the most significant byte comes first.</param>
internal readonly record struct NumberLayout(NumberKind Kind, int ByteCount, bool IsBigEndian)
{
    /// <summary>Whether there are numbers of this kind and size.</summary>
    internal bool IsKnown => Kind == NumberKind.Real ? ByteCount is 2 or 4 or 8 : ByteCount is 1 or 2 or 4 or 8;

    /// <summary>Turns bytes into single-precision numbers, one per value.</summary>
    /// <param name="bytes">At least as many values as asked for.</param>
    /// <param name="values">Receives the numbers.</param>
    internal void Decode(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        switch (Kind, ByteCount)
        {
            case (NumberKind.Unsigned, 1):
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] = bytes[i];
                }

                break;
            case (NumberKind.Signed, 1):
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] = (sbyte)bytes[i];
                }

                break;
            case (_, 2):
                DecodeTwoBytes(bytes, values);
                break;
            case (_, 4):
                DecodeFourBytes(bytes, values);
                break;
            default:
                DecodeEightBytes(bytes, values);
                break;
        }
    }

    private void DecodeTwoBytes(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        for (int i = Kind == NumberKind.Real ? 0 : DecodeWords(bytes, values); i < values.Length; i++)
        {
            ReadOnlySpan<byte> two = bytes.Slice(2 * i, 2);
            ushort word = IsBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(two) : BinaryPrimitives.ReadUInt16LittleEndian(two);
            values[i] = Kind switch
            {
                NumberKind.Unsigned => word,
                NumberKind.Signed => (short)word,
                _ => (float)BitConverter.UInt16BitsToHalf(word),
            };
        }
    }

    // As many whole vectors of whole numbers of two bytes as there are.
    private int DecodeWords(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        ReadOnlySpan<ushort> words = MemoryMarshal.Cast<byte, ushort>(bytes)[..values.Length];
        int lanes = Vector<ushort>.Count, half = lanes / 2, i = 0;
        bool isSigned = Kind == NumberKind.Signed, isForeign = IsBigEndian == BitConverter.IsLittleEndian;
        for (; i + lanes <= values.Length; i += lanes)
        {
            var word = new Vector<ushort>(words[i..]);
            word = isForeign ? Vector.ShiftLeft(word, 8) | Vector.ShiftRightLogical(word, 8) : word;
            Vector<int> low, high;
            if (isSigned)
            {
                Vector.Widen(Vector.AsVectorInt16(word), out low, out high);
            }
            else
            {
                Vector.Widen(word, out Vector<uint> unsignedLow, out Vector<uint> unsignedHigh);
                (low, high) = (Vector.AsVectorInt32(unsignedLow), Vector.AsVectorInt32(unsignedHigh));
            }

            Vector.ConvertToSingle(low).CopyTo(values[i..]);
            Vector.ConvertToSingle(high).CopyTo(values[(i + half)..]);
        }

        return i;
    }

    private void DecodeFourBytes(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<byte> four = bytes.Slice(4 * i, 4);
            uint word = IsBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(four) : BinaryPrimitives.ReadUInt32LittleEndian(four);
            values[i] = Kind switch
            {
                NumberKind.Unsigned => word,
                NumberKind.Signed => (int)word,
                _ => BitConverter.UInt32BitsToSingle(word),
            };
        }
    }

    private void DecodeEightBytes(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<byte> eight = bytes.Slice(8 * i, 8);
            ulong word = IsBigEndian ? BinaryPrimitives.ReadUInt64BigEndian(eight) : BinaryPrimitives.ReadUInt64LittleEndian(eight);
            values[i] = Kind switch
            {
                NumberKind.Unsigned => word,
                NumberKind.Signed => (long)word,
                _ => (float)BitConverter.UInt64BitsToDouble(word),
            };
        }
    }
}

using System.Buffers.Binary;
using Stria.Files;

namespace Stria.Tests.Files;

public sealed class NumberLayoutTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(37)]
    public void Whole_numbers_of_two_bytes_are_read_in_either_order_with_and_without_sign_at_any_length(int length)
    {
        ushort[] words = [.. Enumerable.Range(0, length).Select(i => (ushort)((i * 40_503) + 33_000))];
        foreach (bool isBig in (bool[])[false, true])
        {
            var bytes = new byte[2 * length];
            for (int i = 0; i < length; i++)
            {
                if (isBig)
                {
                    BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2 * i), words[i]);
                }
                else
                {
                    BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2 * i), words[i]);
                }
            }

            var values = new float[length];
            new NumberLayout(NumberKind.Unsigned, 2, isBig).Decode(bytes, values);
            Assert.Equal(words.Select(w => (float)w), values);
            new NumberLayout(NumberKind.Signed, 2, isBig).Decode(bytes, values);
            Assert.Equal(words.Select(w => (float)(short)w), values);
            new NumberLayout(NumberKind.Real, 2, isBig).Decode(bytes, values);
            Assert.Equal(words.Select(w => (float)BitConverter.UInt16BitsToHalf(w)), values);
        }
    }
}

using System.IO.Compression;
using Stria.Files;

namespace Stria.Tests.Files;

public sealed class ZlibDataTests
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 500).Select(i => (byte)(i % 7))];

    [Fact]
    public void What_was_packed_comes_back()
    {
        var bytes = new byte[Content.Length];
        Assert.Equal(bytes.Length, ZlibData.Unpack(Packed(), bytes));
        Assert.Equal(Content, bytes);
        using var all = new MemoryStream();
        ZlibData.Unpack(Packed(), all);
        Assert.Equal(Content, all.ToArray());
    }

    [Fact]
    public void A_cut_stream_gives_what_it_holds()
    {
        var bytes = new byte[Content.Length + 10];
        Assert.Equal(Content.Length, ZlibData.Unpack(Packed(), bytes));
    }

    // 0x78 0xBB is a valid head that asks for a dictionary of the sender's: .NET throws an IOException there.
    [Fact]
    public void A_head_that_asks_for_a_dictionary_is_damage()
    {
        byte[] packed = Packed();
        (packed[0], packed[1]) = (0x78, 0xBB);
        Assert.Throws<InvalidDataException>(() => ZlibData.Unpack(packed, new byte[Content.Length]));
        using var all = new MemoryStream();
        Assert.Throws<InvalidDataException>(() => ZlibData.Unpack(packed, all));
    }

    private static byte[] Packed()
    {
        using var target = new MemoryStream();
        using (var stream = new ZLibStream(target, CompressionLevel.Optimal))
        {
            stream.Write(Content);
        }

        return target.ToArray();
    }
}

using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files;

/// <summary>Heads of packed chunks set to what cannot be, each refused by the filter that finds it; and what the HDF5 writer and reader refuse by themselves.</summary>
public sealed class DamagedChunkTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    // Where the first chunk of each dataset lies in filters.hdf5: as in Hdf5FilterTests.
    [Theory]
    [InlineData("lzf", 2048, 12, 255, "cannot be unpacked by LZF: A copy of 264 bytes from 8192 before byte 0 of ")]
    [InlineData("lz4_blocks", 2559, 12, 255, "cannot be unpacked by LZ4: The chunk announces 18446744073709551615 bytes in blocks of 4294967295, where ")]
    [InlineData("lz4_blocks", 2567, 4, 0, "bytes in blocks of 0, where ")]
    [InlineData("lz4_blocks", 2559, 8, 0, "unpacks to 0 bytes where ")]
    [InlineData("bitshuffle_lz4_blocks", 20927, 12, 255, "cannot be unpacked by bitshuffle: The chunk announces 18446744073709551615 bytes in blocks of 4294967295, where ")]
    [InlineData("blosc_blosclz", 3187, 8, 255, "cannot be unpacked by Blosc: The chunk announces -1 bytes in blocks of -1, where ")]
    [InlineData("blosc_lz4", 3454, 4, 0, "unpacks to 0 bytes where ")]
    public void A_chunk_whose_head_cannot_be_is_refused_with_chunk_filter_and_reason(string dataset, int at, int length, int value, string reason)
    {
        byte[] bytes = File.ReadAllBytes(Path.Combine(SharedData.Repository, "tests", "Stria.Tests", "Files", "Images", "filters.hdf5"));
        bytes.AsSpan(at, length).Fill((byte)value);
        File.WriteAllBytes(folder.Path("a.h5"), bytes);
        using var file = Hdf5File.OpenRead(folder.Path("a.h5"));
        string message = Assert.Throws<DataException>(() => file.Dataset(dataset).ReadFloats()).Message;
        Assert.Contains("the chunk at (0, 0, 0)", message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { 1, 3 }, 0, false)]
    [InlineData(new[] { 2, 2 }, 1, false)]
    [InlineData(new[] { 4, 5 }, 9, true)]
    [InlineData(new[] { 3, 4 }, 4, true)]
    public void However_the_numbers_lie_the_whole_and_any_part_read_back(int[] chunk, int level, bool shuffle)
    {
        float[] values = [.. Enumerable.Range(0, 20).Select(i => (i * i) - 7.25f)];
        values[3] = float.NaN;
        values[11] = float.NegativeInfinity;
        Made(writer => writer.Write("/a", values, [4, 5], new Hdf5Storage(chunk, level, shuffle)));
        using var file = Hdf5File.OpenRead(folder.Path("a.h5"));
        Hdf5Dataset data = file.Dataset("a");
        Assert.Equal(chunk.Select(n => (long)n), data.ChunkShape!);
        Assert.Equal(values, data.ReadFloats());
        Assert.Equal([values[7], values[8], values[12], values[13]], data.ReadFloats([1, 2], [2, 2]));
    }

    [Fact]
    public void What_is_not_there_is_refused_with_what_is()
    {
        Made(writer =>
        {
            writer.Write("/a", new float[6], [2, 3]);
            writer.Write("/t", "words");
        });
        using var file = Hdf5File.OpenRead(folder.Path("a.h5"));
        Assert.Contains("there is no dataset 'b'. The file holds: /a (2 × 3).", Assert.Throws<DataException>(() => file.Dataset("b")).Message, StringComparison.Ordinal);
        string part = Assert.Throws<DataException>(() => file.Dataset("a").ReadFloats([1, 0], [2, 3])).Message;
        Assert.Contains("'/a' is 2 × 3; a part of 2 × 3 from (1, 0) does not lie inside it.", part, StringComparison.Ordinal);
        Assert.Contains("'/t' holds Text, not numbers.", Assert.Throws<DataException>(() => file.Dataset("t").ReadFloats()).Message, StringComparison.Ordinal);
        Assert.Contains("'/a' holds Real, not text.", Assert.Throws<DataException>(() => file.Dataset("a").ReadTexts()).Message, StringComparison.Ordinal);
        Assert.Null(file.Dataset("a").ChunkShape);
    }

    [Fact]
    public void Values_that_do_not_fill_their_shape_are_not_written()
    {
        using var writer = new Hdf5Writer(folder.Path("a.h5"));
        var whole = Assert.Throws<ArgumentException>(() => writer.Write("/a", new float[5], [2, 3]));
        Assert.Contains("'/a': 5 values for a shape of 2 × 3.", whole.Message, StringComparison.Ordinal);
        using Hdf5Series series = writer.Series("/s", [3]);
        series.Append(new float[3]);
        var row = Assert.Throws<ArgumentException>(() => series.Append(new float[2]));
        Assert.Contains("'/s': 2 values for a row of 3.", row.Message, StringComparison.Ordinal);
        Assert.Equal((1, 3), (series.RowCount, series.RowLength));
    }

    private void Made(Action<Hdf5Writer> write)
    {
        using var writer = new Hdf5Writer(folder.Path("a.h5"));
        write(writer);
        writer.Complete();
    }
}

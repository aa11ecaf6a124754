using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files;

/// <summary>
/// Chunks packed by filters that the HDF5 library does not bring. filters.hdf5 was written by h5py with the filters' own libraries; its bitshuffled chunks by
/// a NumPy transcription of that format, verified with bitshuffle's own plug-in.
/// </summary>
public sealed class Hdf5FilterTests
{
    private static string Golden { get; } = Path.Combine(SharedData.Repository, "tests", "Stria.Tests", "Files", "Images", "filters.hdf5");

    [Theory]
    [InlineData("lzf")]
    [InlineData("lz4")]
    [InlineData("lz4_blocks")]
    [InlineData("bitshuffle")]
    [InlineData("bitshuffle_lz4")]
    [InlineData("bitshuffle_lz4_blocks")]
    [InlineData("blosc_blosclz")]
    [InlineData("blosc_lz4")]
    [InlineData("blosc_zlib")]
    [InlineData("blosc_lz4_bits")]
    [InlineData("blosc_lz4_checksum")]
    [InlineData("blosc_none")]
    public void Every_filter_is_undone_to_the_last_number(string dataset)
    {
        using var file = Hdf5File.OpenRead(Golden);
        Assert.Equal(SampleFormula.Stack().Counts, file.Dataset(dataset).ReadFloats());
        Assert.Equal(SampleFormula.Stack().Counts.Select(value => (double)value), file.Dataset(dataset).ReadDoubles());
    }

    [Theory]
    [InlineData("large")]
    [InlineData("large_bits")]
    public void Chunks_that_reach_beyond_the_edge_give_the_whole_and_any_part(string dataset)
    {
        static float Expected(int k, int i, int j) => ((k * 37) + (i * i) + (j * 3)) % 977;
        using var file = Hdf5File.OpenRead(Golden);
        Hdf5Dataset data = file.Dataset(dataset);
        Assert.Equal(from k in Enumerable.Range(0, 3) from i in Enumerable.Range(0, 40) from j in Enumerable.Range(0, 50) select Expected(k, i, j), data.ReadFloats());
        float[] part = data.ReadFloats([1, 30, 40], [2, 5, 10]);
        Assert.Equal(from k in Enumerable.Range(1, 2) from i in Enumerable.Range(30, 5) from j in Enumerable.Range(40, 10) select Expected(k, i, j), part);
    }

    [Theory]
    [InlineData("blosc_zstd", "compressor 4 (Zstandard)")]
    [InlineData("zstd", "filter 32015 (Zstandard)")]
    public void A_filter_that_is_not_undone_is_named_with_the_way_out(string dataset, string reason)
    {
        using var file = Hdf5File.OpenRead(Golden);
        string message = Assert.Throws<DataException>(() => file.Dataset(dataset).ReadFloats()).Message;
        Assert.Contains(reason, message, StringComparison.Ordinal);
        Assert.Contains("h5repack", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lzf", 2048, 97)]
    [InlineData("lz4_blocks", 2559, 312)]
    [InlineData("bitshuffle_lz4_blocks", 20927, 258)]
    [InlineData("blosc_blosclz", 3183, 131)]
    [InlineData("blosc_lz4", 3450, 129)]
    [InlineData("blosc_zlib", 3713, 110)]
    [InlineData("large", 10240, 3104)]
    [InlineData("large_bits", 21445, 1401)]
    public void Mutants_of_a_chunk_are_unpacked_or_refused_with_the_chunk_named(string dataset, int offset, int size)
    {
        Assert.Equal(500, MutatedChunks.Read(dataset, (offset, size), 500, seed: 3));
    }

    [H5pyFact]
    public void Chunks_that_were_never_written_hold_the_fill_value_of_their_dataset()
    {
        using var folder = new TemporaryFolder();
        ForeignTools.RunPython(
            """
            import h5py, sys, numpy as np
            f = h5py.File(sys.argv[1], 'w')
            for n, c in [('lzf', 'lzf'), ('gzip', 'gzip')]:
                f.create_dataset(n, shape=(4, 8, 8), dtype='>f4', chunks=(1, 8, 8), compression=c, fillvalue=np.nan)[:2] = 7
                f.create_dataset(n + '_whole', shape=(4, 8, 8), dtype='i2', chunks=(1, 8, 8), compression=c, fillvalue=-1)[1] = 5
            """,
            folder.Path("a.h5"));
        using var file = Hdf5File.OpenRead(folder.Path("a.h5"));
        foreach (string packed in (string[])["lzf", "gzip"])
        {
            float[] real = file.Dataset(packed).ReadFloats(), whole = file.Dataset(packed + "_whole").ReadFloats();
            Assert.True(real[..128].All(v => v == 7) && real[128..].All(float.IsNaN), packed);
            Assert.True(whole[64..128].All(v => v == 5) && whole[..64].Concat(whole[128..]).All(v => v == -1), packed);
        }
    }

    [H5pyFact]
    public void A_dataset_of_more_values_than_an_array_holds_is_read_in_parts()
    {
        using var folder = new TemporaryFolder();
        ForeignTools.RunPython(
            """
            import h5py, sys, numpy as np
            f = h5py.File(sys.argv[1], 'w')
            d = f.create_dataset('d', shape=(5, 30000, 30000), dtype='f4', chunks=(1, 1000, 1000), compression='lzf', fillvalue=2)
            d[3, :1000, :1000] = 9
            f.create_dataset('energy', data=[700., 701, 702, 703, 704]).attrs['units'] = 'eV'
            """,
            folder.Path("a.h5"));
        using (var file = Hdf5File.OpenRead(folder.Path("a.h5")))
        {
            Hdf5Dataset data = file.Dataset("d");
            Assert.Equal([5, 30000, 30000], data.Lengths);
            Assert.Equal([9f, 9, 2, 2], data.ReadFloats([3, 999, 998], [1, 1, 4]));
            Assert.Contains("more values than an array can hold", Assert.Throws<DataException>(data.ReadFloats).Message, StringComparison.Ordinal);
            Assert.Contains("more values than an array can hold", Assert.Throws<DataException>(() => data.ReadFloats([0, 0, 0], [5, 30000, 30000])).Message, StringComparison.Ordinal);
        }

        var asked = new List<(int, int)>();
        var options = new StackReadOptions { Dataset = "d" };
        Assert.Contains("--memory", Assert.Throws<DataException>(() => StackReaders.Read(folder.Path("a.h5"), options)).Message, StringComparison.Ordinal);
        FrameStore Stop(int frames, int length)
        {
            asked.Add((frames, length));
            throw new NotSupportedException();
        }

        Assert.Throws<NotSupportedException>(() => StackReaders.Read(folder.Path("a.h5"), options with { NewFrames = Stop }));
        Assert.Equal([(5, 900_000_000)], asked);
    }

    [H5pyFact]
    public void What_h5py_packs_by_LZF_and_gzip_is_read_with_any_type()
    {
        using var folder = new TemporaryFolder();
        ForeignTools.RunPython(
            """
            import h5py, sys, numpy as np
            v = np.fromfunction(lambda k, i, j: 1000 + 100*j + 10*i + k, (4, 5, 7))
            f = h5py.File(sys.argv[1], 'w')
            for n, t in enumerate(['>f8', '<f4', '>i2', '<u8', 'i4']):
                f.create_dataset(f'd{n}', data=v.astype(t), chunks=(3, 4, 4), compression='lzf', shuffle=n % 2 == 0, fletcher32=n > 2)
            f.create_dataset('z', data=v.astype('c8') * 1j, chunks=(1, 5, 7), compression='lzf')
            f.create_dataset('g', data=v.astype('f4'), chunks=(2, 2, 7), compression='gzip', shuffle=True)
            f.create_dataset('sparse', shape=(4, 5, 7), dtype='f4', chunks=(1, 5, 7), compression='lzf')[2] = v[2]
            """,
            folder.Path("a.h5"));
        using var file = Hdf5File.OpenRead(folder.Path("a.h5"));
        foreach (string name in (string[])["d0", "d1", "d2", "d3", "d4", "z", "g"])
        {
            Assert.Equal(SampleFormula.Stack().Counts, file.Dataset(name).ReadFloats());
        }

        float[] sparse = file.Dataset("sparse").ReadFloats();
        Assert.Equal(SampleFormula.Stack().Counts[70..105], sparse[70..105]);
        Assert.True(sparse[..70].All(value => value == 0) && sparse[105..].All(value => value == 0));
    }
}

using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files;

public sealed class WriterTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void An_NXstxm_file_reads_back_as_it_was_written()
    {
        NxstxmWriter.Write(folder.Path("a.hdf5"), SampleFormula.Stack(), new NxstxmDetails { Title = "Probe α", SourceName = "made by a test" });
        Scan scan = StackReaders.Read(folder.Path("a.hdf5"));
        Assert.Equal("NXstxm", scan.Format);
        SampleFormula.AssertHoldsAtEveryIndex(scan.Regions.Single());
        Assert.Equal("Probe α", scan.Metadata["title"]);
        Assert.Equal(1e-3, scan.Regions[0].Dwells![3]);
        Assert.DoesNotContain(scan.Remarks, r => r.Kind == RemarkKind.Assumed);
    }

    [Fact]
    public void An_NXstxm_file_with_a_decaying_ring_current_reads_back_divided_by_it()
    {
        double[] current = [400, 390, 410, 400];
        NxstxmWriter.Write(folder.Path("a.hdf5"), SampleFormula.Stack(), new NxstxmDetails { RingCurrent_mA = current });
        ScanRegion region = StackReaders.Read(folder.Path("a.hdf5")).Regions.Single();
        Assert.Equal(current, region.Monitor!);
        for (int e = 0; e < 4; e++)
        {
            Assert.Equal(SampleFormula.Value(e, 4, 6) * 400 / current[e], region.Values[(((e * 5) + 4) * 7) + 6], 1e-3);
        }
    }

    [Fact]
    public void A_Data_Exchange_file_reads_back_as_it_was_written()
    {
        var incident = new Spectrum([510, 515.6, 518.3, 529], [2000, 2001, 2002, 2003], "I0", "counts");
        DataExchangeWriter.Write(folder.Path("a.hdf5"), SampleFormula.Stack(), incident, "a test");
        Scan scan = StackReaders.Read(folder.Path("a.hdf5"));
        Assert.Equal("Data Exchange", scan.Format);
        SampleFormula.AssertHoldsAtEveryIndex(scan.Regions.Single());
        Assert.Equal(incident.Values, scan.IncidentSpectrum!.Values);
        Assert.Equal(1e-3, scan.Regions[0].Dwells![0]);
    }

    [H5pyFact]
    public void H5py_finds_in_an_NXstxm_file_what_MANTiS_asks_for()
    {
        NxstxmWriter.Write(folder.Path("a.hdf5"), SampleFormula.Stack());
        string said = ForeignTools.RunPython(
            """
            import h5py, sys, numpy as np
            f = h5py.File(sys.argv[1])
            e = f['entry1']; d = e['counter0']
            print(e.attrs['NX_class'].decode(), e['definition'][0].decode(), d['stxm_scan_type'][0].decode())
            print([a.decode() for a in d.attrs['axes']], d.attrs['signal'].decode(), d['data'].shape, d['data'].dtype)
            v = np.fromfunction(lambda k, i, j: 1000 + 100*j + 10*i + k, (4, 5, 7))
            print(np.array_equal(d['data'][()], v), list(d['energy'][()]), d['sample_x'][-1].round(6), d['sample_y'][0].round(6), list(d['count_time'][()]))
            """,
            folder.Path("a.hdf5"));
        Assert.Equal(
            """
            NXentry NXstxm sample image stack
            ['energy', 'sample_y', 'sample_x'] data (4, 5, 7) float32
            True [510.0, 515.6, 518.3, 529.0] 10.3 -3.0 [0.001, 0.001, 0.001, 0.001]
            """.ReplaceLineEndings("\n"),
            said.Replace("np.float64(", "", StringComparison.Ordinal).Replace(")]", "]", StringComparison.Ordinal));
    }

    [H5pyFact]
    public void H5py_reads_maps_with_their_attributes()
    {
        WriteMaps(folder.Path("maps.h5"));
        string said = ForeignTools.RunPython(
            """
            import h5py, sys, numpy as np
            f = h5py.File(sys.argv[1])
            x = f['/composition/x']
            print(x.shape, x.dtype, x[0, 1], np.isnan(x[1, 2]), x.attrs['units'], x.attrs['long_name'], list(x.attrs['origin_px']), list(x.attrs['pixel_size_m']))
            p = f['/phase/label']
            print(p[()].tolist(), list(p.attrs['names']))
            s = f['/alignment/shift_px']
            print(s[()].tolist(), s.attrs['units'], f['/energy_shift_eV'][()], f['/composition'].attrs['NX_class'], f['/composition'].attrs['signal'], f['/note'][()].decode())
            """,
            folder.Path("maps.h5"));
        Assert.Equal(
            """
            (2, 3) float32 0.25 True 1 lithium content [4, 5] [5e-08, 3e-08]
            [[0, 1, 2], [0, 0, 1]] ['outside', 'α', 'ε']
            [[0.5, -1.25], [0.0, 3.0]] px 0.37 NXdata x über
            """.ReplaceLineEndings("\n"),
            said.Replace("np.float64(", "", StringComparison.Ordinal).Replace("np.int32(", "", StringComparison.Ordinal));
    }

    [H5dumpFact]
    public void H5dump_reads_maps()
    {
        WriteMaps(folder.Path("maps.h5"));
        (int exitCode, string output, string error) = ForeignTools.Run("/usr/bin/h5dump", "-d", "/thickness/nm", folder.Path("maps.h5"));
        Assert.True(exitCode == 0, error);
        Assert.Contains("H5T_IEEE_F32LE", output, StringComparison.Ordinal);
        Assert.Contains("(0,0): 10, 20, 30", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Maps_read_back_with_grid_unit_and_names()
    {
        WriteMaps(folder.Path("maps.h5"));
        using var file = new MapFile(folder.Path("maps.h5"));
        ScalarField map = file.Map("/composition/x");
        Assert.Equal(Grid, map.Grid);
        Assert.Equal([0f, 0.25f, 0.5f, 0.75f, 1f, float.NaN], map.Values);
        Assert.Equal(("x", "1"), (map.Symbol, map.Unit));
        (_, byte[] labels, IReadOnlyList<string> names) = file.Labels("/phase/label");
        Assert.Equal([0, 1, 2, 0, 0, 1], labels);
        Assert.Equal(["outside", "α", "ε"], names);
        Assert.Equal([0.37], file.Array("/energy_shift_eV").Values);
        Assert.Equal("über", file.Text("/note"));
        Assert.Equal([1f, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], file.Frames("/stack/od").Values);
        Assert.False(file.Contains("/nothing/here"));
        Assert.Throws<DataException>(() => file.Map("/nothing/here"));
    }

    [Fact]
    public void A_file_that_is_not_completed_leaves_nothing_behind()
    {
        using (var store = new MapStore(folder.Path("maps.h5")))
        {
            store.WriteText("/note", "half");
            Assert.Equal(["maps.h5.partial"], folder.Names());
        }

        Assert.Empty(folder.Names());
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_named()
    {
        var e = Assert.Throws<DataException>(() => new MapStore(folder.Path("no/such/maps.h5")));
        Assert.Contains("does not exist", e.Message, StringComparison.Ordinal);
        Assert.Throws<DataException>(() => CsvTable.Write(folder.Path("no/such/t.csv"), new CsvColumn("a", "s", [1])));
    }

    [Fact]
    public void A_full_disk_is_one_message_and_leaves_nothing_under_the_final_name()
    {
        File.CreateSymbolicLink(folder.Path("t.csv.partial"), "/dev/full");
        Assert.Contains("space", Assert.Throws<DataException>(() => CsvTable.Write(folder.Path("t.csv"), new CsvColumn("a", "s", [1]))).Message, StringComparison.OrdinalIgnoreCase);
        File.CreateSymbolicLink(folder.Path("maps.h5.partial"), "/dev/full");
        var e = Assert.Throws<DataException>(() => WriteMaps(folder.Path("maps.h5")));
        Assert.Contains("No space left on device", e.Message, StringComparison.Ordinal);
        Assert.Empty(folder.Names());
    }

    [Fact]
    public void A_label_without_a_name_is_refused()
    {
        using var store = new MapStore(folder.Path("maps.h5"));
        Assert.Throws<ArgumentException>(() => store.WriteLabels("/phase/label", Grid, [0, 1, 2, 3, 0, 0], ["outside", "α"]));
    }

    [Fact]
    public void A_table_has_units_in_its_head_and_reads_back_to_the_last_digit()
    {
        double[] times = [0.1, 1.0 / 3, 1e-300];
        CsvTable.Write(folder.Path("t.csv"), new CsvColumn("time", "s", times), new CsvColumn("x", "1", [double.NaN, 1, 2]), new CsvColumn("note", ["a,b", "he said \"no\"", ""]));
        string[] lines = File.ReadAllLines(folder.Path("t.csv"));
        Assert.Equal("time [s],x,note", lines[0]);
        Assert.Equal("0.1,,\"a,b\"", lines[1]);
        Assert.Equal("0.3333333333333333,1,\"he said \"\"no\"\"\"", lines[2]);
        Assert.Equal(times, lines.Skip(1).Select(line => double.Parse(line.Split(',')[0], System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static ImageGrid Grid { get; } = new(2, 3) { PixelSizeY = 50e-9, PixelSizeX = 30e-9, OriginRow = 4, OriginColumn = 5, FirstY = 1e-6, FirstX = -2e-6 };

    private static void WriteMaps(string path)
    {
        using var store = new MapStore(path);
        store.Write("/composition/x", new ScalarField(Grid, [0, 0.25f, 0.5f, 0.75f, 1, float.NaN], "x", "1"), "lithium content");
        store.Write("/composition/x_sigma", new ScalarField(Grid, [0.1f, 0.1f, 0.1f, 0.1f, 0.1f, float.NaN], "σ", "1"));
        store.Write("/thickness/nm", new ScalarField(Grid, [10, 20, 30, 40, 50, 60], "t", "nm"));
        store.WriteLabels("/phase/label", Grid, [0, 1, 2, 0, 0, 1], ["outside", "α", "ε"]);
        store.WriteArray("/energy_shift_eV", [0.37], [], "eV", new Dictionary<string, string> { ["long_name"] = "global energy shift" });
        store.WriteArray("/alignment/shift_px", [0.5, -1.25, 0, 3], [2, 2], "px");
        store.WriteFrames("/stack/od", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], 2, Grid, "1");
        store.WriteText("/note", "über");
        store.Complete();
    }
}

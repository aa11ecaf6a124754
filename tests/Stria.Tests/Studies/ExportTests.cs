using System.Text.Json;
using Stria.Core;
using Stria.Files;
using Stria.Studies;
using Stria.Tests.Files;

namespace Stria.Tests.Studies;

/// <summary>What is written for other programs, judged by them.</summary>
public sealed class ExportTests : IDisposable
{
    private static readonly ImageGrid Grid = new(3, 4) { PixelSizeY = 50e-9, PixelSizeX = 40e-9, FirstY = 1e-6, FirstX = -2e-6 };
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_format_is_in_the_catalogue_once()
    {
        IEnumerable<string> implementing = typeof(IExportFormat).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IExportFormat))).Select(t => t.Name);
        Assert.Equal(implementing.Order(), ExportFormats.All.Select(f => f.GetType().Name).Order());
        Assert.Equal(ExportFormats.All.Count, ExportFormats.All.Select(f => f.Name).Distinct().Count());
    }

    [Theory]
    [InlineData("data-exchange")]
    [InlineData("nxstxm")]
    public void A_stack_reads_back_with_its_axes_from_each_kind_of_HDF5(string format)
    {
        string file = ExportFormats.Write(format, Source(), Out, force: false).Single();
        SampleFormula.AssertHoldsAtEveryIndex(StackReaders.Read(file).Regions.Single());
        Assert.Equal(1e-3, StackReaders.Read(file).Regions[0].Dwells![2]);
    }

    [Fact]
    public void A_stack_as_TIFF_reads_back_with_energies_and_pixel_size()
    {
        IReadOnlyList<string> files = ExportFormats.Write("tiff", Source(), Out, force: false);
        Assert.Equal(["in.tif", "in.txt"], files.Select(Path.GetFileName));
        Scan scan = StackReaders.Read(files[0]);
        Assert.Equal(SampleFormula.Energies_eV, scan.Regions.Single().Axes[0].Points);
        Assert.Equal(SampleFormula.Stack().Counts, scan.Regions[0].Values);
        Assert.Equal(50e-9, scan.ToStack().Grid.PixelSizeX, 13);
    }

    [H5pyFact]
    public void H5py_finds_in_Data_Exchange_what_MANTiS_asks_for_axes_units_and_pixel_size()
    {
        string file = ExportFormats.Write("data-exchange", Source(), Out, force: false).Single();
        string said = ForeignTools.RunPython(
            """
            import h5py, sys, numpy as np
            f = h5py.File(sys.argv[1])
            text = lambda v: v.decode() if isinstance(v, bytes) else str(v)
            print(text(f['implements'][()]), text(f['version'][()]))
            d = f['exchange/data']
            v = np.fromfunction(lambda j, i, k: 1000 + 100*j + 10*i + k, (7, 5, 4))
            print(d.shape, text(d.attrs['axes']), int(np.ravel(d.attrs['signal'])[0]), np.array_equal(d[()], v))
            e, x, y = f['exchange/energy'], f['exchange/x'], f['exchange/y']
            print(e[()].tolist(), text(e.attrs['units']))
            print((x[1] - x[0]).round(9), text(x.attrs['units']), (y[1] - y[0]).round(9), text(y.attrs['units']), x[0].round(6), y[0].round(6))
            print(f['spectromicroscopy/data_dwell'][()].tolist())
            """,
            file);
        Assert.Equal(
            """
            information:exchange:spectromicroscopy 1.0
            (7, 5, 4) x:y 1 True
            [510.0, 515.6, 518.3, 529.0] ev
            0.05 µm 0.05 µm 10.0 -3.0
            [1.0, 1.0, 1.0, 1.0]
            """.ReplaceLineEndings("\n"),
            said);
    }

    [TiffFileTheory]
    [InlineData("tiff")]
    public void Tifffile_reads_numbers_and_pixel_size(string format)
    {
        string file = ExportFormats.Write(format, Source(), Out, force: false)[0];
        string said = ForeignTools.RunPython(
            """
            import sys, numpy, tifffile
            with tifffile.TiffFile(sys.argv[1]) as t:
                v = t.asarray()
                p = t.pages[0]
                r = p.tags['XResolution'].value
                print(v.shape, v.dtype, len(t.pages), t.imagej_metadata['unit'], round(r[1] / r[0], 6))
                print(numpy.array_equal(v, numpy.fromfunction(lambda k, i, j: 1000 + 100*j + 10*i + k, (4, 5, 7))))
            """,
            file);
        Assert.Equal("(4, 5, 7) float32 4 um 0.05\nTrue", said);
    }

    [Fact]
    public void A_stack_as_a_table_has_one_row_per_pixel_with_its_place()
    {
        string file = ExportFormats.Write("csv", Source(), Out, force: false).Single();
        string[] lines = File.ReadAllLines(file);
        Assert.Equal("row [px],column [px],y [µm],x [µm],510 eV,515.6 eV,518.3 eV,529 eV", lines[0]);
        Assert.Equal(36, lines.Length);
        Assert.Equal("4,6,-2.8,10.3,1640,1641,1642,1643", lines[^1]);
    }

    [Fact]
    public void The_maps_of_a_run_become_images_and_one_table()
    {
        ExportSource run = Run();
        IReadOnlyList<string> images = ExportFormats.Write("tiff", run, Out, force: false);
        Assert.Equal(["run-composition-x.tif", "run-thickness-nm.tif"], images.Select(Path.GetFileName));
        Scan read = StackReaders.Read(images[1]);
        Assert.Equal(Enumerable.Range(0, 12).Select(i => 10f * i), read.Regions.Single().Values);
        Assert.Equal(40e-9, ScanStacks.Grid(read.Regions[0].Axes[0], read.Regions[0].Axes[1]).PixelSizeX, 13);
        string[] lines = File.ReadAllLines(ExportFormats.Write("csv", run, Out, force: false).Single());
        Assert.Equal("row [px],column [px],y [µm],x [µm],composition/x,thickness/nm [nm]", lines[0]);
        Assert.Equal("0,1,1,-1.96,0.25,10", lines[2]);
        Assert.Equal("2,3,1.1,-1.88,,110", lines[^1]);
    }

    [Fact]
    public void Labels_become_an_image_with_names_and_polygons_whose_areas_are_those_of_the_pixels()
    {
        ExportSource run = Run();
        IReadOnlyList<string> files = ExportFormats.Write("label-tiff", run, Out, force: false);
        Assert.Equal(["run-phase-label.tif", "run-phase-label.csv"], files.Select(Path.GetFileName));
        Assert.Equal(Labels.Select(l => (float)l), StackReaders.Read(files[0]).Regions.Single().Values);
        Assert.Equal(["label,name,pixels", "0,outside,4", "1,α,7", "2,ε,1"], File.ReadAllLines(files[1]));
        string polygons = ExportFormats.Write("geojson", run, Out, force: false).Single();
        IReadOnlyList<Outline> outlines = OutlineFile.Read(polygons);
        Assert.Equal(["α 1", "ε 1"], outlines.Select(o => o.Name));
        Assert.Equal([7.0, 1.0], outlines.Select(o => Math.Round(o.Area / (40e-9 * 50e-9), 6)));
        using var json = JsonDocument.Parse(File.ReadAllText(polygons));
        Assert.Equal("FeatureCollection", json.RootElement.GetProperty("type").GetString());
        Assert.Equal("Polygon", json.RootElement.GetProperty("features")[0].GetProperty("geometry").GetProperty("type").GetString());
    }

    [Fact]
    public void What_cannot_be_exported_is_refused_with_what_can()
    {
        Assert.Contains("Did you mean 'tiff'", Assert.Throws<ScenarioException>(() => ExportFormats.Write("tif", Source(), null, force: false)).Message, StringComparison.Ordinal);
        Assert.Contains("is a stack", Assert.Throws<ScenarioException>(() => ExportFormats.Write("geojson", Source(), null, force: false)).Message, StringComparison.Ordinal);
        Assert.Contains("is a run folder", Assert.Throws<ScenarioException>(() => ExportFormats.Write("nxstxm", Run(), null, force: false)).Message, StringComparison.Ordinal);
        Directory.CreateDirectory(Out);
        string taken = folder.Write("out/in.csv", "mine");
        Assert.Contains("--force", Assert.Throws<ScenarioException>(() => ExportFormats.Write("csv", Source(), Out, force: false)).Message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(taken));
        ExportFormats.Write("csv", Source(), Out, force: true);
        Assert.StartsWith("row", File.ReadAllText(taken), StringComparison.Ordinal);
        string raw = Path.GetDirectoryName(folder.Path("x"))!;
        Assert.Contains("source itself", Assert.Throws<ScenarioException>(() => ExportFormats.Write("data-exchange", Source(), raw, force: true)).Message, StringComparison.Ordinal);
    }

    private string Out => folder.Path("out");

    private static byte[] Labels => [1, 1, 1, 0, 1, 2, 1, 0, 1, 1, 0, 0];

    private ExportSource Source()
    {
        NxstxmWriter.Write(folder.Path("in.hdf5"), SampleFormula.Stack());
        return ExportSource.Open(new StackSettings { Path = folder.Path("in.hdf5") });
    }

    private ExportSource Run()
    {
        Directory.CreateDirectory(folder.Path("run"));
        using (var store = new MapStore(folder.Path("run/maps.h5")))
        {
            store.Write("/composition/x", new ScalarField(Grid, [0, 0.25f, 0.5f, 0.75f, 0, 0, 0, 0, 0, 0, 0, float.NaN], "x", "1"));
            store.Write("/thickness/nm", new ScalarField(Grid, [.. Enumerable.Range(0, 12).Select(i => 10f * i)], "t", "nm"));
            store.WriteLabels("/phase/label", Grid, Labels, ["outside", "α", "ε"]);
            store.Complete();
        }

        return ExportSource.Open(new StackSettings { Path = folder.Path("run") });
    }
}

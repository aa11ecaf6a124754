using Stria.Core;
using Stria.Files;
using Stria.Studies;
using Stria.Tests.Files;

namespace Stria.Tests.Studies;

/// <summary>What an export is made from, and what a run that lacks it answers.</summary>
public sealed class ExportSourceTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_format_takes_something_and_says_what_it_writes()
    {
        Assert.All(ExportFormats.All, format => Assert.True(format.TakesRun || format.TakesStack, format.Name));
        Assert.All(ExportFormats.All, format => Assert.StartsWith(".", format.Extension, StringComparison.Ordinal));
        Assert.All(ExportFormats.All, format => Assert.NotEqual("", format.Description));
    }

    [Theory]
    [InlineData("/out/a.tif", "/composition/x", ".csv", "a-composition-x.csv")]
    [InlineData("/out/a.tif", "t", ".tif", "a-t.tif")]
    [InlineData("/out/a.b.tif", "/fit/mean error", ".tif", "a.b-fit-mean_error.tif")]
    public void A_file_beside_another_is_named_after_its_map(string path, string map, string extension, string name) =>
        Assert.Equal(Path.Combine("/out", name), ExportSource.Beside(path, map, extension));

    [Fact]
    public void A_run_has_a_name_and_no_scan()
    {
        ExportSource run = Run(store => store.WriteArray("/fit/energies", [700.0, 705], [2], "eV"), "/");
        Assert.True(run.IsRun);
        Assert.Equal("run", run.Name);
        Assert.Equal("A run has no scan.", Assert.Throws<InvalidOperationException>(() => run.Scan).Message);
        Assert.Throws<InvalidOperationException>(() => run.Stack);
    }

    [Theory]
    [InlineData("csv", "holds no maps. Perhaps the run ended after registration.")]
    [InlineData("tiff", "holds no maps. Perhaps the run ended after registration.")]
    [InlineData("label-tiff", "holds no labels. Perhaps the run ended before phases or clusters were found.")]
    [InlineData("geojson", "holds no labels. Perhaps the run ended before phases or clusters were found.")]
    public void A_run_without_what_a_format_writes_is_refused(string format, string reason)
    {
        ExportSource run = Run(store => store.WriteArray("/fit/energies", [700.0, 705], [2], "eV"));
        Assert.Contains(reason, Assert.Throws<DataException>(() => ExportFormats.Write(format, run, folder.Path("out"), force: false)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_without_pixel_size_make_no_polygons_but_an_image()
    {
        ExportSource run = Run(store => store.WriteLabels("/phase/label", new ImageGrid(1, 2), [0, 1], ["outside", "α"]));
        string message = Assert.Throws<DataException>(() => ExportFormats.Write("geojson", run, folder.Path("out"), force: false)).Message;
        Assert.Contains("its maps have no pixel size, so polygons would have no lengths. Map the stack again with --pixel-size.", message, StringComparison.Ordinal);
        Assert.Equal(["run-phase-label.tif", "run-phase-label.csv"], ExportFormats.Write("label-tiff", run, folder.Path("out"), force: false).Select(Path.GetFileName));
    }

    [Fact]
    public void Maps_of_two_rasters_become_two_tables()
    {
        ExportSource run = Run(store =>
        {
            store.Write("/a/x", new ScalarField(new ImageGrid(3, 4), new float[12], "x", "1"));
            store.Write("/a/y", new ScalarField(new ImageGrid(3, 4), new float[12], "y", "1"));
            store.Write("/b/z", new ScalarField(new ImageGrid(2, 2), new float[4], "z", "nm"));
        });
        IReadOnlyList<string> files = ExportFormats.Write("csv", run, folder.Path("out"), force: false);
        Assert.Equal(["run.csv", "run-2.csv"], files.Select(Path.GetFileName));
        Assert.Equal([5, 13], files.Select(file => File.ReadAllLines(file).Length).Order());
    }

    [Fact]
    public void A_format_that_is_none_is_refused_with_all_that_are()
    {
        ExportSource run = Run(store => store.WriteArray("/fit/energies", [700.0, 705], [2], "eV"));
        string message = Assert.Throws<ScenarioException>(() => ExportFormats.Write("qqqqqqqqqq", run, folder.Path("out"), force: false)).Message;
        Assert.Contains("'qqqqqqqqqq' is no format to export; there are data-exchange, nxstxm, tiff, csv, label-tiff, geojson.", message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.Path("out")));
    }

    private ExportSource Run(Action<MapStore> write, string ending = "")
    {
        Directory.CreateDirectory(folder.Path("run"));
        using var store = new MapStore(folder.Path("run/maps.h5"));
        write(store);
        store.Complete();
        return ExportSource.Open(new StackSettings { Path = folder.Path("run") + ending });
    }
}

using System.Globalization;
using Stria.Files;
using Stria.Tests.Files;

namespace Stria.Tests.Chain;

/// <summary>The other ways to fit pixels, and regions of interest, by scenarios from end to end.</summary>
public sealed class PixelMethodTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public PixelMethodTests()
    {
        DataExchangeWriter.Write(folder.Path("stack.h5"), ChainScene.Thin);
        ChainScene.WriteLibrary(folder.Path("library.csv"), 0.1, 0.3, 0.45);
    }

    private string Out => folder.Path("run");

    public void Dispose() => folder.Dispose();

    private string Scenario(string more) => folder.Write("s.yaml", $"kind: map\nstack: {{ path: stack.h5 }}\nreferences: {{ table: library.csv }}\nmaterial: v2o5-alpha\n{more}\n");

    [Theory]
    [InlineData("method: svd, cut_off: 0.001, draws: 20", "weighted singular value decomposition (cut-off 0.001)", "parametric bootstrap")]
    [InlineData("method: selected, most_references: 2", "with a choice of at most 2 references", "covariance of the free amounts")]
    public void Core_and_shell_come_out_by_every_way_and_the_report_names_it(string fit, string method, string uncertainty)
    {
        StriaCommand.Succeed("run", Scenario($"fit: {{ path: standards, {fit} }}"), "--out", Out);
        (double core, double shell) = PlantedTruth.CoreAndShell(Out);
        Assert.InRange(core, 0.08, 0.13);
        Assert.InRange(shell, 0.42, 0.47);
        Assert.InRange(StriaCommand.Number(Out, "median_sigma_x"), 1e-3, 0.1);
        string report = System.Net.WebUtility.HtmlDecode(File.ReadAllText(Path.Combine(Out, "report.html")));
        Assert.Contains(method, report, StringComparison.Ordinal);
        Assert.Contains(uncertainty, report, StringComparison.Ordinal);
    }

    [Fact]
    public void Smoothing_says_what_it_costs_and_regions_have_spectra_composition_and_thickness()
    {
        folder.Write("core.csv", string.Join('\n', Enumerable.Range(0, ChainScene.Height).Select(r => string.Join(',', Enumerable.Range(0, ChainScene.Width).Select(c => r is > 20 and < 27 && c is > 26 and < 37 ? 1 : 0)))));
        StriaCommand.Succeed(
            "run",
            Scenario("""
                fit: { path: standards, smoothing: 1 px }
                regions:
                  - { kind: threshold, name: rich, of: composition, from: 0.4 }
                  - { kind: mask, name: core, path: core.csv }
                  - { kind: polygon, name: box, polygon: [[20, 26], [20, 38], [28, 38], [28, 26]] }
                """),
            "--out",
            Out);
        Assert.InRange(StriaCommand.Number(Out, "smoothing_chi_square_rise"), 0.01, 3);
        Assert.Contains(StriaCommand.Remarks(Out), r => r.Contains("Neighbours were held together over 1 px", StringComparison.Ordinal));
        IReadOnlyList<IReadOnlyList<string>> roi = CsvTable.Read(Path.Combine(Out, "tables", "roi.csv"));
        Assert.Equal("rich", roi[^1][0]);
        double[] x = [.. roi.Skip(1).Select(r => double.Parse(r[2], CultureInfo.InvariantCulture))];
        Assert.Equal(x.Order(), x);
        Assert.Equal(0.45, x[^1], 0.03);
        Assert.Equal(x[^1], StriaCommand.Number(Out, "x_rich"), 1e-9);
        Assert.InRange(double.Parse(roi[1][6], CultureInfo.InvariantCulture), 20, 200);
        Assert.Equal(1 + (2 * 3), CsvTable.Read(Path.Combine(Out, "tables", "roi-spectra.csv"))[0].Count);
        Assert.Contains(CsvTable.Read(Path.Combine(Out, "tables", "roi-thickness.csv")).Skip(1), r => r[0] == "core");
        Assert.All((string[])["roi-spectra", "roi-thickness", "unexplained", "worst-pixels"], f => Assert.True(File.Exists(Path.Combine(Out, "figures", f + ".png")), f));
    }

    [Fact]
    public void Spectra_of_regions_need_no_references()
    {
        StriaCommand.Succeed("od", folder.Path("stack.h5"), "--roi", "box=20,26 20,38 28,38 28,26", "thick=od:0.2:", "--out", Out);
        Assert.Equal(["region", "box", "thick"], CsvTable.Read(Path.Combine(Out, "tables", "roi.csv")).Select(r => r[0]));
        Assert.False(File.Exists(Path.Combine(Out, "tables", "roi-thickness.csv")));
    }

    [Theory]
    [InlineData("od", "void=0,0 0,1 1,1", "'void' holds no usable pixel")]
    [InlineData("od", "rich=composition:0.4:", "which this run does not make")]
    [InlineData("od", "core=none.png", "none.png")]
    [InlineData("od", "core", "is not a region, such as")]
    [InlineData("od", "odd=od:0.5:0.2", "is empty")]
    public void A_region_that_cannot_be_is_named(string verb, string region, string expected)
    {
        StriaAnswer answer = StriaCommand.Run(verb, folder.Path("stack.h5"), "--roi", region.StartsWith("void", StringComparison.Ordinal) ? "void=900,900 900,901 901,901" : region, "--out", Out);
        Assert.NotEqual(0, answer.Code);
        Assert.Contains(expected, answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fit: { method: svd, smoothing: 1 px }", "'smoothing' goes with 'method: nnls'")]
    [InlineData("fit: { sum: 1 }", "go with 'method: bounded'")]
    [InlineData("regions: [{ kind: threshold, name: a }]", "has neither 'from' nor 'below'")]
    [InlineData("regions: [{ kind: threshold, name: a, from: 1 }, { kind: mask, name: a, path: core.csv }]", "Two regions are called 'a'")]
    public void Settings_that_contradict_each_other_are_refused_before_anything_is_read(string settings, string expected)
    {
        StriaAnswer answer = StriaCommand.Run("check", Scenario(settings));
        Assert.NotEqual(0, answer.Code);
        Assert.Contains(expected, answer.Error + answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Standards_out_of_the_range_of_x_are_left_out()
    {
        string yaml = folder.Write("less.yaml", "kind: map\nstack: { path: stack.h5 }\nreferences: { table: library.csv, least_x: 0.2 }\nmaterial: v2o5-alpha\nfit: { path: standards }\n");
        StriaCommand.Succeed("run", yaml, "--out", Out);
        using var less = new MapFile(Path.Combine(Out, "maps.h5"));
        Assert.Equal(2, less.Names("/amount").Count);
    }
}

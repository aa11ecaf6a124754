using System.Text.Json;
using Stria.Core;
using Stria.Files;
using Stria.Studies;

namespace Stria.Tests.Files.Diffraction;

public sealed class DiffractionSummaryTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_summary_says_what_a_diffractionist_asks_first()
    {
        File.WriteAllBytes(folder.Path("a.raw"), MadeBruker.Raw3());
        Inspection found = StudyCatalogue.Inspect(new InspectScenario { File = new StackSettings { Path = folder.Path("a.raw") } });
        string text = string.Join('\n', found.Lines);
        Assert.Contains("Bruker RAW 3, 2 diffraction patterns", text, StringComparison.Ordinal);
        Assert.Contains("5 points, 10 … 10.08, 2θ [°]", text, StringComparison.Ordinal);
        Assert.Contains("wavelength    1.540598 Å, 1.544426 Å × 0.5", text, StringComparison.Ordinal);
        Assert.Contains("temperature   300 K", text, StringComparison.Ordinal);
        Assert.Contains("began         2024-11-26 13:14:15 UTC", text, StringComparison.Ordinal);
        Assert.Contains("step time [s] 3", text, StringComparison.Ordinal);
        Assert.Contains("note: 1 of 3 ranges were left out: range 2 is a rocking curve", text, StringComparison.Ordinal);
        Assert.Equal([folder.Path("a.raw")], found.Files);
    }

    [Fact]
    public void A_summary_goes_through_JSON_and_long_series_are_cut_short_in_words()
    {
        string text = MadePatternTexts.Xrdml("1.5", string.Concat(Enumerable.Range(0, 25).Select(i =>
            MadePatternTexts.XrdmlScan($"<positions axis=\"2Theta\"><startPosition>10</startPosition><endPosition>12</endPosition></positions><intensities unit=\"counts\">1 9 {i + 4}</intensities>"))));
        DiffractionSummary summary = DiffractionSummary.Of(DiffractionReaders.Read(folder.Write("a.xrdml", text)));
        Assert.Equal(25, summary.Patterns.Count);
        Assert.Contains("  … and 5 more", summary.Lines());
        DiffractionSummary back = JsonSerializer.Deserialize<DiffractionSummary>(JsonSerializer.Serialize(summary))!;
        Assert.Equal(summary.Lines(), back.Lines());
    }

    [Theory]
    [InlineData("a.xye", "10 5 1\n11 6 1\n12 7 1\n", "xye, 1 diffraction pattern")]
    [InlineData("a.cif", "data_p\nloop_\n_pd_meas_2theta_scan\n_pd_meas_counts_total\n10 5\n11 9\n12 7\n", "powder CIF, 1 diffraction pattern")]
    [InlineData("a.xas", "* made\n510 0.1\n511 0.2\n512 0.4\n", "1 region")]
    public void Inspection_tells_patterns_from_spectra(string name, string text, string said)
    {
        Inspection found = StudyCatalogue.Inspect(new InspectScenario { File = new StackSettings { Path = folder.Write(name, text) } });
        Assert.Contains(found.Lines, l => l.Contains(said, StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_holds_neither_stack_nor_pattern_is_refused_by_the_stack_s_readers()
    {
        string path = folder.Write("a.pdf", "nothing");
        Assert.Contains("none of the formats", Assert.Throws<DataException>(() => StudyCatalogue.Inspect(new InspectScenario { File = new StackSettings { Path = path } })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Patterns_of_channels_are_calibrated_by_the_words_of_a_scenario()
    {
        Assert.Null(XrdInputs.Calibration(null));
        Assert.Equal((12.0, 34.5, 1e-5), XrdInputs.Calibration("0.012,0.0345,1e-8"));
        Assert.Equal((-50.0, 35.0, 0.0), XrdInputs.Calibration("-0.05 0.035 keV"));
        Assert.All(new[] { "0.012", "0,35", "a,b", "0,0", "1,2,3,4" }, t => Assert.Contains("no calibration", Assert.Throws<ScenarioException>(() => XrdInputs.Calibration(t)).Message, StringComparison.Ordinal));
    }
}

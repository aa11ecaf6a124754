using System.Text.Json;
using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files;

public sealed class CatalogueTests
{
    [Fact]
    public void Every_stack_reader_is_in_the_catalogue_once()
    {
        IEnumerable<string> implementing = typeof(IStackReader).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IStackReader))).Select(t => t.Name);
        Assert.Equal(implementing.Order(), StackReaders.All.Select(r => r.GetType().Name).Order());
    }

    [SharedDataTheory]
    [InlineData("stxm/als11022_fe2p_71214078/71214078.hdr")]
    [InlineData("stxm/sls_pollux_nxstxm/Sample_Stack_2021-03-16_128.hdf5")]
    [InlineData("stxm/bessy_maxymus/tutorial000000001.hdr")]
    [InlineData("stxm/als_cosmic_ni_l3_truncated/stxm-scan.hdr")]
    [InlineData("formats/sample_dataexchange.hdf5")]
    [InlineData("formats/sample.xas")]
    public void A_summary_goes_through_JSON_and_into_lines(string relative)
    {
        var summary = ScanSummary.Of(StackReaders.Read(SharedData.Path(relative)));
        var back = JsonSerializer.Deserialize<ScanSummary>(JsonSerializer.Serialize(summary))!;
        Assert.Equal(summary.Lines(), back.Lines());
        Assert.Equal(summary.Regions.Count, back.Regions.Count);
    }

    [SharedDataFact]
    public void The_summary_of_the_iron_stack_says_what_a_beamline_user_asks_first()
    {
        string text = string.Join('\n', ScanSummary.Of(StackReaders.Read(SharedData.Path("stxm/als11022_fe2p_71214078/71214078.hdr"))).Lines());
        Assert.Contains("ImageStack, signal counter1 [counts]", text, StringComparison.Ordinal);
        Assert.Contains("energy     123 points, 700 … 730.353 eV, steps 0.187 … 0.375", text, StringComparison.Ordinal);
        Assert.Contains("pixel      80 × 80 nm", text, StringComparison.Ordinal);
        Assert.Contains("dwell      0.433 ms", text, StringComparison.Ordinal);
        Assert.Contains("monitor    306.38 … 333.4", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_spectrum_of_three_points_is_summarised_with_its_figures()
    {
        var region = new ScanRegion(ScanKind.PointSpectrum, [new ScanAxis("energy", "eV", [510, 512, 511])], [0, 5, float.NaN]);
        RegionSummary summary = ScanSummary.Of(new Scan("a.txt", "spectrum", [region])).Regions.Single();
        Assert.Equal((0.0, 2.5, 5.0, 1, 1), (summary.Least!.Value, summary.Median!.Value, summary.Most!.Value, summary.InvalidCount, summary.NonPositiveCount));
        Assert.False(summary.Axes[0].IsAscending);
        Assert.Null(summary.DwellRange_s);
    }
}

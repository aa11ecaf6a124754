using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files.Diffraction;

public sealed class BrmlTests : IDisposable
{
    private static readonly double[][] Rows = [[96, 1, 10, 5, 25, 100], [96, 1, 10.02, 5.01, 26, 144], [96, 1, 10.04, 5.02, 27, 169], [96, 1, 10.06, 5.03, 26, 121]];
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Columns_are_those_that_the_views_name_and_scans_come_in_the_order_of_the_list()
    {
        double[][] later = [[96, 1, 15, 30, 25, 7], [96, 1, 15.5, 31, 25, 8], [96, 1, 16, 32, 25, 9]];
        DiffractionRecord record = Read(MadeBruker.Brml(MadeBruker.RawData(Rows), MadeBruker.RawData(later, "Theta,TwoTheta")));
        Assert.Equal("Bruker BRML", record.Format);
        Assert.Equal(["a range 1", "a range 2"], record.Patterns.Select(p => p.Name));
        Assert.Equal([10, 10.02, 10.04, 10.06], record.Patterns[0].Positions);
        Assert.Equal([100, 144, 169, 121], record.Patterns[0].Counts);
        Assert.Equal([10, 12, 13, 11], record.Patterns[0].Sigmas);
        Assert.Equal([30, 31, 32], record.Patterns[1].Positions);
    }

    [Fact]
    public void Wavelengths_times_temperature_and_sample_are_told()
    {
        Diffractogram pattern = Read(MadeBruker.Brml(MadeBruker.RawData(Rows))).Patterns[0];
        Assert.Equal([(1.5406, 1.0), (1.54439, 0.5)], pattern.Radiation!.Lines.Select(l => (l.Wavelength_angstrom, l.Weight)));
        Assert.Equal(299.15, pattern.Temperature!.Value, 9);
        Assert.Equal(new DateTimeOffset(2025, 2, 26, 9, 47, 52, 870, TimeSpan.Zero), pattern.Start);
        Assert.Equal(TimeSpan.FromHours(1).TotalSeconds, (pattern.End! - pattern.Start!).Value.TotalSeconds, 1.0);
        Assert.Equal(("TiOF", "96", "Cu", "30"), (pattern.Further["sample"], pattern.Further["step time [s]"], pattern.Further["anode"], pattern.Further["tube voltage [kV]"]));
    }

    [Fact]
    public void An_absorber_is_in_the_values_already_and_widens_their_deviations()
    {
        double[][] rows = [[1, 1, 10, 5, 25, 400], [1, 8.3, 10.02, 5, 25, 8.3 * 900], [1, 8.3, 10.04, 5, 25, 8.3 * 2500], [1, 1, 10.06, 5, 25, 100]];
        Diffractogram pattern = Read(MadeBruker.Brml(MadeBruker.RawData(rows))).Patterns[0];
        Assert.Equal([400, 8.3 * 900, 8.3 * 2500, 100], pattern.Counts);
        Assert.Equal([20, 249, 415, 10], pattern.Sigmas.Select(s => Math.Round(s, 9)));
    }

    [Fact]
    public void A_blanked_value_is_not_measured()
    {
        double[][] rows = [.. Rows, [96, 1, 10.08, 5.04, 25, -9999]];
        Assert.Equal(double.PositiveInfinity, Read(MadeBruker.Brml(MadeBruker.RawData(rows))).Patterns[0].Sigmas[4]);
    }

    [Fact]
    public void A_detector_that_stood_still_gives_a_pattern_for_each_of_its_frames()
    {
        double[][] frames = [[1, 1, 5, 10, 25, 4, 9, 16, 25], [1, 1, 5, 10, 25, 5, 10, 17, 26]];
        string scale = "<ScaleAxisInfo AxisId=\"TwoTheta\"><Start>30</Start><Stop>30.3</Stop><Increment>0.1</Increment></ScaleAxisInfo>";
        DiffractionRecord record = Read(MadeBruker.Brml(MadeBruker.RawData(frames, "Theta,Phi", width: 4, scale: scale)));
        Assert.Equal(2, record.Patterns.Count);
        Assert.Equal([30, 30.1, 30.2, 30.3], record.Patterns[1].Positions.Select(p => Math.Round(p, 9)));
        Assert.Equal([5, 10, 17, 26], record.Patterns[1].Counts);
    }

    [Fact]
    public void What_was_worked_out_of_a_measurement_is_left_out_and_named()
    {
        string both = MadeBruker.RawData(Rows);
        int route = both.IndexOf("<DataRoute ", StringComparison.Ordinal), end = both.IndexOf("</DataRoutes>", StringComparison.Ordinal);
        string other = both[route..end].Replace("RouteFlag=\"Measured\"", "RouteFlag=\"Final\" Description=\"smoothed\"", StringComparison.Ordinal).Replace(",100<", ",999<", StringComparison.Ordinal);
        DiffractionRecord record = Read(MadeBruker.Brml(both.Insert(route, other)));
        Assert.Equal(100, Assert.Single(record.Patterns).Counts[0]);
        Assert.Contains(record.Remarks, r => r.Text.Contains("'smoothed'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Phi,Chi", 1, "does not run along 2θ")]
    [InlineData("TwoTheta,Theta", 4, "a frame of 4 channels at each point")]
    public void What_is_no_powder_pattern_is_refused_with_the_reason(string axes, int width, string said) =>
        Assert.Contains(said, Assert.Throws<DataException>(() => Read(MadeBruker.Brml(MadeBruker.RawData(Rows, axes, width: width)))).Message, StringComparison.Ordinal);

    [Fact]
    public void Counts_that_lie_in_a_binary_part_are_refused_by_that_name()
    {
        string external = MadeBruker.RawData(Rows).Replace("RecordedRawDataView", "ExtMemoryRecordedRawDataView", StringComparison.Ordinal);
        Assert.Contains("binary part", Assert.Throws<DataException>(() => Read(MadeBruker.Brml(external))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_archives_are_refused_with_place_and_cause()
    {
        byte[] whole = MadeBruker.Brml(MadeBruker.RawData(Rows));
        string cut = folder.Path("cut.brml");
        File.WriteAllBytes(cut, whole[..^40]);
        Assert.Contains("Perhaps it was cut", Assert.Throws<DataException>(() => new BrmlReader().Read(cut, DiffractionReadOptions.Default)).Message, StringComparison.Ordinal);
        Assert.Contains("row 2, column 6: '14x' is no number", Assert.Throws<DataException>(() => Read(MadeBruker.Brml(MadeBruker.RawData(Rows).Replace(",144<", ",14x<", StringComparison.Ordinal)))).Message, StringComparison.Ordinal);
        Assert.Contains("row 1 has 3 numbers", Assert.Throws<DataException>(() => Read(MadeBruker.Brml(MadeBruker.RawData([[96, 1, 10]])))).Message, StringComparison.Ordinal);
        byte[] missing = MadeBruker.Zip(("Experiment0/DataContainer.xml", "<D><RawDataReferenceList><string>Experiment0/RawData7.xml</string></RawDataReferenceList></D>"), ("Experiment0/RawData0.xml", "<RawData/>"));
        Assert.Contains("no part 'Experiment0/RawData7.xml'", Assert.Throws<DataException>(() => Read(missing)).Message, StringComparison.Ordinal);
        Assert.Contains("no point", Assert.Throws<DataException>(() => Read(MadeBruker.Brml(MadeBruker.RawData([])))).Message, StringComparison.Ordinal);
    }

    private DiffractionRecord Read(byte[] bytes)
    {
        string path = folder.Path("a.brml");
        File.WriteAllBytes(path, bytes);
        return DiffractionReaders.Read(path);
    }
}

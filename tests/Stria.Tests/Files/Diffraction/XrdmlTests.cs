using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files.Diffraction;

public sealed class XrdmlTests : IDisposable
{
    private const string Even = "<positions axis=\"2Theta\" unit=\"deg\"><startPosition>10</startPosition><endPosition>10.06</endPosition></positions>";
    private const string Listed = "<positions axis=\"2Theta\" unit=\"deg\"><listPositions>10 10.1 10.3 10.6</listPositions></positions>";
    private const string Time = "<commonCountingTime unit=\"seconds\">4</commonCountingTime>";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("1.0", "intensities")]
    [InlineData("1.5", "intensities")]
    [InlineData("2.0", "counts")]
    [InlineData("2.1", "counts")]
    public void Every_version_gives_its_points_between_first_and_last(string version, string element)
    {
        DiffractionRecord record = Read(MadePatternTexts.Xrdml(version, MadePatternTexts.XrdmlScan($"{Even}{Time}<{element} unit=\"counts\">100 144 400 121</{element}>")));
        Diffractogram pattern = Assert.Single(record.Patterns);
        Assert.Equal("XRDML " + version, record.Format);
        Assert.Equal([10, 10.02, 10.04, 10.06], pattern.Positions.Select(p => Math.Round(p, 9)));
        Assert.Equal([100, 144, 400, 121], pattern.Counts);
        Assert.Equal([10, 12, 20, 11], pattern.Sigmas);
        Assert.Equal(("Gonio", "4", "Co", "LCO 1", "40"), (pattern.Further["scan axis"], pattern.Further["step time [s]"], pattern.Further["anode"], pattern.Further["sample"], pattern.Further["tube voltage [kV]"]));
        Assert.Equal([(1.78901, 1.0), (1.79290, 0.5)], pattern.Radiation!.Lines.Select(l => (l.Wavelength_angstrom, l.Weight)));
        Assert.Equal(new DateTimeOffset(2020, 10, 8, 13, 14, 22, TimeSpan.Zero), pattern.Start);
        Assert.Equal(new DateTimeOffset(2020, 10, 8, 14, 14, 6, TimeSpan.Zero), pattern.End);
    }

    [Fact]
    public void Listed_angles_are_taken_as_they_are() =>
        Assert.Equal([10, 10.1, 10.3, 10.6], Read(MadePatternTexts.Xrdml("1.5", MadePatternTexts.XrdmlScan($"{Listed}<intensities unit=\"counts\">100 144 400 121</intensities>"))).Patterns[0].Positions);

    [Fact]
    public void Raw_counts_are_multiplied_by_the_attenuator_and_corrected_intensities_are_not()
    {
        const string Factors = "<beamAttenuationFactors>1 1 188 1</beamAttenuationFactors>";
        DiffractionRecord counts = Read(MadePatternTexts.Xrdml("2.1", MadePatternTexts.XrdmlScan($"{Even}{Factors}<counts unit=\"counts\">100 144 25 121</counts>")));
        DiffractionRecord intensities = Read(MadePatternTexts.Xrdml("1.5", MadePatternTexts.XrdmlScan($"{Even}{Factors}<intensities unit=\"counts\">100 144 4700 121</intensities>")));
        foreach (DiffractionRecord record in new[] { counts, intensities })
        {
            Assert.Equal([100, 144, 4700, 121], record.Patterns[0].Counts);
            Assert.Equal([10, 12, 188 * 5, 11], record.Patterns[0].Sigmas);
            Assert.Contains(record.Remarks, r => r.Text.Contains("1 of 4 points were measured through an attenuator", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Counts_per_second_have_the_deviations_of_their_counts()
    {
        Diffractogram pattern = Read(MadePatternTexts.Xrdml("1.5", MadePatternTexts.XrdmlScan($"{Even}{Time}<intensities unit=\"cps\">25 36 100 30.25</intensities>"))).Patterns[0];
        Assert.Equal([2.5, 3, 5, 2.75], pattern.Sigmas);
        Assert.Equal("counts per second", pattern.Further["values"]);
        Diffractogram varying = Read(MadePatternTexts.Xrdml("1.5", MadePatternTexts.XrdmlScan($"{Even}<countingTimes>1 4 4 1</countingTimes><intensities unit=\"cps\">25 36 100 49</intensities>"))).Patterns[0];
        Assert.Equal([5, 3, 5, 7], varying.Sigmas);
    }

    [Fact]
    public void Several_scans_come_each_for_itself_and_rocking_curves_are_left_out()
    {
        string rocking = "<positions axis=\"2Theta\" unit=\"deg\"><commonPosition>31.2</commonPosition></positions><intensities unit=\"counts\">1 2 3</intensities>";
        string file = MadePatternTexts.Xrdml("1.5", MadePatternTexts.XrdmlScan($"{Even}<intensities unit=\"counts\">1 9 4 5</intensities>") + MadePatternTexts.XrdmlScan(rocking, "Omega") + MadePatternTexts.XrdmlScan($"{Listed}<intensities unit=\"counts\">4 9 5 6</intensities>", status: "Aborted"));
        DiffractionRecord record = Read(file);
        Assert.Equal(["a range 1", "a range 3"], record.Patterns.Select(p => p.Name));
        Assert.Contains(record.Remarks, r => r.Text.Contains("range 2 is a scan of Omega at 2θ = 31.2°", StringComparison.Ordinal));
        Assert.Contains(record.Remarks, r => r.Kind == RemarkKind.Warning && r.Text.Contains("'Aborted'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("K-Alpha 1", 1.78901)]
    [InlineData("K-Beta", 1.62083)]
    public void The_intended_line_is_the_wavelength(string intended, double wavelength)
    {
        string file = MadePatternTexts.Xrdml("1.5", MadePatternTexts.XrdmlScan($"{Even}<intensities unit=\"counts\">1 9 4 5</intensities>")).Replace("intended=\"K-Alpha\"", $"intended=\"{intended}\"", StringComparison.Ordinal);
        Assert.Equal([wavelength], Read(file).Patterns[0].Radiation!.Lines.Select(l => l.Wavelength_angstrom));
    }

    [Fact]
    public void The_temperature_of_a_chamber_is_in_kelvin()
    {
        string scan = MadePatternTexts.XrdmlScan($"{Even}<intensities unit=\"counts\">1 9 4 5</intensities>").Replace("</scan>", "<nonAmbientPoints type=\"Temperature\"><nonAmbientValues unit=\"K\">300 302</nonAmbientValues></nonAmbientPoints></scan>", StringComparison.Ordinal);
        Assert.Equal(301, Read(MadePatternTexts.Xrdml("1.5", scan)).Patterns[0].Temperature);
        Assert.Equal(301 + 273.15, Read(MadePatternTexts.Xrdml("1.5", scan.Replace("unit=\"K\"", "unit=\"degC\"", StringComparison.Ordinal))).Patterns[0].Temperature!.Value, 9);
    }

    [Fact]
    public void A_cut_file_gives_its_whole_scans_and_never_stretches_the_last()
    {
        string whole = MadePatternTexts.Xrdml("1.5", MadePatternTexts.XrdmlScan($"{Even}<intensities unit=\"counts\">1 9 4 5</intensities>") + MadePatternTexts.XrdmlScan($"{Even}<intensities unit=\"counts\">100 200 300 400</intensities>"));
        DiffractionRecord record = Read(whole[..whole.IndexOf("300", StringComparison.Ordinal)]);
        Assert.Equal([1, 9, 4, 5], Assert.Single(record.Patterns).Counts);
        Assert.Contains(record.Remarks, r => r.Kind == RemarkKind.Warning && r.Text.Contains("breaks off within <intensities>", StringComparison.Ordinal));
        string first = Assert.Throws<DataException>(() => Read(whole[..whole.IndexOf("9 4", StringComparison.Ordinal)])).Message;
        Assert.Contains("without the number of its points", first, StringComparison.Ordinal);
        string listed = MadePatternTexts.Xrdml("1.5", MadePatternTexts.XrdmlScan($"{Listed}<intensities unit=\"counts\">100 200 300 400</intensities>"));
        foreach (int more in new[] { 0, 1, 2 })
        {
            // A number that the end of the file cuts is none: 4, 40.
            Assert.Equal([100, 200, 300], Read(listed[..(listed.IndexOf("400", StringComparison.Ordinal) + more)]).Patterns[0].Counts);
        }
    }

    [Theory]
    [InlineData("<intensities unit=\"counts\">1 2x 3</intensities>", "value 2 of <intensities> is '2x'")]
    [InlineData("<beamAttenuationFactors>1 1</beamAttenuationFactors><intensities unit=\"counts\">1 2 3</intensities>", "<beamAttenuationFactors> has 2 numbers for 3 points")]
    [InlineData("", "neither <intensities> nor <counts>")]
    public void What_does_not_fit_together_is_refused_with_the_element(string data, string said)
    {
        string message = Assert.Throws<DataException>(() => Read(MadePatternTexts.Xrdml("1.5", MadePatternTexts.XrdmlScan(Even + data)))).Message;
        Assert.Contains(said, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damage_is_named_by_line_and_column()
    {
        string whole = MadePatternTexts.Xrdml("1.5", MadePatternTexts.XrdmlScan($"{Listed}<intensities unit=\"counts\">1 2 3</intensities>"));
        Assert.Contains("4 angles and the scan 3 values", Assert.Throws<DataException>(() => Read(whole)).Message, StringComparison.Ordinal);
        Assert.Contains("no whole XML", Assert.Throws<DataException>(() => Read(whole.Replace("</usedWavelength>", "</used>", StringComparison.Ordinal))).Message, StringComparison.Ordinal);
        Assert.Contains("no whole XML", Assert.Throws<DataException>(() => Read(whole.Replace("<xrdMeasurements", "<!DOCTYPE a [<!ENTITY b \"c\">]><xrdMeasurements", StringComparison.Ordinal))).Message, StringComparison.Ordinal);
    }

    private DiffractionRecord Read(string text) => DiffractionReaders.Read(folder.Write("a.xrdml", text));
}

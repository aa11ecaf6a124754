using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files.Diffraction;

public sealed class BrukerRawTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Version_1_gives_its_ranges_whether_or_not_they_repeat_the_tag(bool repeats)
    {
        DiffractionRecord record = Read(MadeBruker.Raw1(repeats));
        Assert.Equal("Bruker RAW 1", record.Format);
        Assert.Equal(["a range 1", "a range 2"], record.Patterns.Select(p => p.Name));
        Diffractogram first = record.Patterns[0], second = record.Patterns[1];
        Assert.Equal([10, 10.02, 10.04, 10.06, 10.08], Rounded(first.Positions));
        Assert.Equal(MadeBruker.First.Select(c => (double)c), first.Counts);
        Assert.Equal(MadeBruker.First.Select(c => Math.Sqrt(c)), first.Sigmas);
        Assert.Equal([20, 20.02, 20.04], Rounded(second.Positions));
        Assert.Equal(("silicon", "2.5"), (first.Further["sample"], first.Further["step time [s]"]));
        Assert.Equal([1.54056, 1.54439], first.Radiation!.Lines.Select(l => Math.Round(l.Wavelength_angstrom, 6)));
        Assert.Contains(record.Remarks, r => r.Kind == RemarkKind.Assumed && r.Text.Contains("half of Kα₁", StringComparison.Ordinal));
    }

    [Fact]
    public void Version_2_gives_ranges_with_heads_of_their_own_length()
    {
        DiffractionRecord record = Read(MadeBruker.Raw2());
        Assert.Equal("Bruker RAW 2", record.Format);
        Assert.Equal([30, 30.05, 30.1, 30.15, 30.2], Rounded(record.Patterns[0].Positions));
        Assert.Equal([60, 60.05, 60.1], Rounded(record.Patterns[1].Positions));
        Assert.Equal([25, 36, 49], record.Patterns[1].Counts);
        Assert.Equal((298, (double?)null), (record.Patterns[0].Temperature, record.Patterns[1].Temperature));
        Assert.Equal(new DateTimeOffset(1998, 3, 6, 14, 5, 9, TimeSpan.Zero), record.Patterns[0].Start);
        Assert.Equal(("Co Kα", 0.5), (record.Patterns[0].Radiation!.Name, record.Patterns[0].Radiation!.Lines[1].Weight));
    }

    [Fact]
    public void Version_3_skips_further_records_and_takes_the_measured_angles_where_they_stand()
    {
        DiffractionRecord record = Read(MadeBruker.Raw3());
        Assert.Equal("Bruker RAW 3", record.Format);
        Assert.Equal(["a range 1", "a range 3"], record.Patterns.Select(p => p.Name));
        Diffractogram first = record.Patterns[0];
        Assert.Equal([10, 10.02, 10.04, 10.06, 10.08], Rounded(first.Positions));
        Assert.Equal(MadeBruker.First.Select(c => (double)c), first.Counts);
        Assert.Equal([50, 50.5, 51.5], record.Patterns[1].Positions);
        Assert.Equal([7, 8, 9], record.Patterns[1].Counts);
        Assert.Equal((300, new DateTimeOffset(2024, 11, 26, 13, 14, 15, TimeSpan.Zero)), (first.Temperature, first.Start));
        Assert.Equal(("LiV2O5", "maria", "40", "30", "217.5", "locked coupled"), (first.Further["sample"], first.Further["operator"], first.Further["tube voltage [kV]"], first.Further["tube current [mA]"], first.Further["goniometer radius [mm]"], first.Further["scan"]));
        Assert.Equal([(1.540598, 1.0), (1.544426, 0.5)], first.Radiation!.Lines.Select(l => (l.Wavelength_angstrom, l.Weight)));
        Assert.Contains(record.Remarks, r => r.Text.Contains("range 2 is a rocking curve", StringComparison.Ordinal));
    }

    [Fact]
    public void A_wavelength_in_use_that_is_none_of_the_tube_goes_before_the_tube()
    {
        DiffractionRecord record = Read(MadeBruker.Raw3(status: 3, used: 1.39225));
        Assert.Equal([1.39225], record.Patterns[0].Radiation!.Lines.Select(l => l.Wavelength_angstrom));
        Assert.Contains(record.Remarks, r => r.Kind == RemarkKind.Warning && r.Text.Contains("aborted", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(4, 0)]
    [InlineData(8, 400)]
    [InlineData(12, 3280)]
    public void Version_4_steps_by_the_size_of_its_records_and_ends_at_padding(int recordBytes, int padding)
    {
        DiffractionRecord record = Read(MadeBruker.Raw4(recordBytes, padding: padding));
        Diffractogram pattern = Assert.Single(record.Patterns);
        Assert.Equal(("Bruker RAW 4", "a range 1"), (record.Format, pattern.Name));
        Assert.Equal(MadeBruker.First.Select(c => (double)c), pattern.Counts);
        Assert.Equal([10, 10.036477, 10.072954, 10.109431, 10.145908], Rounded(pattern.Positions));
        Assert.Equal(("TiO2", "maria", "Cu", "77.9", "Locked Coupled"), (pattern.Further["sample"], pattern.Further["operator"], pattern.Further["anode"], pattern.Further["step time [s]"], pattern.Further["scan"]));
        Assert.Equal(new DateTimeOffset(2018, 7, 11, 15, 55, 31, TimeSpan.Zero), pattern.Start);
        Assert.Equal([1.5406, 1.54439], pattern.Radiation!.Lines.Select(l => l.Wavelength_angstrom));
        Assert.Contains(record.Remarks, r => r.Text.Contains("'Rocking Curve'", StringComparison.Ordinal));
    }

    [Fact]
    public void A_scan_of_another_name_is_a_pattern_when_its_drive_is_that_of_2theta()
    {
        DiffractionRecord record = Read(MadeBruker.Raw4(secondScan: "Special"));
        Assert.Equal([20, 20.01, 20.02], Rounded(record.Patterns[1].Positions));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_cut_file_gives_the_points_that_are_there_and_says_so(int version)
    {
        byte[] whole = Made(version);
        int firstRange = version switch { 1 => 156, 2 => 256 + 48, 3 => 712 + 304 + 40, _ => whole.AsSpan().IndexOf(ByteLayout.Singles(MadeBruker.First)) };
        DiffractionRecord record = Read(whole[..(firstRange + 13)]);
        Diffractogram pattern = Assert.Single(record.Patterns);
        Assert.Equal([10, 100, 400], pattern.Counts);
        Assert.Contains(record.Remarks, r => r.Kind == RemarkKind.Warning && r.Text.Contains("announces 5 points and 3 are there", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_file_cut_within_its_head_is_refused_with_the_byte(int version)
    {
        string path = folder.Path("a.raw");
        File.WriteAllBytes(path, Made(version)[..(version == 1 ? 90 : version == 4 ? 70 : 200)]);
        DataException e = Assert.Throws<DataException>(() => DiffractionReaders.Read(path));
        Assert.StartsWith(path, e.Message, StringComparison.Ordinal);
        Assert.Contains(version == 4 ? "Perhaps the file was cut" : "Perhaps it was cut in copying", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_range_that_no_diffractometer_makes_and_a_value_that_is_no_count_are_refused()
    {
        byte[] start = MadeBruker.Raw3(), value = MadeBruker.Raw3(), record = MadeBruker.Raw3();
        BitConverter.GetBytes(1e300).CopyTo(start, 712 + 16);
        BitConverter.GetBytes(float.NaN).CopyTo(value, 712 + 304 + 40 + 4);
        BitConverter.GetBytes(16).CopyTo(record, 712 + 252);
        Assert.Contains("none of a diffractometer", Refused(start), StringComparison.Ordinal);
        Assert.Contains("value 2 of 5", Refused(value), StringComparison.Ordinal);
        Assert.Contains("contradict each other", Refused(record), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_with_rocking_curves_alone_is_refused_by_what_it_holds()
    {
        byte[] file = MadeBruker.Raw3();
        BitConverter.GetBytes(3).CopyTo(file, 712 + 196);
        BitConverter.GetBytes(1).CopyTo(file, 12);
        Assert.Contains("holds no powder pattern: range 1 is a rocking curve, which does not run along 2θ", Refused(file), StringComparison.Ordinal);
    }

    [Fact]
    public void Counts_per_second_are_known_by_their_time()
    {
        byte[] file = MadeBruker.Raw3();
        ByteLayout.Singles(5 / 3f, 7 / 3f, 100 / 3f, 31 / 3f, 1000 / 3f).CopyTo(file, 712 + 304 + 40);
        DiffractionRecord record = Read(file);
        Assert.Equal(Math.Sqrt(1000) / 3, record.Patterns[0].Sigmas[4], 4);
        Assert.Contains(record.Remarks, r => r.Text.Contains("counts per second", StringComparison.Ordinal));
    }

    [Fact]
    public void Another_maker_s_raw_file_is_not_taken()
    {
        string rigaku = folder.Path("r.raw"), text = folder.Write("t.raw", "RAW data of a day\n1 2 3\n");
        File.WriteAllBytes(rigaku, [.. "FI"u8, .. new byte[400]]);
        Assert.False(new BrukerRawReader().Recognises(rigaku));
        Assert.False(new BrukerRawReader().Recognises(text));
        Assert.Contains("another maker", Assert.Throws<DataException>(() => new BrukerRawReader().Read(rigaku, DiffractionReadOptions.Default)).Message, StringComparison.Ordinal);
    }

    private static byte[] Made(int version) => version switch { 1 => MadeBruker.Raw1(), 2 => MadeBruker.Raw2(), 3 => MadeBruker.Raw3(), _ => MadeBruker.Raw4() };

    private static IEnumerable<double> Rounded(IEnumerable<double> values) => values.Select(v => Math.Round(v, 9));

    private string Refused(byte[] bytes) => Assert.Throws<DataException>(() => Read(bytes)).Message;

    private DiffractionRecord Read(byte[] bytes)
    {
        string path = folder.Path("a.raw");
        File.WriteAllBytes(path, bytes);
        return DiffractionReaders.Read(path);
    }
}

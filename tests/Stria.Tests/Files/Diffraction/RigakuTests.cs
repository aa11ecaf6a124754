using System.Globalization;
using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files.Diffraction;

public sealed class RigakuTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_ras_file_gives_each_of_its_scans_with_what_its_head_says()
    {
        DiffractionRecord record = Ras(MadePatternTexts.RasText(MadePatternTexts.RasScan("10.00 100 1\n10.02 144 1\n10.04 169 1"), MadePatternTexts.RasScan("20 4 1\n20.5 9 1", axis: "TwoThetaOmega")));
        Assert.Equal("Rigaku RAS", record.Format);
        Assert.Equal(["a range 1", "a range 2"], record.Patterns.Select(p => p.Name));
        Diffractogram first = record.Patterns[0];
        Assert.Equal([10, 10.02, 10.04], first.Positions);
        Assert.Equal([10, 12, 13], first.Sigmas);
        Assert.Equal(("Cu", "counts", "0.6", "S1", "40", "TwoThetaTheta"), (first.Further["anode"], first.Further["values"], first.Further["step time [s]"], first.Further["sample"], first.Further["tube voltage [kV]"], first.Further["scan axis"]));
        Assert.Equal([1.540593, 1.544414], first.Radiation!.Lines.Select(l => l.Wavelength_angstrom));
        Assert.Equal(new DateTimeOffset(2026, 6, 11, 13, 59, 11, TimeSpan.Zero), first.Start);
        Assert.Equal([20, 20.5], record.Patterns[1].Positions);
    }

    [Theory]
    [InlineData("cps", "50 72 84.5", "deg/min", "2", "0.02", 0.6, "counts per second")]
    [InlineData("counts", "100 144 169", "sec", "3", "0.02", 3, "counts")]
    public void The_time_of_a_step_comes_from_the_speed_or_stands_there(string unit, string values, string speedUnit, string speed, string step, double seconds, string named)
    {
        string[] v = values.Split(' ');
        string text = MadePatternTexts.RasText(MadePatternTexts.RasScan($"10 {v[0]} 1\n10.02 {v[1]} 1\n10.04 {v[2]} 1", unit: unit, speed: speed, speedUnit: speedUnit, step: step));
        Diffractogram pattern = Ras(text).Patterns[0];
        Assert.Equal(seconds, double.Parse(pattern.Further["step time [s]"], CultureInfo.InvariantCulture), 6);
        Assert.Equal(named, pattern.Further["values"]);
    }

    [Fact]
    public void Counts_per_second_have_the_deviations_of_their_counts()
    {
        Diffractogram pattern = Ras(MadePatternTexts.RasText(MadePatternTexts.RasScan("10 50 1\n10.02 75 1\n10.04 200 1", unit: "cps", speed: "0.6", step: "0.02"))).Patterns[0];
        Assert.Equal([50, 75, 200], pattern.Counts);
        Assert.Equal([5, Math.Sqrt(37.5), 10], pattern.Sigmas.Select(s => Math.Round(s, 12)).ToArray(), (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Fact]
    public void Values_that_are_no_counts_though_they_claim_to_be_have_a_variance_in_proportion()
    {
        var random = new Random(3);
        string rows = string.Join('\n', Enumerable.Range(0, 2000).Select(i =>
        {
            // Sums of many channels, each count worth 0.37.
            double mean = i < 1000 ? 400 : 10_000, value = 0.37 * (mean + (Math.Sqrt(mean) * Gauss(random)));
            return string.Create(CultureInfo.InvariantCulture, $"{10 + (i * 0.01):0.00} {value:0.0000} 1");
        }));
        DiffractionRecord record = Ras(MadePatternTexts.RasText(MadePatternTexts.RasScan(rows)));
        double[] sigmas = record.Patterns[0].Sigmas;
        Assert.InRange(sigmas[..1000].Average() / (0.37 * 20), 0.93, 1.07);
        Assert.InRange(sigmas[1001..].Average() / (0.37 * 100), 0.93, 1.07);
        Assert.Contains(record.Remarks, r => r.Kind == RemarkKind.Assumed && r.Text.Contains("variance", StringComparison.Ordinal));
    }

    [Fact]
    public void An_attenuator_that_changes_is_told_and_not_applied()
    {
        DiffractionRecord record = Ras(MadePatternTexts.RasText(MadePatternTexts.RasScan("10 100 1\n10.02 144 12.5\n10.04 169 1")));
        Assert.Equal([100, 144, 169], record.Patterns[0].Counts);
        Assert.Contains(record.Remarks, r => r.Kind == RemarkKind.Warning && r.Text.Contains("factors 1 to 12.5", StringComparison.Ordinal));
        Assert.DoesNotContain(Ras(MadePatternTexts.RasText(MadePatternTexts.RasScan("10 100 1\n10.02 144 1\n10.04 169 1"))).Remarks, r => r.Text.Contains("attenuator", StringComparison.Ordinal));
    }

    [Fact]
    public void A_cut_file_gives_what_is_there_and_a_broken_row_its_line()
    {
        string whole = MadePatternTexts.RasText(MadePatternTexts.RasScan("10.00 100 1\n10.02 144 1\n10.04 169 1", count: 3));
        DiffractionRecord record = Ras(whole[..(whole.IndexOf("10.04", StringComparison.Ordinal) + 3)]), within = Ras(whole[..(whole.IndexOf("10.04", StringComparison.Ordinal) + 8)]);
        Assert.Equal([100, 144], record.Patterns[0].Counts);
        Assert.Equal([100, 144], within.Patterns[0].Counts); // "10.04 16" is not 10.04 169
        Assert.Contains(record.Remarks, r => r.Text.Contains("announces 3 points and 2 are there", StringComparison.Ordinal));
        Assert.Contains(record.Remarks, r => r.Text.Contains("no line *RAS_DATA_END", StringComparison.Ordinal));
        string broken = Assert.Throws<DataException>(() => Ras(whole.Replace("10.02 144 1", "10.02 1a4 1", StringComparison.Ordinal))).Message;
        Assert.Contains("'10.02 1a4 1' is no row", broken, StringComparison.Ordinal);
        Assert.Matches(@"line \d+:", broken);
    }

    [Fact]
    public void A_rocking_curve_is_refused_by_its_axis() =>
        Assert.Contains("scan of Omega", Assert.Throws<DataException>(() => Ras(MadePatternTexts.RasText(MadePatternTexts.RasScan("10 4 1\n10.1 5 1", axis: "Omega")))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_rasx_archive_gives_its_profiles_in_the_order_of_its_root()
    {
        DiffractionRecord record = Rasx(MadePatternTexts.RasxBytes(("10\t100\t1\n10.02\t144\t1\n10.04\t169\t1", "TwoThetaTheta"), ("1\t4\t1\n1.1\t9\t1", "Omega"), ("30\t4\t1\n30.1\t9\t1\n30.2\t16\t1", "TwoTheta")));
        Assert.Equal("Rigaku RASX", record.Format);
        Assert.Equal(["a range 1", "a range 3"], record.Patterns.Select(p => p.Name));
        Diffractogram first = record.Patterns[0];
        Assert.Equal([10, 10.02, 10.04], first.Positions);
        Assert.Equal([10, 12, 13], first.Sigmas);
        Assert.Equal(("Cu", "S2", "45"), (first.Further["anode"], first.Further["sample"], first.Further["tube voltage [kV]"]));
        Assert.Equal(new DateTimeOffset(2022, 6, 7, 13, 12, 13, TimeSpan.Zero), first.Start);
        Assert.Equal([30, 30.1, 30.2], record.Patterns[1].Positions);
        Assert.Contains(record.Remarks, r => r.Text.Contains("(Data1) is a scan of Omega", StringComparison.Ordinal));
    }

    [Fact]
    public void Images_and_damaged_archives_are_refused_with_the_reason()
    {
        byte[] image = MadeBruker.Zip(("root.xml", "<Root><Data0 Type=\"Image\"/></Root>"), ("Data0/Image0.bin", "xxxx"), ("Data0/MesurementConditions0.xml", "<M/>"));
        Assert.Contains("(Data0) holds an image of an area detector: integrate it first", Assert.Throws<DataException>(() => Rasx(image)).Message, StringComparison.Ordinal);
        Assert.Contains("Data0/Profile0.txt, line 2: '10.02' is no row", Assert.Throws<DataException>(() => Rasx(MadePatternTexts.RasxBytes(("10\t1\t1\n10.02\n", "TwoTheta")))).Message, StringComparison.Ordinal);
        string cut = folder.Path("cut.rasx");
        File.WriteAllBytes(cut, MadePatternTexts.RasxBytes(("10\t1\t1\n11\t2\t1", "TwoTheta"))[..^30]);
        Assert.Contains("Perhaps it was cut", Assert.Throws<DataException>(() => new RasxReader().Read(cut, DiffractionReadOptions.Default)).Message, StringComparison.Ordinal);
    }

    private static double Gauss(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private DiffractionRecord Ras(string text) => DiffractionReaders.Read(folder.Write("a.ras", text));

    private DiffractionRecord Rasx(byte[] bytes)
    {
        string path = folder.Path("a.rasx");
        File.WriteAllBytes(path, bytes);
        return DiffractionReaders.Read(path);
    }
}

using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files.Diffraction;

public sealed class PatternReaderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_reader_is_in_the_catalogue_once()
    {
        IEnumerable<string> implementing = typeof(IDiffractionReader).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IDiffractionReader))).Select(t => t.Name);
        Assert.Equal(implementing.Order(), DiffractionReaders.All.Select(r => r.GetType().Name).Order());
    }

    [SharedDataTheory]
    [InlineData("xrd/fluorapatite_lab/FAP.XRA", "GSAS", 5753, 15.0, 130.04)]
    [InlineData("xrd/pbso4_round_robin/PBSO4.XRA", "GSAS", 6001, 10.0, 160.0)]
    [InlineData("xrd/lab6/NIST660CBI.gsas", "GSAS", 8378, 15.0066, 124.9988)]
    [InlineData("xrd/lab6/LaB6_d500_si_psd.xye", "xye", 17381, 4.57208, 150.5783)]
    [InlineData("xrd/operando_i11_coincell8/1355639_summed_mythen3.xye", "xye", 16553, 2.08, 68.312)]
    [InlineData("xrd/vendor_formats/example_bmb.xye", "xye", 575, 0.5, 1.0731)]
    [InlineData("xrd/vendor_formats/example_mac.xye", "xye", 599, 0, 0.598)]
    [InlineData("xrd/vendor_formats/example_mythen.dat", "dat", 730, 2.084, 5)]
    [InlineData("xrd/vendor_formats/example_mythen.xye", "xye", 74, 2.038, 2.33)]
    [InlineData("xrd/vendor_formats/example_ocx.xy", "xy", 1876, 5, 80)]
    public void Real_patterns_are_read_whole(string relative, string format, int points, double first, double last)
    {
        DiffractionRecord record = DiffractionReaders.Read(SharedData.Path(relative));
        Diffractogram pattern = Assert.Single(record.Patterns);
        Assert.Equal(format, record.Format);
        Assert.Equal(points, pattern.Count);
        Assert.Equal(first, pattern.Positions[0], 3);
        Assert.Equal(last, pattern.Positions[^1], 3);
        Assert.All(pattern.Sigmas, s => Assert.True(s > 0));
    }

    [SharedDataFact]
    public void Eleven_patterns_of_a_composition_series_come_from_one_array_with_its_axis_beside_it()
    {
        DiffractionRecord record = DiffractionReaders.Read(SharedData.Path("xrd/crfevo_composition_series/CrFeVO_data.npy"));
        Assert.Equal(11, record.Patterns.Count);
        Assert.All(record.Patterns, p => Assert.Equal((601, DiffractionAxis.MomentumTransfer), (p.Count, p.Axis)));
        Assert.Equal(1.59918, record.Patterns[0].Positions[0], 4);
        Assert.Equal(1, record.Patterns.Max(p => p.Counts.Max()), 12);
        Assert.Contains(record.Remarks, r => r.Text.Contains("1/nm", StringComparison.Ordinal));
    }

    [SharedDataFact]
    public void A_zipped_series_comes_in_the_order_of_its_names()
    {
        DiffractionRecord record = PatternArchive.Read(SharedData.Path("xrd/prcogesn_rampdown/testData.zip"));
        Assert.Equal(["test_RampDown-00000", "test_RampDown-00004", "test_RampDown-00008", "test_RampDown-00012", "test_RampDown-00016"], record.Patterns.Select(p => p.Name));
    }

    [SharedDataFact]
    public void The_head_of_a_beamline_file_gives_wavelength_and_temperature()
    {
        Diffractogram pattern = DiffractionReaders.Read(SharedData.Path("xrd/vendor_formats/example_bmb.xye")).Patterns[0];
        Assert.Equal(0.414581, pattern.Radiation!.Wavelength_angstrom);
        Assert.Equal(300.03, pattern.Temperature);
        Assert.Equal("MnB", pattern.Further["Composition"]);
    }

    [Fact]
    public void Counts_of_several_detectors_have_their_smaller_uncertainty()
    {
        string path = folder.Write("two.gsas", "made\nBANK 1 4 1 CONST 1000 2 0 0 STD\n     100 4   100  123456     -12\n");
        Diffractogram pattern = DiffractionReaders.Read(path).Patterns[0];
        Assert.Equal([10, 10.02, 10.04, 10.06], pattern.Positions.Select(p => Math.Round(p, 9)));
        Assert.Equal([100, 100, 123456, -12], pattern.Counts);
        Assert.Equal([10, 5, Math.Sqrt(123456), 1], pattern.Sigmas);
    }

    [Fact]
    public void Counts_of_six_digits_keep_their_detectors_apart()
    {
        string path = folder.Write("six.gsas", "made\nBANK 1 3 1 CONST 1000 2 0 0 STD\n 1 99999 1123456 2 99999\n");
        Diffractogram pattern = DiffractionReaders.Read(path).Patterns[0];
        Assert.Equal([99999, 123456, 99999], pattern.Counts);
        Assert.Equal(Math.Sqrt(99999 / 2.0), pattern.Sigmas[2], 1e-9);
    }

    [Fact]
    public void Pairs_and_lists_of_GSAS_are_read_alike()
    {
        string pairs = folder.Write("esd.gsas", "made\nBANK 1 3 1 CONST 1000 2 0 0 ESD\n   100.5    10.0   101.5    11.0    99.0     9.0\n");
        string list = folder.Write("list.fxye", "made\nBANK 1 3 3 CONST 1000 2 0 0 FXYE\n 1000 100.5 10\n 1002 101.5 11\n 1004 99.0 9\n");
        Diffractogram p = DiffractionReaders.Read(pairs).Patterns[0], q = DiffractionReaders.Read(list).Patterns[0];
        Assert.Equal(p.Positions, q.Positions);
        Assert.Equal(p.Counts, q.Counts);
        Assert.Equal(p.Sigmas, q.Sigmas);
    }

    [Fact]
    public void A_cut_GSAS_file_gives_what_is_there_and_says_so()
    {
        string path = folder.Write("cut.gsas", "made\nBANK 1 40 4 CONST 1000 2 0 0 STD\n     100     101     102     103     104     105     106     107     108     109\n     110     111");
        DiffractionRecord record = DiffractionReaders.Read(path);
        Assert.Equal(12, record.Patterns[0].Count);
        Assert.Contains(record.Remarks, r => r.Text.Contains("40 channels and 12", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("BANK 1 3 1 SLOG 1000 2 0 0 STD\n 1 2 3\n", "time of flight")]
    [InlineData("BANK 1 3 1 CONST 1000 2 0 0 ALT\n 1 2 3\n", "time of flight")]
    [InlineData("BANK 1 x 1 CONST 1000 2 0 0 STD\n 1 2 3\n", "number of channels")]
    [InlineData("BANK 1 3 1 CONST 1000 2 0 0 STD\n     100     1a1     102\n", "line 3")]
    [InlineData("BANK 1 3 1 CONST 1000 -2 0 0 STD\n     100     101     102\n", "step")]
    public void A_GSAS_file_that_cannot_be_read_is_refused_with_the_line(string bank, string said)
    {
        string path = folder.Write("bad.gsas", "made\n" + bank);
        DataException e = Assert.Throws<DataException>(() => DiffractionReaders.Read(path));
        Assert.StartsWith(path, e.Message, StringComparison.Ordinal);
        Assert.Contains(said, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.xye", "10 5 1\n11 6 1\n12 7 1\n", DiffractionAxis.TwoTheta, 10)]
    [InlineData("a.chi", "sample\n2-Theta Angle (Degrees)\nIntensity\n 3\n 10 5\n 11 6\n 12 7\n", DiffractionAxis.TwoTheta, 10)]
    [InlineData("b.chi", "sample\nQ (Inverse Nanometres)\nq_nm^-1\n 3\n 10 5\n 11 6\n 12 7\n", DiffractionAxis.MomentumTransfer, 1)]
    [InlineData("c.dat", "# q_A^-1 I sigma\n 1.0 5 1\n 1.1 6 1\n 1.2 7 1\n", DiffractionAxis.MomentumTransfer, 1)]
    [InlineData("d.csv", "energy (keV),counts\n60,5\n61,6\n62,7\n", DiffractionAxis.Energy, 60000)]
    [InlineData("e.txt", "d-spacing;I\n1.5;5\n1.6;6\n1.7;7\n", DiffractionAxis.Spacing, 1.5)]
    public void The_head_tells_the_axis(string name, string text, DiffractionAxis axis, double first)
    {
        Diffractogram pattern = DiffractionReaders.Read(folder.Write(name, text)).Patterns[0];
        Assert.Equal(axis, pattern.Axis);
        Assert.Equal(first, pattern.Positions[0], 9);
        Assert.Equal(3, pattern.Count);
    }

    [Fact]
    public void What_the_user_says_about_axis_and_wavelength_counts_more_than_the_file()
    {
        string path = folder.Write("a.xy", "# wavelength = 0.5\n1 5\n2 6\n3 7\n");
        var options = new DiffractionReadOptions { Axis = DiffractionAxis.MomentumTransfer, Radiation = Radiation.Monochromatic(0.7) };
        Diffractogram pattern = DiffractionReaders.Read(path, options).Patterns[0];
        Assert.Equal((DiffractionAxis.MomentumTransfer, 0.7), (pattern.Axis, pattern.Radiation!.Wavelength_angstrom));
    }

    [Fact]
    public void Channels_of_an_energy_detector_become_energies_by_their_calibration()
    {
        string path = folder.Write("a.dat", "100 5 1\n101 6 1\n102 7 1\n");
        var options = new DiffractionReadOptions { EnergyCalibration = (50, 35, 0.001), FixedTwoTheta_deg = 2.29 };
        Diffractogram pattern = DiffractionReaders.Read(path, options).Patterns[0];
        Assert.Equal(DiffractionAxis.Energy, pattern.Axis);
        Assert.Equal(50 + 3500 + 10, pattern.Positions[0], 9);
    }

    [Fact]
    public void A_mapped_table_gives_a_pattern()
    {
        string path = folder.Write("odd.txt", "no;angle;err;y\n1;10;2;5\n2;11;2;6\n3;12;2;7\n");
        var options = new DiffractionReadOptions { Map = ColumnMap.Parse("tth=angle, counts=y, esd=err") };
        Diffractogram pattern = DiffractionReaders.Read(path, options).Patterns[0];
        Assert.Equal([10, 11, 12], pattern.Positions.Select(p => Math.Round(p, 9)));
        Assert.Equal([5, 6, 7], pattern.Counts);
        Assert.Equal([2, 2, 2], pattern.Sigmas);
        var without = new DiffractionReadOptions { Map = ColumnMap.Parse("counts=y") };
        Assert.Contains("tth", Assert.Throws<ScenarioException>(() => DiffractionReaders.Read(path, without)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_uncertainties_are_assumed_and_told()
    {
        DiffractionRecord counts = DiffractionReaders.Read(folder.Write("a.xy", "1 100\n2 81\n3 64\n4 49\n"));
        Assert.Equal([10, 9, 8, 7], counts.Patterns[0].Sigmas);
        Assert.Contains(counts.Remarks, r => r.Kind == RemarkKind.Assumed && r.Text.Contains("square roots", StringComparison.Ordinal));
        DiffractionRecord scaled = DiffractionReaders.Read(folder.Write("b.xy", "1 0.1\n2 0.12\n3 0.09\n4 0.11\n5 0.1\n"));
        Assert.Single(scaled.Patterns[0].Sigmas.Distinct());
        Assert.Contains(scaled.Remarks, r => r.Text.Contains("neighbouring", StringComparison.Ordinal));
    }

    [Fact]
    public void Points_without_uncertainty_are_not_measured_and_negative_counts_are_told()
    {
        DiffractionRecord record = DiffractionReaders.Read(folder.Write("a.xye", "1 5 1\n2 0 0\n3 -2 1\n4 6 1\n"));
        Assert.Equal(double.PositiveInfinity, record.Patterns[0].Sigmas[1]);
        Assert.Contains(record.Remarks, r => r.Kind == RemarkKind.Warning && r.Text.Contains("1 of 4 counts are negative", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("1 5 1\n2 6 1\n2 7 1\n3 7 1\n", "position 2 follows 2")]
    [InlineData("1 5 1\n2 6 1\n3 7 1\nx y z\n4 8 1\n5 9 1\n", "line 4")]
    [InlineData("1 5 1\n2 6 1\n3 7\n4 8 1\n", "line 3")]
    [InlineData("1 5 0\n2 6 0\n3 7 0\n", "no point with a positive")]
    [InlineData("1000 5 1\n2000 6 1\n3000 7 1\n", "no scattering angles")]
    public void A_text_that_makes_no_pattern_is_refused_with_the_place(string text, string said)
    {
        string path = folder.Write("bad.xye", text);
        DataException e = Assert.Throws<DataException>(() => DiffractionReaders.Read(path));
        Assert.StartsWith(path, e.Message, StringComparison.Ordinal);
        Assert.Contains(said, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_last_line_that_breaks_off_is_left_out_and_told()
    {
        DiffractionRecord record = DiffractionReaders.Read(folder.Write("a.xye", "1 5 1\n2 6 1\n3 7 1\n4 8"));
        Assert.Equal(3, record.Patterns[0].Count);
        Assert.Contains(record.Remarks, r => r.Text.Contains("breaks off", StringComparison.Ordinal));
    }

    [Fact]
    public void Other_files_are_refused_with_what_was_tried()
    {
        string path = folder.Write("a.pdf", "nothing here");
        Assert.Contains("GSAS", Assert.Throws<DataException>(() => DiffractionReaders.Read(path)).Message, StringComparison.Ordinal);
        Assert.Throws<DataException>(() => PatternArchive.Read(folder.Path("")));
    }

    [Fact]
    public void A_folder_comes_in_natural_order_without_its_logs()
    {
        foreach (int i in new[] { 10, 2, 1 })
        {
            folder.Write($"scan{i}.xye", "1 5 1\n2 6 1\n3 7 1\n");
        }

        folder.Write("log.csv", "1,2,3\n4,5,6\n7,8,9\n");
        Assert.Equal(["scan1", "scan2", "scan10"], PatternArchive.Read(folder.Path("")).Patterns.Select(p => p.Name));
    }

    [Fact]
    public void Written_patterns_come_back_and_leave_out_what_was_not_measured()
    {
        var pattern = new Diffractogram(DiffractionAxis.TwoTheta, [10, 10.02, 10.04, 10.06], [5.5, 6, 7, 8], [1, double.PositiveInfinity, 2, 3]) { Radiation = Radiation.Monochromatic(0.24117), Name = "p" };
        PatternFile.WriteXye(folder.Path("p.xye"), pattern);
        PatternFile.WriteFxye(folder.Path("p.fxye"), pattern);
        foreach (string name in new[] { "p.xye", "p.fxye" })
        {
            Diffractogram back = DiffractionReaders.Read(folder.Path(name)).Patterns[0];
            Assert.Equal([10, 10.04, 10.06], back.Positions.Select(x => Math.Round(x, 9)));
            Assert.Equal([5.5, 7, 8], back.Counts);
        }

        Assert.Equal(0.24117, DiffractionReaders.Read(folder.Path("p.xye")).Patterns[0].Radiation!.Wavelength_angstrom);
        Assert.Throws<ScenarioException>(() => PatternFile.WriteFxye(folder.Path("q.fxye"), pattern.On(DiffractionAxis.MomentumTransfer)));
    }

    [Fact]
    public void A_numpy_array_without_axis_or_cut_is_refused()
    {
        byte[] text = [.. "{'descr': '<f8', 'fortran_order': False, 'shape': (4,)}"u8], head = [0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, 0, .. text];
        string path = folder.Path("x_data.npy");
        File.WriteAllBytes(path, [.. head, .. new byte[32]]);
        Assert.Contains("none of", Assert.Throws<DataException>(() => DiffractionReaders.Read(path)).Message, StringComparison.Ordinal);
        File.WriteAllBytes(path, [.. head, .. new byte[20]]);
        Assert.Contains("cut", Assert.Throws<DataException>(() => DiffractionReaders.Read(path)).Message, StringComparison.Ordinal);
    }
}

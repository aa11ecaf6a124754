using System.IO.Compression;
using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files.Cyclers;

/// <summary>Real files of many cyclers.</summary>
public sealed class SharedCyclerTests
{
    public static TheoryData<string, string, int, double> Files => new()
    {
        // file, format, lines, last time [s]
        { "echem/cycling/Test25205.csv", "PEC", 489, 70918.980 },
        { "echem/cycling/Test25209.csv", "PEC", 281, 29768.1 },
        { "echem/cycling/arbin_example.bdf.csv", "Battery Data Format", 2150, 345733.3894574374 },
        { "echem/cycling/jdb11-1_c3_gcpl_5cycles_2V-3p8V_C-24_data_C09.mpr", "EC-Lab binary", 46102, 456309.59 },
        { "echem/cycling/jdb11-1_e1_s3_squidTest_data_C15.mpr", "EC-Lab binary", 32917, 323833.75 },
        { "echem/cycling/maccor_two.txt", "Maccor", 213, 12720 },
        { "echem/cycling/new_nda_file.nda", "Neware .nda", 439, 721.6 },
        { "echem/cycling/sample_data_arbin.csv", "Arbin", 13, 301.214 },
        { "echem/cycling/sample_data_basytec.txt", "BaSyTec", 74, 70.2358036666668 },
        { "echem/cycling/sample_data_maccor.csv", "Maccor", 15, 13.06 },
        { "echem/cycling/test.ndax", "Neware .ndax", 1464, 43800 },
        { "xrd/operando_i11_coincell8/cc8.ndax", "Neware .ndax", 4647, 54177.2 },
        { "echem/gitt_batmar/20210210_FC_01_cc_01.res", "Arbin .res", 7218, 318961.7851197467 },
        { "echem/gitt_batmar/20210210_FC_01_cc_01_C20cycles.csv", "Arbin", 7218, 318961.7851197467 },
        { "echem/gitt_batmar/20210210_FC_01_cc_02_GITT.csv", "Arbin", 26989, 219204.2742864874 },
    };

    [SharedDataTheory]
    [MemberData(nameof(Files))]
    public void Every_file_opens_by_itself(string relative, string format, int lines, double end)
    {
        CyclerRecord record = CyclerReaders.Read(SharedData.Path(relative));
        Assert.Equal(format, record.Format);
        Assert.Equal(lines, record.Trace.Count);
        Assert.Equal(end, record.Trace.Times[^1], 0.01);
        Assert.All(record.Trace.Potentials, potential => Assert.InRange(potential, -0.2, 5));
        Assert.Contains(record.Remarks, remark => remark.Text.Contains("positive while the cell is charged", StringComparison.Ordinal));
        Assert.NotNull(record.Trace.Steps);
        Assert.NotNull(record.Trace.Cycles);
    }

    [SharedDataFact]
    public void The_charge_that_an_instrument_counted_is_the_integral_of_its_current()
    {
        foreach ((string file, double share) in new[]
        {
            ("echem/cycling/jdb11-1_c3_gcpl_5cycles_2V-3p8V_C-24_data_C09.mpr", 0.001), ("echem/cycling/test.ndax", 0.02), ("xrd/operando_i11_coincell8/cc8.ndax", 0.005), ("echem/cycling/new_nda_file.nda", 0.03),
            ("echem/gitt_batmar/20210210_FC_01_cc_01.res", 0.005), ("echem/gitt_batmar/20210210_FC_01_cc_02_GITT.csv", 0.005), ("echem/cycling/sample_data_basytec.txt", 0.005), ("echem/cycling/sample_data_maccor.csv", 0.02),
        })
        {
            CyclerTrace trace = CyclerReaders.Read(SharedData.Path(file)).Trace;
            double passed = 0, worst = 0, through = 0;
            for (int row = 1; row < trace.Count; row++)
            {
                double part = 0.5 * (trace.Currents[row] + trace.Currents[row - 1]) * (trace.Times[row] - trace.Times[row - 1]);
                passed += part;
                through = Math.Max(through, Math.Abs(trace.Charges![row] - trace.Charges[0]));
                worst = Math.Max(worst, Math.Abs(passed - (trace.Charges[row] - trace.Charges[0])));
            }

            Assert.True(worst < share * through, $"{file}: off by {worst:g4} of {through:g4} C");
        }
    }

    [SharedDataFact]
    public void The_GITT_record_has_the_pulses_and_rests_of_its_schedule()
    {
        CyclerTrace trace = CyclerReaders.Read(SharedData.Path("echem/gitt_batmar/20210210_FC_01_cc_02_GITT.csv")).Trace;
        double[] means = [.. Enumerable.Range(0, trace.Count).GroupBy(row => trace.Steps![row]).Select(step => step.Average(row => trace.Currents[row]))];
        Assert.Equal(92, means.Count(current => Math.Abs(current - 0.7246e-3) < 2e-6));
        Assert.Equal(91, means.Count(current => Math.Abs(current + 0.7241e-3) < 2e-6));
    }

    [SharedDataFact]
    public void The_database_of_Arbin_gives_the_table_that_mdbtools_took_out_of_it()
    {
        CyclerRecord database = CyclerReaders.Read(SharedData.Path("echem/gitt_batmar/20210210_FC_01_cc_01.res")), table = CyclerReaders.Read(SharedData.Path("echem/gitt_batmar/20210210_FC_01_cc_01_C20cycles.csv"));
        Assert.Equal(table.Trace.Steps, database.Trace.Steps);
        Assert.Equal(table.Trace.Cycles, database.Trace.Cycles);

        // mdbtools prints single precision with eight digits, double precision with sixteen.
        Assert.All(table.Trace.Times.Zip(database.Trace.Times), pair => Assert.Equal(pair.First, pair.Second, 1e-15 * pair.First));
        AssertClose(table.Trace.Potentials, database.Trace.Potentials);
        AssertClose(table.Trace.Currents, database.Trace.Currents);
        AssertClose(Column(table, "Internal_Resistance"), Column(database, "Internal_Resistance"));
        Assert.Equal(22.64156e-6, database.Cell.ActiveMass!.Value, 1e-11);
        Assert.Equal("20210210_batmar_FC_01_cc_01-01-032", database.Cell.Name);
        Assert.Equal(new DateTime(2021, 5, 10), database.Trace.Start!.Value.Date);

        static double[] Column(CyclerRecord record, string name) => record.Trace.Further.Single(c => c.Name == name).Values;
        static void AssertClose(double[] expected, double[] actual) =>
            Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 6e-8 * Math.Abs(pair.First)));
    }

    [SharedDataFact]
    public void The_time_of_a_Maccor_export_without_unit_is_measured_against_its_dates()
    {
        CyclerRecord record = CyclerReaders.Read(SharedData.Path("echem/cycling/maccor_two.txt"));
        Assert.Equal(60, record.Trace.Times[1]);
        Assert.Contains(record.Remarks, r => r.Kind == RemarkKind.Assumed && r.Text.EndsWith("it counts in min.", StringComparison.Ordinal));
        Assert.Contains(record.Remarks, r => r.Kind == RemarkKind.Warning && r.Text.Contains("(229) breaks off after 9 of 28 columns", StringComparison.Ordinal));
        Assert.Contains(record.Remarks, r => r.Kind == RemarkKind.Assumed && r.Text.Contains("6 May 2021", StringComparison.Ordinal));
    }

    [SharedDataFact]
    public void A_current_without_sign_is_said_to_be_guessed()
    {
        CyclerRecord record = CyclerReaders.Read(SharedData.Path("echem/cycling/sample_data_maccor.csv"));
        Assert.All(record.Trace.Currents.Skip(11), current => Assert.InRange(current, 28, 29));
        Assert.Contains(record.Remarks, r => r.Kind == RemarkKind.Assumed && r.Text.Contains("has no sign", StringComparison.Ordinal));
        Assert.Contains(record.Remarks, r => r.Kind == RemarkKind.Assumed && r.Text.Contains("A was assumed", StringComparison.Ordinal));
    }

    [SharedDataFact]
    public void Settings_are_refused_with_their_reason()
    {
        DataException e = Assert.Throws<DataException>(() => CyclerReaders.Read(SharedData.Path("echem/cycling/jdb11-1_c3_gcpl_5cycles_2V-3p8V_C-24_data.mps")));
        Assert.Contains("holds no data", e.Message, StringComparison.Ordinal);
    }

    [SharedDataFact]
    public void A_curve_of_charge_against_potential_becomes_a_trace_when_its_current_is_told()
    {
        // Capacities per gram at 0.1C of 174 mAh/g, discharging; 2 mg of material.
        var map = ColumnMap.Parse("Q=#1 [mAh/g], U=#2 [V], I=-17.4 mA/g, mass=2 mg");
        CyclerRecord record = CyclerReaders.Read(SharedData.Path("echem/rate_lto/0.1C.csv"), new CyclerReadOptions { Map = map });
        Assert.Equal(175, record.Trace.Count);
        Assert.Equal(-34.8e-6, record.Trace.Currents[0], 1e-18);
        Assert.Equal(174.0 / 17.4 * 3600, record.Trace.Times[^1], 1e-8);
        Assert.Contains(record.Remarks, r => r.Kind == RemarkKind.Assumed && r.Text.Contains("constant current", StringComparison.Ordinal));
        DataException e = Assert.Throws<DataException>(() => CyclerReaders.Read(SharedData.Path("echem/rate_lto/1C.csv")));
        Assert.Contains("a map can tell", e.Message, StringComparison.Ordinal);
        Assert.Throws<ScenarioException>(() => CyclerReaders.Read(SharedData.Path("echem/rate_lto/0.5C.csv"), new CyclerReadOptions { Map = map with { ActiveMass = null } }));
    }

    [SharedDataFact]
    public void A_cut_file_gives_what_was_measured_with_a_warning()
    {
        using var folder = new TemporaryFolder();
        Cut("echem/eclab_pairs/gcpl.pr_182.1.mpr", 0.5, record => Assert.InRange(record.Trace.Count, 1150, 1300));
        Cut("echem/eclab_pairs/gcpl.pr_182.1.mpt", 0.5, record => Assert.InRange(record.Trace.Count, 1150, 1300));
        Cut("echem/cycling/new_nda_file.nda", 0.9, record => Assert.InRange(record.Trace.Count, 200, 438));
        Cut("echem/gitt_batmar/20210210_FC_01_cc_01_C20cycles.csv", 0.5, record => Assert.InRange(record.Trace.Count, 3000, 4500));
        Cut("echem/gitt_batmar/20210210_FC_01_cc_01.res", 0.9, record => Assert.InRange(record.Trace.Count, 3000, 7217));

        void Cut(string relative, double share, Action<CyclerRecord> check)
        {
            byte[] bytes = File.ReadAllBytes(SharedData.Path(relative));
            string path = folder.Path(Path.GetFileName(relative));
            File.WriteAllBytes(path, bytes[..(int)(share * bytes.Length)]);
            CyclerRecord record = CyclerReaders.Read(path);
            check(record);
            Assert.Contains(record.Remarks, r => r.Kind == RemarkKind.Warning);
        }
    }

    [SharedDataFact]
    public void A_binary_file_cut_in_its_head_says_so()
    {
        using var folder = new TemporaryFolder();
        foreach ((string relative, int length, string reason) in new[]
        {
            ("echem/eclab_pairs/gcpl.pr_182.1.mpr", 5000, "holds no measured data"), ("echem/eclab_pairs/gcpl.pr_182.1.mpr", 7100, "breaks off in the head"),
            ("echem/cycling/new_nda_file.nda", 900, "fewer than its head"), ("echem/cycling/new_nda_file.nda", 60000, "holds no record"), ("echem/cycling/test.ndax", 30000, "damaged archive"),
            ("echem/gitt_batmar/20210210_FC_01_cc_01.res", 9000, "without Arbin's table"),
        })
        {
            string path = folder.Path(length + Path.GetFileName(relative));
            File.WriteAllBytes(path, File.ReadAllBytes(SharedData.Path(relative))[..length]);
            Assert.Contains(reason, Assert.Throws<DataException>(() => CyclerReaders.Read(path)).Message, StringComparison.Ordinal);
        }
    }

    [SharedDataFact]
    public void A_binary_column_or_version_that_is_not_known_names_the_way_out()
    {
        using var folder = new TemporaryFolder();
        byte[] bytes = File.ReadAllBytes(SharedData.Path("echem/eclab_pairs/mb.issue_95.mpr"));
        int data = bytes.AsSpan().IndexOf("MODULEVMP data"u8) + 6 + 51;
        byte[] strange = [.. bytes];
        (strange[data + 5 + 14], strange[data + 5 + 15]) = (0xE7, 0x03);
        File.WriteAllBytes(folder.Path("column.mpr"), strange);
        Assert.Contains("column number 999", Assert.Throws<DataException>(() => CyclerReaders.Read(folder.Path("column.mpr"))).Message, StringComparison.Ordinal);
        strange = [.. bytes];
        strange[data - 12] = 77;
        File.WriteAllBytes(folder.Path("version.mpr"), strange);
        Assert.Contains("version 77", Assert.Throws<DataException>(() => CyclerReaders.Read(folder.Path("version.mpr"))).Message, StringComparison.Ordinal);
        using (ZipArchive archive = ZipFile.Open(folder.Path("newer.ndax"), ZipArchiveMode.Create))
        {
            using Stream stream = archive.CreateEntry("data.ndc").Open();
            stream.Write([1, 0, 14, 0]);
        }

        Assert.Contains("version 14", Assert.Throws<DataException>(() => CyclerReaders.Read(folder.Path("newer.ndax"))).Message, StringComparison.Ordinal);
    }

    /// <summary>A small form of what was tried with 20 000 damaged files.</summary>
    [SharedDataTheory]
    [InlineData("echem/eclab_pairs/mb.issue_95.mpr")]
    [InlineData("echem/eclab_pairs/mb.issue_95.mpt")]
    [InlineData("echem/cycling/new_nda_file.nda")]
    [InlineData("echem/cycling/test.ndax")]
    [InlineData("echem/cycling/sample_data_basytec.txt")]
    [InlineData("eis/vendor_formats/exampleDataGamry.DTA")]
    [InlineData("eis/vendor_formats/exampleDataVersaStudio.par")]
    public void A_damaged_file_is_read_or_refused_but_never_ends_in_another_exception(string relative)
    {
        using var folder = new TemporaryFolder();
        byte[] whole = File.ReadAllBytes(SharedData.Path(relative));
        string path = folder.Path("damaged" + Path.GetExtension(relative));
        var random = new Random(17);
        int refused = 0;
        for (int trial = 0; trial < 40; trial++)
        {
            byte[] bytes = trial % 2 == 0 ? whole[..(int)(whole.Length * random.NextDouble() * 0.98)] : (byte[])whole.Clone();
            for (int change = 0; change < (trial % 2 == 0 ? 0 : 20); change++)
            {
                bytes[random.Next(Math.Min(bytes.Length, 4000))] = (byte)random.Next(256);
            }

            File.WriteAllBytes(path, bytes);
            refused += IsRefused(() => CyclerReaders.Read(path)) ? 1 : 0;
            refused += IsRefused(() => ImpedanceReaders.Read(path)) ? 1 : 0;
        }

        Assert.InRange(refused, 1, 80);

        static bool IsRefused(Action read)
        {
            try
            {
                read();
                return false;
            }
            catch (StriaException)
            {
                return true;
            }
        }
    }
}

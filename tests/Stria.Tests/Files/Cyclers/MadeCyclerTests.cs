using System.Globalization;
using System.IO.Compression;
using System.Text;
using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files.Cyclers;

/// <summary>Files made in the style of cyclers of which no real file is at hand, and files that were continued.</summary>
public sealed class MadeCyclerTests
{
    [Fact]
    public void Every_reader_is_in_the_catalogue_once()
    {
        IEnumerable<string> implementing = typeof(ICyclerReader).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(ICyclerReader))).Select(t => t.Name);
        Assert.Equal(implementing.Order(), CyclerReaders.All.Select(r => r.GetType().Name).Order());
    }

    [Fact]
    public void An_export_of_LAND_counts_the_charge_of_each_step_with_its_sign()
    {
        using var folder = new TemporaryFolder();
        CyclerRecord record = CyclerReaders.Read(folder.Write("land.txt", Land("\t")));
        CyclerTrace trace = record.Trace;
        Assert.Equal(("LAND", 9), (record.Format, trace.Count));
        Assert.Equal([1, 1, 1, 2, 2, 2, 3, 3, 3], trace.Steps!);
        Assert.Equal([0, 0, 0, -1e-3, -1e-3, -1e-3, 1e-3, 1e-3, 1e-3], trace.Currents);
        Assert.Equal(-1e-3 * 1200, trace.Charges![5], 1e-9);
        Assert.Equal(0, trace.Charges[8], 1e-9);
        Assert.Equal(2, trace.Cycles![8]);
    }

    [Fact]
    public void A_workbook_is_read_like_the_text()
    {
        using var folder = new TemporaryFolder();
        string text = Land("\t");
        WriteWorkbook(folder.Path("land.xlsx"), text);
        CyclerTrace sheet = CyclerReaders.Read(folder.Path("land.xlsx")).Trace, plain = CyclerReaders.Read(folder.Write("land.txt", text)).Trace;
        Assert.Equal(plain.Times, sheet.Times);
        Assert.Equal(plain.Currents, sheet.Currents);
        Assert.Equal(plain.Charges, sheet.Charges);
    }

    [Fact]
    public void An_Arbin_workbook_goes_on_from_sheet_to_sheet()
    {
        const string Head = "Data_Point\tTest_Time(s)\tDate_Time\tStep_Time(s)\tStep_Index\tCycle_Index\tCurrent(A)\tVoltage(V)\tCharge_Capacity(Ah)\tDischarge_Capacity(Ah)\n";
        using var folder = new TemporaryFolder();
        WriteWorkbook(
            folder.Path("arbin.xlsx"),
            "TEST REPORT\nName\tcell 7\n",
            Head + "1\t0\t45000.5\t0\t1\t1\t0.5\t3.0\t0\t0\n2\t3600\t45000.54\t3600\t1\t1\t0.5\t3.4\t0.5\t0\n",
            Head + "3\t3601\t45000.54\t1\t2\t1\t-0.5\t3.3\t0.5\t0\n4\t7201\t45000.58\t3601\t2\t1\t-0.5\t2.9\t0.5\t0.5\n");
        CyclerRecord record = CyclerReaders.Read(folder.Path("arbin.xlsx"));
        Assert.Equal("Arbin", record.Format);
        Assert.Equal([0, 3600, 3601, 7201], record.Trace.Times);
        Assert.Equal([0, 1800, 1800, 0], record.Trace.Charges!);
        Assert.Equal([1, 1, 2, 2], record.Trace.Steps!);
        Assert.Equal(new DateTimeOffset(2023, 3, 15, 12, 0, 0, TimeSpan.Zero), record.Trace.Start);
    }

    [Fact]
    public void Maccor_magnitudes_take_their_sign_from_the_mode()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("maccor.txt", "Today's Date\t01/02/2024\nRec#\tCyc#\tStep\tTest (Sec)\tStep (Sec)\tAmp-hr\tWatt-hr\tAmps\tVolts\tState\tES\tDPT Time\n"
            + "1\t0\t1\t0\t0\t0\t0\t0\t3.0\tR\t0\t01/02/2024 10:00:00\n2\t0\t2\t10\t10\t0.001\t0\t0.36\t3.3\tC\t1\t01/02/2024 10:00:10\n3\t0\t2\t20\t20\t0.002\t0\t0.36\t3.4\tC\t1\t01/02/2024 10:00:20\n"
            + "4\t0\t3\t30\t10\t0.001\t0\t0.36\t3.0\tD\t1\t01/02/2024 10:00:30\n");
        CyclerTrace trace = CyclerReaders.Read(path).Trace;
        Assert.Equal([0, 0.36, 0.36, -0.36], trace.Currents);
        Assert.Equal([0, 3.6, 7.2, 3.6], trace.Charges!.Select(q => Math.Round(q, 12)));
    }

    [Theory]
    [InlineData("Neware", "Record ID,Cycle ID,Step ID,Step Type,Time(h:min:s.ms),Total Time,Current(mA),Voltage(V),Chg. Cap.(mAh),DChg. Cap.(mAh),Date\n1,1,1,CC Chg,0:00:00.000,0:00:00.000,1.0,3.1,0,0,2024-01-01 00:00:00\n2,1,1,CC Chg,1:00:00.000,1:00:00.000,1.0,3.2,1,0,2024-01-01 01:00:00\n3,1,2,CC DChg,0:30:00.000,1:30:00.000,-1.0,3.0,0,0.5,2024-01-01 01:30:00\n")]
    [InlineData("Neware", "Record ID,Cycle ID,Step ID,Step Type,Time(h:min:s.ms),Total Time,Current(mA),Voltage(V),Chg. Cap.(mAh),DChg. Cap.(mAh),Date\n1,1,1,CC_Chg,0:00:00.000,0:00:00.000,1.0,3.1,0,0,2024-01-01 00:00:00\n2,1,1,CC_Chg,1:00:00.000,1:00:00.000,1.0,3.2,1,0,2024-01-01 01:00:00\n3,1,2,CC_DChg,0:30:00.000,1:30:00.000,1.0,3.0,0,0.5,2024-01-01 01:30:00\n")]
    [InlineData("Novonix", "[Summary]\nNovonix HPC System\n[End Summary]\n[Data]\nDate and Time,Cycle Number,Step Type,Run Time (h),Step Time (h),Current (A),Potential (V),Capacity (Ah),Temperature (°C)\n2024-01-01 00:00:00,1,7,0,0,0.001,3.1,0,25\n2024-01-01 01:00:00,1,7,1,1,0.001,3.2,0.001,25\n2024-01-01 01:30:00,1,9,1.5,0.5,-0.001,3.0,0.0005,25\n")]
    public void Exports_in_other_styles_give_the_same_trace(string format, string text)
    {
        using var folder = new TemporaryFolder();
        CyclerRecord record = CyclerReaders.Read(folder.Write("a.csv", text));
        Assert.Equal(format, record.Format);
        Assert.Equal([0, 3600, 5400], record.Trace.Times);
        Assert.Equal([1e-3, 1e-3, -1e-3], record.Trace.Currents);
        Assert.Equal([1, 1, 2], record.Trace.Steps!);
        Assert.Equal(new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), record.Trace.Start);
    }

    [Fact]
    public void An_EC_Lab_text_from_a_German_machine_is_read()
    {
        Encoding western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        string text = "EC-Lab ASCII FILE\r\nNb header lines : 8\r\n\r\nGalvanostatic Cycling with Potential Limitation\r\nAcquisition started on : 03/31/2023 08:00:00\r\nElectrode surface area : 1,267 cm²\r\nMass of active material : 2,100 mg\r\n"
            + "mode\ttime/s\tEwe/V\t<I>/mA\t(Q-Qo)/mA.h\tCapacitance charge/µF\t\r\n1\t0,0E+000\t3,25E+000\t1,5E-001\t0\t0\t\r\n1\t6,0E+001\t3,50E+000\t1,5E-001\t2,5E-003\t0\t\r\n";
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.Path("de.mpt"), western.GetBytes(text));
        CyclerRecord record = CyclerReaders.Read(folder.Path("de.mpt"));
        Assert.Equal([3.25, 3.5], record.Trace.Potentials);
        Assert.Equal([0, 9e-3], record.Trace.Charges!.Select(q => Math.Round(q, 15)));
        Assert.Equal(1.267e-4, record.Cell.ElectrodeArea!.Value, 1e-15);
        Assert.Equal(2.1e-6, record.Cell.ActiveMass!.Value, 1e-18);
        Assert.Contains(record.Trace.Further, c => c is { Name: "Capacitance charge", Unit: "µF" });
    }

    [Theory]
    [InlineData("EC-Lab ASCII FILE\nNb header lines : 3\ntime/s\tEwe/V\tI/mA\n0\t3\t1\n1\tno\t1\n", "line 5, column 'Ewe/V': 'no' is no number")]
    [InlineData("EC-Lab ASCII FILE\nNb header lines : 3\ntime/s\tEwe/V\tI/mA\n2\t3\t1\n1\t3\t1\n", "line 5, column 'time/s': time runs backward")]
    [InlineData("EC-Lab ASCII FILE\nNb header lines : 3\ntime/s\tEwe/V\tI/mA\n", "holds no row of data")]
    [InlineData("EC-Lab ASCII FILE\nNb header lines : 30\ntime/s\tEwe/V\tI/mA\n1\t3\t1\n", "the head should have 30 lines")]
    [InlineData("EC-Lab ASCII FILE\n\ntime/s\tEwe/V\tI/mA\n1\t3\t1\n", "does not tell the number of its head lines")]
    [InlineData("EC-Lab ASCII FILE\nNb header lines : 3\ntime/s\tI/mA\n0\t1\n1\t1\n", "has no potential")]
    [InlineData("EC-Lab ASCII FILE\nNb header lines : 3\nI/mA\tEwe/V\n0\t1\n1\t1\n", "has no column 'time/s'")]
    public void A_broken_EC_Lab_text_is_refused_with_its_place(string text, string reason)
    {
        using var folder = new TemporaryFolder();
        DataException e = Assert.Throws<DataException>(() => CyclerReaders.Read(folder.Write("bad.mpt", text)));
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
        Assert.Contains("Perhaps", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Continued_files_join_by_the_hours_at_which_they_began()
    {
        using var folder = new TemporaryFolder();
        CyclerRecord first = CyclerReaders.Read(folder.Write("a.csv", Part("2024-05-01 10:00:00", "2024-05-01 10:01:00"))), second = CyclerReaders.Read(folder.Write("b.csv", Part("2024-05-01 10:05:00", "2024-05-01 10:06:00")));
        CyclerRecord joined = TraceJoin.Join(first, second);
        Assert.Equal([0, 60, 300, 360], joined.Trace.Times);
        Assert.Equal([0, 3.6, 3.6, 7.2], joined.Trace.Charges!.Select(q => Math.Round(q, 12)));
        Assert.Equal([1, 1, 2, 2], joined.Trace.Steps!);
        Assert.Equal([1, 1, 2, 2], joined.Trace.Cycles!);
        Assert.Equal(2, joined.Files.Count);
        Assert.Contains(joined.Remarks, r => r.Text.Contains("after a pause of 240 s", StringComparison.Ordinal));
        DataException e = Assert.Throws<DataException>(() => TraceJoin.Join(second, first));
        Assert.Contains("wrong order", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Continued_files_without_dates_are_put_end_to_end_and_that_is_told()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("a.csv", "time/s,I/mA,U/V\n0,1,3\n60,1,3.1\n");
        CyclerRecord joined = TraceJoin.Join(CyclerReaders.Read(path), CyclerReaders.Read(path));
        Assert.Equal([0, 60, 60, 120], joined.Trace.Times);
        Assert.Contains(joined.Remarks, r => r.Kind == RemarkKind.Assumed && r.Text.Contains("right behind the one before", StringComparison.Ordinal));
    }

    private static string Part(string from, string to) =>
        $"Date,Current/A,Voltage/V,Charge Capacity/Ah,Discharge Capacity/Ah,Step,Cycle\n{from},0.06,3,0,0,1,1\n{to},0.06,3.1,0.001,0,1,1\n";

    private static string Land(string delimiter)
    {
        string[] rows = ["Record|Cycle-Index|Step-Index|TestTime/Sec|StepTime/Sec|Current/mA|Capacity/mAh|Voltage/V"];
        double[] currents = [0, -1, 1];
        for (int step = 0; step < 3; step++)
        {
            for (int point = 0; point < 3; point++)
            {
                double inStep = point * 600;
                rows = [.. rows, string.Create(CultureInfo.InvariantCulture, $"{rows.Length}|{(step == 2 ? 2 : 1)}|{step + 1}|{(step * 1200) + inStep}|{inStep}|{currents[step]}|{Math.Abs(currents[step]) * inStep / 3600:R}|{3 + (0.1 * point):R}")];
            }
        }

        return string.Join('\n', rows).Replace("|", delimiter, StringComparison.Ordinal) + "\n";
    }

    /// <summary>A workbook with texts as shared strings and numbers as numbers, as Excel writes it.</summary>
    private static void WriteWorkbook(string path, params string[] sheets)
    {
        List<string> strings = [];
        using ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create);
        Write("xl/workbook.xml", "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"/>");
        for (int sheet = 0; sheet < sheets.Length; sheet++)
        {
            var xml = new StringBuilder("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>");
            string[] rows = sheets[sheet].TrimEnd('\n').Split('\n');
            for (int row = 0; row < rows.Length; row++)
            {
                string[] cells = rows[row].Split('\t');
                xml.Append(CultureInfo.InvariantCulture, $"<row r=\"{row + 1}\">");
                for (int column = 0; column < cells.Length; column++)
                {
                    bool isNumber = double.TryParse(cells[column], CultureInfo.InvariantCulture, out _);
                    strings.Add(cells[column]);
                    xml.Append(CultureInfo.InvariantCulture, $"<c r=\"{(char)('A' + column)}{row + 1}\"{(isNumber ? "" : " t=\"s\"")}><v>{(isNumber ? cells[column] : (strings.Count - 1).ToString(CultureInfo.InvariantCulture))}</v></c>");
                }

                xml.Append("</row>");
            }

            Write($"xl/worksheets/sheet{sheet + 1}.xml", xml.Append("</sheetData></worksheet>").ToString());
        }

        Write("xl/sharedStrings.xml", $"<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">{string.Concat(strings.Select(s => $"<si><t>{s}</t></si>"))}</sst>");

        void Write(string name, string content)
        {
            using Stream stream = archive.CreateEntry(name).Open();
            stream.Write(Encoding.UTF8.GetBytes(content));
        }
    }
}

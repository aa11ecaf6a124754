using System.Text;
using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files.Cyclers;

/// <summary>Tables of any shape: what the same three points look like in different laboratories, and the maps that tell.</summary>
public sealed class MappedTableTests
{
    [Theory]
    [InlineData("time/s,I/mA,U/V\n0,1.5,3.25\n60,1.5,3.5\n120,-1.5,3\n", null)]
    [InlineData("Zeit [min];Strom [A];Spannung [mV]\n0;0,0015;3250\n1;0,0015;3500\n2;-0,0015;3000\n", null)]
    [InlineData("Test Time\tVoltage(V)\tCurrent(uA)\n00:00:00\t3.25\t1500\n00:01:00\t3.5\t1500\n00:02:00\t3\t-1500\n", null)]
    [InlineData("time/s I/mA Ewe/V\n0 1.5 3.25\n60 1.5 3.5\n120 -1.5 3\n", null)]
    [InlineData("Versuch 17\nBediener: X\n\na|b|c\n0|1,5|3,25\n60|1,5|3,5\n120|-1,5|3\n", "t=a [s], I=b [mA], U=c [V], delimiter=bar, decimal=comma, head=4")]
    [InlineData("0,1.5,3.25\n60,1.5,3.5\n120,-1.5,3\n", "t=#1 [s], I=#2 [mA], U=#3 [V]")]
    [InlineData("t,I,U\n0,-1.5,3.25\n60,-1.5,3.5\n120,1.5,3\n", "t=t [s], I=I [mA], U=U [V], sign=discharge")]
    [InlineData("time/s,I/mA,U/V,md\n0,1.5,3.25,C\n60,1.5,3.5,C\n120,1.5,3,D\n", "t=time/s, I=I/mA, U=U/V, mode=md")]
    [InlineData("when,I/mA,U/V\n2024-03-01 10:00:00,1.5,3.25\n2024-03-01 10:01:00,1.5,3.5\n2024-03-01 10:02:00,-1.5,3\n", "t=when, I=I/mA, U=U/V")]
    [InlineData("time/s,\"current, applied (mA)\",U/V\n0,1.5,3.25\n60,1.5,3.5\n120,-1.5,3\n", "t=time/s, I=\"current, applied (mA)\", U=U/V")]
    public void One_measurement_in_ten_hands_is_one_trace(string text, string? map)
    {
        using var folder = new TemporaryFolder();
        CyclerTrace trace = CyclerReaders.Read(folder.Write("a.txt", text), new CyclerReadOptions { Map = map is null ? null : ColumnMap.Parse(map) }).Trace;
        Assert.Equal([0, 60, 120], trace.Times);
        Assert.Equal([1.5e-3, 1.5e-3, -1.5e-3], trace.Currents);
        Assert.Equal([3.25, 3.5, 3.0], trace.Potentials);
    }

    [Theory]
    [InlineData("U=Ewe/V, I=<I>/mA, t=time/s")]
    [InlineData("t=#1 [h], U=#3 [mV], I=-0.17 mA, delimiter=semicolon, decimal=comma, codepage=1252, head=12, sign=discharge, dates=day-first, mass=2.1 mg")]
    [InlineData("Qc=\"Ladung, ein\" [mAh], Qd=Ladung aus [mAh], step=#9, cycle=#10, mode=Art, t=Zeit, U=U")]
    public void A_profile_is_saved_and_loaded_without_loss(string map)
    {
        using var folder = new TemporaryFolder();
        ColumnMap written = ColumnMap.Parse(map);
        written.Save(folder.Path("arbin.columns"));
        ColumnMap loaded = ColumnMap.Load(folder.Path("arbin.columns"));
        Assert.Equal(written.ToString(), loaded.ToString());
        Assert.Equal(written.Columns.OrderBy(c => c.Key), loaded.Columns.OrderBy(c => c.Key));
        Assert.Equal(written with { Columns = loaded.Columns }, loaded);
    }

    [Theory]
    [InlineData("t time/s", "there is no '='")]
    [InlineData("t=", "nothing stands behind")]
    [InlineData("t=a, t=b", "given twice")]
    [InlineData("temp=a", "no role and no setting")]
    [InlineData("t=a, decimal=dot", "none of point, comma")]
    [InlineData("t=a, sign=minus", "neither charge nor discharge")]
    [InlineData("t=a, mass=2 mV", "mass")]
    [InlineData("decimal=comma", "names no column")]
    [InlineData("t=a, codepage=klingon", "no code page")]
    public void A_map_that_is_not_understood_says_where(string map, string reason)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("a.csv", "a,b,c\n1,2,3\n2,3,4\n");
        ScenarioException e = Assert.Throws<ScenarioException>(() => CyclerReaders.Read(path, new CyclerReadOptions { Map = ColumnMap.Parse(map) }));
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("time/s,I/mA,U/V\n0,1,3\n1,1,3.1\n2,Pause,3.2\n", null, "line 4, column 'I/mA': 'Pause' is no number", "message")]
    [InlineData("time/s,I/mA,U/V\n0,1,3\n10,1,3.1\n5,1,3.2\n", null, "line 4, column 'time/s': time runs backward, from 10 s to 5 s", "two tests")]
    [InlineData("time/s,I/furlong,U/V\n0,1,3\n10,1,3.1\n", "t=time/s, I=I/furlong, U=U/V", "the unit 'furlong' is unknown", "misspelt")]
    [InlineData("time (s),I (furlong),U (V)\n0,1,3\n10,1,3.1\n", null, "the unit 'furlong' is unknown", "misspelt")]
    [InlineData("time (s),I (V),U (V)\n0,1,3\n10,1,3.1\n", null, "V is no unit of current", "another column")]
    [InlineData("time/s;I/mA;U/V\n0;1,5;3,1\n1;1,5;3,2\n", "t=time/s, I=I/mA, U=U/V, decimal=point", "line 2, column 'U/V': '3,1' is no number", "decimal mark is a comma")]
    [InlineData("time/s;I/mA;U/V\n0;1.5;3.1\n1;1.5;3.2\n", "t=time/s, I=I/mA, U=U/V, decimal=comma", "line 2, column 'U/V': '3.1' is no number", "decimal mark is a point")]
    [InlineData("time/s,I/mA,U/V\n0,1,3\n1,1\n2,1,3.2\n", null, "line 3 has 2 columns where the headings have 3", "cut")]
    [InlineData("time/s,I/mA,U/V\n0,1,3\n,1,3.1\n2,1,3.2\n", null, "line 3, column 'time/s': there is no time", "cut")]
    [InlineData("time/s,I/mA,U/V\n0,1,3\n1,1,3.1\n", "t=zeit/s, I=I/mA, U=U/V", "has no column 'zeit/s'", "name")]
    [InlineData("time/s,I/mA,U/V\n0,1,3\n1,1,3.1\n", "t=#4 [s], I=I/mA, U=U/V", "has 3 columns; the map asks for column 4", "delimiter")]
    [InlineData("time/s,I/mA,U/V\n", "t=time/s, I=I/mA, U=U/V, head=1", "holds no row of data", "not started")]
    public void What_is_wrong_is_told_with_line_column_value_and_cause(string text, string? map, string reason, string cause)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("bad.csv", text);
        DataException e = Assert.Throws<DataException>(() => CyclerReaders.Read(path, new CyclerReadOptions { Map = map is null ? null : ColumnMap.Parse(map) }));
        Assert.StartsWith(path, e.Message, StringComparison.Ordinal);
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
        Assert.Contains("Perhaps", e.Message, StringComparison.Ordinal);
        Assert.Contains(cause, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_assumed_in_silence()
    {
        using var folder = new TemporaryFolder();
        CyclerRecord record = CyclerReaders.Read(folder.Write("a.csv", "time,current,voltage\n0,1,3\n1,1,3.1\n2,0,3.1\n"));
        Assert.Equal(3, record.Remarks.Count(r => r.Kind == RemarkKind.Assumed && r.Text.Contains("tells no unit", StringComparison.Ordinal)));
        Assert.Contains(record.Remarks, r => r.Kind == RemarkKind.Assumed && r.Text.Contains("no sign", StringComparison.Ordinal));
    }

    [Fact]
    public void A_current_whose_capacities_say_the_opposite_is_turned_and_told()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("a.csv", "time/s,Current/A,Voltage/V,Charge Capacity/Ah,Discharge Capacity/Ah\n0,-1,3,0,0\n3600,-1,3.5,1,0\n7200,1,3.4,1,0\n10800,1,3,1,1\n");
        CyclerRecord record = CyclerReaders.Read(path);
        Assert.Equal([1, 1, -1, -1], record.Trace.Currents);
        Assert.Equal([0, 3600, 3600, 0], record.Trace.Charges!);
        Assert.Contains(record.Remarks, r => r.Kind == RemarkKind.Assumed && r.Text.Contains("positive on discharge: it was turned", StringComparison.Ordinal));
    }

    [Fact]
    public void Code_pages_are_found_or_told()
    {
        Encoding western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!, chinese = CodePagesEncodingProvider.Instance.GetEncoding(936)!;
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.Path("de.txt"), western.GetBytes("Prüfzeit (s);Strom (µA);Spannung (V)\n0;1,5;3\n1;1,5;3,5\n"));
        Assert.Equal(1.5e-6, CyclerReaders.Read(folder.Path("de.txt")).Trace.Currents[0], 1e-18);
        File.WriteAllBytes(folder.Path("cn.txt"), chinese.GetBytes("测试时间/Sec\t电流/mA\t电压/V\t容量/mAh\n0\t1.5\t3\t0\n1\t1.5\t3.5\t0.1\n"));
        Assert.Equal("LAND", CyclerReaders.Read(folder.Path("cn.txt")).Format);
        var map = ColumnMap.Parse("t=测试时间/Sec, I=电流/mA, U=电压/V, codepage=936");
        Assert.Equal(1.5e-3, CyclerReaders.Read(folder.Path("cn.txt"), new CyclerReadOptions { Map = map }).Trace.Currents[1], 1e-15);
    }
}

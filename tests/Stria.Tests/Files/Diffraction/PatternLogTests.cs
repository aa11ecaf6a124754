using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files.Diffraction;

public sealed class PatternLogTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [SharedDataFact]
    public void The_log_of_an_operando_beamtime_tells_when_each_pattern_was_measured()
    {
        PatternLog log = PatternLog.Read(SharedData.Path("xrd/operando_i11_coincell8/log_operando_coincell8_LDE2_reduced.csv"));
        int row = log.RowOf("1355647_summed_mythen3");
        Assert.Equal((5, 1), (log.Count, row));
        Assert.Equal(new DateTimeOffset(2025, 7, 2, 19, 15, 3, 582, TimeSpan.Zero), log.Start(row));
        Assert.InRange((log.End(row)!.Value - log.Start(row)!.Value).TotalSeconds, 55, 57);
        Assert.Equal(-1, log.RowOf("another"));
    }

    [Fact]
    public void A_number_is_found_whole_and_not_within_a_longer_one()
    {
        PatternLog log = PatternLog.Read(folder.Write("l.csv", "scan;x\n13;0.1\n135;0.2\n"));
        Assert.Equal(0, log.RowOf("scan_13_a"));
        Assert.Equal(1, log.RowOf("scan_135"));
        Assert.Equal(-1, log.RowOf("scan_1355"));
        Assert.Equal(0.2, log.Number(1, "X"));
        Assert.Null(log.Start(0));
    }

    [Fact]
    public void The_time_is_taken_from_the_column_that_holds_one()
    {
        PatternLog log = PatternLog.Read(folder.Write("l.csv", "scan,exposure time,time,frame end,end\n7,10,2025-07-02T19:15:03,12,2025-07-02T19:16:03\n"));
        Assert.Equal((15, 3), (log.Start(0)!.Value.Minute, log.Start(0)!.Value.Second));
        Assert.Equal(1, (log.End(0)!.Value - log.Start(0)!.Value).TotalMinutes, 1e-9);
    }

    [Theory]
    [InlineData("scan,x\n", "no row")]
    [InlineData("scan,x\n1,2\n3\n", "line 3")]
    public void A_broken_log_is_refused_with_the_line(string text, string said) =>
        Assert.Contains(said, Assert.Throws<DataException>(() => PatternLog.Read(folder.Write("bad.csv", text))).Message, StringComparison.Ordinal);

    [Fact]
    public void Doubtful_rows_and_columns_are_refused()
    {
        PatternLog log = PatternLog.Read(folder.Write("l.csv", "scan,x\na,1\na_b,two\n"));
        Assert.Contains("rows 2 and 3", Assert.Throws<DataException>(() => log.RowOf("a_b")).Message, StringComparison.Ordinal);
        Assert.Contains("no column 'y'", Assert.Throws<DataException>(() => log.Number(0, "y")).Message, StringComparison.Ordinal);
        Assert.Contains("'two' is no number", Assert.Throws<DataException>(() => log.Number(1, "x")).Message, StringComparison.Ordinal);
    }
}

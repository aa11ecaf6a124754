using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files;

/// <summary>Tables of displacements, of a run or of one's own.</summary>
public sealed class ShiftTableTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_a_run_wrote_reads_back_to_the_last_digit()
    {
        var random = new Random(4);
        string[] frames = [.. Enumerable.Range(0, 40).Select(i => i.ToString("000"))];
        double[] rows = [.. frames.Select(_ => (random.NextDouble() - 0.5) * 30)], columns = [.. frames.Select(_ => (random.NextDouble() - 0.5) * 30)];
        CsvTable.Write(folder.Path("s.csv"), new CsvColumn("frame", frames), new CsvColumn("photon energy", "eV", rows), new CsvColumn("row", "px", rows), new CsvColumn("column", "px", columns));
        (double[] y, double[] x) = ShiftTable.Read(folder.Path("s.csv"), frames);
        Assert.Equal(rows, y);
        Assert.Equal(columns, x);
    }

    [Fact]
    public void Frames_are_found_by_name_in_any_order_and_columns_by_their_heads()
    {
        string path = folder.Write("s.csv", "column [px],note,frame,row\n1.5,\"a\",b,-2\n\n3,,a,4\n");
        (double[] rows, double[] columns) = ShiftTable.Read(path, ["a", "b"]);
        Assert.Equal([4.0, -2], rows);
        Assert.Equal([3.0, 1.5], columns);
    }

    [Theory]
    [InlineData("frame,row,column\n", "has no line of displacements")]
    [InlineData("frame,row\na,1\n", "has no column 'column'; its columns are frame, row")]
    [InlineData("frame,row,column\na,1\n", "line 2 has 2 cells, the head 3")]
    [InlineData("frame,row,column\na,1,2\nb,1,NaN\n", "line 3: 'NaN' is not a number")]
    [InlineData("frame,row,column\na,1,two\n", "line 2: 'two' is not a number")]
    [InlineData("frame,row,column\na,1,2\n", "has no line for frame 'b'. Perhaps it belongs to another stack.")]
    [InlineData("frame;row;column\na;1;2\n", "has no column 'frame'")]
    public void A_table_that_cannot_be_used_is_refused_with_file_and_line(string text, string reason)
    {
        string path = folder.Write("s.csv", text);
        string message = Assert.Throws<DataException>(() => ShiftTable.Read(path, ["a", "b"])).Message;
        Assert.StartsWith(path + ": ", message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_that_is_not_there_is_named() =>
        Assert.StartsWith(folder.Path("no.csv") + ": cannot be read", Assert.Throws<DataException>(() => ShiftTable.Read(folder.Path("no.csv"), ["a"])).Message, StringComparison.Ordinal);
}

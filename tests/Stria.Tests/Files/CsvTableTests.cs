using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files;

/// <summary>Tables go out and come back, whatever stands in their cells; a foreign reader agrees.</summary>
public sealed class CsvTableTests : IDisposable
{
    private static readonly string[] Odd = ["plain", "a,b", "say \"x\"", "\"", "\"\"", ",", "two\nlines", "", "µ₀ = 4π", " blank ", "a\"b,c\"", "\n"];
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_text_comes_back_as_it_was()
    {
        CsvTable.Write(folder.Path("t.csv"), new CsvColumn("odd, \"heads\"", Odd), new CsvColumn("n", "1", Odd.Select((_, i) => (double)i)));
        IReadOnlyList<IReadOnlyList<string>> rows = CsvTable.Read(folder.Path("t.csv"));
        Assert.Equal(["odd, \"heads\"", "n"], rows[0]);
        Assert.Equal(Odd, rows.Skip(1).Select(r => r[0]));
        Assert.Equal(Odd.Select((_, i) => ChainText(i)), rows.Skip(1).Select(r => r[1]));
    }

    [Fact]
    public void Texts_of_chance_come_back_as_they_were()
    {
        var random = new Random(8);
        for (int run = 0; run < 200; run++)
        {
            string[][] columns = [.. Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, 5).Select(_ => Drawn(random)).ToArray())];
            CsvTable.Write(folder.Path("t.csv"), [.. columns.Select(c => new CsvColumn(c[0], c.Skip(1)))]);
            IReadOnlyList<IReadOnlyList<string>> rows = CsvTable.Read(folder.Path("t.csv"));
            Assert.Equal(5, rows.Count);
            Assert.All(Enumerable.Range(0, 3), c => Assert.Equal(columns[c], rows.Select(r => r[c])));
        }
    }

    [Fact]
    public void Pythons_reader_sees_the_same_cells()
    {
        CsvTable.Write(folder.Path("t.csv"), new CsvColumn("odd", Odd), new CsvColumn("v", "eV", Odd.Select(_ => 1.0 / 3)));
        string told = ForeignTools.RunPython("import csv, sys, json\nprint(json.dumps([r for r in csv.reader(open(sys.argv[1], newline='', encoding='utf-8'))]))", folder.Path("t.csv"));
        string[][] seen = System.Text.Json.JsonSerializer.Deserialize<string[][]>(told)!;
        Assert.Equal(CsvTable.Read(folder.Path("t.csv")), seen);
        Assert.Equal(Odd, seen.Skip(1).Select(r => r[0]));
    }

    [Fact]
    public void A_table_that_cannot_be_is_refused()
    {
        Assert.Contains("Columns of 2, 1 rows", Assert.Throws<ArgumentException>(() => CsvTable.Write(folder.Path("t.csv"), new CsvColumn("a", ["1", "2"]), new CsvColumn("b", ["1"]))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => CsvTable.Write(folder.Path("t.csv")));
        Assert.Contains("no.csv", Assert.Throws<DataException>(() => CsvTable.Read(folder.Path("no.csv"))).Message, StringComparison.Ordinal);
        Assert.Empty(folder.Names());
    }

    private static string ChainText(int i) => i.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Drawn(Random random)
    {
        const string Signs = "ab\",\n ;é";
        return "x" + new string([.. Enumerable.Range(0, random.Next(6)).Select(_ => Signs[random.Next(Signs.Length)])]);
    }
}

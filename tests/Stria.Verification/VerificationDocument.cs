using System.Text;

namespace Stria.Verification;

/// <summary>Writes docs/verification.md when the verification tests have run. Only where that is asked for: <c>./test --all</c> writes it anew; a run of a few chosen classes renews their tables and keeps the others, so that it does not thin out the document.</summary>
public sealed class VerificationDocument : IDisposable
{
    /// <summary>The environment variable that asks for the document: "all" writes it anew, "1" renews the tables of what ran.</summary>
    public const string Switch = "STRIA_WRITE_VERIFICATION";

    private const string Head = "# Verification\n\nWritten by `./test --all`. Each line is an assertion of a test in `tests/Stria.Verification`.\n";
    private const string TableHead = "\n## ";

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Environment.GetEnvironmentVariable(Switch) is "1" or "all")
        {
            string folder = Path.Combine(Repository(), "docs");
            string file = Path.Combine(folder, "verification.md");
            Directory.CreateDirectory(folder);
            bool anew = Environment.GetEnvironmentVariable(Switch) == "all" || !File.Exists(file);
            File.WriteAllText(file, Text(VerificationRecord.All, anew ? string.Empty : File.ReadAllText(file)));
        }
    }

    /// <summary>The document: tables and lines sorted, so that it depends on nothing but what was measured.</summary>
    /// <param name="entries">What was measured.</param>
    /// <param name="earlier">The document as it was, whose tables without any new entry are kept; empty to write it anew.</param>
    public static string Text(IEnumerable<VerifiedQuantity> entries, string earlier = "")
    {
        var tables = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string table in earlier.Split(TableHead).Skip(1))
        {
            tables[table[..table.IndexOf('\n', StringComparison.Ordinal)]] = table.TrimEnd('\n') + '\n';
        }

        foreach (var section in entries.Distinct().GroupBy(e => e.Section))
        {
            tables[section.Key] = Table(section.Key, section);
        }

        return Head + string.Concat(tables.Values.Select(t => TableHead + t));
    }

    private static string Table(string section, IEnumerable<VerifiedQuantity> entries)
    {
        var text = new StringBuilder($"{section}\n\n| quantity | expected | measured | holds |\n|---|---|---|---|\n");
        foreach (VerifiedQuantity e in entries.OrderBy(e => e.Quantity, StringComparer.Ordinal).ThenBy(e => e.Measured))
        {
            text.Append($"| {e.Quantity.Replace("|", "\\|", StringComparison.Ordinal)} | {e.Expected} | {VerificationRecord.Text(e.Measured)} | {(e.Holds ? "yes" : "**no**")} |\n");
        }

        return text.ToString();
    }

    private static string Repository()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Stria.slnx")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}

/// <summary>The one collection of all verification tests: they run one after the other, and the document is written after the last.</summary>
[CollectionDefinition(Name)]
public sealed class VerificationCollection : ICollectionFixture<VerificationDocument>
{
    /// <summary>The name to put on every class: <c>[Collection(VerificationCollection.Name)]</c>.</summary>
    public const string Name = "verification";
}

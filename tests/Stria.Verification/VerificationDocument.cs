using System.Text;

namespace Stria.Verification;

/// <summary>Writes docs/verification.md when all verification tests have run. Only where that is asked for (<c>./test --all</c> does): a run of a few chosen tests must not thin out the document.</summary>
public sealed class VerificationDocument : IDisposable
{
    /// <summary>The environment variable that asks for the document.</summary>
    public const string Switch = "STRIA_WRITE_VERIFICATION";

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Environment.GetEnvironmentVariable(Switch) == "1")
        {
            string folder = Path.Combine(Repository(), "docs");
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, "verification.md"), Text(VerificationRecord.All));
        }
    }

    /// <summary>The document: sections and lines sorted, so that it depends on nothing but what was measured.</summary>
    public static string Text(IEnumerable<VerifiedQuantity> entries)
    {
        var text = new StringBuilder("# Verification\n\nWritten by `./test --all`. Each line is an assertion of a test in `tests/Stria.Verification`.\n");
        foreach (var section in entries.Distinct().GroupBy(e => e.Section).OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            text.Append($"\n## {section.Key}\n\n| quantity | expected | measured | holds |\n|---|---|---|---|\n");
            foreach (VerifiedQuantity e in section.OrderBy(e => e.Quantity, StringComparer.Ordinal).ThenBy(e => e.Measured))
            {
                text.Append($"| {e.Quantity.Replace("|", "\\|", StringComparison.Ordinal)} | {e.Expected} | {VerificationRecord.Text(e.Measured)} | {(e.Holds ? "yes" : "**no**")} |\n");
            }
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

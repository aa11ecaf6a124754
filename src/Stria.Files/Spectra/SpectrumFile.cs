using System.Text.RegularExpressions;

namespace Stria.Files;

/// <summary>Spectra in text files: two columns (.xas, .xsp, .t, .r, .txt), or a table with one spectrum per column (.csv).</summary>
public static partial class SpectrumFile
{
    /// <summary>Reads a file that holds one spectrum. Unsorted energies are sorted, equal ones (≤ 1 meV) averaged.</summary>
    /// <exception cref="DataException">The file is missing, a cell is no number, or it holds several spectra.</exception>
    public static Spectrum Read(string path) => ReadAll(path) is [Spectrum one]
        ? one
        : throw new DataException("holds several spectra in columns where one is wanted. Perhaps it is a reference library.", path);

    /// <summary>Reads all spectra of a file, one per column after the energies.</summary>
    /// <exception cref="DataException">The file is missing, or a cell is no number.</exception>
    public static IReadOnlyList<Spectrum> ReadAll(string path)
    {
        NumberTable table = NumberTable.Read(path);
        SpectrumColumns columns = SpectrumColumns.Of(table);
        string single = CommonName(table) ?? Path.GetFileNameWithoutExtension(path);
        return [.. Enumerable.Range(1, table.ColumnCount - 1).Select(column =>
            columns.Spectrum(column, table.ColumnCount == 2 && columns.Labels.Count == 0 ? single : columns.Label(column)))];
    }

    private static string? CommonName(NumberTable table) =>
        table.Head.Select(line => NameLine().Match(line)).FirstOrDefault(match => match.Success)?.Groups[1].Value.Trim() is { Length: > 0 } name ? name : null;

    [GeneratedRegex(@"^(?:common )?name\s*[:=]\s*(.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex NameLine();
}

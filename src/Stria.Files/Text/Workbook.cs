using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Stria.Files;

/// <summary>Reads the sheets of an Excel workbook (.xlsx) as tab-separated text.</summary>
internal static class Workbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <summary>True for a zip archive that holds a workbook.</summary>
    internal static bool IsWorkbook(string path)
    {
        if (!LabText.Beginning(path, 4).StartsWith("PK\u0003\u0004", StringComparison.Ordinal))
        {
            return false;
        }

        try
        {
            using ZipArchive archive = ZipFile.OpenRead(path);
            return archive.GetEntry("xl/workbook.xml") is not null;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>The sheets in their order.</summary>
    /// <param name="path">The workbook.</param>
    /// <exception cref="DataException">The archive or a sheet is damaged.</exception>
    internal static IReadOnlyList<(string Name, LabText Text)> Sheets(string path)
    {
        try
        {
            using ZipArchive archive = ZipFile.OpenRead(path);
            string[] strings = Strings(archive);
            return [.. archive.Entries
                .Where(e => e.FullName.StartsWith("xl/worksheets/sheet", StringComparison.Ordinal) && e.FullName.EndsWith(".xml", StringComparison.Ordinal))
                .OrderBy(e => e.FullName.Length).ThenBy(e => e.FullName, StringComparer.Ordinal)
                .Select(e => (e.Name, LabText.Of(path, Sheet(e, strings))))];
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or FormatException)
        {
            throw new DataException($"is a damaged workbook: {e.Message} Perhaps copying was interrupted.", path, e);
        }
    }

    private static string[] Strings(ZipArchive archive)
    {
        if (archive.GetEntry("xl/sharedStrings.xml") is not { } entry)
        {
            return [];
        }

        using Stream stream = entry.Open();
        using XmlReader reader = XmlReader.Create(stream);
        List<string> strings = [];
        while (reader.ReadToFollowing("si", Main))
        {
            using XmlReader item = reader.ReadSubtree();
            var text = new StringBuilder();
            while (item.ReadToFollowing("t", Main))
            {
                text.Append(item.ReadElementContentAsString());
            }

            strings.Add(text.ToString());
        }

        return [.. strings];
    }

    private static string Sheet(ZipArchiveEntry entry, string[] strings)
    {
        using Stream stream = entry.Open();
        using XmlReader reader = XmlReader.Create(stream);
        var text = new StringBuilder();
        while (reader.ReadToFollowing("row", Main))
        {
            using XmlReader row = reader.ReadSubtree();
            int column = 0;
            while (row.ReadToFollowing("c", Main))
            {
                int target = row.GetAttribute("r") is { } place ? ColumnOf(place) : column;
                string? kind = row.GetAttribute("t");
                text.Append('\t', Math.Max(0, target - column));
                column = Math.Max(target, column);
                using XmlReader cell = row.ReadSubtree();
                text.Append(Value(cell, kind, strings).Replace('\t', ' ').Replace('\n', ' '));
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Value(XmlReader cell, string? kind, string[] strings)
    {
        string content = "";
        while (cell.Read())
        {
            if (cell.NodeType == XmlNodeType.Element && cell.LocalName is "v" or "t")
            {
                content = cell.ReadElementContentAsString();
                break;
            }
        }

        return kind == "s" ? strings[int.Parse(content, CultureInfo.InvariantCulture)] : content;
    }

    /// <summary>The column of a place such as "AB12", from 0.</summary>
    private static int ColumnOf(string place)
    {
        int column = 0;
        foreach (char letter in place.TakeWhile(char.IsAsciiLetterUpper))
        {
            column = (column * 26) + (letter - 'A' + 1);
        }

        return column - 1;
    }
}

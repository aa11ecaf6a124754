using System.IO.Compression;

namespace Stria.Files;

/// <summary>A series of patterns: a folder or a .zip of files, a file that holds several, or one file.</summary>
public static class PatternArchive
{
    /// <summary>The files of a folder that a reader recognises, in the natural order of their names: scan2 before scan10.</summary>
    /// <exception cref="DataException">The folder holds none.</exception>
    public static IReadOnlyList<string> Files(string folder)
    {
        string[] found = [.. Directory.EnumerateFiles(folder).Where(IsPattern).OrderBy(f => f, NaturalOrder.Instance)];
        return found.Length > 0 ? found : throw new DataException($"holds no diffraction pattern among its {Directory.EnumerateFiles(folder).Count()} files. Perhaps they lie in a folder within it.", folder);
    }

    /// <summary>Every pattern of a folder, a .zip or a file.</summary>
    /// <param name="path">The folder or file.</param>
    /// <param name="options">What the files do not say; null to believe them.</param>
    /// <exception cref="DataException">A file cannot be read, or there is none.</exception>
    public static DiffractionRecord Read(string path, DiffractionReadOptions? options = null)
    {
        if (Directory.Exists(path))
        {
            return Together(path, "folder", [.. Files(path).Select(f => DiffractionReaders.Read(f, options))]);
        }

        return path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) ? Unpacked(path, options) : DiffractionReaders.Read(path, options);
    }

    private static DiffractionRecord Unpacked(string path, DiffractionReadOptions? options)
    {
        PlainText.Require(path);
        string folder = Directory.CreateTempSubdirectory("stria-patterns-").FullName;
        try
        {
            ZipFile.ExtractToDirectory(path, folder);
            string[] folders = [folder, .. Directory.GetDirectories(folder, "*", SearchOption.AllDirectories)];
            string[] files = [.. folders.SelectMany(Directory.EnumerateFiles).Where(IsPattern).OrderBy(f => f, NaturalOrder.Instance)];
            return files.Length > 0 ? Together(path, "zip", [.. files.Select(f => Entry(path, folder, f, options))]) : throw new DataException("holds no diffraction pattern.", path);
        }
        catch (IOException e)
        {
            throw new DataException($"cannot be unpacked: {e.Message} Perhaps two entries have one name, or the disk is full.", path, e);
        }
        catch (InvalidDataException e)
        {
            throw new DataException($"is no whole .zip archive: {e.Message} Perhaps it was cut.", path, e);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // What is said of an entry names the archive: the folder into which it was unpacked is gone afterwards.
    private static DiffractionRecord Entry(string archive, string folder, string file, DiffractionReadOptions? options)
    {
        string name = Path.GetRelativePath(folder, file);
        try
        {
            DiffractionRecord read = DiffractionReaders.Read(file, options);
            return read with { Path = archive, Patterns = [.. read.Patterns.Select(p => p.Origin is { } origin ? p.From(origin with { Source = $"{archive}/{name}" }) : p)] };
        }
        catch (DataException e)
        {
            throw new DataException($"entry {e.Message.Replace(file, name, StringComparison.Ordinal)}", archive, e);
        }
    }

    private static DiffractionRecord Together(string path, string format, IReadOnlyList<DiffractionRecord> records) =>
        new(path, $"{format} of {records.Count} files ({records[0].Format})", [.. records.SelectMany(r => r.Patterns)]) { Remarks = [.. records.SelectMany(r => r.Remarks).Distinct()] };

    // Logs and cycler tables lie beside patterns; a .csv is a pattern only where a head says so.
    private static bool IsPattern(string path) => !Path.GetFileName(path).StartsWith('.') && !path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
        && !NumpyPatternReader.IsAxis(path) && DiffractionReaders.All.Any(r => r.Recognises(path));
}

/// <summary>Text with its numbers compared as numbers.</summary>
internal sealed class NaturalOrder : IComparer<string>
{
    internal static readonly NaturalOrder Instance = new();

    public int Compare(string? x, string? y)
    {
        (string p, string q) = (x ?? "", y ?? "");
        int i = 0, j = 0;
        while (i < p.Length && j < q.Length)
        {
            if (char.IsAsciiDigit(p[i]) && char.IsAsciiDigit(q[j]))
            {
                string first = Digits(p, ref i), second = Digits(q, ref j);
                int order = first.Length != second.Length ? first.Length.CompareTo(second.Length) : string.CompareOrdinal(first, second);
                if (order != 0)
                {
                    return order;
                }
            }
            else if (p[i] != q[j])
            {
                return p[i].CompareTo(q[j]);
            }
            else
            {
                i++;
                j++;
            }
        }

        return (p.Length - i).CompareTo(q.Length - j);
    }

    private static string Digits(string text, ref int at)
    {
        int start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return text[start..at].TrimStart('0');
    }
}

using System.Text.RegularExpressions;
using Stria.Core;
using Stria.Files;

namespace Stria.Studies;

/// <summary>Adds a standard to the manifest of a library. Everything that stands in the file, comments included, stays as it was.</summary>
public static partial class LibraryAddition
{
    /// <summary>Adds a standard; a library that does not exist is begun.</summary>
    /// <param name="path">The manifest (.yaml).</param>
    /// <param name="standard">The standard; its paths are written as seen from the library.</param>
    /// <param name="material">The host material of a library that is begun; null for none.</param>
    /// <returns>Number of standards that the library holds now.</returns>
    /// <exception cref="ScenarioException">The library holds mistakes, has a standard of that name, or is written in a way that nothing can be put into.</exception>
    /// <exception cref="DataException">The spectrum cannot be read, or the library cannot be written.</exception>
    public static int Add(string path, LibraryStandard standard, string? material = null)
    {
        if (!LibraryManifest.IsOne(path))
        {
            throw new ScenarioException($"{path}: a library that standards can be added to is a .yaml file; tables hold only spectra.");
        }

        string full = Path.GetFullPath(path), folder = Path.GetDirectoryName(full)!;
        standard.Spectrum();
        bool exists = File.Exists(full);
        LibraryManifest? before = exists ? LibraryManifest.Read(path) : null;
        if (before?.Standards.FirstOrDefault(s => s.Title == standard.Title) is { } same)
        {
            throw new ScenarioException($"{path} has a standard '{same.Title}' already (x = {same.X}, {same.File}). Give the new one another name.");
        }

        string entry = Entry(standard with { File = Seen(standard.File, folder), Stack = standard.Stack is { } stack ? Seen(stack, folder) : null });
        string old = exists ? File.ReadAllText(full) : $"{(material is null ? "" : $"material: {material}\n")}standards:\n", text = Inserted(old, entry, path);
        LibraryManifest after = RecordReader.Parse<LibraryManifest>(text, path, folder, []);
        if (after.Standards.Count != (before?.Standards.Count ?? 0) + 1)
        {
            throw new ScenarioException($"{path}: the standard would not stand where standards are listed. Put it in by hand:\n{entry}");
        }

        WholeFile.Write(full, text);
        return after.Standards.Count;
    }

    private static string Seen(string file, string folder) => Path.GetRelativePath(folder, Path.GetFullPath(file)).Replace('\\', '/');

    /// <summary>The lines of a standard, what has its usual value left out; the first begins with a dash.</summary>
    private static string Entry(LibraryStandard standard)
    {
        var plain = new LibraryStandard { File = "", X = double.NaN, Source = "" };
        HashSet<string> usual = [.. Lines(plain)];
        return string.Join('\n', Lines(standard).Where(l => !usual.Contains(l)).Select((l, i) => (i == 0 ? "- " : "  ") + l));
    }

    private static string[] Lines(LibraryStandard standard) => RecordWriter.Write(standard, []).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    // The new standard goes behind the last one, with the dashes in the column where the others have theirs.
    private static string Inserted(string text, string entry, string path)
    {
        List<string> lines = [.. text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n')];
        int head = lines.FindIndex(l => Head().IsMatch(l));
        if (head < 0)
        {
            throw new ScenarioException($"{path}: its standards are not written one below the other, so that none can be put behind them. Write 'standards:' with one '- file: …' for each.");
        }

        lines[head] = lines[head].Replace("[]", "", StringComparison.Ordinal).TrimEnd();
        int end = lines.FindIndex(head + 1, l => l.Length > 0 && !char.IsWhiteSpace(l[0]) && l[0] is not ('-' or '#'));
        end = end < 0 ? lines.Count : end;
        while (end > head + 1 && lines[end - 1].Trim().Length == 0)
        {
            end--;
        }

        string? first = lines.Skip(head + 1).FirstOrDefault(l => l.TrimStart().StartsWith('-'));
        string indent = new(' ', first is null ? 2 : first.Length - first.TrimStart().Length);
        lines.InsertRange(end, entry.Split('\n').Select(l => indent + l));
        return string.Join('\n', lines) + "\n";
    }

    [GeneratedRegex(@"^standards:\s*(\[\s*\])?\s*(#.*)?$")]
    private static partial Regex Head();
}

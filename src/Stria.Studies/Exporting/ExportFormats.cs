using Stria.Core;
using Stria.Files;

namespace Stria.Studies;

/// <summary>The formats that stacks and maps are written in for other programs.</summary>
public static class ExportFormats
{
    /// <summary>All formats.</summary>
    public static IReadOnlyList<IExportFormat> All { get; } =
    [
        new DataExchangeExport(),
        new NxstxmExport(),
        new TiffExport(),
        new CsvExport(),
        new LabelTiffExport(),
        new LabelGeoJsonExport(),
    ];

    /// <summary>Writes a stack or the maps of a run.</summary>
    /// <param name="name">The format's name.</param>
    /// <param name="source">What is written.</param>
    /// <param name="folder">The folder for the files, which are named after the source; null for the current one.</param>
    /// <param name="force">Whether a file of that name may be replaced.</param>
    /// <returns>Every file that was written.</returns>
    /// <exception cref="ScenarioException">There is no such format, it does not take this source, or the file exists.</exception>
    /// <exception cref="DataException">The source lacks what the format needs, or the file cannot be written.</exception>
    public static IReadOnlyList<string> Write(string name, ExportSource source, string? folder, bool force)
    {
        IExportFormat format = All.FirstOrDefault(f => f.Name == name) ?? throw new ScenarioException(
            $"'{name}' is no format to export; there are {string.Join(", ", All.Select(f => f.Name))}."
            + (Spelling.Nearest(name, [.. All.Select(f => f.Name)]) is { } near ? $" Did you mean '{near}'?" : ""));
        if (!(source.IsRun ? format.TakesRun : format.TakesStack))
        {
            throw new ScenarioException(
                $"'{name}' is for {(format.TakesRun ? "the maps of a run" : "a stack")}, and {Path.GetFileName(source.Path)} is {(source.IsRun ? "a run folder" : "a stack")}. "
                + $"For it there are {string.Join(", ", All.Where(f => source.IsRun ? f.TakesRun : f.TakesStack).Select(f => f.Name))}.");
        }

        folder = Path.GetFullPath(folder ?? ".");
        string target = Path.Combine(folder, source.Name + format.Extension);
        if (target == Path.GetFullPath(source.Path) || (File.Exists(target) && !force))
        {
            throw new ScenarioException(
                target == Path.GetFullPath(source.Path) ? $"{target} is the source itself. Give another folder (--out)." : $"{target} exists. Give another folder (--out), or --force to replace it.");
        }

        WholeFile.MakeFolder(folder);
        return format.Write(source, target);
    }
}

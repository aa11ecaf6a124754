using Stria.Core;

namespace Stria.Studies;

/// <summary>Writes what others' programs read. To add a format: implement this, and add a line to <see cref="ExportFormats"/>.</summary>
public interface IExportFormat
{
    /// <summary>What people type ("tiff").</summary>
    string Name { get; }

    /// <summary>What it is, in a few words.</summary>
    string Description { get; }

    /// <summary>Extension of the file that it writes (".tif").</summary>
    string Extension { get; }

    /// <summary>Whether it takes the maps of a run.</summary>
    bool TakesRun { get; }

    /// <summary>Whether it takes a stack.</summary>
    bool TakesStack { get; }

    /// <summary>Writes the file, and perhaps others beside it.</summary>
    /// <param name="source">What is written.</param>
    /// <param name="path">The file; those beside it begin with its name.</param>
    /// <returns>Every file that was written.</returns>
    /// <exception cref="DataException">The source lacks what the format needs, or the file cannot be written.</exception>
    IReadOnlyList<string> Write(ExportSource source, string path);
}

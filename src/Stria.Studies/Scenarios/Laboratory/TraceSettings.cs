using Stria.Files;

namespace Stria.Studies;

/// <summary>The cycler's files of one cell, and what they do not say about themselves.</summary>
public sealed record TraceSettings
{
    /// <summary>The files of one test, in the order of the measurement: continued files are joined.</summary>
    public required ValueList<MeasuredFile> Files { get; init; }

    /// <summary>Which columns are what ("t=time/s, I=&lt;I&gt;/mA, U=Ewe/V"), for text tables of any layout; null recognises the format.</summary>
    public string? Columns { get; init; }

    /// <summary>Which way the current counts in the files.</summary>
    public CurrentSign Sign { get; init; }

    /// <summary>Whether dates such as 06/05/2021 have the day first; null takes the habit of the format.</summary>
    public bool? DayFirst { get; init; }

    /// <summary>Name of the first file without folder and extension, for names of runs.</summary>
    internal string Stem => Files.Count == 0 ? "trace" : Path.GetFileNameWithoutExtension(Files[0].File);
}

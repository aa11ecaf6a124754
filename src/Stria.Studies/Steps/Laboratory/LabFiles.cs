using Stria.Core;
using Stria.Files;

namespace Stria.Studies;

/// <summary>Reads the instrument's files of a laboratory study, notes them as inputs and passes on what their readers noticed.</summary>
internal static class LabFiles
{
    /// <summary>Reads and joins the files of one test.</summary>
    /// <param name="settings">The files.</param>
    /// <param name="context">Notes inputs and remarks.</param>
    /// <param name="cancel">Stops between files.</param>
    /// <exception cref="DataException">A file is missing, damaged or contradictory.</exception>
    /// <exception cref="ScenarioException">The map of columns is not understood.</exception>
    public static CyclerRecord Trace(TraceSettings settings, StudyContext context, CancellationToken cancel)
    {
        var options = new CyclerReadOptions { Sign = settings.Sign, DayFirst = settings.DayFirst, Map = MapOf(settings.Columns) };
        var parts = new List<CyclerRecord>();
        foreach (MeasuredFile file in settings.Files)
        {
            cancel.ThrowIfCancellationRequested();
            parts.Add(CyclerReaders.Read(file.File, options));
        }

        CyclerRecord joined = TraceJoin.Join([.. parts]);
        joined.Files.ToList().ForEach(context.NoteInput);
        joined.Remarks.ToList().ForEach(context.Say);
        context.Describe($"{(parts.Count == 1 ? "The trace was" : $"{parts.Count} continued files were")} read as {string.Join(", ", parts.Select(p => p.Format).Distinct())}; current and charge are positive while the cell is charged.");
        return joined;
    }

    /// <summary>Reads spectra, in the order of the files and of the spectra in them.</summary>
    /// <exception cref="DataException">A file is missing, damaged or contradictory.</exception>
    public static IReadOnlyList<NamedSpectrum> Spectra(ImpedanceScenario scenario, StudyContext context, IProgress<double> progress, CancellationToken cancel)
    {
        var options = new ImpedanceReadOptions { Sign = scenario.Sign, Map = MapOf(scenario.Columns) };
        var spectra = new List<NamedSpectrum>();
        for (int i = 0; i < scenario.Files.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            string path = scenario.Files[i].File;
            ImpedanceRecord record = ImpedanceReaders.Read(path, options);
            context.NoteInput(path);
            record.Remarks.ToList().ForEach(context.Say);
            string stem = Path.GetFileNameWithoutExtension(path);
            spectra.AddRange(record.Spectra.Select((s, k) => new NamedSpectrum(record.Spectra.Count == 1 ? stem : $"{stem} {(s.Name.Length > 0 ? s.Name : $"#{k + 1}")}", path, s, record.Cell)));
            progress.Report((i + 1.0) / scenario.Files.Count);
        }

        return [.. spectra.Zip(DistinctNames.Of(spectra.Select(s => s.Name)), (spectrum, name) => spectrum with { Name = name })];
    }

    /// <summary>The map of columns that a setting holds, or null.</summary>
    public static ColumnMap? MapOf(string? columns) => columns is null ? null : ColumnMap.Parse(columns);
}

/// <summary>A spectrum with what it is called.</summary>
/// <param name="Name">Its name in legends and tables.</param>
/// <param name="File">The file it comes from.</param>
/// <param name="Spectrum">The spectrum.</param>
/// <param name="Head">What the head of the file tells of the cell.</param>
internal sealed record NamedSpectrum(string Name, string File, ImpedanceSpectrum Spectrum, CellInformation Head);

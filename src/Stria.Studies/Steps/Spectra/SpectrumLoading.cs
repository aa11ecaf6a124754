using Stria.Core;
using Stria.Files;

namespace Stria.Studies;

/// <summary>Reads the spectra and standards that a scenario names.</summary>
internal static class SpectrumLoading
{
    /// <summary>The spectra of one source.</summary>
    /// <exception cref="DataException">A file is missing or damaged, or has no such spectrum.</exception>
    public static IEnumerable<ReadSpectrum> Read(ISpectrumSettings source, StudyContext context) => source switch
    {
        FileSpectra file => File(file, context),
        ClusterSpectra clusters => OfRun(clusters.Path, "cluster-spectra.csv", "clusters", context),
        _ => throw new InvalidOperationException($"{source.GetType().Name} has no reader."),
    };

    /// <summary>The standards, one by one and those of the library.</summary>
    /// <exception cref="DataException">A file is missing or damaged, or has no such spectrum.</exception>
    public static IEnumerable<ReadSpectrum> Standards(LcfScenario scenario, StudyContext context)
    {
        foreach (LcfStandardSettings standard in scenario.Standards)
        {
            string path = Noted(standard.File, context);
            foreach (AbsorptionRecord record in Chosen(path, standard.Spectrum, standard.Name))
            {
                Tell(record, context);
                double[] e = [.. record.Spectrum.PhotonEnergies_eV.Select(v => v + standard.EnergyShift_eV)];
                AbsorptionRecord moved = record with { Spectrum = new Spectrum(e, record.Spectrum.Values, record.Spectrum.Name, record.Spectrum.Unit), E0_eV = record.E0_eV + standard.EnergyShift_eV };
                yield return new ReadSpectrum(moved, false) { X = standard.X, IsRequired = standard.Required, Source = path };
            }
        }

        if (scenario.Library is { } library)
        {
            string path = Noted(library, context);
            foreach (ReferenceSpectrum reference in ReferenceLoading.Library(path))
            {
                context.NoteInput(reference.Source ?? path);
                yield return new ReadSpectrum(new AbsorptionRecord(reference.Spectrum) { Signal = reference.Spectrum.Name }, false) { X = reference.Composition, Scale = reference.Scale, Source = path };
            }
        }
    }

    /// <summary>Spectra of one name are told apart by numbers.</summary>
    public static IReadOnlyList<ReadSpectrum> Distinct(IEnumerable<ReadSpectrum> spectra)
    {
        ReadSpectrum[] all = [.. spectra];
        return [.. all.Zip(DistinctNames.Of(all.Select(s => s.Name)), (spectrum, name) => spectrum with { Record = Renamed(spectrum.Record, name) })];
    }

    private static IEnumerable<ReadSpectrum> File(FileSpectra file, StudyContext context)
    {
        string path = Noted(file.Path, context);
        foreach (AbsorptionRecord record in Chosen(path, file.Spectrum, file.Name))
        {
            Tell(record, context);
            yield return new ReadSpectrum(record, false) { Source = path };
        }
    }

    private static IEnumerable<ReadSpectrum> OfRun(string run, string table, string what, StudyContext context)
    {
        string folder = Path.Combine(context.Folder.Root, run), path = Path.Combine(folder, "tables", table);
        if (!System.IO.File.Exists(path))
        {
            throw new DataException($"has no tables/{table}. Perhaps it is no run that found {what}, or it ended before.", folder);
        }

        context.NoteInput(path);
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));
        foreach (Spectrum spectrum in SpectrumFile.ReadAll(path).Where(s => !s.Name.StartsWith("sd of ", StringComparison.Ordinal)))
        {
            yield return new ReadSpectrum(new AbsorptionRecord(spectrum) { Signal = $"optical density, {name}" }, true) { Source = path };
        }
    }

    private static string Noted(string file, StudyContext context)
    {
        string path = Path.Combine(context.Folder.Root, file);
        context.NoteInput(path);
        return path;
    }

    private static AbsorptionRecord[] Chosen(string path, string? wanted, string? name)
    {
        IReadOnlyList<AbsorptionRecord> all = AbsorptionReaders.Read(path);
        AbsorptionRecord[] chosen = [.. wanted is null ? all : all.Where(r => r.Spectrum.Name == wanted)];
        if (chosen.Length == 0)
        {
            string? nearest = Spelling.Nearest(wanted!, all.Select(r => r.Spectrum.Name));
            throw new DataException($"holds no spectrum '{wanted}'; it has {string.Join(", ", all.Select(r => $"'{r.Spectrum.Name}'"))}." + (nearest is null ? "" : $" Perhaps '{nearest}' was meant."), path);
        }

        return name is null ? chosen : [.. chosen.Select((r, i) => Renamed(r, chosen.Length == 1 ? name : $"{name} {i + 1}"))];
    }

    private static void Tell(AbsorptionRecord record, StudyContext context) => record.Remarks.ToList().ForEach(context.Say);

    private static AbsorptionRecord Renamed(AbsorptionRecord record, string name) =>
        record with { Spectrum = new Spectrum(record.Spectrum.PhotonEnergies_eV, record.Spectrum.Values, name, record.Spectrum.Unit) };
}

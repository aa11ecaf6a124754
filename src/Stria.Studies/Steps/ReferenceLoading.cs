using System.Globalization;
using Stria.Core;
using Stria.Files;
using Stria.Matter;

namespace Stria.Studies;

/// <summary>Reads the reference spectra and the material that a scenario names.</summary>
internal static class ReferenceLoading
{
    /// <summary>The references; a relative path is meant from the run folder.</summary>
    /// <exception cref="DataException">A file cannot be read, or there are no references in it.</exception>
    public static IReadOnlyList<ReferenceSpectrum> Read(ReferenceSettings settings, RunFolder folder)
    {
        if (settings.Table is { } table)
        {
            string path = Path.Combine(folder.Root, table);
            return Chosen(Distinct([.. Library(path)]), settings);
        }

        var references = new List<ReferenceSpectrum>();
        foreach (ReferenceFile file in settings.Files)
        {
            string path = Path.Combine(folder.Root, file.File);
            Spectrum spectrum = SpectrumFile.Read(path);
            string name = file.Name ?? Path.GetFileNameWithoutExtension(path);
            references.Add(new ReferenceSpectrum(new Spectrum(spectrum.PhotonEnergies_eV, spectrum.Values, name, spectrum.Unit), file.X) { Phase = file.Phase, Source = path });
        }

        return Chosen(Distinct(references), settings);
    }

    private static ReferenceSpectrum[] Chosen(ReferenceSpectrum[] all, ReferenceSettings settings)
    {
        ReferenceSpectrum[] chosen = [.. all.Where(r => r.Composition >= (settings.LeastX ?? double.NegativeInfinity) && r.Composition <= (settings.LargestX ?? double.PositiveInfinity))];
        return chosen.Length > 0
            ? chosen
            : throw new ScenarioException($"No standard lies between least_x and largest_x; there are x = {string.Join(", ", all.Select(r => r.Composition.ToString(CultureInfo.InvariantCulture)))}.");
    }

    // Files of one name from several folders are told apart by their compositions.
    private static ReferenceSpectrum[] Distinct(List<ReferenceSpectrum> references)
    {
        HashSet<string> shared = [.. references.GroupBy(r => r.Name).Where(g => g.Count() > 1).Select(g => g.Key)];
        ReferenceSpectrum[] named = [.. references.Select(r => shared.Contains(r.Name)
            ? r with { Spectrum = new Spectrum(r.Spectrum.PhotonEnergies_eV, r.Spectrum.Values, string.Create(CultureInfo.InvariantCulture, $"{r.Name} x={r.Composition}"), r.Spectrum.Unit) }
            : r)];
        return named.GroupBy(r => r.Name).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? throw new DataException($"{twice.Count()} references are called '{twice.Key}'. Perhaps one was given twice; else give each a name of its own (name=…).", twice.First().Source)
            : named;
    }

    /// <summary>The standards of a library, a manifest (.yaml) or a table.</summary>
    /// <exception cref="ScenarioException">A manifest holds mistakes.</exception>
    /// <exception cref="DataException">A file cannot be read.</exception>
    public static IReadOnlyList<ReferenceSpectrum> Library(string path) => LibraryManifest.IsOne(path) ? LibraryManifest.Read(path).Spectra() : ReferenceTable.Read(path);

    /// <summary>The table of attenuation that a setting names.</summary>
    public static AttenuationTable Table(AttenuationSource source) => AttenuationTable.All.First(t => t.Name == source.ToString());

    /// <summary>The material by its name or file; null when none is named.</summary>
    /// <exception cref="ScenarioException">There is no such material, or its file has mistakes.</exception>
    public static HostMaterial? Host(string? material) => material is null ? null : MaterialLibrary.Shipped.Find(material);

    /// <summary>The same; a file of one's own is noted as an input of the run.</summary>
    /// <exception cref="StriaException">There is no such material, its file has mistakes, or cannot be read.</exception>
    public static HostMaterial? Host(string? material, StudyContext context)
    {
        HostMaterial? host = Host(material);
        if (material is not null && File.Exists(material))
        {
            context.NoteInput(material);
        }

        return host;
    }
}

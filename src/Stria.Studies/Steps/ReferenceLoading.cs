using Stria.Core;
using Stria.Files;

namespace Stria.Studies;

/// <summary>Reads the reference spectra that a scenario names.</summary>
internal static class ReferenceLoading
{
    /// <summary>The references; a relative path is meant from the run folder.</summary>
    /// <exception cref="DataException">A file cannot be read, or there are no references in it.</exception>
    public static IReadOnlyList<ReferenceSpectrum> Read(ReferenceSettings settings, StudyContext context)
    {
        if (settings.Table is { } table)
        {
            string path = Path.Combine(context.Folder.Root, table);
            context.NoteInput(path);
            return ReferenceTable.Read(path);
        }

        var references = new List<ReferenceSpectrum>();
        foreach (ReferenceFile file in settings.Files)
        {
            string path = Path.Combine(context.Folder.Root, file.File);
            context.NoteInput(path);
            Spectrum spectrum = SpectrumFile.Read(path);
            string name = file.Name ?? Path.GetFileNameWithoutExtension(path);
            references.Add(new ReferenceSpectrum(new Spectrum(spectrum.PhotonEnergies_eV, spectrum.Values, name, spectrum.Unit), file.X) { Phase = file.Phase, Source = path });
        }

        return references;
    }
}

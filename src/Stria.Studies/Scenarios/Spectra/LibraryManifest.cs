using Stria.Core;
using Stria.Files;

namespace Stria.Studies;

/// <summary>A library of standards: a YAML file that says of each spectrum what it is and where it came from.</summary>
public sealed record LibraryManifest : ICheckedSettings
{
    /// <summary>The host material: a name ("v2o5-alpha") or a material file; null when it is not one of Stria's.</summary>
    [InputPath(".yaml", ".yml")]
    public string? Material { get; init; }

    /// <summary>The standards.</summary>
    public required ValueList<LibraryStandard> Standards { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (Standards.Count == 0)
        {
            yield return "A library has at least one standard.";
        }
    }

    /// <summary>Whether a path is that of a manifest, by its extension.</summary>
    public static bool IsOne(string path) => Path.GetExtension(path) is ".yaml" or ".yml";

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="ScenarioException">It is not there, or holds mistakes, all of which are in the message.</exception>
    public static LibraryManifest Read(string path)
    {
        string full = Path.GetFullPath(path);
        try
        {
            return RecordReader.Parse<LibraryManifest>(File.ReadAllText(full), path, Path.GetDirectoryName(full)!, []);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ScenarioException($"The library {path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The spectra of the library, in its order, on its energies.</summary>
    /// <exception cref="DataException">A file is missing or damaged, or holds no such spectrum.</exception>
    public IReadOnlyList<ReferenceSpectrum> Spectra() => [.. Standards.Select(s => s.Spectrum())];
}

/// <summary>One standard of a library.</summary>
public sealed record LibraryStandard
{
    /// <summary>The spectrum file.</summary>
    [InputPath]
    public required string File { get; init; }

    /// <summary>The spectrum of that name in a file of several (a column, a group); null takes the only one.</summary>
    public string? Column { get; init; }

    /// <summary>Name in legends; null takes the file's.</summary>
    public string? Name { get; init; }

    /// <summary>Formula of the compound ("Li0.3V2O5").</summary>
    public string? Formula { get; init; }

    /// <summary>Lithium content x.</summary>
    [Range(-10, 10)]
    public required double X { get; init; }

    /// <summary>Name of its phase; null takes that of the material whose window holds x.</summary>
    public string? Phase { get; init; }

    /// <summary>Density [kg/m³]; null when it is not known.</summary>
    [Unit("kg/m3")]
    [Range(1, 30000)]
    public double? Density { get; init; }

    /// <summary>Where the spectrum came from: beamline, date, preparation, a DOI.</summary>
    public required string Source { get; init; }

    /// <summary>How its energies were calibrated ("d_xz/yz of V2O5 at 518.3 eV").</summary>
    public string? Calibration { get; init; }

    /// <summary>What is added to its energies to put them on the library's scale [eV].</summary>
    [Unit("eV")]
    [Range(-50, 50)]
    public double EnergyShift_eV { get; init; }

    /// <summary>On which scale the values are written.</summary>
    public LibraryScale Scale { get; init; }

    /// <summary>A stack of the very specimen that the spectrum was taken from, by which a check judges its purity; null when there is none.</summary>
    [InputPath]
    public string? Stack { get; init; }

    /// <summary>What it is called in legends and tables.</summary>
    internal string Title => Name ?? Column ?? Path.GetFileNameWithoutExtension(File);

    /// <summary>The spectrum with what is known of it.</summary>
    /// <exception cref="DataException">The file is missing or damaged, or holds no such spectrum.</exception>
    public ReferenceSpectrum Spectrum()
    {
        IReadOnlyList<AbsorptionRecord> all = AbsorptionReaders.Read(File);
        AbsorptionRecord[] chosen = [.. all.Where(r => Column is null || r.Spectrum.Name == Column)];
        if (chosen.Length != 1)
        {
            throw new DataException(
                $"{(Column is null ? "holds several spectra" : $"holds no spectrum '{Column}'")}; there are {string.Join(", ", all.Select(r => $"'{r.Spectrum.Name}'"))}. Name one with 'column'.", File);
        }

        Spectrum s = chosen[0].Spectrum;
        return new ReferenceSpectrum(new Spectrum([.. s.PhotonEnergies_eV.Select(e => e + EnergyShift_eV)], s.Values, Title, s.Unit), X, Enum.Parse<ReferenceScale>(Scale.ToString()))
        {
            Phase = Phase,
            Source = File,
        };
    }
}

/// <summary>On which scale a standard is written.</summary>
public enum LibraryScale
{
    /// <summary>Optical density of unknown thickness: only its shape counts until it is scaled.</summary>
    OpticalDensityOfUnknownThickness,

    /// <summary>Mass attenuation coefficient [cm²/g].</summary>
    MassAttenuation,

    /// <summary>Optical density per nanometre [1/nm].</summary>
    OpticalDensityPerNanometre,
}

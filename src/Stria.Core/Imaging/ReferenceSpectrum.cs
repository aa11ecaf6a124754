namespace Stria.Core;

/// <summary>On which scale a reference spectrum is written.</summary>
public enum ReferenceScale
{
    /// <summary>Optical density of unknown thickness: only its shape counts until it is scaled.</summary>
    OpticalDensityOfUnknownThickness,

    /// <summary>Mass attenuation coefficient μ/ρ [cm²/g].</summary>
    MassAttenuation,

    /// <summary>Optical density per nanometre of thickness [1/nm].</summary>
    OpticalDensityPerNanometre,
}

/// <summary>The spectrum of a standard, with what is known of its composition.</summary>
/// <param name="Spectrum">The spectrum on its own energies.</param>
/// <param name="Composition">Lithium content x in LiₓHost, or the fraction that a redox map counts (0 … 1).</param>
/// <param name="Scale">On which scale the values are written.</param>
public sealed record ReferenceSpectrum(Spectrum Spectrum, double Composition, ReferenceScale Scale = ReferenceScale.OpticalDensityOfUnknownThickness)
{
    /// <summary>Name in legends.</summary>
    public string Name => Spectrum.Name;

    /// <summary>Name of the phase, when the file or the person says so; else null.</summary>
    public string? Phase { get; init; }

    /// <summary>Where the spectrum came from, or null.</summary>
    public string? Source { get; init; }
}

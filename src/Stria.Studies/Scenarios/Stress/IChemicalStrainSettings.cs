using Stria.Core;

namespace Stria.Studies;

/// <summary>The stress-free strain that lithium causes.</summary>
public interface IChemicalStrainSettings
{
    /// <summary>In words, for the methods paragraph.</summary>
    string Method { get; }
}

/// <summary>As the material file says: its partial molar volume, or its lattice parameters.</summary>
public sealed record MaterialStrain : IChemicalStrainSettings
{
    /// <summary>Which of the material's numbers to use.</summary>
    public MaterialStrainSource From { get; init; } = MaterialStrainSource.Auto;

    /// <inheritdoc/>
    public string Method => "the chemical strain of the material file";
}

/// <summary>Which of the material's numbers give the chemical strain.</summary>
public enum MaterialStrainSource
{
    /// <summary>The partial molar volume where there is one, else the lattice parameters.</summary>
    Auto,

    /// <summary>The partial molar volume Ω.</summary>
    PartialMolarVolume,

    /// <summary>The lattice parameters against x.</summary>
    Lattice,
}

/// <summary>The same in all directions: ε = Ω C_max (x − x_ref)/3 (001 eq. 10).</summary>
public sealed record IsotropicStrain : IChemicalStrainSettings
{
    /// <summary>Partial molar volume Ω [m³/mol].</summary>
    [Unit("m3/mol")]
    [Range(-1e-3, 1e-3)]
    public required double PartialMolarVolume { get; init; }

    /// <summary>Concentration of lithium at x = 1 [mol/m³].</summary>
    [Unit("mol/m3")]
    [Range(1, 1e7)]
    public required double ConcentrationAtX1 { get; init; }

    /// <inheritdoc/>
    public string Method => $"isotropic chemical strain (Ω = {PartialMolarVolume:g4} m³/mol, C(x = 1) = {ConcentrationAtX1:g6} mol/m³)";
}

/// <summary>Different along the particle's axis (1), across it in the plane (2) and through the thickness (3): strain per unit of x.</summary>
public sealed record DirectionalStrain : IChemicalStrainSettings
{
    /// <summary>Strain per x along 1.</summary>
    [Range(-10, 10)]
    public required double Along { get; init; }

    /// <summary>Strain per x along 2.</summary>
    [Range(-10, 10)]
    public required double Across { get; init; }

    /// <summary>Strain per x along 3.</summary>
    [Range(-10, 10)]
    public required double Through { get; init; }

    /// <summary>Shear strain γ₁₂ per x.</summary>
    [Range(-10, 10)]
    public double Shear { get; init; }

    /// <inheritdoc/>
    public string Method => $"chemical strain per x of {Along:g4} along, {Across:g4} across and {Through:g4} through the particle";
}

/// <summary>A table of strain against x; x beyond the table is refused.</summary>
public sealed record TableStrain : IChemicalStrainSettings
{
    /// <summary>Columns: x, strain along, across, through; or x and one isotropic strain.</summary>
    [InputPath]
    public required string Path { get; init; }

    /// <inheritdoc/>
    public string Method => $"chemical strain from the table {System.IO.Path.GetFileName(Path)}";
}

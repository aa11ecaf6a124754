using Stria.Core;

namespace Stria.Studies;

/// <summary>The stiffness of the body.</summary>
public interface IStiffnessSettings
{
    /// <summary>In words, for the methods paragraph.</summary>
    string Method { get; }
}

/// <summary>As the material file says.</summary>
public sealed record MaterialStiffness : IStiffnessSettings
{
    /// <inheritdoc/>
    public string Method => "the stiffness of the material file";
}

/// <summary>The same in all directions.</summary>
public sealed record IsotropicStiffness : IStiffnessSettings
{
    /// <summary>Young's modulus E [Pa].</summary>
    [Unit("Pa")]
    [Range(1, 1e15)]
    public required double YoungsModulus { get; init; }

    /// <summary>Poisson's ratio ν.</summary>
    [Range(-0.999, 0.5)]
    public required double PoissonsRatio { get; init; }

    /// <inheritdoc/>
    public string Method => $"isotropic stiffness (E = {YoungsModulus / 1e9:g4} GPa, ν = {PoissonsRatio:g4})";
}

/// <summary>Three orthogonal directions: 1 along the particle's axis, 2 across it in the plane, 3 through the thickness.</summary>
public sealed record OrthotropicStiffness : IStiffnessSettings
{
    /// <summary>Young's modulus along 1 [Pa].</summary>
    [Unit("Pa")]
    [Range(1, 1e15)]
    public required double E1 { get; init; }

    /// <summary>Young's modulus along 2 [Pa].</summary>
    [Unit("Pa")]
    [Range(1, 1e15)]
    public required double E2 { get; init; }

    /// <summary>Young's modulus along 3 [Pa].</summary>
    [Unit("Pa")]
    [Range(1, 1e15)]
    public required double E3 { get; init; }

    /// <summary>Poisson's ratio ν₁₂ (strain along 2 by stress along 1).</summary>
    [Range(-5, 5)]
    public required double Nu12 { get; init; }

    /// <summary>Poisson's ratio ν₂₃.</summary>
    [Range(-5, 5)]
    public required double Nu23 { get; init; }

    /// <summary>Poisson's ratio ν₁₃.</summary>
    [Range(-5, 5)]
    public required double Nu13 { get; init; }

    /// <summary>Shear modulus G₁₂ [Pa].</summary>
    [Unit("Pa")]
    [Range(1, 1e15)]
    public required double G12 { get; init; }

    /// <inheritdoc/>
    public string Method => $"orthotropic stiffness along the particle's axis (E₁ = {E1 / 1e9:g4}, E₂ = {E2 / 1e9:g4}, E₃ = {E3 / 1e9:g4} GPa)";
}

/// <summary>Stiffness of one region.</summary>
public sealed record RegionStiffness
{
    /// <summary>The region's name.</summary>
    public required string Region { get; init; }

    /// <summary>Its stiffness.</summary>
    public required IStiffnessSettings Stiffness { get; init; }

    /// <summary>Its chemical strain; null takes that of the body.</summary>
    public IChemicalStrainSettings? ChemicalStrain { get; init; }
}

using Stria.Core;

namespace Stria.Studies;

/// <summary>The plate under an electrode, and how its bending was seen. Each number that is needed must be given.</summary>
public sealed record SubstrateSheet
{
    /// <summary>What the plate is, in words.</summary>
    public string? Material { get; init; }

    /// <summary>Young's modulus of the plate [Pa].</summary>
    [Unit("Pa")]
    [Range(1, 1e15)]
    public double? YoungsModulus { get; init; }

    /// <summary>Standard deviation of the modulus [Pa].</summary>
    [Unit("Pa")]
    [Range(0, 1e15)]
    public double? YoungsModulusSd { get; init; }

    /// <summary>Poisson's ratio of the plate.</summary>
    [Range(0, 0.5)]
    public double? PoissonsRatio { get; init; }

    /// <summary>Standard deviation of the ratio.</summary>
    [Range(0, 0.5)]
    public double? PoissonsRatioSd { get; init; }

    /// <summary>Thickness of the plate [m].</summary>
    [Unit("m")]
    [Range(1e-9, 1)]
    public double? Thickness { get; init; }

    /// <summary>Standard deviation of the thickness [m].</summary>
    [Unit("m")]
    [Range(0, 1)]
    public double? ThicknessSd { get; init; }

    /// <summary>Diameter or width of the plate [m], for the test of large deflections; null leaves that test out.</summary>
    [Unit("m")]
    [Range(1e-6, 10)]
    public double? Width { get; init; }

    /// <summary>Biaxial modulus E/(1 − ν) of the electrode [Pa], for films that are not thin; null uses the formula for thin films.</summary>
    [Unit("Pa")]
    [Range(1, 1e15)]
    public double? FilmBiaxialModulus { get; init; }

    /// <summary>Angle of incidence of the beams from the normal [rad], for spot spacings.</summary>
    [Unit("rad")]
    [Range(0, 1.5707)]
    public double? Incidence { get; init; }

    /// <summary>Distance from plate to camera [m], for spot spacings.</summary>
    [Unit("m")]
    [Range(1e-6, 1e3)]
    public double? CameraDistance { get; init; }
}

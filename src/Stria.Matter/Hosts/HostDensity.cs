namespace Stria.Matter;

/// <summary>Density of a host at one composition.</summary>
/// <param name="Composition">Composition x [1].</param>
/// <param name="Density">Density [kg/m³].</param>
/// <param name="Source">DOI, table or handbook.</param>
public sealed record HostDensity(double Composition, double Density, string Source);

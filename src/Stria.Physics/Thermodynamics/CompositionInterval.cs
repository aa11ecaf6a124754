namespace Stria.Physics.Thermodynamics;

/// <summary>Site fractions from Low to High.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public readonly record struct CompositionInterval(double Low, double High);

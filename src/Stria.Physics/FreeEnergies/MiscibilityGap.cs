namespace Stria.Physics.FreeEnergies;

/// <summary>A range of compositions in which a host separates into two phases.</summary>
/// <param name="Low">Site fraction of the lithium-poor phase at the gap.</param>
/// <param name="High">Site fraction of the lithium-rich phase at the gap.</param>
/// <param name="Potential">Chemical potential of lithium at which both are in equilibrium [J/mol]: −F times the plateau's potential against the same reference.</param>
/// <param name="Barrier">Height of f at the middle above the common tangent [J/mol].</param>
public readonly record struct MiscibilityGap(double Low, double High, double Potential, double Barrier);

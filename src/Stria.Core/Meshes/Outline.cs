namespace Stria.Core;

/// <summary>The outline of one particle or region: an outer ring, counter-clockwise, and holes, clockwise.</summary>
/// <param name="Name">Its name ("particle", "particle 2").</param>
/// <param name="Outer">The outer ring, counter-clockwise.</param>
/// <param name="Holes">Holes, each clockwise.</param>
public sealed record Outline(string Name, Ring Outer, IReadOnlyList<Ring> Holes)
{
    /// <summary>Area [m²], holes taken off.</summary>
    public double Area => Outer.SignedArea + Holes.Sum(h => h.SignedArea);
}

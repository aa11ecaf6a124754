namespace Stria.Core;

/// <summary>Which region each cell of a mesh belongs to.</summary>
/// <param name="OfCell">Index into the names, one per cell.</param>
/// <param name="Names">Names of the regions.</param>
public sealed record CellRegions(int[] OfCell, IReadOnlyList<string> Names);

namespace Stria.Matter;

/// <summary>A number taken from literature, for the list of sources in reports.</summary>
/// <param name="Name">What it is ("density at x = 0").</param>
/// <param name="Value">The value in SI, or in the unit given.</param>
/// <param name="Unit">The unit of the value as written ("kg/m³"; "1" for a pure number).</param>
/// <param name="Source">DOI, table or handbook.</param>
public sealed record SourcedNumber(string Name, double Value, string Unit, string Source);

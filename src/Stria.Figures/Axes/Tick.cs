namespace Stria.Figures.Axes;

/// <summary>A mark on an axis: where, and what is written there.</summary>
internal readonly record struct Tick(double Value, string Label);

/// <summary>The marks of one axis.</summary>
/// <param name="Marks">Ascending, all inside the limits.</param>
/// <param name="Exponent">The labels are to be multiplied by ten to this power; stands once beside the axis label.</param>
internal sealed record TickSet(IReadOnlyList<Tick> Marks, int Exponent)
{
    /// <summary>What is to be added to the labels, as written; empty = nothing. For narrow spans far from zero.</summary>
    internal string Offset { get; init; } = "";

    internal IEnumerable<string> Labels => Marks.Select(m => m.Label);
}

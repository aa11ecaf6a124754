namespace Stria.Core;

/// <summary>Edges of a mesh that belong to named parts of its boundary (or of a line inside it).</summary>
/// <param name="Nodes">Nodes of each edge: two, or three (both ends, then the middle) for six-node cells.</param>
/// <param name="PartOfEdge">Index into the names, one per edge.</param>
/// <param name="PartNames">Names of the parts.</param>
public sealed record NamedEdges(int[] Nodes, int[] PartOfEdge, IReadOnlyList<string> PartNames);

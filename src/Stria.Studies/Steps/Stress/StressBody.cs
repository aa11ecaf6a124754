using Stria.Core;

namespace Stria.Studies;

/// <summary>The body on its mesh.</summary>
/// <param name="Mesh">The mesh.</param>
/// <param name="Outlines">The outlines that it fills; empty when the mesh came from a file or from shapes.</param>
internal sealed record StressBody(TriangleMesh Mesh, IReadOnlyList<Outline> Outlines);

namespace Stria.Files;

/// <summary>What a mesh file holds.</summary>
/// <param name="Mesh">The mesh [m].</param>
/// <param name="Fields">Fields on it.</param>
/// <param name="Remarks">What was skipped, assumed or repaired.</param>
public sealed record MeshContent(TriangleMesh Mesh, IReadOnlyList<MeshField> Fields, IReadOnlyList<Remark> Remarks);

namespace Stria.Numerics.Geometry.Meshing;

/// <summary>What is worth knowing of how a mesh was made.</summary>
/// <param name="Quality">Angles and sizes of its cells.</param>
/// <param name="StraightenedSides">Sides on a curve that were left straight since a cell beside them would have folded.</param>
/// <param name="NodesBesideCurves">Nodes on a curved boundary that lie on a chord of it, not on it, since something else lay too close.</param>
public sealed record MeshReport(MeshQuality Quality, int StraightenedSides, int NodesBesideCurves);

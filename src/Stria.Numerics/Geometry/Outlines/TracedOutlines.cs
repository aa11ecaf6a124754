using Stria.Core;

namespace Stria.Numerics.Geometry;

/// <summary>Outlines as traced, with what was decided on the way.</summary>
/// <param name="Outlines">One per particle, by falling area, in the <see cref="ImagePlane"/> [m].</param>
/// <param name="Level">Value of the map on the outline, in the map's unit.</param>
/// <param name="Plateau">Plateau from which the level was found, in the map's unit; NaN when the level was given.</param>
/// <param name="Specks">Number of particles that were too small.</param>
/// <param name="FilledHoles">Number of holes that were too small.</param>
/// <param name="Remarks">The same in words, for the report.</param>
public sealed record TracedOutlines(IReadOnlyList<Outline> Outlines, double Level, double Plateau, int Specks, int FilledHoles, IReadOnlyList<Remark> Remarks);

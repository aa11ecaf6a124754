namespace Stria.Core;

/// <summary>One axis of a scan.</summary>
/// <param name="Name">Name as people know it: "energy", "sample_y", "sample_x", "sample_z", "position".</param>
/// <param name="Unit">Unit as the file wrote it, tidied ("eV", "µm", "mm"); empty when the file gives none.</param>
/// <param name="Points">The points along the axis, in that unit.</param>
public sealed record ScanAxis(string Name, string Unit, double[] Points);

namespace Stria.Numerics.Geometry;

/// <summary>The local frame of a particle at one place.</summary>
/// <param name="Angle">Direction of ξ, the long axis [rad], counter-clockwise from x to the right with y upwards; η is a quarter turn further. NaN outside.</param>
/// <param name="Coherence">How sure the direction is: 1 in a wire, 0 in a disk.</param>
/// <param name="LocalWidth">Width of the particle across ξ [px].</param>
/// <param name="Offset">Signed distance from the centre line [px], positive towards η.</param>
public readonly record struct AxisSample(double Angle, double Coherence, double LocalWidth, double Offset)
{
    /// <summary>No frame: the place lies outside.</summary>
    public static AxisSample None => new(double.NaN, 0, double.NaN, double.NaN);
}

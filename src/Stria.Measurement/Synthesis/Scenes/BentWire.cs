namespace Stria.Measurement.Synthesis;

/// <summary>The shape of a bent wire: an arc with rounded ends and edges and a slight wedge in thickness, and its own coordinates along and across.</summary>
/// <param name="CentreRow">Row of the centre of bending [px].</param>
/// <param name="CentreColumn">Column of the centre of bending [px].</param>
/// <param name="Radius">Radius of the centre line [px].</param>
/// <param name="Middle">Direction from the centre of bending to the wire's middle, counter-clockwise as drawn [rad].</param>
internal readonly record struct BentWire(double CentreRow, double CentreColumn, double Radius, double Middle)
{
    /// <summary>Half of its length along the centre line [px].</summary>
    public required double HalfLength { get; init; }

    /// <summary>Half of its width [px].</summary>
    public required double HalfWidth { get; init; }

    /// <summary>Thickness in the middle [m].</summary>
    public required double Thickness { get; init; }

    /// <summary>Change of the thickness from the middle to an end, as a share.</summary>
    public double Wedge { get; init; }

    /// <summary>A wire that lies in the middle of a field.</summary>
    /// <param name="frame">The field.</param>
    /// <param name="random">Chance: bending, size, thickness, direction.</param>
    public static BentWire In(SceneFrame frame, Numerics.Statistics.SeededRandom random)
    {
        double radius = random.Uniform(0.5, 0.62) * frame.Width, halfLength = random.Uniform(0.34, 0.38) * frame.Width;
        double middle = (Math.PI / 2) + random.Uniform(-0.25, 0.25);
        // The middle of the arc's chord and height lies in the middle of the field.
        double sagitta = radius * (1 - Math.Cos(halfLength / radius)), reach = radius - (sagitta / 2);
        double row = ((frame.Height - 1) / 2.0) + (reach * Math.Sin(middle)), column = ((frame.Width - 1) / 2.0) - (reach * Math.Cos(middle));
        return new BentWire(row, column, radius, middle)
        {
            HalfLength = halfLength,
            HalfWidth = random.Uniform(0.085, 0.105) * frame.Width,
            Thickness = random.Uniform(70e-9, 120e-9),
            Wedge = random.Uniform(0.1, 0.3),
        };
    }

    /// <summary>The wire as a particle.</summary>
    public SceneParticle Facts => new(CentreRow - (Radius * Math.Sin(Middle)), CentreColumn + (Radius * Math.Cos(Middle)))
    {
        Length = 2 * HalfLength,
        Width = 2 * HalfWidth,
        Thickness = Thickness * (1 + Wedge),
    };

    /// <summary>Place along and across the wire [px], thickness [m] and direction of the axis [rad].</summary>
    public (double Along, double Across, double Thickness, double Angle) At(double row, double column)
    {
        double up = CentreRow - row, right = column - CentreColumn, polar = Math.Atan2(up, right), turn = Math.IEEERemainder(polar - Middle, 2 * Math.PI);
        double along = -turn * Radius, across = Math.Sqrt((up * up) + (right * right)) - Radius;
        double u = along / HalfLength, v = across / HalfWidth, u4 = u * u * u * u, v4 = v * v * v * v, rho = (u4 * u4 * u4 * u4) + (v4 * v4);
        double thickness = rho < 1 ? Thickness * (1 + (Wedge * u)) * Math.Pow(1 - rho, 0.25) : 0;
        return (along, across, thickness, polar - (Math.PI / 2));
    }
}

namespace Stria.Measurement.Synthesis;

/// <summary>What lies at one place of a scene: a mixture of at most two components.</summary>
/// <param name="Thickness">Thickness [m]; 0 where there is nothing.</param>
/// <param name="First">The first component, as the canvas numbers it.</param>
/// <param name="Second">The second component.</param>
/// <param name="Share">Share of the second in the thickness, 0 … 1.</param>
/// <param name="Angle">Direction of the particle's axis against the rows, counter-clockwise as drawn [rad].</param>
public readonly record struct SceneMatter(double Thickness, int First, int Second, double Share, double Angle)
{
    /// <summary>Nothing.</summary>
    public static SceneMatter None => default;
}

/// <summary>The shape of one particle of a scene. Implemented by structs, so that the canvas calls it without indirection.</summary>
public interface IShape
{
    /// <summary>What lies at a place.</summary>
    /// <param name="row">Row of the first frame [px], pixel centres at whole numbers.</param>
    /// <param name="column">Column of the first frame [px].</param>
    SceneMatter At(double row, double column);
}

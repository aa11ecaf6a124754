using Stria.Core;

namespace Stria.Numerics.Geometry.Meshing;

/// <summary>Where the points of a raster of sizes lie.</summary>
/// <param name="Origin">The first point [m], at the lower left.</param>
/// <param name="Columns">Points per row, at least 2; x grows along the row.</param>
/// <param name="Rows">Number of rows, at least 2; y grows with the row.</param>
/// <param name="PitchX">Distance of columns [m].</param>
/// <param name="PitchY">Distance of rows [m].</param>
public sealed record SizeRaster(Point2 Origin, int Columns, int Rows, double PitchX, double PitchY)
{
    /// <summary>Number of points.</summary>
    public int Count => Columns * Rows;

    /// <summary>A raster of square boxes over a rectangle.</summary>
    /// <param name="low">Lower left corner [m].</param>
    /// <param name="high">Upper right corner [m].</param>
    /// <param name="pitch">Distance of points [m].</param>
    public static SizeRaster Over(Point2 low, Point2 high, double pitch) =>
        new(low, Math.Max(2, (int)Math.Ceiling((high.X - low.X) / pitch) + 1), Math.Max(2, (int)Math.Ceiling((high.Y - low.Y) / pitch) + 1), pitch, pitch);

    /// <summary>The place [m] of a point.</summary>
    public Point2 At(int column, int row) => new(Origin.X + (column * PitchX), Origin.Y + (row * PitchY));

    /// <summary>Refuses a raster that is none.</summary>
    /// <exception cref="ScenarioException">A pitch is not positive, or there are too few points.</exception>
    internal void Check()
    {
        if (!(PitchX > 0 && PitchY > 0) || Columns < 2 || Rows < 2)
        {
            throw new ScenarioException($"A raster of sizes needs two rows and columns and a positive pitch, not {Columns} × {Rows} points {PitchX} m and {PitchY} m apart.");
        }
    }
}

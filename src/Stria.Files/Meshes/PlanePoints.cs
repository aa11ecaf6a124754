namespace Stria.Files;

/// <summary>Points of a file in space that lie in one plane z = const.</summary>
internal static class PlanePoints
{
    // Programs write z of a plane mesh as 0 or as a constant; rounding may leave its traces.
    private const double Flat = 1e-9;

    /// <summary>x and y in metres.</summary>
    /// <param name="xyz">x₀, y₀, z₀, x₁, … in the file's unit.</param>
    /// <param name="unit">The file's unit in metres.</param>
    /// <param name="path">The file, for messages.</param>
    /// <exception cref="DataException">A coordinate is not finite, or the points do not lie in one plane z = const.</exception>
    internal static double[] Of(ReadOnlySpan<double> xyz, double unit, string path)
    {
        var points = new double[xyz.Length / 3 * 2];
        double low = double.PositiveInfinity, high = double.NegativeInfinity, extent = 0;
        for (int i = 0; i < points.Length / 2; i++)
        {
            double x = xyz[3 * i], y = xyz[(3 * i) + 1], z = xyz[(3 * i) + 2];
            if (!double.IsFinite(x + y + z))
            {
                throw new DataException($"node {i} (counted from 0) lies at ({x}, {y}, {z}), which is nowhere.", path);
            }

            (points[2 * i], points[(2 * i) + 1]) = (x * unit, y * unit);
            (low, high, extent) = (Math.Min(low, z), Math.Max(high, z), Math.Max(extent, Math.Max(Math.Abs(x), Math.Abs(y))));
        }

        return high - low <= Flat * extent || points.Length == 0
            ? points
            : throw new DataException($"its nodes reach from z = {low:G4} to z = {high:G4}; only plane meshes are read. Perhaps it is a mesh in space.", path);
    }
}

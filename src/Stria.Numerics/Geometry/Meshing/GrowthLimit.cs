namespace Stria.Numerics.Geometry.Meshing;

/// <summary>Lowers sizes until their slope is nowhere larger than a limit.</summary>
internal static class GrowthLimit
{
    /// <summary>Solves |∇h| ≤ growth by sweeps in four directions (Zhao, Math. Comput. 74 (2005) 603; Persson, Eng. Comput. 22 (2006) 95).</summary>
    public static void Apply(double[] sizes, SizeRaster raster, double growth)
    {
        bool changed = true;
        for (int sweep = 0; changed || (sweep & 3) != 0; sweep++)
        {
            changed = (sweep & 3) == 0 ? false : changed;
            for (int j = 0; j < raster.Rows; j++)
            {
                int row = (sweep & 2) == 0 ? j : raster.Rows - 1 - j;
                for (int i = 0; i < raster.Columns; i++)
                {
                    changed |= Lower(sizes, raster, (sweep & 1) == 0 ? i : raster.Columns - 1 - i, row, growth);
                }
            }
        }
    }

    private static bool Lower(double[] sizes, SizeRaster raster, int column, int row, double growth)
    {
        int at = (row * raster.Columns) + column;
        double x = Math.Min(column > 0 ? sizes[at - 1] : double.MaxValue, column + 1 < raster.Columns ? sizes[at + 1] : double.MaxValue);
        double y = Math.Min(row > 0 ? sizes[at - raster.Columns] : double.MaxValue, row + 1 < raster.Rows ? sizes[at + raster.Columns] : double.MaxValue);
        double dx = raster.PitchX, dy = raster.PitchY, most = Math.Min(x + (growth * dx), y + (growth * dy));
        // Both neighbours matter when the solution of ((h − x)/dx)² + ((h − y)/dy)² = growth² lies above both.
        double a = 1 / (dx * dx), b = 1 / (dy * dy), root = ((a + b) * growth * growth) - (a * b * (x - y) * (x - y));
        if (root > 0)
        {
            double both = ((a * x) + (b * y) + Math.Sqrt(root)) / (a + b);
            most = both > Math.Max(x, y) ? Math.Min(most, both) : most;
        }

        if (sizes[at] <= most * (1 + 1e-12))
        {
            return false;
        }

        sizes[at] = most;
        return true;
    }
}

using Stria.Numerics.Linear;

namespace Stria.Numerics.Geometry;

/// <summary>Directions of a wire's axis near its ends, where the shape that they are read from stops, continued from the middle by a plane in the image: a bend of even curvature goes on.</summary>
public static class EndDirections
{
    private const double EndWidths = 0.6, MostResidual = 0.15;
    private const int FewestPixels = 60;

    /// <summary>Angles of one part, those within 0.6 of a width from its ends continued from the middle; the angles as they are where the middle is short or its bend uneven.</summary>
    /// <param name="axis">The directions as read from the shape.</param>
    /// <param name="pixels">The part's pixels.</param>
    /// <returns>One angle for each pixel [rad], counter-clockwise.</returns>
    public static double[] Continued(AxisField axis, IReadOnlyList<int> pixels)
    {
        double[] angles = [.. pixels.Select(p => axis.Angle[p])];
        double mean = 0.5 * Math.Atan2(angles.Sum(a => Math.Sin(2 * a)), angles.Sum(a => Math.Cos(2 * a))), row = pixels.Average(p => (double)(p / axis.Width)), column = pixels.Average(p => (double)(p % axis.Width));
        (double sin, double cos) = Math.SinCos(mean);
        (double Along, double Across)[] places = [.. pixels.Select(p => Place((p % axis.Width) - column, row - (p / axis.Width)))];
        double width = pixels.Select(p => axis.LocalWidth[p]).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average(), low = places.Min(p => p.Along) + (EndWidths * width), high = places.Max(p => p.Along) - (EndWidths * width);
        int[] middle = [.. Enumerable.Range(0, places.Length).Where(i => places[i].Along > low && places[i].Along < high)];
        // Against the mean direction, so that none jumps by half a turn.
        double[] turned = [.. angles.Select(a => Math.IEEERemainder(a - mean, Math.PI))];
        if (middle.Length < FewestPixels || Plane(places, turned, middle) is not { } plane)
        {
            return angles;
        }

        (double Along, double Across) Place(double right, double up) => ((right * cos) + (up * sin), (up * cos) - (right * sin));
        double Continued((double Along, double Across) p) => plane[0] + (plane[1] * p.Along) + (plane[2] * p.Across);
        double residual = Math.Sqrt(middle.Average(i => Math.Pow(turned[i] - Continued(places[i]), 2)));
        return residual > MostResidual ? angles : [.. angles.Select((a, i) => places[i].Along > low && places[i].Along < high ? a : mean + Continued(places[i]))];
    }

    private static double[]? Plane((double Along, double Across)[] places, double[] turned, int[] middle)
    {
        double[] normal = new double[9], right = new double[3];
        foreach (int i in middle)
        {
            Span<double> row = [1, places[i].Along, places[i].Across];
            for (int a = 0; a < 3; a++)
            {
                right[a] += row[a] * turned[i];
                for (int b = 0; b < 3; b++)
                {
                    normal[(a * 3) + b] += row[a] * row[b];
                }
            }
        }

        if (!SmallCholesky.Factor(normal, 3))
        {
            return null;
        }

        SmallCholesky.Solve(normal, 3, right);
        return right;
    }
}

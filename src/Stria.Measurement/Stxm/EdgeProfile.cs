using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>What the image shows across the straight outlines of a sample, laid on each other: from 0 in the open to 1 in the sample.</summary>
/// <param name="Distances_px">Distance from the half height, growing into the sample [px].</param>
/// <param name="Seen">Median over the places, as measured.</param>
/// <param name="Spread">Half of the distance between the 16 % and 84 % quantiles.</param>
/// <param name="Model">Median over the places of the sharp image blurred by the width found.</param>
/// <param name="Places">Number of places.</param>
public sealed record EdgeProfile(double[] Distances_px, double[] Seen, double[] Spread, double[] Model, int Places)
{
    private const int Reach = 5, PerPixel = 2, FewestPlaces = 8;
    private const double LeastStep = 0.4, Flat = 0.06;

    /// <summary>The profiles of the places where an outline is steepest, and level on both sides of it; null where there are fewer than eight.</summary>
    /// <param name="beam">The width with its images.</param>
    public static EdgeProfile? Of(PointSpread beam)
    {
        (int height, int width, float[] model) = (beam.Model.Grid.Height, beam.Model.Grid.Width, beam.Model.Values);
        double typical = Quantiles.Of(model, 0.9);
        List<double[]> seen = [], fitted = [];
        for (int row = Reach + 1; row < height - Reach - 1; row++)
        {
            for (int column = Reach + 1; column < width - Reach - 1; column++)
            {
                int p = (row * width) + column;
                double down = (model[p + width] - model[p - width]) / 2, right = (model[p + 1] - model[p - 1]) / 2, slope = double.Hypot(down, right);
                if (slope < 0.1 * typical)
                {
                    continue;
                }

                (double Row, double Column, double Down, double Right) place = (row, column, down / slope, right / slope);
                if (Place(model, width, place, typical) is { } found)
                {
                    seen.Add(Along(beam.Seen.Values, width, place, found));
                    fitted.Add(Along(model, width, place, found));
                }
            }
        }

        return seen.Count < FewestPlaces ? null : new EdgeProfile(
            [.. Enumerable.Range(0, Count).Select(Distance)],
            [.. Enumerable.Range(0, Count).Select(k => Quantiles.Median([.. seen.Select(s => s[k])]))],
            [.. Enumerable.Range(0, Count).Select(k => (Quantiles.Of([.. seen.Select(s => s[k])], 0.84) - Quantiles.Of([.. seen.Select(s => s[k])], 0.16)) / 2)],
            [.. Enumerable.Range(0, Count).Select(k => Quantiles.Median([.. fitted.Select(s => s[k])]))],
            seen.Count);
    }

    private static int Count => (2 * Reach * PerPixel) + 1 - (2 * PerPixel);

    private static double Distance(int k) => ((double)k / PerPixel) - Reach + 1;

    // Level ends, a high step, and its half height within half a pixel of the place.
    private static (double Low, double Step, double Half)? Place(float[] model, int width, (double Row, double Column, double Down, double Right) at, double typical)
    {
        double low = At(model, width, at, -Reach), lowNear = At(model, width, at, 2 - Reach), high = At(model, width, at, Reach), highNear = At(model, width, at, Reach - 2), step = ((high + highNear) - (low + lowNear)) / 2;
        if (step < LeastStep * typical || Math.Abs(low - lowNear) > Flat * step || Math.Abs(high - highNear) > Flat * step)
        {
            return null;
        }

        double floor = (low + lowNear) / 2, middle = floor + (step / 2), here = At(model, width, at, 0), slope = At(model, width, at, 0.5) - At(model, width, at, -0.5), half = (middle - here) / slope;
        return Math.Abs(half) <= 0.5 ? (floor, step, half) : null;
    }

    private static double[] Along(float[] image, int width, (double Row, double Column, double Down, double Right) at, (double Low, double Step, double Half) scale) =>
        [.. Enumerable.Range(0, Count).Select(k => (At(image, width, at, Distance(k) + scale.Half) - scale.Low) / scale.Step)];

    // Between four pixels in straight lines.
    private static double At(float[] image, int width, (double Row, double Column, double Down, double Right) place, double distance)
    {
        double row = place.Row + (distance * place.Down), column = place.Column + (distance * place.Right);
        int r = (int)Math.Floor(row), c = (int)Math.Floor(column), p = (r * width) + c;
        double y = row - r, x = column - c;
        return ((1 - y) * (((1 - x) * image[p]) + (x * image[p + 1]))) + (y * (((1 - x) * image[p + width]) + (x * image[p + width + 1])));
    }
}

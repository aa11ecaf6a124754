using Stria.Core;
using Stria.Numerics.Images;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>Width of the beam, read from the outline of the particles.</summary>
/// <remarks>A step of height H that is blurred by a Gaussian of standard deviation σ is steepest by H/(σ√2π). Outlines are never as sharp as a step, so the sharpest tenth of them is taken, the pixel's own
/// width (1/12 px²) is taken off, and what is left is still an upper bound.</remarks>
public static class PointSpread
{
    private const int Reach = 3, FewestPlaces = 12;
    private const double LeastStep = 0.4, Sharpest = 0.1, OfBound = 0.85, PixelVariance = 1.0 / 12;

    /// <summary>Finds the width; null where fewer than twelve places of the outline tell it.</summary>
    /// <param name="meanDensity">Mean optical density of the field.</param>
    /// <param name="sample">The particles.</param>
    /// <returns>Standard deviation to be taken off [px]: 0.85 of the upper bound, since too little taken off costs less than too much; and the bound itself.</returns>
    public static (double Width, double Bound)? Find(ScalarField meanDensity, PixelMask sample)
    {
        int height = sample.Height, width = sample.Width;
        float[] absorbed = [.. meanDensity.Values.Select(d => float.IsFinite(d) ? 1 - MathF.Exp(-d) : 0)];
        float[] down = ImageDerivative.Downwards(absorbed, height, width), right = ImageDerivative.Rightwards(absorbed, height, width);
        float[] slope = [.. down.Zip(right, (a, b) => MathF.Sqrt((a * a) + (b * b)))];
        double[] inside = [.. Enumerable.Range(0, absorbed.Length).Where(i => sample.Inside[i]).Select(i => (double)absorbed[i])];
        double typical = inside.Length > 0 ? Quantiles.Median(inside) : double.PositiveInfinity;
        bool[] outer = Morphology.Dilate(sample.Inside, height, width, 1), inner = Morphology.Erode(sample.Inside, height, width, 2);
        var found = new List<double>();
        for (int p = 0; p < absorbed.Length; p++)
        {
            int row = p / width, column = p % width;
            if (!outer[p] || inner[p] || row < Reach || column < Reach || row >= height - Reach || column >= width - Reach)
            {
                continue;
            }

            (double low, double high, double steepest) = Around(absorbed, slope, width, p);
            if (high - low > LeastStep * typical && slope[p] >= steepest)
            {
                found.Add((high - low) / (Math.Sqrt(2 * Math.PI) * slope[p]));
            }
        }

        if (found.Count < FewestPlaces)
        {
            return null;
        }

        double step = Quantiles.Of([.. found], Sharpest), bound = Math.Sqrt(Math.Max(0, (step * step) - PixelVariance));
        return (OfBound * bound, bound);
    }

    private static (double Low, double High, double Steepest) Around(float[] image, float[] slope, int width, int pixel)
    {
        float low = float.MaxValue, high = float.MinValue, steepest = 0;
        for (int r = -Reach; r <= Reach; r++)
        {
            for (int c = -Reach; c <= Reach; c++)
            {
                int q = pixel + (r * width) + c;
                (low, high) = (Math.Min(low, image[q]), Math.Max(high, image[q]));
                steepest = Math.Abs(r) <= 1 && Math.Abs(c) <= 1 ? Math.Max(steepest, slope[q]) : steepest;
            }
        }

        return (low, high, steepest);
    }
}

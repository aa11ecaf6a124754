using Stria.Core;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>
/// Composition from the ratio of two images, as in Patterns 2022: a resonance over the post-edge, which takes the thickness out, scaled linearly between
/// the lowest and the highest composition that a linear combination of the whole spectrum found.
/// </summary>
public static class RatioScaling
{
    private const double Outermost = 0.01;

    /// <summary>The image of a resonance divided by that of the post-edge.</summary>
    /// <param name="od">Optical densities.</param>
    /// <param name="mask">The pixels; NaN elsewhere.</param>
    /// <param name="resonance">Frame of the resonance.</param>
    /// <param name="postEdge">Frame of the post-edge.</param>
    public static ScalarField Ratio(OpticalDensityStack od, PixelMask mask, int resonance, int postEdge)
    {
        ReadOnlySpan<float> upper = od.Frame(resonance), lower = od.Frame(postEdge);
        var ratio = new float[od.Grid.Count];
        for (int p = 0; p < ratio.Length; p++)
        {
            ratio[p] = mask.Inside[p] && lower[p] > 0 ? upper[p] / lower[p] : float.NaN;
        }

        return new ScalarField(od.Grid, ratio, "ratio", "1");
    }

    /// <summary>Scales a ratio linearly to compositions: its 1 % and 99 % quantiles are the bounds, so that single pixels do not set the scale; beyond them x is held.</summary>
    /// <param name="ratio">The ratio.</param>
    /// <param name="lowest">Lowest composition.</param>
    /// <param name="highest">Highest composition.</param>
    /// <param name="falls">Whether the ratio falls as x rises.</param>
    /// <exception cref="DataException">No pixel has a ratio, or all have the same.</exception>
    public static ScalarField Scaled(ScalarField ratio, double lowest, double highest, bool falls)
    {
        double low = Quantiles.Of(ratio.Values, Outermost), high = Quantiles.Of(ratio.Values, 1 - Outermost);
        if (!(high > low))
        {
            throw new DataException("the ratio of the images is the same everywhere, or known nowhere: there is no scale of compositions in it.");
        }

        return new ScalarField(
            ratio.Grid,
            [.. ratio.Values.Select(r =>
            {
                double share = Math.Clamp((r - low) / (high - low), 0, 1);
                return float.IsFinite(r) ? (float)(lowest + ((falls ? 1 - share : share) * (highest - lowest))) : float.NaN;
            })],
            "x by ratio",
            "1");
    }
}

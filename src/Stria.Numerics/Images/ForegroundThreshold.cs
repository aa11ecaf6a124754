using Stria.Numerics.Statistics;

namespace Stria.Numerics.Images;

/// <summary>A level that tells particles from their background.</summary>
public static class ForegroundThreshold
{
    private const int Bins = 512;

    /// <summary>The level of Otsu (IEEE Trans. Syst. Man Cybern. 9, 62, 1979): it parts the values into two classes of least scatter.</summary>
    /// <param name="image">Values; NaN are passed over.</param>
    /// <returns>NaN when there are no two different values.</returns>
    public static double Otsu(ReadOnlySpan<float> image)
    {
        double low = Quantiles.Of(image, 0.001), high = Quantiles.Of(image, 0.999);
        if (!(high > low))
        {
            return double.NaN;
        }

        var counts = new double[Bins];
        double all = 0, moment = 0;
        foreach (float v in image)
        {
            if (float.IsFinite(v))
            {
                int bin = (int)Math.Clamp((v - low) / (high - low) * Bins, 0, Bins - 1);
                counts[bin]++;
                (all, moment) = (all + 1, moment + bin);
            }
        }

        double below = 0, momentBelow = 0, best = -1, at = 0, ties = 0;
        for (int b = 0; b < Bins - 1; b++)
        {
            (below, momentBelow) = (below + counts[b], momentBelow + (b * counts[b]));
            if (below == 0 || below == all)
            {
                continue;
            }

            double difference = (momentBelow / below) - ((moment - momentBelow) / (all - below)), scatter = below * (all - below) * difference * difference;
            if (scatter > best * (1 + 1e-12))
            {
                (best, at, ties) = (scatter, b + 1, 1);
            }
            else if (scatter > best * (1 - 1e-12))
            {
                // Between two classes with a gap all levels are alike: the middle of the gap is taken.
                (at, ties) = (at + b + 1, ties + 1);
            }
        }

        return low + (at / ties / Bins * (high - low));
    }
}

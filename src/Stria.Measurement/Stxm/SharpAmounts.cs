using Stria.Core;
using Stria.Numerics.Images;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>Amounts without the blur of the beam, and with them the outline of the sample.</summary>
/// <param name="Total">Amount in each pixel, in the unit of the blurred ones; 0 beside the sample.</param>
/// <param name="Sample">The pixels that the sample touches.</param>
/// <param name="Width_px">Standard deviation of the beam that was taken off [px].</param>
public sealed record SharpAmounts(float[] Total, bool[] Sample, double Width_px)
{
    /// <summary>Below this share of the most that a pixel within 2 px holds, matter cannot be told from what deblurring leaves of a border.</summary>
    private const double LeastShare = 0.05;

    private const int Reach = 2;

    /// <summary>λ, with which the amounts that were found are met within their noise.</summary>
    public double Strength { get; init; }

    /// <summary>Mean square of what is left over, in standard deviations, over the sample.</summary>
    public double Misfit { get; init; }

    /// <summary>Takes the blur off.</summary>
    /// <param name="total">Amount found in each pixel; NaN where none was looked for.</param>
    /// <param name="deviation">Its standard deviation.</param>
    /// <param name="width_px">Standard deviation of the beam [px].</param>
    /// <param name="cancel">Stops between rounds.</param>
    public static SharpAmounts Find(ScalarField total, float[] deviation, double width_px, CancellationToken cancel = default)
    {
        (int height, int width, int n) = (total.Grid.Height, total.Grid.Width, total.Grid.Count);
        double[] data = new double[n], weight = new double[n];
        bool[] holds = new bool[n], significant = SignificantPixels.Of(total.Values, deviation, height, width);
        var noises = new List<double>();
        for (int p = 0; p < n; p++)
        {
            double found = total.Values[p], sigma = deviation[p];
            holds[p] = double.IsFinite(found) && sigma > 0 && double.IsFinite(sigma);
            (data[p], weight[p]) = holds[p] ? (found, 1 / (sigma * sigma)) : (0, 0);
            if (significant[p])
            {
                noises.Add(deviation[p]);
            }
        }

        if (noises.Count == 0)
        {
            return new SharpAmounts(new float[n], new bool[n], width_px);
        }

        double noise = Quantiles.Median([.. noises]);
        var deblurred = TotalVariationDeblurring.Of(new BlurredView(height, width, width_px) { Data = data, Weight = weight, Holds = holds, Noise = noise, IsNonNegative = true, Judged = significant }, data, cancel);
        float[] sharp = [.. deblurred.Image.Select(u => (float)u)];
        return new SharpAmounts(sharp, Outline(sharp, significant, SignificantPixels.Least * noise, (height, width)), width_px) { Strength = deblurred.Strength, Misfit = deblurred.Misfit };
    }

    // What the sample touches, as far as the beam shows something there.
    private static bool[] Outline(float[] sharp, bool[] significant, double least, (int Height, int Width) size)
    {
        float[] most = LocalMaximum.Of(sharp, size.Height, size.Width, Reach);
        bool[] outline = new bool[sharp.Length];
        for (int p = 0; p < sharp.Length; p++)
        {
            outline[p] = significant[p] && sharp[p] > least && sharp[p] > LeastShare * most[p];
        }

        return SignificantPixels.WithoutDust(outline, size.Height, size.Width);
    }
}

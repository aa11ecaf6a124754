using Stria.Numerics.Images;

namespace Stria.Measurement.Stxm;

/// <summary>Pixels that hold an amount beyond its noise, and neighbours that do as well.</summary>
/// <remarks>One pixel in 740 of an empty field stands three standard deviations above nothing by chance, four that touch hardly ever, at fewer than one pixel in 10⁹. The beam spreads whatever there is over as many. In rasters of a few pixels, such as single spectra, chance is no matter.</remarks>
public static class SignificantPixels
{
    /// <summary>Standard deviations that an amount must have.</summary>
    public const double Least = 3;

    private const int SmallestPart = 4;
    private const double Chance = 0.00135, LeastChance = 0.05;

    /// <summary>Whether each pixel is one of at least four that touch and hold more than three standard deviations.</summary>
    /// <param name="amount">Amounts; NaN where none was looked for.</param>
    /// <param name="deviation">Their standard deviations.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="width">Number of columns.</param>
    public static bool[] Of(float[] amount, float[] deviation, int height, int width)
    {
        var beyond = new bool[amount.Length];
        for (int p = 0; p < beyond.Length; p++)
        {
            beyond[p] = amount[p] > Least * deviation[p];
        }

        return WithoutDust(beyond, height, width);
    }

    /// <summary>A mask without its parts of fewer than four pixels; the mask itself where chance makes no pixel of it.</summary>
    public static bool[] WithoutDust(bool[] mask, int height, int width) => mask.Length * Chance < LeastChance ? mask : Morphology.RemoveSmall(mask, height, width, SmallestPart);
}

using Stria.Numerics.Images;

namespace Stria.Measurement.Stxm;

/// <summary>Pixels at the edge of a particle that hold only a part of it: the beam is wider than a pixel, and shows matter where there is hardly any.</summary>
/// <remarks>A blurred edge has half of its height where the particle ends; a pixel that the particle still touches has about a third.</remarks>
public static class PartialPixels
{
    private const double Share = 0.35;
    private const int Reach = 2;

    /// <summary>Whether a pixel holds less than 0.35 of the most that one within 2 px of it holds.</summary>
    /// <param name="amount">Amount of matter in each pixel; NaN where there is none.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="width">Number of columns.</param>
    public static bool[] Of(float[] amount, int height, int width)
    {
        float[] most = LocalMaximum.Of(amount, height, width, Reach);
        var partial = new bool[amount.Length];
        for (int p = 0; p < partial.Length; p++)
        {
            partial[p] = amount[p] < Share * most[p];
        }

        return partial;
    }
}

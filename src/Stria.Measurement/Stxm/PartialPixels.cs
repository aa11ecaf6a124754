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
        // Largest along the rows first, then along the columns.
        float[] along = new float[amount.Length];
        var partial = new bool[amount.Length];
        for (int p = 0; p < amount.Length; p++)
        {
            int row = p / width * width;
            for (int c = Math.Max(row, p - Reach); c <= Math.Min(row + width - 1, p + Reach); c++)
            {
                along[p] = float.IsFinite(amount[c]) ? Math.Max(along[p], amount[c]) : along[p];
            }
        }

        for (int p = 0; p < amount.Length; p++)
        {
            float most = 0;
            for (int r = Math.Max(0, (p / width) - Reach); r <= Math.Min(height - 1, (p / width) + Reach); r++)
            {
                most = Math.Max(most, along[(r * width) + (p % width)]);
            }

            partial[p] = amount[p] < Share * most;
        }

        return partial;
    }
}

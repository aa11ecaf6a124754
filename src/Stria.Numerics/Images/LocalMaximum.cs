namespace Stria.Numerics.Images;

/// <summary>The largest value of each pixel's surroundings.</summary>
public static class LocalMaximum
{
    /// <summary>The largest within a square; 0 where nothing positive lies in it. What is no number counts for nothing.</summary>
    /// <param name="image">height × width values, row by row.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="width">Number of columns.</param>
    /// <param name="reach">Half of the square's side [px].</param>
    public static float[] Of(ReadOnlySpan<float> image, int height, int width, int reach)
    {
        // Along the rows first, then along the columns.
        float[] along = new float[image.Length], most = new float[image.Length];
        for (int p = 0; p < image.Length; p++)
        {
            int row = p / width * width;
            for (int c = Math.Max(row, p - reach); c <= Math.Min(row + width - 1, p + reach); c++)
            {
                along[p] = float.IsFinite(image[c]) ? Math.Max(along[p], image[c]) : along[p];
            }
        }

        for (int p = 0; p < image.Length; p++)
        {
            for (int r = Math.Max(0, (p / width) - reach); r <= Math.Min(height - 1, (p / width) + reach); r++)
            {
                most[p] = Math.Max(most[p], along[(r * width) + (p % width)]);
            }
        }

        return most;
    }
}

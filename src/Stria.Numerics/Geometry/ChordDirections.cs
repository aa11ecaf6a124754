namespace Stria.Numerics.Geometry;

/// <summary>The direction in which a shape is long at each of its pixels, from the lengths of the chords through the pixel in all directions; it needs no particle to be apart from the others.</summary>
/// <remarks>The mean of exp(2iθ), weighted by the eighth power of the chords' lengths: along a wire it is its direction with the length one, where two wires cross it is the mean of
/// theirs, in a disc it is zero.</remarks>
public static class ChordDirections
{
    private const int Directions = 36, Longest = 60, Power = 8;

    // From this length of the mean on there is one direction.
    private const double Sure = 0.7;

    private static readonly (double Sin, double Cos)[] Steps = [.. Enumerable.Range(0, Directions).Select(k => Math.SinCos(Math.PI * k / Directions))];
    private static readonly (double Sin, double Cos)[] Doubled = [.. Enumerable.Range(0, Directions).Select(k => Math.SinCos(2 * Math.PI * k / Directions))];
    private static readonly double[] Weights = [.. Enumerable.Range(0, (2 * Longest) + 2).Select(length => Math.Pow(length, Power))];

    /// <summary>cos 2θ and sin 2θ of the direction, counter-clockwise from the rows, times how sure it is (0 … 1); NaN outside the mask.</summary>
    /// <param name="mask">height × width flags, row by row.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="width">Number of columns.</param>
    /// <exception cref="ArgumentException">The number of flags is not that of the pixels.</exception>
    public static (float[] Cos, float[] Sin) Of(ReadOnlySpan<bool> mask, int height, int width)
    {
        if (mask.Length != height * width)
        {
            throw new ArgumentException($"{mask.Length} flags for {height} × {width} pixels.", nameof(mask));
        }

        float[] cos = new float[mask.Length], sin = new float[mask.Length];
        for (int p = 0; p < mask.Length; p++)
        {
            (cos[p], sin[p]) = mask[p] ? At(mask, height, width, p) : (float.NaN, float.NaN);
        }

        return (cos, sin);
    }

    private static (float Cos, float Sin) At(ReadOnlySpan<bool> mask, int height, int width, int pixel)
    {
        double sum = 0, c = 0, s = 0;
        for (int k = 0; k < Directions; k++)
        {
            (double down, double right) = Steps[k];
            double weight = Weights[1 + Free(mask, (height, width), pixel, (-down, right)) + Free(mask, (height, width), pixel, (down, -right))];
            (double sin2, double cos2) = Doubled[k];
            (sum, c, s) = (sum + weight, c + (weight * cos2), s + (weight * sin2));
        }

        double scale = 1 / Math.Max(Math.Sqrt((c * c) + (s * s)), Sure * sum);
        return ((float)(c * scale), (float)(s * scale));
    }

    // Steps within the mask.
    private static int Free(ReadOnlySpan<bool> mask, (int Height, int Width) size, int pixel, (double Down, double Right) step)
    {
        double row = (pixel / size.Width) + 0.5, column = (pixel % size.Width) + 0.5;
        for (int n = 1; n <= Longest; n++)
        {
            row += step.Down;
            column += step.Right;
            if (row < 0 || column < 0 || row >= size.Height || column >= size.Width || !mask[((int)row * size.Width) + (int)column])
            {
                return n - 1;
            }
        }

        return Longest;
    }
}

using Stria.Core;

namespace Stria.Measurement.Particles;

/// <summary>
/// What stands in for the pixels that a map leaves out. A map ends where there is hardly sample, and a blurred edge falls by about half from pixel to
/// pixel: a missing pixel holds half of the least of its neighbours, the next one half of that. So a map cut at a threshold goes on falling from its
/// threshold instead of falling to nothing (which would pull edges inwards), one with a rim of pixels that hold next to nothing ends with those
/// (leaving the pixels out would push edges outwards), and a hole in a particle is closed from around it. Farther away there is nothing.
/// </summary>
internal static class MissingBackground
{
    private const int Reach = 3;
    private const float Fall = 0.5f;

    /// <summary>The image without missing pixels.</summary>
    /// <param name="image">NaN where a pixel is missing.</param>
    internal static float[] Filled(ScalarField image)
    {
        int height = image.Grid.Height, width = image.Grid.Width;
        float[] filled = [.. image.Values];
        int[] missing = [.. Enumerable.Range(0, filled.Length).Where(p => !float.IsFinite(filled[p]))];
        for (int round = 0; round < Reach && missing.Length > 0; round++)
        {
            (int Pixel, float Least)[] found = [.. missing.Select(p => (p, Least(filled, height, width, p))).Where(f => float.IsFinite(f.Item2))];
            Array.ForEach(found, f => filled[f.Pixel] = Fall * f.Least);
            missing = [.. missing.Where(p => !float.IsFinite(filled[p]))];
        }

        float background = Math.Min(0, filled.Where(float.IsFinite).DefaultIfEmpty(float.NaN).Min());
        Array.ForEach(missing, p => filled[p] = background);
        return filled;
    }

    private static float Least(float[] values, int height, int width, int pixel)
    {
        float least = float.PositiveInfinity;
        int row = pixel / width, column = pixel % width;
        for (int r = Math.Max(0, row - 1); r <= Math.Min(height - 1, row + 1); r++)
        {
            for (int c = Math.Max(0, column - 1); c <= Math.Min(width - 1, column + 1); c++)
            {
                least = Math.Min(least, float.IsFinite(values[(r * width) + c]) ? values[(r * width) + c] : float.PositiveInfinity);
            }
        }

        return least;
    }
}

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
        List<int> missing = [];
        float least = float.PositiveInfinity;
        for (int p = 0; p < filled.Length; p++)
        {
            if (!float.IsFinite(filled[p]))
            {
                missing.Add(p);
            }
        }

        for (int round = 0; round < Reach && missing.Count > 0; round++)
        {
            Spread(filled, height, width, missing);
        }

        foreach (float v in filled)
        {
            least = float.IsFinite(v) ? Math.Min(least, v) : least;
        }

        // Where nothing is known nothing is made up.
        float background = float.IsFinite(least) ? Math.Min(0, least) : float.NaN;
        missing.ForEach(p => filled[p] = background);
        return filled;
    }

    // One pixel farther: each missing pixel beside a known one takes half of the least beside it, all at once.
    private static void Spread(float[] filled, int height, int width, List<int> missing)
    {
        List<(int Pixel, float Value)> found = [];
        foreach (int p in missing)
        {
            float beside = Least(filled, height, width, p);
            if (float.IsFinite(beside))
            {
                found.Add((p, Fall * beside));
            }
        }

        found.ForEach(f => filled[f.Pixel] = f.Value);
        missing.RemoveAll(p => float.IsFinite(filled[p]));
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

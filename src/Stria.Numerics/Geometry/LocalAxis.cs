using Stria.Numerics.Images;

namespace Stria.Numerics.Geometry;

/// <summary>
/// The direction of a particle's long axis at each pixel, following its bends. First the directions across the particle, from the distance to its border, are averaged
/// within the particle over about its width; that tells the two sides from the ends. Then the distances to the two sides give the centre line, the width, and the direction
/// along which neither changes, which holds up to the ends. Particles without a long axis keep the first, averaged direction and a low coherence.
/// </summary>
public static class LocalAxis
{
    // Between these mean coherences of a particle the second direction takes over from the first; a disk has 0.03, an ellipse of 2 : 1 has 0.66.
    private const double Round = 0.35, Long = 0.5;

    // The direction is fitted over nine pixels to each side, which the stairs of a mask ask for, but within these shares of the width: more would reach beyond the ends.
    private const double Reach = 9, LeastReach = 0.45, MostReach = 0.75;

    // Parts of fewer pixels have no shape.
    private const int SmallestPart = 9;

    /// <summary>The frame at each pixel of a mask. Each connected part is a particle of its own; where the image cuts a particle it is taken to go on.</summary>
    /// <param name="mask">height × width flags, row by row, of square pixels.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="width">Number of columns.</param>
    /// <exception cref="ArgumentException">The number of flags is not that of the pixels.</exception>
    public static AxisField Of(ReadOnlySpan<bool> mask, int height, int width)
    {
        if (mask.Length != height * width)
        {
            throw new ArgumentException($"{mask.Length} flags for {height} × {width} pixels.", nameof(mask));
        }

        var field = new AxisField(height, width);
        int[] labels = Morphology.Label(mask, height, width, out List<int> sizes);
        for (int part = 1; part <= sizes.Count; part++)
        {
            var window = LocalAxisWindow.Around(labels, part, height, width);
            if (sizes[part - 1] < SmallestPart)
            {
                window.Pixels.ForEach(local => field.Angle[window.InImage(local)] = 0);
                continue;
            }

            Fill(window, field);
        }

        return field;
    }

    private static void Fill(LocalAxisWindow window, AxisField field)
    {
        var rough = LocalAxisDiffusion.Of(window);
        var sides = LocalAxisSides.Of(window, rough);
        double trust = Math.Clamp((rough.MeanCoherence - Round) / (Long - Round), 0, 1);
        int reach = (int)Math.Max(3, Math.Clamp(Reach, LeastReach * rough.TypicalWidth, MostReach * rough.TypicalWidth));
        foreach (int local in window.Pixels)
        {
            int pixel = window.InImage(local);
            (double cos, double sin, double coherence) = rough.At(local / window.Width, local % window.Width);
            if (trust > 0 && sides.Gradient(local, reach) is (double x, double y))
            {
                // η is the direction in which the offset grows; ξ is a quarter turn back.
                (cos, sin) = (((1 - trust) * cos) + (trust * y), ((1 - trust) * sin) - (trust * x));
            }

            field.Angle[pixel] = Math.Atan2(sin, cos);
            field.Coherence[pixel] = coherence;
            field.Offset[pixel] = sides.Offset[local];
            field.LocalWidth[pixel] = sides.Width[local];
        }
    }
}

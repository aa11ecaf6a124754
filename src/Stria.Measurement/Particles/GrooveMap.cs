using Stria.Numerics.Images;

namespace Stria.Measurement.Particles;

/// <summary>Grooves between particles that lie side by side: lower than the image on both sides.</summary>
internal static class GrooveMap
{
    private const double Reach = 3, Blur = 1, Depth = 2.5;

    private static readonly (int Down, int Right)[] Across = [.. Enumerable.Range(0, 8).Select(k => k * Math.PI / 8).Select(a => ((int)Math.Round(Reach * Math.Sin(a)), (int)Math.Round(Reach * Math.Cos(a))))];

    /// <summary>The mask without the grooves in it.</summary>
    internal static bool[] Cut(SegmentedScene scene, SegmentationOptions options)
    {
        int height = scene.Grid.Height, width = scene.Grid.Width;
        if (options.Groove <= 0)
        {
            return scene.Mask;
        }

        // At the rim the image falls in any case; a groove lies inside.
        float[] depth = DistanceTransform.Of(scene.Mask, height, width), image = GaussianFilter.Smooth(scene.Height, height, width, Blur);
        var cut = new bool[image.Length];
        for (int p = 0; p < image.Length; p++)
        {
            cut[p] = scene.Mask[p] && (depth[p] < Depth || !IsGroove(image, scene.Mask, height, width, p, options.Groove));
        }

        // Scattered pixels are noise; grooves are lines.
        bool[] grooves = Morphology.RemoveSmall([.. cut.Select((c, p) => scene.Mask[p] && !c)], height, width, 6);
        return [.. scene.Mask.Select((m, p) => m && !grooves[p])];
    }

    private static bool IsGroove(float[] image, bool[] mask, int height, int width, int p, double share)
    {
        int r = p / width, c = p % width;
        double here = image[p] * (1 + share);
        foreach ((int down, int right) in Across)
        {
            if (IsHigher(r + down, c + right) && IsHigher(r - down, c - right))
            {
                return true;
            }
        }

        return false;

        bool IsHigher(int row, int column) =>
            row >= 0 && row < height && column >= 0 && column < width && mask[(row * width) + column] && image[(row * width) + column] > here;
    }
}

namespace Stria.Measurement.Stxm;

/// <summary>An image and its halved copies, for searching coarse to fine.</summary>
internal sealed class ImagePyramid
{
    private const int SmallestSide = 24;

    /// <summary>Builds the levels; the first is the image itself.</summary>
    public ImagePyramid(float[] image, int height, int width)
    {
        var levels = new List<PyramidLevel> { new(image, height, width) };
        while (Math.Min(levels[^1].Height, levels[^1].Width) >= 2 * SmallestSide)
        {
            levels.Add(levels[^1].Halved());
        }

        Levels = levels;
    }

    /// <summary>The levels, full resolution first.</summary>
    public IReadOnlyList<PyramidLevel> Levels { get; }
}

/// <summary>One level of a pyramid.</summary>
internal sealed record PyramidLevel(float[] Image, int Height, int Width)
{
    /// <summary>The level of half the resolution: means of 2 × 2 pixels.</summary>
    public PyramidLevel Halved()
    {
        int height = Height / 2, width = Width / 2;
        var half = new float[height * width];
        for (int r = 0; r < height; r++)
        {
            for (int c = 0; c < width; c++)
            {
                int i = (2 * r * Width) + (2 * c);
                half[(r * width) + c] = 0.25f * (Image[i] + Image[i + 1] + Image[i + Width] + Image[i + Width + 1]);
            }
        }

        return new PyramidLevel(half, height, width);
    }
}

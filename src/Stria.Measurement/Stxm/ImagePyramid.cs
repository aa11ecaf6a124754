using System.Numerics;
using Stria.Core;

namespace Stria.Measurement.Stxm;

/// <summary>An image and its halved copies, for searching coarse to fine.</summary>
internal sealed class ImagePyramid
{
    private const int SmallestSide = 24;

    /// <summary>Builds the levels; the first is the image itself.</summary>
    /// <param name="store">Where the pyramids of all images lie, one in each frame.</param>
    /// <param name="frame">Which frame is this one's.</param>
    /// <param name="image">The image, row by row.</param>
    /// <param name="height">Its number of rows.</param>
    /// <param name="width">Its number of columns.</param>
    public ImagePyramid(FrameStore store, int frame, ReadOnlySpan<float> image, int height, int width)
    {
        var levels = new List<PyramidLevel> { new(store, frame, 0, height, width) };
        image.CopyTo(levels[0].Values);
        while (Math.Min(levels[^1].Height, levels[^1].Width) >= 2 * SmallestSide)
        {
            levels.Add(levels[^1].Halved());
        }

        Levels = levels;
    }

    /// <summary>Number of values of all levels of an image.</summary>
    public static int Length(int height, int width)
    {
        int length = height * width;
        while (Math.Min(height, width) >= 2 * SmallestSide)
        {
            (height, width) = (height / 2, width / 2);
            length += height * width;
        }

        return length;
    }

    /// <summary>The levels, full resolution first.</summary>
    public IReadOnlyList<PyramidLevel> Levels { get; }
}

/// <summary>One level of a pyramid.</summary>
/// <param name="Store">Where the pyramids of all images lie.</param>
/// <param name="Frame">The frame of this image.</param>
/// <param name="First">First value of the level in the frame.</param>
/// <param name="Height">Number of rows.</param>
/// <param name="Width">Number of columns.</param>
internal sealed record PyramidLevel(FrameStore Store, int Frame, int First, int Height, int Width)
{
    /// <summary>The image, row by row.</summary>
    public ReadOnlySpan<float> Image => Values;

    /// <summary>The image, for filling in.</summary>
    public Span<float> Values => Store.Part(Frame, First, Height * Width);

    /// <summary>The level of half the resolution: means of 2 × 2 pixels.</summary>
    public PyramidLevel Halved()
    {
        int height = Height / 2, width = Width / 2;
        var level = new PyramidLevel(Store, Frame, First + (Height * Width), height, width);
        ReadOnlySpan<float> image = Image;
        Span<float> half = level.Values;
        for (int r = 0; r < height; r++)
        {
            Halve(image.Slice(2 * r * Width, Width), image.Slice(((2 * r) + 1) * Width, Width), half.Slice(r * width, width));
        }

        return level;
    }

    // Values at even and odd places are the lower and upper halves of whole numbers twice as long.
    private static void Halve(ReadOnlySpan<float> upper, ReadOnlySpan<float> lower, Span<float> half)
    {
        int lanes = Vector<float>.Count, c = 0;
        for (; BitConverter.IsLittleEndian && c + lanes <= half.Length; c += lanes)
        {
            Vector<ulong> first = Vector.AsVectorUInt64(new Vector<float>(upper[(2 * c)..]) + new Vector<float>(lower[(2 * c)..]));
            Vector<ulong> second = Vector.AsVectorUInt64(new Vector<float>(upper[((2 * c) + lanes)..]) + new Vector<float>(lower[((2 * c) + lanes)..]));
            Vector<float> even = Vector.AsVectorSingle(Vector.Narrow(first, second)), odd = Vector.AsVectorSingle(Vector.Narrow(Vector.ShiftRightLogical(first, 32), Vector.ShiftRightLogical(second, 32)));
            (0.25f * (even + odd)).CopyTo(half[c..]);
        }

        for (; c < half.Length; c++)
        {
            half[c] = 0.25f * (upper[2 * c] + lower[2 * c] + (upper[(2 * c) + 1] + lower[(2 * c) + 1]));
        }
    }
}

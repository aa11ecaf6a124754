using System.Numerics.Tensors;

namespace Stria.Numerics.Images;

/// <summary>First derivatives of an image by five points, (f₋₂ − 8f₋₁ + 8f₁ − f₂)/12: exact for polynomials up to the fourth degree. Zero within two pixels of the border across it.</summary>
public static class ImageDerivative
{
    /// <summary>Derivative along the columns, from row to row [1/px].</summary>
    /// <param name="image">height × width values, row by row.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="width">Number of columns.</param>
    public static float[] Downwards(ReadOnlySpan<float> image, int height, int width)
    {
        var result = new float[image.Length];
        if (height >= 5)
        {
            Combine(image, width, result.AsSpan(2 * width, (height - 4) * width));
        }

        return result;
    }

    /// <summary>Derivative along the rows, from column to column [1/px].</summary>
    /// <param name="image">height × width values, row by row.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="width">Number of columns.</param>
    public static float[] Rightwards(ReadOnlySpan<float> image, int height, int width)
    {
        var result = new float[image.Length];
        for (int r = 0; r < height && width >= 5; r++)
        {
            Combine(image.Slice(r * width, width), 1, result.AsSpan((r * width) + 2, width - 4));
        }

        return result;
    }

    private static void Combine(ReadOnlySpan<float> image, int step, Span<float> target)
    {
        int n = target.Length;
        TensorPrimitives.Subtract(image.Slice(3 * step, n), image.Slice(step, n), target);
        TensorPrimitives.Multiply(target, 8, target);
        TensorPrimitives.Add(target, image[..n], target);
        TensorPrimitives.Subtract(target, image.Slice(4 * step, n), target);
        TensorPrimitives.Divide(target, 12, target);
    }
}

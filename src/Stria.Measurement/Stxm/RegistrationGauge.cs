using Stria.Numerics.Images;

namespace Stria.Measurement.Stxm;

/// <summary>The displacement that images learned from displaced frames hide.</summary>
/// <remarks>
/// Frames s₀U₀ + s₁U₁ that are displaced by a s₁/s₀ look, to first order, like frames s₀U₀ + s₁(U₁ − a·∇U₀) in their places: displacements that go with the ratio of the amplitudes, as those of a
/// correlation that follows the contrast do, change the second image and leave no residual. But across the outline of a particle absorption goes from none to all in one way at all energies, so there the
/// second image is a multiple of the first (blurred light adds up: this holds for intensities, not for their logarithms). What of ∇U₀ is seen in U₁ beyond a local multiple and a local constant is a.
/// </remarks>
internal static class RegistrationGauge
{
    private const double Window = 1; // px, standard deviation of the local regressions
    private const int Border = 4;

    /// <summary>The hidden displacement per unit of s₁/s₀ [px], and its standard deviation along either axis.</summary>
    /// <param name="first">U₀, row by row.</param>
    /// <param name="second">U₁.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="width">Number of columns.</param>
    public static (double Down, double Right, double DownDeviation, double RightDeviation) Of(float[] first, float[] second, int height, int width)
    {
        var local = new Local(first, height, width);
        float[] down = local.Beyond(ImageDerivative.Downwards(first, height, width)), right = local.Beyond(ImageDerivative.Rightwards(first, height, width)), other = local.Beyond(second);
        double dd = 0, dr = 0, rr = 0, d = 0, r = 0;
        for (int row = Border; row < height - Border; row++)
        {
            for (int i = (row * width) + Border; i < ((row + 1) * width) - Border; i++)
            {
                (dd, dr, rr) = (dd + ((double)down[i] * down[i]), dr + ((double)down[i] * right[i]), rr + ((double)right[i] * right[i]));
                (d, r) = (d + ((double)down[i] * other[i]), r + ((double)right[i] * other[i]));
            }
        }

        double determinant = (dd * rr) - (dr * dr);
        if (!(determinant > 1e-9 * dd * rr))
        {
            return default;
        }

        (double a, double b) = (((rr * d) - (dr * r)) / determinant, ((dd * r) - (dr * d)) / determinant);
        (double downVariance, double rightVariance) = Scatter(other, (down, right), (a, b), (rr / determinant, dd / determinant, dr / determinant), width);
        return (a, b, Math.Sqrt(downVariance), Math.Sqrt(rightVariance));
    }

    // The sandwich: what the regression leaves is largest just where the derivatives are, so each pixel's own residual stands for its variance.
    private static (double Down, double Right) Scatter(float[] other, (float[] Down, float[] Right) by, (double Down, double Right) found, (double Down, double Right, double Cross) inverse, int width)
    {
        double downVariance = 0, rightVariance = 0;
        for (int i = Border * width; i < other.Length - (Border * width); i++)
        {
            if (i % width < Border || i % width >= width - Border)
            {
                continue;
            }

            double rest = other[i] - (found.Down * by.Down[i]) - (found.Right * by.Right[i]);
            double down = ((inverse.Down * by.Down[i]) - (inverse.Cross * by.Right[i])) * rest, right = ((inverse.Right * by.Right[i]) - (inverse.Cross * by.Down[i])) * rest;
            (downVariance, rightVariance) = (downVariance + (down * down), rightVariance + (right * right));
        }

        return (downVariance, rightVariance);
    }

    // y less its local regression on 1 and the image.
    private sealed class Local
    {
        private readonly float[] image, mean, variance;
        private readonly int height, width;

        public Local(float[] image, int height, int width)
        {
            (this.image, this.height, this.width) = (image, height, width);
            mean = Mean(image);
            variance = Mean(Product(image, image));
            float most = 0;
            for (int i = 0; i < image.Length; i++)
            {
                variance[i] = Math.Max(0, variance[i] - (mean[i] * mean[i]));
                most = Math.Max(most, variance[i]);
            }

            for (int i = 0; i < image.Length; i++)
            {
                variance[i] += 1e-6f * Math.Max(most, 1e-30f);
            }
        }

        public float[] Beyond(float[] y)
        {
            float[] own = Mean(y), joint = Mean(Product(y, image)), rest = new float[y.Length];
            for (int i = 0; i < y.Length; i++)
            {
                rest[i] = y[i] - own[i] - ((joint[i] - (own[i] * mean[i])) / variance[i] * (image[i] - mean[i]));
            }

            return rest;
        }

        private float[] Mean(float[] of) => GaussianFilter.Smooth(of, height, width, Window);

        private static float[] Product(float[] a, float[] b)
        {
            var product = new float[a.Length];
            System.Numerics.Tensors.TensorPrimitives.Multiply(a, b, product);
            return product;
        }
    }
}

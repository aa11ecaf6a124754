using System.Numerics.Tensors;

namespace Stria.Measurement.Synthesis;

/// <summary>Means over the pixels of a frame of what lies on a canvas' fine raster, at a displacement of the sample.</summary>
/// <remarks>The mean over a pixel of an image that is constant on each fine pixel, exactly: the two fine pixels at a pixel's ends count by the parts that lie in it.</remarks>
internal readonly struct FineSampler(SceneCanvas canvas)
{
    private const int Fine = SceneCanvas.Fineness;

    /// <summary>One value per pixel of the frame.</summary>
    /// <param name="image">One value per fine pixel.</param>
    /// <param name="down">Displacement of the sample downwards [px].</param>
    /// <param name="right">Displacement of the sample to the right [px].</param>
    public float[] Sample(float[] image, double down, double right)
    {
        int height = canvas.Height, width = canvas.Width, fineWidth = canvas.FineWidth;
        (int firstRow, float[] rowWeights) = Window(down);
        (int firstColumn, float[] columnWeights) = Window(right);
        float[] result = new float[height * width], line = new float[fineWidth];
        for (int y = 0; y < height; y++)
        {
            Array.Clear(line);
            for (int k = 0; k < rowWeights.Length; k++)
            {
                int source = firstRow + (y * Fine) + k;
                TensorPrimitives.MultiplyAdd(image.AsSpan(source * fineWidth, fineWidth), rowWeights[k], line, line);
            }

            for (int x = 0; x < width; x++)
            {
                float sum = 0;
                for (int k = 0; k < columnWeights.Length; k++)
                {
                    sum += columnWeights[k] * line[firstColumn + (x * Fine) + k];
                }

                result[(y * width) + x] = sum;
            }
        }

        return result;
    }

    // Pixel y of a frame shows the sample from y − shift − ½ to y − shift + ½.
    private (int First, float[] Weights) Window(double shift)
    {
        double start = (canvas.Margin - shift) * Fine;
        int first = (int)Math.Floor(start);
        float part = (float)(start - first);
        var weights = new float[Fine + 1];
        Array.Fill(weights, 1f / Fine);
        (weights[0], weights[Fine]) = ((1 - part) / Fine, part / Fine);
        return (first, weights);
    }
}

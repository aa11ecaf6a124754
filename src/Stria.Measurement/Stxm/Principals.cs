using System.Numerics.Tensors;
using Stria.Core;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>Principal components, perhaps found in variables that were divided by their noise, on an orthonormal basis of the variables themselves.</summary>
/// <param name="found">The components as found.</param>
/// <param name="values">The data that they were found in.</param>
/// <param name="scales">What each variable was divided by; null when it was not.</param>
internal sealed class Principals(Pca found, FrameStore values, double[]? scales)
{
    /// <summary>The components in the variables themselves.</summary>
    public Pca Pca { get; } = scales is null ? found : found.Unscaled(scales);

    /// <summary>How many are significant; null where it was not sought.</summary>
    public ComponentSignificance? Significance { get; init; }

    /// <summary>Mean of all variables over all observations.</summary>
    public required double Level { get; init; }

    /// <summary>Scores on the first components [component, observation]. Where variables were weighted, the scores are found with those weights and turned onto the orthonormal basis.</summary>
    public float[] Scores(int[] pixels, int count, int threads)
    {
        float[] scores = found.Scores(values, pixels, count, threads);
        if (scales is null)
        {
            return scores;
        }

        int n = scales.Length, m = pixels.Length;
        var turned = new float[scores.Length];
        var loading = new double[n];
        var part = new float[m];
        for (int k = 0; k < count; k++)
        {
            TensorPrimitives.Multiply(found.Components.AsSpan(k * n, n), scales, loading);
            for (int j = 0; j <= k; j++)
            {
                float along = (float)TensorPrimitives.Dot<double>(Pca.Components.AsSpan(j * n, n), loading);
                TensorPrimitives.Multiply(scores.AsSpan(k * m, m), along, part);
                Span<float> row = turned.AsSpan(j * m, m);
                TensorPrimitives.Add(row, part, row);
            }
        }

        return turned;
    }
}

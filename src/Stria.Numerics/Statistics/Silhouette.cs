namespace Stria.Numerics.Statistics;

/// <summary>How well points sit in their clusters (Rousseeuw, J. Comput. Appl. Math. 1987): 1 = far from all others, 0 = on a border.</summary>
public static class Silhouette
{
    /// <summary>Mean silhouette of a sample of points, by Euclidean distance.</summary>
    /// <param name="points">[dimension, point], row by row.</param>
    /// <param name="dimensions">Number of dimensions.</param>
    /// <param name="labels">Cluster of each point.</param>
    /// <param name="clusters">Number of clusters.</param>
    /// <param name="sample">The most points that are compared with each other, evenly taken.</param>
    public static double Mean(float[] points, int dimensions, int[] labels, int clusters, int sample)
    {
        int n = labels.Length, m = Math.Min(sample, n);
        var taken = new double[m * dimensions];
        var label = new int[m];
        for (int i = 0; i < m; i++)
        {
            int p = (int)((long)i * n / m);
            label[i] = labels[p];
            for (int d = 0; d < dimensions; d++)
            {
                taken[(i * dimensions) + d] = points[(d * n) + p];
            }
        }

        var sizes = new int[clusters];
        foreach (int l in label)
        {
            sizes[l]++;
        }

        double sum = 0;
        var distances = new double[clusters];
        for (int i = 0; i < m; i++)
        {
            Array.Clear(distances);
            for (int j = 0; j < m; j++)
            {
                distances[label[j]] += Math.Sqrt(Squared(taken, i, j, dimensions));
            }

            sum += OfPoint(distances, sizes, label[i]);
        }

        return sum / m;
    }

    private static double Squared(double[] taken, int i, int j, int dimensions)
    {
        double squared = 0;
        for (int d = 0; d < dimensions; d++)
        {
            double difference = taken[(i * dimensions) + d] - taken[(j * dimensions) + d];
            squared += difference * difference;
        }

        return squared;
    }

    private static double OfPoint(double[] distances, int[] sizes, int own)
    {
        if (sizes[own] < 2)
        {
            return 0;
        }

        double inside = distances[own] / (sizes[own] - 1), outside = double.PositiveInfinity;
        for (int c = 0; c < sizes.Length; c++)
        {
            outside = c != own && sizes[c] > 0 ? Math.Min(outside, distances[c] / sizes[c]) : outside;
        }

        return double.IsInfinity(outside) || Math.Max(inside, outside) == 0 ? 0 : (outside - inside) / Math.Max(inside, outside);
    }
}

using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>Non-negative matrix approximation that starts from the spectra of clusters and stays near them: each pixel a sum of spectra, none negative.</summary>
public sealed class NnmaDecomposition : IDecomposition
{
    /// <inheritdoc/>
    public string Name => "nnma";

    /// <inheritdoc/>
    public Decomposition Decompose(DecompositionInput input, int? groups, ComponentOptions options, CancellationToken cancel)
    {
        Decomposition clusters = new KMeansDecomposition().Decompose(input, groups, options, cancel);
        var factors = NonNegativeFactorisation.Of(
            input.Spectra,
            Means(input, clusters),
            new FactorisationOptions { Similarity = options.Similarity, Sparsity = options.Sparsity },
            cancel);
        return WithoutEmpty(clusters, Strongest(factors, input, clusters.Count), factors);
    }

    // A component that is strongest nowhere is no group; it goes behind those that are, among the factors alone.
    private static Decomposition WithoutEmpty(Decomposition clusters, int[] labels, NonNegativeFactorisation factors)
    {
        int[] held = [.. Enumerable.Range(0, clusters.Count).Where(labels.Contains)], order = [.. held, .. Enumerable.Range(0, clusters.Count).Except(held)];
        return clusters with { Labels = [.. labels.Select(l => Array.IndexOf(order, l))], Count = held.Length, Factors = factors.Ordered(order) };
    }

    // Mean spectrum of each cluster, from its mean coefficients.
    private static double[] Means(DecompositionInput input, Decomposition clusters)
    {
        FactorisationData d = input.Spectra;
        var means = new double[clusters.Count * d.Variables];
        for (int c = 0; c < clusters.Count; c++)
        {
            int[] own = [.. Enumerable.Range(0, input.Count).Where(i => clusters.Labels[i] == c)];
            for (int r = 0; r < d.Rank; r++)
            {
                double mean = own.Length == 0 ? 0 : own.Average(i => d.Coefficients[(r * input.Count) + i]);
                for (int v = 0; v < d.Variables; v++)
                {
                    means[(c * d.Variables) + v] += mean * d.Basis[(r * d.Variables) + v];
                }
            }
        }

        return means;
    }

    // The component that contributes most to the pixel's spectrum.
    private static int[] Strongest(NonNegativeFactorisation factors, DecompositionInput input, int count)
    {
        int variables = input.Spectra.Variables;
        double[] weight = [.. Enumerable.Range(0, count).Select(k => factors.Spectra.AsSpan(k * variables, variables).ToArray().Sum())];
        return [.. Enumerable.Range(0, input.Count).Select(i => Enumerable.Range(0, count).MaxBy(k => weight[k] * factors.Amounts[(k * input.Count) + i]))];
    }
}

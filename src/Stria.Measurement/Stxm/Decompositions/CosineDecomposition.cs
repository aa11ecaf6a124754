namespace Stria.Measurement.Stxm;

/// <summary>k-means by the angle between spectra, which thickness does not change.</summary>
public sealed class CosineDecomposition : IDecomposition
{
    /// <inheritdoc/>
    public string Name => "cosine";

    /// <inheritdoc/>
    public Decomposition Decompose(DecompositionInput input, int? groups, ComponentOptions options, CancellationToken cancel) =>
        KMeansDecomposition.Cluster(input.OnSphere(training: true), input.OnSphere(training: false), input.Dimensions, groups, options, cancel);
}

namespace Stria.Measurement.Stxm;

/// <summary>A quadratic penalty on differences of neighbours' fractions (<see cref="SpatialSmoothing"/>): steps are smeared over the length, wherever they are.</summary>
public sealed class QuadraticSmoothing : INeighbourSmoother
{
    /// <inheritdoc/>
    public string Name => "quadratic";

    /// <inheritdoc/>
    public SmoothedFit Apply(ReferenceFitResult fit, NeighbourOptions options, CancellationToken cancel = default) =>
        SpatialSmoothing.Apply(fit, options.Compositions, options.Length_px, options.Threads, cancel);
}

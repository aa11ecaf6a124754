namespace Stria.Measurement.Stxm;

/// <summary>A way to hold the amounts of neighbouring pixels together, in exchange for less noise. A new way is one file that implements this, and a line in the catalogue.</summary>
public interface INeighbourSmoother
{
    /// <summary>The way as scenarios name it ("adaptive").</summary>
    string Name { get; }

    /// <summary>Smooths a fit.</summary>
    /// <param name="fit">A fit of non-negative amounts that kept its normal equations.</param>
    /// <param name="options">How far, and what the noise is.</param>
    /// <param name="cancel">Stops between sweeps.</param>
    /// <returns>The fit with new amounts, what it cost, and, where the way knows them, standard deviations of its own.</returns>
    /// <exception cref="InvalidOperationException">The fit did not keep its normal equations.</exception>
    SmoothedFit Apply(ReferenceFitResult fit, NeighbourOptions options, CancellationToken cancel = default);
}

/// <summary>How neighbours are held together.</summary>
/// <param name="Compositions">xᵢ of each reference.</param>
/// <param name="Length_px">How far neighbours are held together [px].</param>
public sealed record NeighbourOptions(double[] Compositions, double Length_px)
{
    /// <summary>Standard deviation of the noise over that of the weights.</summary>
    public double NoiseScale { get; init; } = 1;

    /// <summary>Variance of a pixel after registration over that as measured, mean over the frames: resampling makes neighbours alike, so that their mean is less precise than independent pixels would be.</summary>
    public double NoiseFactor { get; init; } = 1;

    /// <summary>Degree of parallelism; the result does not depend on it.</summary>
    public int Threads { get; init; } = 1;
}

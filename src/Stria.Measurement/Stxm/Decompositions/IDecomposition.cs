namespace Stria.Measurement.Stxm;

/// <summary>A way to sort the pixels of a sample into groups of one spectrum each.</summary>
public interface IDecomposition
{
    /// <summary>The way as scenarios name it ("kmeans").</summary>
    string Name { get; }

    /// <summary>Sorts the pixels.</summary>
    /// <param name="input">The pixels' spectra, reduced to coordinates.</param>
    /// <param name="groups">Number of groups; null = as the way itself judges.</param>
    /// <param name="options">Starts, seed, and the terms of the way.</param>
    /// <param name="cancel">Stops between rounds.</param>
    Decomposition Decompose(DecompositionInput input, int? groups, ComponentOptions options, CancellationToken cancel);
}

namespace Stria.Measurement.Stxm;

/// <summary>The catalogue of decompositions.</summary>
public static class Decompositions
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<IDecomposition> All { get; } =
        [new KMeansDecomposition(), new CosineDecomposition(), new MixtureDecomposition(), new DendrogramDecomposition(), new NnmaDecomposition()];

    /// <summary>The one of that name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static IDecomposition Named(string name) =>
        All.FirstOrDefault(d => d.Name == name) ?? throw new ArgumentException($"There is no decomposition '{name}'; there are {string.Join(", ", All.Select(d => d.Name))}.", nameof(name));
}

namespace Stria.Measurement.Stxm;

/// <summary>The catalogue of ways to hold neighbours together.</summary>
public static class NeighbourSmoothers
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<INeighbourSmoother> All { get; } = [new QuadraticSmoothing(), new AdaptiveSmoothing()];

    /// <summary>The one of that name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static INeighbourSmoother Named(string name) =>
        All.FirstOrDefault(s => s.Name == name) ?? throw new ArgumentException($"There is no way '{name}' to hold neighbours together; there are {string.Join(", ", All.Select(s => s.Name))}.", nameof(name));
}

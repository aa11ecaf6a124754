namespace Stria.Physics.Transport;

/// <summary>The kinds of mobility, as scenarios name them.</summary>
public static class MobilityCatalogue
{
    /// <summary>Kinds: <see cref="ConstantMobility"/>, <see cref="LatticeMobility"/>, <see cref="TabulatedMobility"/>.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["constant", "lattice", "table"];
}

namespace Stria.Physics.Energies;

/// <summary>The kinds of energy terms, as histories name them.</summary>
public static class EnergyCatalogue
{
    /// <summary>Kinds: <see cref="ChemicalTerm"/>, <see cref="GradientTerm"/>, <see cref="ElasticTerm"/>, <see cref="WettingTerm"/>.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["chemical", "gradient", "elastic", "wetting"];
}

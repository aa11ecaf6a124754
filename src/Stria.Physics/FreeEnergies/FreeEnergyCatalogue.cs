namespace Stria.Physics.FreeEnergies;

/// <summary>The kinds of free energy, as scenarios and material files name them.</summary>
public static class FreeEnergyCatalogue
{
    /// <summary>
    /// <see cref="RegularSolution"/>, <see cref="SolidSolution"/>, <see cref="DoubleWell"/>, <see cref="PolynomialEnergy"/>, <see cref="MultiWell"/>,
    /// <see cref="TabulatedEnergy"/>, <see cref="RedlichKister"/>, <see cref="LegendreSeries"/>.
    /// </summary>
    public static IReadOnlyList<string> Kinds { get; } =
        ["regular_solution", "solid_solution", "double_well", "polynomial", "multi_well", "table", "redlich_kister", "legendre"];
}

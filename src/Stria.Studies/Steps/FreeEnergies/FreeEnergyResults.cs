using Stria.Physics.FreeEnergies;
using Stria.Physics.Thermodynamics;

namespace Stria.Studies;

/// <summary>What a free-energy study found.</summary>
internal sealed record FreeEnergyResults
{
    /// <summary>Equilibria without elasticity.</summary>
    public required PhaseEquilibria Chemical { get; init; }

    /// <summary>Interfaces of the gaps, in their order; empty when κ or C_max is unknown.</summary>
    public IReadOnlyList<InterfaceProperties> Interfaces { get; init; } = [];

    /// <summary>Coherent equilibria by what holds the phases together.</summary>
    public IReadOnlyList<CoherentCase> Coherent { get; init; } = [];

    /// <summary>Equilibria at imposed strains, ascending.</summary>
    public IReadOnlyList<StrainedCase> Strained { get; init; } = [];
}

/// <summary>Two phases that stay coherent.</summary>
/// <param name="Body">What holds them together.</param>
/// <param name="Law">Chemical and elastic energy.</param>
/// <param name="Equilibria">Their equilibrium.</param>
/// <param name="Coupling">b = B/RT.</param>
internal sealed record CoherentCase(CoherentBody Body, IChemicalPotential Law, PhaseEquilibria Equilibria, double Coupling)
{
    /// <summary>Its name in tables and summary.json.</summary>
    public string Name => Body == CoherentBody.Bulk ? "bulk" : "sheet";
}

/// <summary>A host held at a strain.</summary>
/// <param name="Strain">The strain, positive in tension.</param>
/// <param name="Law">Chemical and elastic energy.</param>
/// <param name="Equilibria">Its equilibrium.</param>
internal sealed record StrainedCase(double Strain, IChemicalPotential Law, PhaseEquilibria Equilibria)
{
    /// <summary>The tangent of the lithium-poorest gap; null where nothing separates.</summary>
    public CommonTangent? FirstTangent => Equilibria.Tangents is [var first, ..] ? first : null;

    /// <summary>Potential of the plateau nearest to a composition [J/mol], or of the composition itself where nothing separates.</summary>
    public double PlateauNear(double c) => Equilibria.Tangents.Count == 0
        ? Law.At(c).Slope
        : Equilibria.Tangents.MinBy(t => Math.Abs(((t.Low + t.High) / 2) - c))!.Potential;
}

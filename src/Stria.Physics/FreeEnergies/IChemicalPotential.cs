using Stria.Physics.Thermodynamics;

namespace Stria.Physics.FreeEnergies;

/// <summary>A free energy of which the kind is chosen at run time: values, potentials and curvatures of many places in one call.</summary>
public interface IChemicalPotential
{
    /// <summary>Name of the law in scenarios and material files ("regular_solution").</summary>
    string Kind { get; }

    /// <summary>Site fractions for which it is defined.</summary>
    CompositionDomain Domain { get; }

    /// <summary>Site fractions between which its phases are looked for first; finite.</summary>
    CompositionInterval Window { get; }

    /// <summary>f, μ = f′ and f″ of many places. Values outside the domain are not numbers. A place has the same result wherever it stands in the span.</summary>
    /// <param name="composition">Site fraction c, one per place.</param>
    /// <param name="density">Receives f [J/mol], one per place; or empty, when it is not wanted.</param>
    /// <param name="potential">Receives μ [J/mol], one per place; or empty.</param>
    /// <param name="curvature">Receives f″ [J/mol], one per place; or empty.</param>
    void Evaluate(ReadOnlySpan<double> composition, Span<double> density, Span<double> potential, Span<double> curvature);

    /// <summary>The same law with a quadratic elastic part.</summary>
    /// <param name="term">The elastic part.</param>
    IChemicalPotential Strained(ElasticTerm term);
}

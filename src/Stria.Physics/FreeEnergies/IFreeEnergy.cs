using Stria.Numerics.Jets;
using Stria.Physics.Thermodynamics;

namespace Stria.Physics.FreeEnergies;

/// <summary>The homogeneous chemical free energy of a host against its composition, f(c), written once; the chemical potential f′ and its slope f″ follow from it.</summary>
/// <remarks>Per mole of lithium sites [J/mol]; where a problem has no units, in the problem's own. Implementations are readonly structs, so that a law is compiled into the loops that use it.</remarks>
public interface IFreeEnergy
{
    /// <summary>Its name in scenarios and material files ("regular_solution").</summary>
    string Kind { get; }

    /// <summary>Site fractions for which it is defined; it is not a number outside.</summary>
    CompositionDomain Domain { get; }

    /// <summary>Site fractions between which its phases are looked for first: from 0 to 1 as far as it is defined there, if a law does not know better.</summary>
    CompositionInterval Window => new(Math.Max(0, Domain.Low), Math.Min(1, Domain.High));

    /// <summary>f(c).</summary>
    /// <typeparam name="T">Numbers that carry their derivatives.</typeparam>
    /// <param name="c">Site fraction.</param>
    /// <returns>f [J/mol].</returns>
    T Density<T>(T c) where T : struct, IJet<T>;
}

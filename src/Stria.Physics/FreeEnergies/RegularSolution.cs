using Stria.Core;
using Stria.Matter;
using Stria.Numerics.Jets;

namespace Stria.Physics.FreeEnergies;

/// <summary>Regular solution, f = RT [c ln c + (1−c) ln(1−c) + χ c(1−c)] (Santos, Mater. Horiz. 2020, eqs 3 and 13). It separates into two phases where χ &gt; 2.</summary>
public readonly struct RegularSolution : IFreeEnergy
{
    /// <summary>Makes the law.</summary>
    /// <param name="interaction">χ; above 2 the mixture separates.</param>
    /// <param name="thermalEnergy">RT [J/mol]; 1 where a problem has no units.</param>
    /// <exception cref="ScenarioException">A parameter is not finite, or RT is not above 0.</exception>
    public RegularSolution(double interaction, double thermalEnergy = 1)
    {
        Interaction = Mixing.Finite(interaction, "interaction χ", "regular solution");
        ThermalEnergy = Mixing.ThermalEnergy(thermalEnergy, "regular solution");
    }

    /// <inheritdoc/>
    public string Kind => "regular_solution";

    /// <inheritdoc/>
    public CompositionDomain Domain => CompositionDomain.Unit;

    /// <summary>χ.</summary>
    public double Interaction { get; }

    /// <summary>RT [J/mol].</summary>
    public double ThermalEnergy { get; }

    /// <summary>The law at a temperature.</summary>
    /// <param name="interaction">χ at that temperature.</param>
    /// <param name="temperature">T [K].</param>
    public static RegularSolution At(double interaction, double temperature) => new(interaction, PhysicalConstants.GasConstant * temperature);

    /// <inheritdoc/>
    public T Density<T>(T c)
        where T : struct, IJet<T> => ThermalEnergy * (Mixing.Ideal(c) + (Interaction * (c * (1 - c))));
}

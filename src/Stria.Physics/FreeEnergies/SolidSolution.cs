using Stria.Core;
using Stria.Numerics.Jets;

namespace Stria.Physics.FreeEnergies;

/// <summary>A host that never separates, such as ζ-V₂O₅: f = RT [c ln c + (1−c) ln(1−c)] + μ₀ c + ½ A c², with RT/(c(1−c)) + A &gt; 0 everywhere.</summary>
/// <remarks>−F⁻¹ μ₀ is where the potential curve lies and A how steep it falls; A = −2 RT χ gives a regular solution of χ &lt; 2.</remarks>
public readonly struct SolidSolution : IFreeEnergy
{
    /// <summary>Makes the law.</summary>
    /// <param name="slope">A [J/mol], above −4 RT.</param>
    /// <param name="thermalEnergy">RT [J/mol]; 1 where a problem has no units.</param>
    /// <param name="offset">μ₀ [J/mol].</param>
    /// <exception cref="ScenarioException">A parameter is not finite, or the mixture would separate.</exception>
    public SolidSolution(double slope, double thermalEnergy = 1, double offset = 0)
    {
        Slope = Mixing.Finite(slope, "slope A", "solid solution");
        Offset = Mixing.Finite(offset, "offset μ₀", "solid solution");
        ThermalEnergy = Mixing.ThermalEnergy(thermalEnergy, "solid solution");
        if (slope <= -4 * thermalEnergy)
        {
            throw new ScenarioException(
                $"The slope A of the solid solution is {slope:G6} J/mol, at or below −4 RT = {-4 * thermalEnergy:G6} J/mol: such a mixture separates into two phases. Use regular_solution with χ = {-slope / (2 * thermalEnergy):G4}.");
        }
    }

    /// <inheritdoc/>
    public string Kind => "solid_solution";

    /// <inheritdoc/>
    public CompositionDomain Domain => CompositionDomain.Unit;

    /// <summary>A [J/mol].</summary>
    public double Slope { get; }

    /// <summary>RT [J/mol].</summary>
    public double ThermalEnergy { get; }

    /// <summary>μ₀ [J/mol].</summary>
    public double Offset { get; }

    /// <summary>The regular solution of an interaction below 2.</summary>
    /// <param name="interaction">χ.</param>
    /// <param name="thermalEnergy">RT [J/mol].</param>
    public static SolidSolution Regular(double interaction, double thermalEnergy = 1) => new(-2 * thermalEnergy * interaction, thermalEnergy, thermalEnergy * interaction);

    /// <inheritdoc/>
    public T Density<T>(T c)
        where T : struct, IJet<T> => (ThermalEnergy * Mixing.Ideal(c)) + (c * ((0.5 * Slope * c) + Offset));
}

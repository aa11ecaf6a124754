using Stria.Core;
using Stria.Numerics.Jets;

namespace Stria.Physics.FreeEnergies;

/// <summary>Excess energy in powers of 1 − 2c (Redlich and Kister, Ind. Eng. Chem. 1948): f = RT [c ln c + (1−c) ln(1−c)] + c(1−c) Σ L_k (1 − 2c)^k.</summary>
/// <remarks>As thermodynamic databases write it for vacancies and lithium with x_Va − x_Li = 1 − 2c. L₀ = RT χ alone is the regular solution.</remarks>
public readonly struct RedlichKister : IFreeEnergy
{
    private readonly double[] parameters;

    /// <summary>Makes the law.</summary>
    /// <param name="parameters">L₀, L₁ … [J/mol].</param>
    /// <param name="thermalEnergy">RT [J/mol]; 1 where a problem has no units.</param>
    /// <param name="offset">μ₀ [J/mol], potential of lithium in the full host against the empty one.</param>
    /// <exception cref="ScenarioException">There is no parameter or one is not finite.</exception>
    public RedlichKister(IReadOnlyList<double> parameters, double thermalEnergy = 1, double offset = 0)
    {
        if (parameters.Count == 0 || !parameters.All(double.IsFinite))
        {
            throw new ScenarioException($"A Redlich–Kister series needs at least one finite parameter L₀, L₁ …, not '{string.Join(", ", parameters)}'.");
        }

        (this.parameters, ThermalEnergy) = ([.. parameters], Mixing.ThermalEnergy(thermalEnergy, "Redlich–Kister series"));
        Offset = Mixing.Finite(offset, "offset μ₀", "Redlich–Kister series");
    }

    /// <inheritdoc/>
    public string Kind => "redlich_kister";

    /// <inheritdoc/>
    public CompositionDomain Domain => CompositionDomain.Unit;

    /// <summary>RT [J/mol].</summary>
    public double ThermalEnergy { get; }

    /// <summary>μ₀ [J/mol].</summary>
    public double Offset { get; }

    /// <inheritdoc/>
    public T Density<T>(T c)
        where T : struct, IJet<T>
    {
        T difference = 1 - (2 * c), sum = (0 * c) + parameters[^1];
        for (int k = parameters.Length - 2; k >= 0; k--)
        {
            sum = (sum * difference) + parameters[k];
        }

        return (ThermalEnergy * Mixing.Ideal(c)) + (c * (1 - c) * sum) + (Offset * c);
    }
}

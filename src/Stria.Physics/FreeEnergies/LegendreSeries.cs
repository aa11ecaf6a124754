using Stria.Core;
using Stria.Numerics.Jets;

namespace Stria.Physics.FreeEnergies;

/// <summary>Excess energy in Legendre polynomials of 2c − 1: f = RT [c ln c + (1−c) ln(1−c)] + c(1−c) Σ A_k P_k(2c − 1). The same functions as <see cref="RedlichKister"/> with parameters that hardly depend on each other in a fit.</summary>
public readonly struct LegendreSeries : IFreeEnergy
{
    private readonly double[] parameters;

    /// <summary>Makes the law.</summary>
    /// <param name="parameters">A₀, A₁ … [J/mol].</param>
    /// <param name="thermalEnergy">RT [J/mol]; 1 where a problem has no units.</param>
    /// <param name="offset">μ₀ [J/mol].</param>
    /// <exception cref="ScenarioException">There is no parameter or one is not finite.</exception>
    public LegendreSeries(IReadOnlyList<double> parameters, double thermalEnergy = 1, double offset = 0)
    {
        if (parameters.Count == 0 || !parameters.All(double.IsFinite))
        {
            throw new ScenarioException($"A Legendre series needs at least one finite parameter A₀, A₁ …, not '{string.Join(", ", parameters)}'.");
        }

        (this.parameters, ThermalEnergy) = ([.. parameters], Mixing.ThermalEnergy(thermalEnergy, "Legendre series"));
        Offset = Mixing.Finite(offset, "offset μ₀", "Legendre series");
    }

    /// <inheritdoc/>
    public string Kind => "legendre";

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
        T z = (2 * c) - 1, before = (0 * c) + 1, now = z, sum = parameters[0] * before;
        for (int k = 1; k < parameters.Length; k++)
        {
            sum += parameters[k] * now;
            (before, now) = (now, ((((2 * k) + 1.0) / (k + 1)) * (z * now)) - ((k / (k + 1.0)) * before));
        }

        return (ThermalEnergy * Mixing.Ideal(c)) + (c * (1 - c) * sum) + (Offset * c);
    }
}

using Stria.Core;

namespace Stria.Physics.Transport;

/// <summary>M = D c(1−c)/RT: hops need an ion and an empty site (Santos, Mater. Horiz. 2020, eq. 21, with the 1/RT that it lacks). With it, dilute ions diffuse with D.</summary>
public sealed class LatticeMobility : IMobility
{
    /// <summary>Makes the law.</summary>
    /// <param name="diffusivity">D/RT, above 0; in the units of a problem that counts potentials in RT, D alone.</param>
    /// <exception cref="ScenarioException">It is not above 0.</exception>
    public LatticeMobility(double diffusivity = 1) =>
        Diffusivity = diffusivity > 0 && double.IsFinite(diffusivity) ? diffusivity : throw new ScenarioException($"The diffusivity is {diffusivity:G6}; it must be above 0. Perhaps it is missing.");

    /// <inheritdoc/>
    public string Kind => "lattice";

    /// <inheritdoc/>
    public bool IsConstant => false;

    /// <inheritdoc/>
    public double Largest => Diffusivity / 4;

    /// <summary>D/RT.</summary>
    public double Diffusivity { get; }

    /// <inheritdoc/>
    public void Evaluate(ReadOnlySpan<double> composition, Span<double> mobility, Span<double> slope)
    {
        for (int i = 0; i < composition.Length; i++)
        {
            mobility[i] = Diffusivity * composition[i] * (1 - composition[i]);
        }

        for (int i = 0; i < slope.Length; i++)
        {
            slope[i] = Diffusivity * (1 - (2 * composition[i]));
        }
    }
}

using Stria.Core;
using Stria.Numerics.Jets;
using Stria.Physics.Thermodynamics;

namespace Stria.Physics.FreeEnergies;

/// <summary>Any polynomial, f = Σ a_k (c − c₀)^k: wells as a literature fit gives them.</summary>
public readonly struct PolynomialEnergy : IFreeEnergy
{
    private readonly double[] coefficients;

    /// <summary>Makes the law.</summary>
    /// <param name="coefficients">a₀, a₁ … [J/mol]; at least three, or it has no curvature.</param>
    /// <param name="origin">c₀.</param>
    /// <exception cref="ScenarioException">There are fewer than three coefficients or one is not finite.</exception>
    public PolynomialEnergy(IReadOnlyList<double> coefficients, double origin = 0)
    {
        if (coefficients.Count < 3 || !coefficients.All(double.IsFinite))
        {
            throw new ScenarioException($"A polynomial free energy needs at least three finite coefficients a₀, a₁, a₂ …, not {string.Join(", ", coefficients)}.");
        }

        (this.coefficients, Origin) = ([.. coefficients], Mixing.Finite(origin, "origin c₀", "polynomial"));
    }

    /// <inheritdoc/>
    public string Kind => "polynomial";

    /// <inheritdoc/>
    public CompositionDomain Domain => CompositionDomain.Unbounded;

    /// <summary>From 0 to 1, and half around the origin c₀.</summary>
    public CompositionInterval Window => new(Math.Min(0, Origin - 0.5), Math.Max(1, Origin + 0.5));

    /// <summary>c₀.</summary>
    public double Origin { get; }

    /// <inheritdoc/>
    public T Density<T>(T c)
        where T : struct, IJet<T>
    {
        T d = c - Origin;
        T sum = (coefficients[^1] * d) + coefficients[^2];
        for (int k = coefficients.Length - 3; k >= 0; k--)
        {
            sum = (sum * d) + coefficients[k];
        }

        return sum;
    }
}

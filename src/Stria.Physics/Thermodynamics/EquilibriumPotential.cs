using Stria.Matter;

namespace Stria.Physics.Thermodynamics;

/// <summary>The potential of an electrode against lithium metal, U = U₀ − μ/F, in equilibrium: level where two phases coexist.</summary>
public static class EquilibriumPotential
{
    /// <summary>U [V] of a chemical potential.</summary>
    /// <param name="potential">μ [J/mol].</param>
    /// <param name="standard">U₀ [V].</param>
    public static double Of(double potential, double standard = 0) => standard - (potential / PhysicalConstants.Faraday);

    /// <summary>U [V] at mean compositions.</summary>
    /// <param name="equilibria">The host.</param>
    /// <param name="compositions">Mean site fractions.</param>
    /// <param name="standard">U₀ [V].</param>
    public static double[] Curve(PhaseEquilibria equilibria, IReadOnlyList<double> compositions, double standard = 0) => [.. compositions.Select(c => Of(equilibria.Potential(c), standard))];
}

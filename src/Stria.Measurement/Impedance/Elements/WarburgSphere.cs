using System.Numerics;
using Stria.Numerics.Special;

namespace Stria.Measurement.Impedance.Elements;

/// <summary>Diffusion in a sphere, Z = R/(s coth(s) − 1), s = √(jωτ), τ = radius²/D</summary>
public sealed class WarburgSphere : ICircuitElement
{
    /// <inheritdoc/>
    public string Name => "Wsph";

    /// <inheritdoc/>
    public string Meaning => "Diffusion in a sphere, Z = R/(s coth(s) − 1), s = √(jωτ), τ = radius²/D";

    /// <inheritdoc/>
    public IReadOnlyList<ElementParameter> Parameters { get; } =
    [
        new("R", "Ω", ParameterRole.Resistance),
        new("tau", "s", ParameterRole.Time),
    ];

    /// <inheritdoc/>
    public bool TakesInterface => false;

    /// <inheritdoc/>
    public void Evaluate(in ElementEvaluation at)
    {
        double r = at.Parameters[0], tau = at.Parameters[1];
        Span<Complex> byR = at.Derivative(0), byTau = at.Derivative(1);
        for (int i = 0; i < at.Omega.Length; i++)
        {
            Complex squared = new(0, at.Omega[i] * tau), g = ComplexHyperbolic.ZCothZLess1(Complex.Sqrt(squared));
            byR[i] = 1 / g;
            at.Impedance[i] = r * byR[i];
            byTau[i] = -r / (2 * tau) * (squared - g - (g * g)) * byR[i] * byR[i]; // s dg/ds = s² − g − g²
        }
    }
}

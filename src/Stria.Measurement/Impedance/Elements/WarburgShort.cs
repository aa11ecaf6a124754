using System.Numerics;
using Stria.Numerics.Special;

namespace Stria.Measurement.Impedance.Elements;

/// <summary>Diffusion through a finite length (open at the far end), Z = R tanh(s)/s, s = √(jωτ), τ = L²/D</summary>
public sealed class WarburgShort : ICircuitElement
{
    /// <inheritdoc/>
    public string Name => "Ws";

    /// <inheritdoc/>
    public string Meaning => "Diffusion through a finite length (open at the far end), Z = R tanh(s)/s, s = √(jωτ), τ = L²/D";

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
            Complex s = Complex.Sqrt(new Complex(0, at.Omega[i] * tau));
            (Complex tanh, Complex sech) = ComplexHyperbolic.TanhSech(s);
            byR[i] = tanh / s;
            at.Impedance[i] = r * byR[i];
            byTau[i] = r / (2 * tau) * ((sech * sech) - byR[i]);
        }
    }
}

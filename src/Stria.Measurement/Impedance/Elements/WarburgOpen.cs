using System.Numerics;
using Stria.Numerics.Special;

namespace Stria.Measurement.Impedance.Elements;

/// <summary>Diffusion in a finite space (blocked at the far end), Z = R coth(s)/s, s = √(jωτ), τ = L²/D</summary>
public sealed class WarburgOpen : ICircuitElement
{
    /// <inheritdoc/>
    public string Name => "Wo";

    /// <inheritdoc/>
    public string Meaning => "Diffusion in a finite space (blocked at the far end), Z = R coth(s)/s, s = √(jωτ), τ = L²/D";

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
            (Complex coth, Complex csch) = ComplexHyperbolic.CothCsch(s);
            byR[i] = coth / s;
            at.Impedance[i] = r * byR[i];
            byTau[i] = -r / (2 * tau) * ((csch * csch) + byR[i]);
        }
    }
}

using System.Numerics;

namespace Stria.Measurement.Impedance.Elements;

/// <summary>Diffusion with reaction (Gerischer), Z = R/√(1 + jωτ)</summary>
public sealed class Gerischer : ICircuitElement
{
    /// <inheritdoc/>
    public string Name => "G";

    /// <inheritdoc/>
    public string Meaning => "Diffusion with reaction (Gerischer), Z = R/√(1 + jωτ)";

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
            Complex inside = new(1, at.Omega[i] * tau);
            byR[i] = 1 / Complex.Sqrt(inside);
            at.Impedance[i] = r * byR[i];
            byTau[i] = at.Impedance[i] * new Complex(0, -at.Omega[i] / 2) / inside;
        }
    }
}

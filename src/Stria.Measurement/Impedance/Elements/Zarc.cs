using System.Numerics;

namespace Stria.Measurement.Impedance.Elements;

/// <summary>Depressed arc, a resistor beside a constant phase element, Z = R/(1 + (jωτ)^α)</summary>
public sealed class Zarc : ICircuitElement
{
    /// <inheritdoc/>
    public string Name => "ZARC";

    /// <inheritdoc/>
    public string Meaning => "Depressed arc, a resistor beside a constant phase element, Z = R/(1 + (jωτ)^α)";

    /// <inheritdoc/>
    public IReadOnlyList<ElementParameter> Parameters { get; } =
    [
        new("R", "Ω", ParameterRole.Resistance),
        new("tau", "s", ParameterRole.Time),
        new("alpha", "1", ParameterRole.Exponent),
    ];

    /// <inheritdoc/>
    public bool TakesInterface => false;

    /// <inheritdoc/>
    public void Evaluate(in ElementEvaluation at)
    {
        double r = at.Parameters[0], tau = at.Parameters[1], alpha = at.Parameters[2];
        Span<Complex> byR = at.Derivative(0), byTau = at.Derivative(1), byAlpha = at.Derivative(2);
        for (int i = 0; i < at.Omega.Length; i++)
        {
            Complex log = new(Math.Log(at.Omega[i] * tau), Math.PI / 2), y = Complex.Exp(alpha * log), w = 1 / (1 + y), slope = -r * y * w * w;
            byR[i] = w;
            at.Impedance[i] = r * w;
            byTau[i] = slope * (alpha / tau);
            byAlpha[i] = slope * log;
        }
    }
}

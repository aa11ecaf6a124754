using System.Numerics;

namespace Stria.Measurement.Impedance.Elements;

/// <summary>Semi-infinite linear diffusion, Z = σ (1 − j)/√ω</summary>
public sealed class Warburg : ICircuitElement
{
    /// <inheritdoc/>
    public string Name => "W";

    /// <inheritdoc/>
    public string Meaning => "Semi-infinite linear diffusion, Z = σ (1 − j)/√ω";

    /// <inheritdoc/>
    public IReadOnlyList<ElementParameter> Parameters { get; } =
    [
        new("sigma", "Ω s^-1/2", ParameterRole.WarburgCoefficient),
    ];

    /// <inheritdoc/>
    public bool TakesInterface => false;

    /// <inheritdoc/>
    public void Evaluate(in ElementEvaluation at)
    {
        for (int i = 0; i < at.Omega.Length; i++)
        {
            double inverse = 1 / Math.Sqrt(at.Omega[i]);
            at.Derivatives[i] = new Complex(inverse, -inverse);
            at.Impedance[i] = at.Parameters[0] * at.Derivatives[i];
        }
    }
}

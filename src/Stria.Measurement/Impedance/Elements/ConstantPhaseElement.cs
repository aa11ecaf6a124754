using System.Numerics;

namespace Stria.Measurement.Impedance.Elements;

/// <summary>Constant phase element, Z = 1/(Q (jω)^α)</summary>
public sealed class ConstantPhaseElement : ICircuitElement
{
    /// <inheritdoc/>
    public string Name => "CPE";

    /// <inheritdoc/>
    public string Meaning => "Constant phase element, Z = 1/(Q (jω)^α)";

    /// <inheritdoc/>
    public IReadOnlyList<ElementParameter> Parameters { get; } =
    [
        new("Q", "S s^α", ParameterRole.PhaseElement),
        new("alpha", "1", ParameterRole.Exponent),
    ];

    /// <inheritdoc/>
    public bool TakesInterface => false;

    /// <inheritdoc/>
    public void Evaluate(in ElementEvaluation at)
    {
        double q = at.Parameters[0], alpha = at.Parameters[1];
        (double sin, double cos) = Math.SinCos(-alpha * Math.PI / 2);
        Span<Complex> byQ = at.Derivative(0), byAlpha = at.Derivative(1);
        for (int i = 0; i < at.Omega.Length; i++)
        {
            double log = Math.Log(at.Omega[i]), size = Math.Exp(-alpha * log) / q;
            Complex z = new(size * cos, size * sin);
            at.Impedance[i] = z;
            byQ[i] = -z / q;
            byAlpha[i] = -z * new Complex(log, Math.PI / 2);
        }
    }
}

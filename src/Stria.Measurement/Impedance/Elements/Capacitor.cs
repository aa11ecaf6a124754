using System.Numerics;

namespace Stria.Measurement.Impedance.Elements;

/// <summary>Capacitor, Z = 1/(jωC)</summary>
public sealed class Capacitor : ICircuitElement
{
    /// <inheritdoc/>
    public string Name => "C";

    /// <inheritdoc/>
    public string Meaning => "Capacitor, Z = 1/(jωC)";

    /// <inheritdoc/>
    public IReadOnlyList<ElementParameter> Parameters { get; } =
    [
        new("C", "F", ParameterRole.Capacitance),
    ];

    /// <inheritdoc/>
    public bool TakesInterface => false;

    /// <inheritdoc/>
    public void Evaluate(in ElementEvaluation at)
    {
        double capacitance = at.Parameters[0];
        for (int i = 0; i < at.Omega.Length; i++)
        {
            at.Impedance[i] = new Complex(0, -1 / (at.Omega[i] * capacitance));
            at.Derivatives[i] = -at.Impedance[i] / capacitance;
        }
    }
}

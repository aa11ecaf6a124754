using System.Numerics;

namespace Stria.Measurement.Impedance.Elements;

/// <summary>Resistor, Z = R</summary>
public sealed class Resistor : ICircuitElement
{
    /// <inheritdoc/>
    public string Name => "R";

    /// <inheritdoc/>
    public string Meaning => "Resistor, Z = R";

    /// <inheritdoc/>
    public IReadOnlyList<ElementParameter> Parameters { get; } =
    [
        new("R", "Ω", ParameterRole.Resistance),
    ];

    /// <inheritdoc/>
    public bool TakesInterface => false;

    /// <inheritdoc/>
    public void Evaluate(in ElementEvaluation at)
    {
        at.Impedance.Fill(at.Parameters[0]);
        at.Derivatives.Fill(Complex.One);
    }
}

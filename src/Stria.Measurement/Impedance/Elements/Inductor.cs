using System.Numerics;

namespace Stria.Measurement.Impedance.Elements;

/// <summary>Inductor, Z = jωL</summary>
public sealed class Inductor : ICircuitElement
{
    /// <inheritdoc/>
    public string Name => "L";

    /// <inheritdoc/>
    public string Meaning => "Inductor, Z = jωL";

    /// <inheritdoc/>
    public IReadOnlyList<ElementParameter> Parameters { get; } =
    [
        new("L", "H", ParameterRole.Inductance),
    ];

    /// <inheritdoc/>
    public bool TakesInterface => false;

    /// <inheritdoc/>
    public void Evaluate(in ElementEvaluation at)
    {
        for (int i = 0; i < at.Omega.Length; i++)
        {
            at.Impedance[i] = new Complex(0, at.Omega[i] * at.Parameters[0]);
            at.Derivatives[i] = new Complex(0, at.Omega[i]);
        }
    }
}

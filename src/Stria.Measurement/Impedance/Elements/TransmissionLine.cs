using System.Numerics;
using Stria.Numerics.Special;

namespace Stria.Measurement.Impedance.Elements;

/// <summary>Transmission line with an ionic rail, Z = Rion coth(v)/v, v = √(Rion/Zs), Zs the whole interface</summary>
public sealed class TransmissionLine : ICircuitElement
{
    /// <inheritdoc/>
    public string Name => "TLM";

    /// <inheritdoc/>
    public string Meaning => "Transmission line with an ionic rail, Z = Rion coth(v)/v, v = √(Rion/Zs), Zs the whole interface";

    /// <inheritdoc/>
    public IReadOnlyList<ElementParameter> Parameters { get; } =
    [
        new("Rion", "Ω", ParameterRole.Resistance),
    ];

    /// <inheritdoc/>
    public bool TakesInterface => true;

    /// <inheritdoc/>
    public void Evaluate(in ElementEvaluation at)
    {
        double r = at.Parameters[0];
        for (int i = 0; i < at.Omega.Length; i++)
        {
            Complex squared = r / at.Interface[i], v = Complex.Sqrt(squared);
            (Complex coth, Complex csch) = ComplexHyperbolic.CothCsch(v);
            Complex c = coth / v, csch2 = csch * csch;
            at.Impedance[i] = r * c;
            at.Derivatives[i] = (c - csch2) / 2;
            at.InterfaceDerivative[i] = squared / 2 * (csch2 + c);
        }
    }
}

using System.Numerics;
using Stria.Numerics.Special;

namespace Stria.Measurement.Impedance.Elements;

/// <summary>Transmission line with an ionic and an electronic rail, Z = [Ri Re (1 + 2/(v sinh v)) + (Ri² + Re²) coth(v)/v]/(Ri + Re), v = √((Ri + Re)/Zs)</summary>
public sealed class TwoRailLine : ICircuitElement
{
    /// <inheritdoc/>
    public string Name => "GTLM";

    /// <inheritdoc/>
    public string Meaning => "Transmission line with an ionic and an electronic rail, Z = [Ri Re (1 + 2/(v sinh v)) + (Ri² + Re²) coth(v)/v]/(Ri + Re), v = √((Ri + Re)/Zs)";

    /// <inheritdoc/>
    public IReadOnlyList<ElementParameter> Parameters { get; } =
    [
        new("Rion", "Ω", ParameterRole.Resistance),
        new("Rel", "Ω", ParameterRole.Resistance),
    ];

    /// <inheritdoc/>
    public bool TakesInterface => true;

    /// <inheritdoc/>
    public void Evaluate(in ElementEvaluation at)
    {
        double ri = at.Parameters[0], re = at.Parameters[1], sum = ri + re;
        Span<Complex> byIon = at.Derivative(0), byElectron = at.Derivative(1);
        for (int i = 0; i < at.Omega.Length; i++)
        {
            Complex zs = at.Interface[i], v = Complex.Sqrt(sum / zs);
            (Complex coth, Complex csch) = ComplexHyperbolic.CothCsch(v);
            Complex c = coth / v, k = csch / v;
            Complex z = ((ri * re * (1 + (2 * k))) + (((ri * ri) + (re * re)) * c)) / sum;

            // Slope of the numerator against ln v, by way of d(coth(v)/v)/d ln v and d(csch(v)/v)/d ln v.
            Complex slope = (-2 * ri * re * ((csch * coth) + k)) - (((ri * ri) + (re * re)) * ((csch * csch) + c));
            Complex common = (slope / (2 * sum)) - z;
            at.Impedance[i] = z;
            byIon[i] = ((re * (1 + (2 * k))) + (2 * ri * c) + common) / sum;
            byElectron[i] = ((ri * (1 + (2 * k))) + (2 * re * c) + common) / sum;
            at.InterfaceDerivative[i] = -slope / (2 * sum * zs);
        }
    }
}

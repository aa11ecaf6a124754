using Stria.Core;

namespace Stria.Physics.PhaseField.Spectral;

/// <summary>A cubic crystal in plane strain with its axes along x and y: B(n) = σ⁰:ε⁰ − (n·σ⁰) G(n) (σ⁰·n), G the inverse of the acoustic tensor.</summary>
public sealed class CubicCoherency : ICoherencySymbol
{
    private readonly double c11, c12, c44, strain, concentration, stress;

    /// <summary>Makes the symbol.</summary>
    /// <param name="moduli">C₁₁, C₁₂, C₄₄ [Pa].</param>
    /// <param name="strain">η, linear strain at c = 1.</param>
    /// <param name="maximumConcentration">C_max [mol/m³]; 1 where a problem has no units.</param>
    /// <param name="swellsAcross">Whether the host swells across the plane as well, as an isotropic strain does.</param>
    /// <exception cref="ScenarioException">The moduli are not those of a stable crystal.</exception>
    public CubicCoherency((double C11, double C12, double C44) moduli, double strain, double maximumConcentration = 1, bool swellsAcross = true)
    {
        (c11, c12, c44) = moduli;
        if (!(c11 > Math.Abs(c12) && c11 + (2 * c12) > 0 && c44 > 0 && maximumConcentration > 0))
        {
            throw new ScenarioException($"C₁₁ = {c11:G6}, C₁₂ = {c12:G6}, C₄₄ = {c44:G6} Pa are not the moduli of a stable cubic crystal, or C_max = {maximumConcentration:G6} is not above 0.");
        }

        (this.strain, concentration) = (strain, maximumConcentration);
        stress = (c11 + ((swellsAcross ? 2 : 1) * c12)) * strain;
        Bulk = ((2 * stress) + (swellsAcross ? (c11 + (2 * c12)) * strain : 0)) * strain / concentration;
    }

    /// <inheritdoc/>
    public string Kind => "cubic";

    // Energy of a body that may not move at all.
    private double Bulk { get; }

    /// <inheritdoc/>
    public double At(double alongX)
    {
        double x = alongX, y = 1 - alongX, xy = Math.Sqrt(Math.Max(0, x * y)), d = c11 - c12 - (2 * c44), cross = c12 + c44;
        double axx = (cross * x) + c44 + (d * x), ayy = (cross * y) + c44 + (d * y), axy = cross * xy;
        double relief = ((ayy * x) - (2 * axy * xy) + (axx * y)) / ((axx * ayy) - (axy * axy));
        return Bulk - (stress * stress * relief / concentration);
    }
}

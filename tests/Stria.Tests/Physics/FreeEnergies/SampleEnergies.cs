using Stria.Matter;
using Stria.Physics.FreeEnergies;

namespace Stria.Tests.Physics.FreeEnergies;

/// <summary>One law or more of each kind, with the parameters of real materials where there are some.</summary>
internal static class SampleEnergies
{
    /// <summary>RT at 298.15 K [J/mol].</summary>
    public const double ThermalEnergy = PhysicalConstants.GasConstant * 298.15;

    /// <summary>Windows and plateaus of LiₓV₂O₅ (Santos, Mater. Horiz. 2020: α to 0.1, ε 0.3 to 0.7, δ from 0.9; 3.39 and 3.20 V against lithium).</summary>
    public static MultiWell VanadiumPentoxide => new([Gap(0.1, 0.3, 3.39, 300), Gap(0.7, 0.9, 3.20, 250)], ThermalEnergy);

    /// <summary>The same with ε′ between ε and δ.</summary>
    public static MultiWell FourPhases => new([Gap(0.1, 0.3, 3.39, 300), Gap(0.4, 0.55, 3.30, 120), Gap(0.7, 0.9, 3.20, 250)], ThermalEnergy);

    public static IChemicalPotential[] All =>
    [
        new RegularSolution(2.5).ToChemicalPotential(), RegularSolution.At(3, 298.15).ToChemicalPotential(), new SolidSolution(4, 1, -2).ToChemicalPotential(),
        SolidSolution.Regular(1.2, ThermalEnergy).ToChemicalPotential(), new DoubleWell(5, 0.3, 0.7).ToChemicalPotential(), DoubleWell.OfBarrier(400, 0.1, 0.8, -3000).ToChemicalPotential(),
        new PolynomialEnergy([0.2, -1, 3, 2, 4, -0.5], 0.4).ToChemicalPotential(), VanadiumPentoxide.ToChemicalPotential(), FourPhases.ToChemicalPotential(),
        Table(0).ToChemicalPotential(), Table(ThermalEnergy).ToChemicalPotential(),
        new RedlichKister([7000, -900, 300], ThermalEnergy, -2e5).ToChemicalPotential(), new LegendreSeries([2.6, 0.3, -0.2, 0.1]).ToChemicalPotential(),
    ];

    public static TabulatedEnergy Table(double idealMixing)
    {
        double[] c = [.. Enumerable.Range(0, 21).Select(i => i / 20.0)];
        return new(c, [.. c.Select(x => (6000 * x * (1 - x)) + (500 * Math.Sin(5 * x)))], idealMixing);
    }

    private static MiscibilityGap Gap(double low, double high, double volts, double barrier) => new(low, high, -PhysicalConstants.Faraday * volts, barrier);
}

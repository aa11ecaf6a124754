using Stria.Core;
using Stria.Matter;

namespace Stria.Measurement.Cycling;

/// <summary>How much host the cell holds: turns charge into composition x of Li_xHost.</summary>
/// <param name="ActiveMass">Mass of the active material, without its lithium [kg].</param>
/// <param name="MolarMass">Molar mass of a formula unit of the host, without its lithium [kg/mol].</param>
/// <param name="IonCharge">Charge number of the ion: 1 for Li⁺, 2 for Mg²⁺.</param>
public sealed record HostAmount(MeasuredValue ActiveMass, double MolarMass, int IonCharge = 1)
{
    /// <summary>Faraday's constant [C/mol].</summary>
    public const double Faraday = PhysicalConstants.Faraday;

    /// <summary>Charge for one unit of x [C].</summary>
    /// <exception cref="ScenarioException">The mass or the molar mass is missing.</exception>
    public double ChargePerComposition =>
        ActiveMass.Positive("mass of the active material [kg]").Value / new MeasuredValue(MolarMass).Positive("molar mass of the host [kg/mol]").Value * Faraday * IonCharge;

    /// <summary>Specific capacity of one unit of x [mAh/g].</summary>
    public double SpecificCapacity_mAh_g => Faraday * IonCharge / MolarMass / 3600;

    /// <summary>From a formula with the ion's amount as x, such as LixV2O5: the host is the formula at x = 0.</summary>
    /// <param name="activeMass">Mass of the active material [kg].</param>
    /// <param name="formula">The formula.</param>
    /// <param name="ionCharge">Charge number of the ion.</param>
    public static HostAmount Of(MeasuredValue activeMass, ChemicalFormula formula, int ionCharge = 1) => new(activeMass, formula.At(0).MolarMass(), ionCharge);

    /// <summary>Specific charge of a charge [mAh/g].</summary>
    /// <param name="charge">Charge [C].</param>
    /// <exception cref="ScenarioException">The mass is missing.</exception>
    public double Specific_mAh_g(double charge) => charge / 3.6 / (ActiveMass.Positive("mass of the active material [kg]").Value * 1e3);

    /// <summary>Composition after a charge, which takes ions out of the host.</summary>
    /// <param name="start">x at the beginning.</param>
    /// <param name="charge">Charge passed since [C], positive on charge.</param>
    public double Composition(double start, double charge) => start - (charge / ChargePerComposition);
}

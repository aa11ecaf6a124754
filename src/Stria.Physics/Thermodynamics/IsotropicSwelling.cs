using Stria.Core;

namespace Stria.Physics.Thermodynamics;

/// <summary>An isotropic host that lithium swells alike in all directions: what elasticity needs to shift its phase equilibria.</summary>
public sealed record IsotropicSwelling
{
    /// <summary>Makes it.</summary>
    /// <param name="youngsModulus">E [Pa], above 0.</param>
    /// <param name="poissonRatio">ν, above −1 and below 0.5.</param>
    /// <param name="strain">η = Ω C_max/3, linear strain at c = 1.</param>
    /// <param name="maximumConcentration">C_max [mol/m³], above 0.</param>
    /// <exception cref="ScenarioException">A value is out of its range.</exception>
    public IsotropicSwelling(double youngsModulus, double poissonRatio, double strain, double maximumConcentration)
    {
        if (!(youngsModulus > 0 && poissonRatio > -1 && poissonRatio < 0.5 && double.IsFinite(strain) && maximumConcentration > 0))
        {
            throw new ScenarioException($"E = {youngsModulus:G6} Pa, ν = {poissonRatio:G6}, η = {strain:G6}, C_max = {maximumConcentration:G6} mol/m³: E and C_max must be above 0, ν between −1 and 0.5.");
        }

        (YoungsModulus, PoissonRatio, Strain, MaximumConcentration) = (youngsModulus, poissonRatio, strain, maximumConcentration);
    }

    /// <summary>E [Pa].</summary>
    public double YoungsModulus { get; }

    /// <summary>ν.</summary>
    public double PoissonRatio { get; }

    /// <summary>η, linear strain at c = 1.</summary>
    public double Strain { get; }

    /// <summary>C_max [mol/m³].</summary>
    public double MaximumConcentration { get; }

    /// <summary>What coherency adds to f″ across a flat boundary or wave, B = b RT [J/mol]: 2Eη²/((1−ν) C_max) in a bulk and in plane strain, Eη²/C_max in a sheet (plane stress).</summary>
    public double Coherency(CoherentBody body) => Rigidity(body == CoherentBody.Sheet ? HeldBy.Wire : HeldBy.Film) * Strain * Strain / MaximumConcentration;

    /// <summary>K of the elastic energy ½ K e² [J/m³] when a linear mismatch e is held: 2E/(1−ν) in both directions of a film, E along a wire, 3E/(1−2ν) on all sides.</summary>
    public double Rigidity(HeldBy held) => held switch
    {
        HeldBy.Film => 2 * YoungsModulus / (1 - PoissonRatio),
        HeldBy.Wire => YoungsModulus,
        _ => 3 * YoungsModulus / (1 - (2 * PoissonRatio)),
    };
}

/// <summary>What keeps two phases together.</summary>
public enum CoherentBody
{
    /// <summary>Three dimensions or plane strain: both directions along the boundary are held.</summary>
    Bulk,

    /// <summary>A thin sheet in plane stress: one direction is held.</summary>
    Sheet,
}

/// <summary>What imposes a strain on the host.</summary>
public enum HeldBy
{
    /// <summary>A substrate: both directions in the plane of a film; the third is free.</summary>
    Film,

    /// <summary>A bend or a pull: the long direction of a wire; the others are free.</summary>
    Wire,

    /// <summary>All sides.</summary>
    AllSides,
}

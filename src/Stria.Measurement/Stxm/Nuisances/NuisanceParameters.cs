namespace Stria.Measurement.Stxm;

/// <summary>A point in the space of all terms.</summary>
internal sealed record NuisanceParameters(double Shift_eV, double Stray, double Halo)
{
    private const double MostLight = 0.3, MostDeadTime = 0.3, MostVariance = 1;

    /// <summary>Relative error of differences of energy.</summary>
    public double Stretch { get; init; }

    /// <summary>Variance of the broadening [eV²].</summary>
    public double Variance { get; init; }

    /// <summary>Share of counts lost at the highest I₀.</summary>
    public double DeadTime { get; init; }

    /// <summary>Strength of the dichroism at each knot.</summary>
    public double[] Dichroism { get; init; } = [];

    /// <summary>Moves one coordinate; those that cannot be negative stop at zero.</summary>
    public NuisanceParameters Moved(NuisanceCoordinate which, double by) => which.Term switch
    {
        NuisanceTerm.EnergyShift => this with { Shift_eV = Shift_eV + by },
        NuisanceTerm.EnergyStretch => this with { Stretch = Stretch + by },
        NuisanceTerm.Broadening => this with { Variance = Math.Clamp(Variance + by, 0, MostVariance) },
        NuisanceTerm.StrayLight => this with { Stray = Math.Clamp(Stray + by, 0, MostLight) },
        NuisanceTerm.Halo => this with { Halo = Math.Clamp(Halo + by, 0, MostLight) },
        NuisanceTerm.DeadTime => this with { DeadTime = Math.Clamp(DeadTime + by, 0, MostDeadTime) },
        _ => this with { Dichroism = [.. Dichroism.Select((a, k) => k == which.Index ? a + by : a)] },
    };

    /// <summary>One coordinate.</summary>
    public double Value(NuisanceCoordinate which) => which.Term switch
    {
        NuisanceTerm.EnergyShift => Shift_eV,
        NuisanceTerm.EnergyStretch => Stretch,
        NuisanceTerm.Broadening => Variance,
        NuisanceTerm.StrayLight => Stray,
        NuisanceTerm.Halo => Halo,
        NuisanceTerm.DeadTime => DeadTime,
        _ => Dichroism[which.Index],
    };

    /// <summary>Without one term.</summary>
    public NuisanceParameters Without(NuisanceTerm term) => term switch
    {
        NuisanceTerm.EnergyShift => this with { Shift_eV = 0 },
        NuisanceTerm.EnergyStretch => this with { Stretch = 0 },
        NuisanceTerm.Broadening => this with { Variance = 0 },
        NuisanceTerm.StrayLight => this with { Stray = 0 },
        NuisanceTerm.Halo => this with { Halo = 0 },
        NuisanceTerm.DeadTime => this with { DeadTime = 0 },
        _ => this with { Dichroism = new double[Dichroism.Length] },
    };
}

/// <summary>One coordinate of the space of terms; the dichroism has one for each knot.</summary>
internal readonly record struct NuisanceCoordinate(NuisanceTerm Term, int Index = 0)
{
    /// <summary>Step of the numerical derivative.</summary>
    public double Step => Term switch
    {
        NuisanceTerm.EnergyShift => 0.01,
        NuisanceTerm.EnergyStretch => 3e-4,
        NuisanceTerm.Broadening => 0.01,
        NuisanceTerm.Dichroism => 0.02,
        _ => 0.003,
    };

    /// <summary>Whether it cannot be negative.</summary>
    public bool IsPositive => Term is NuisanceTerm.Broadening or NuisanceTerm.StrayLight or NuisanceTerm.DeadTime or NuisanceTerm.Halo;

    /// <summary>Longest step of one iteration.</summary>
    public double Longest => Term switch
    {
        NuisanceTerm.EnergyShift => 0.2,
        NuisanceTerm.EnergyStretch => 5e-3,
        _ => 0.1,
    };
}

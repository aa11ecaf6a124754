namespace Stria.Measurement.Cycling;

/// <summary>One cycle: a half cycle and the one after it.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="First">Its first half.</param>
/// <param name="Second">Its second half; null when the record ends before.</param>
public sealed record CycleResult(int Number, HalfCycle First, HalfCycle? Second)
{
    /// <summary>The charging half, or null.</summary>
    public HalfCycle? Charge => First.Kind == PhaseKind.Charge ? First : Second;

    /// <summary>The discharging half, or null.</summary>
    public HalfCycle? Discharge => First.Kind == PhaseKind.Discharge ? First : Second;

    /// <summary>Whether both halves are there and neither is cut off by the end of the record.</summary>
    public bool IsWhole => First.IsWhole && Second is { IsWhole: true };

    /// <summary>What came back of what went first: capacity of the second half over that of the first. NaN without a whole second.</summary>
    public double CoulombicEfficiency => IsWhole ? Second!.Capacity / First.Capacity : double.NaN;

    /// <summary>Energy of the discharge over energy of the charge; NaN without both, whole.</summary>
    public double EnergyEfficiency => IsWhole ? Discharge!.Energy / Charge!.Energy : double.NaN;

    /// <summary>δQ = (Q of the first half − Q of the second)/Q of the first: the capacity difference of Luo et al. (Nat. Mater. 2022, eq. 18), whose first half is the intercalation.</summary>
    public double CapacityDifference => 1 - CoulombicEfficiency;

    /// <summary>Mean potential on charge less that on discharge [V]; NaN without both, whole.</summary>
    public double Hysteresis => IsWhole ? Charge!.MeanPotential - Discharge!.MeanPotential : double.NaN;

    /// <summary>Charge at constant current and at constant potential [C], charging half; null without one.</summary>
    public (double ConstantCurrent, double Held)? ChargeSplit { get; init; }

    /// <summary>Charge at constant current and at constant potential [C], discharging half; null without one.</summary>
    public (double ConstantCurrent, double Held)? DischargeSplit { get; init; }

    /// <summary>C-rate of the discharge: measured current × 1 h over the nominal capacity; NaN without a nominal capacity or discharge.</summary>
    public required double DischargeRate { get; init; }

    /// <summary>C-rate of the charge, likewise, at constant current.</summary>
    public required double ChargeRate { get; init; }
}

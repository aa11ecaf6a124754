namespace Stria.Measurement.Cycling;

/// <summary>Capacity at a rate: successive cycles discharged with like current.</summary>
/// <param name="FirstCycle">The first of them.</param>
/// <param name="LastCycle">The last of them.</param>
/// <param name="Current">Mean discharge current [A].</param>
/// <param name="Rate">C-rate; NaN without a nominal capacity.</param>
/// <param name="Capacity">Mean discharge capacity with its standard deviation over the cycles [C].</param>
public sealed record RateCapability(int FirstCycle, int LastCycle, double Current, double Rate, MeasuredValue Capacity)
{
    private const double Like = 0.05;

    /// <summary>Groups cycles by current, in their order: a rate that is tried again later stands again. A discharge that the record cuts off counts in none.</summary>
    /// <param name="cycles">The cycles.</param>
    public static IReadOnlyList<RateCapability> Of(IReadOnlyList<CycleResult> cycles)
    {
        var groups = new List<List<CycleResult>>();
        foreach (CycleResult cycle in cycles.Where(c => c.Discharge is { IsWhole: true }))
        {
            double current = cycle.Discharge!.MeanCurrent;
            if (groups.Count > 0 && Math.Abs(current - groups[^1].Average(c => c.Discharge!.MeanCurrent)) <= Like * current)
            {
                groups[^1].Add(cycle);
            }
            else
            {
                groups.Add([cycle]);
            }
        }

        return
        [
            .. groups.Select(g => new RateCapability(
                g[0].Number, g[^1].Number, g.Average(c => c.Discharge!.MeanCurrent), g.Average(c => c.DischargeRate), Retention.Mean([.. g.Select(c => c.Discharge!.Capacity)]))),
        ];
    }
}

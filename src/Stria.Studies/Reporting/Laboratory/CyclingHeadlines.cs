using Stria.Measurement;
using Stria.Measurement.Cycling;

namespace Stria.Studies;

/// <summary>The numbers that answer what became of cycled cells; over several cells the mean with its standard deviation.</summary>
/// <param name="scenario">What was asked.</param>
/// <param name="cells">The cells.</param>
/// <param name="context">Where the numbers go.</param>
internal sealed class CyclingHeadlines(CyclingScenario scenario, IReadOnlyList<CycledTrace> cells, StudyContext context)
{
    private readonly CapacityScale scale = CapacityScale.Of(cells);
    private readonly string over = cells.Count > 1 ? $" (mean and sd of {cells.Count} cells)" : "";

    /// <summary>Reports them.</summary>
    public void Report()
    {
        context.Report(new Headline("cells", cells.Count, "1", "Cells"));
        context.Report(new Headline("cycles", cells.Max(c => c.Cycles.Count), "1", "Cycles"));
        Measured("charge_capacity_first", scale.Unit, "First charge", c => c.Cycles[0].Charge is { } h ? scale.Value(new MeasuredValue(h.Capacity), c.Facts) : null);
        Measured("discharge_capacity_first", scale.Unit, "First discharge", c => c.Cycles[0].Discharge is { } h ? scale.Value(new MeasuredValue(h.Capacity), c.Facts) : null);
        Mean("coulombic_efficiency_first", "1", "Coulombic efficiency of the first cycle", c => c.Cycles[0].CoulombicEfficiency, WhatIsFirst());
        Mean("capacity_difference_first", "1", "δQ of the first cycle (Nat. Mater. 2022, eq. 18)", c => c.Cycles[0].CapacityDifference, WhatIsFirst());
        Mean("energy_efficiency_first", "1", "Energy efficiency of the first cycle", c => c.Cycles[0].EnergyEfficiency);
        Mean("hysteresis_first", "V", "Hysteresis of the first cycle: mean potential on charge less that on discharge", c => c.Cycles[0].Hysteresis);
        Mean("coulombic_efficiency_later", "1", "Mean coulombic efficiency after the first cycle", c => Average(c.Cycles.Skip(1).Select(r => r.CoulombicEfficiency)));
        if (context.TryGet("", out IReadOnlyList<Retention>? retention) && retention.Count > scenario.Analysis.ReferenceCycle)
        {
            Retention last = retention[^1];
            context.Report(new Headline("retention", last.Share.Value, "1", $"Discharge capacity of cycle {last.Cycle} as a share of cycle {scenario.Analysis.ReferenceCycle}")
            {
                StandardDeviation = last.Cells > 1 && last.Share.Sigma > 1e-9 ? last.Share.Sigma : null,
                Note = last.Cells < cells.Count ? $"{last.Cells} of {cells.Count} cells came so far" : null,
            });
        }

        Measured("specific_current", "mA/g", "Discharge current of the first cycle per mass", c => c.Facts.Mass is { } m && c.Cycles[0].Discharge is { } h ? MeasuredValue.Product(h.MeanCurrent, (m, -1)) : null);
        Measured("c_rate_first", "1/h", "C-rate of the first discharge", c => double.IsFinite(c.Cycles[0].DischargeRate) ? new MeasuredValue(c.Cycles[0].DischargeRate, c.Cycles[0].DischargeRate * c.Facts.NominalCapacityRelative) : null);
        PlateauHeadlines();
    }

    private void Mean(string name, string unit, string meaning, Func<CycledTrace, double> of, string? note = null) =>
        Measured(name, unit, meaning, c => of(c) is var value && double.IsFinite(value) ? new MeasuredValue(value) : null, note);

    // One cell has the deviation of what it was reckoned with; several have that from cell to cell, in which it is contained.
    private void Measured(string name, string unit, string meaning, Func<CycledTrace, MeasuredValue?> of, string? note = null)
    {
        MeasuredValue[] values = [.. cells.Select(of).OfType<MeasuredValue>()];
        if (values.Length > 0)
        {
            MeasuredValue mean = values.Length == 1 ? values[0] : Retention.Mean([.. values.Select(v => v.Value)]);
            context.Report(new Headline(name, mean.Value, unit, meaning + (values.Length > 1 ? over : "")) { StandardDeviation = mean.Sigma > 1e-9 * Math.Abs(mean.Value) ? mean.Sigma : null, Note = note });
        }
    }

    private string WhatIsFirst() => cells[0].Cycles[0].First.Kind == PhaseKind.Discharge
        ? "the cell was discharged first"
        : "the cell was charged first: what came back is the discharge";

    // The largest plateaus of the first shown cycle of the first cell.
    private void PlateauHeadlines()
    {
        foreach (PhaseKind kind in (PhaseKind[])[PhaseKind.Charge, PhaseKind.Discharge])
        {
            CycleCurves? curve = cells[0].Curves.FirstOrDefault(k => k.Half.Kind == kind && k.Capacity is not null);
            CapacityPeak[] peaks = [.. curve?.Capacity!.Peaks.OrderByDescending(p => p.Charge).Take(2) ?? []];
            for (int i = 0; i < peaks.Length; i++)
            {
                context.Report(new Headline($"{Words.Of(kind)}_plateau_{i + 1}", peaks[i].Potential.Value, "V", $"{(i == 0 ? "Largest" : "Second largest")} plateau of the {Words.Of(kind)} of cycle {curve!.Cycle} (peak of dQ/dU)")
                {
                    StandardDeviation = peaks[i].Potential.Sigma,
                });
            }
        }
    }

    private static double Average(IEnumerable<double> values) => values.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();
}

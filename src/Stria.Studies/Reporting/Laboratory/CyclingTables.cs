using Stria.Core;
using Stria.Files;
using Stria.Measurement;
using Stria.Measurement.Cycling;

namespace Stria.Studies;

/// <summary>Writes the tables of cycled cells and reports their headline numbers.</summary>
/// <param name="scenario">What was asked.</param>
/// <param name="cells">The cells with what was found.</param>
/// <param name="context">Where tables and numbers go.</param>
internal sealed class CyclingTables(CyclingScenario scenario, IReadOnlyList<CycledTrace> cells, StudyContext context)
{
    private const int MostLinesPerHalf = 400;
    private readonly CapacityScale scale = CapacityScale.Of(cells);

    /// <summary>Writes all of them.</summary>
    public void Write()
    {
        Cycles();
        RetentionTable();
        Rates();
        Peaks();
        Curves();
        Slippage();
        Rests();
        Potentials();
        new CyclingHeadlines(scenario, cells, context).Report();
    }

    private void Cycles()
    {
        (CycledTrace Cell, CycleResult Cycle)[] rows = [.. cells.SelectMany(c => c.Cycles.Select(r => (c, r)))];
        CsvColumn Number(string name, string unit, Func<CycleResult, double> of) => new(name, unit, rows.Select(r => of(r.Cycle)));
        CsvColumn Charge(string name, Func<CycleResult, double?> of) => new(name, "mAh", rows.Select(r => (of(r.Cycle) ?? double.NaN) / 3.6));
        CsvColumn PerMass(string name, Func<CycleResult, double?> of) =>
            new(name, "mAh/g", rows.Select(r => r.Cell.Facts.Mass is { } m ? (of(r.Cycle) ?? double.NaN) / 3.6 / (m.Value * 1e3) : double.NaN));
        CsvColumn PerFormula(string name, Func<CycleResult, HalfCycle?> of) =>
            new(name, "1", rows.Select(r => of(r.Cycle) is { } half && r.Cell.Facts.Host is { } host ? half.Capacity / host.ChargePerComposition : double.NaN));
        CsvTable.Write(
            context.Table("cycles.csv", "Cycle by cycle (current and charge positive on charge; an empty cell was not measured or not known)"),
            new CsvColumn("cell", rows.Select(r => r.Cell.Name)),
            Number("cycle", "1", r => r.Number),
            Charge("charge capacity", r => r.Charge?.Capacity),
            Charge("discharge capacity", r => r.Discharge?.Capacity),
            PerMass("specific charge capacity", r => r.Charge?.Capacity),
            PerMass("specific discharge capacity", r => r.Discharge?.Capacity),
            PerFormula("ions per formula, charge", r => r.Charge),
            PerFormula("ions per formula, discharge", r => r.Discharge),
            Number("coulombic efficiency", "1", r => r.CoulombicEfficiency),
            new CsvColumn("discharge over the charge before it", "1", rows.Select(r => Before(r.Cell, r.Cycle))),
            Number("energy efficiency", "1", r => r.EnergyEfficiency),
            Number("capacity difference dQ (eq. 18)", "1", r => r.CapacityDifference),
            Number("mean charge potential", "V", r => r.Charge?.MeanPotential ?? double.NaN),
            Number("mean discharge potential", "V", r => r.Discharge?.MeanPotential ?? double.NaN),
            Number("hysteresis", "V", r => r.Hysteresis),
            Number("charge energy", "mWh", r => (r.Charge?.Energy ?? double.NaN) / 3.6),
            Number("discharge energy", "mWh", r => (r.Discharge?.Energy ?? double.NaN) / 3.6),
            Number("charge current", "mA", r => (r.Charge?.MeanCurrent ?? double.NaN) * 1e3),
            Number("discharge current", "mA", r => (r.Discharge?.MeanCurrent ?? double.NaN) * 1e3),
            Number("charge C-rate", "1/h", r => r.ChargeRate),
            Number("discharge C-rate", "1/h", r => r.DischargeRate),
            Charge("charge capacity at constant current", r => r.ChargeSplit?.ConstantCurrent),
            Charge("charge capacity at held potential", r => r.ChargeSplit?.Held),
            Charge("discharge capacity at constant current", r => r.DischargeSplit?.ConstantCurrent),
            Charge("discharge capacity at held potential", r => r.DischargeSplit?.Held),
            new CsvColumn("relative sd of the mass (common to all values per mass and all x of a cell)", "1", rows.Select(r => r.Cell.Facts.Mass?.Relative ?? double.NaN)),
            new CsvColumn("x after charge", "1", rows.Select(r => AtEnd(r.Cell, r.Cycle.Charge))),
            new CsvColumn("x after discharge", "1", rows.Select(r => AtEnd(r.Cell, r.Cycle.Discharge))),
            Number("start", "s", r => r.First.StartTime),
            Number("end", "s", r => (r.Second ?? r.First).EndTime),
            new CsvColumn("whole", rows.Select(r => r.Cycle.IsWhole ? "yes" : "no")));
    }

    // For cells that begin with a discharge, whose cycles pair it with the charge after it.
    private static double Before(CycledTrace cell, CycleResult cycle)
    {
        HalfCycle? charge = cycle.First.Kind == PhaseKind.Charge ? cycle.First : cycle.Number > 1 ? cell.Cycles[cycle.Number - 2].Second : null;
        return charge is not null && cycle.Discharge is { IsWhole: true } discharge ? discharge.Capacity / charge.Capacity : double.NaN;
    }

    private static double AtEnd(CycledTrace cell, HalfCycle? half) => cell.Composition is { } x && half is not null ? x[half.Last] : double.NaN;

    /// <summary>Discharge capacities of the cells, cycle by cycle, in the common unit; as far as each cell was discharged to the end.</summary>
    public static double[][] DischargeCapacities(IReadOnlyList<CycledTrace> cells, CapacityScale scale) =>
        [.. cells.Select(c => c.Cycles.TakeWhile(r => r.Discharge is { IsWhole: true }).Select(r => scale.Value(r.Discharge!.Capacity, c.Facts)).ToArray())];

    private void RetentionTable()
    {
        double[][] capacities = DischargeCapacities(cells, scale);
        if (capacities.Any(c => c.Length < scenario.Analysis.ReferenceCycle || !(c[scenario.Analysis.ReferenceCycle - 1] > 0)))
        {
            context.Say(Remark.Note($"Not every cell was discharged in cycle {scenario.Analysis.ReferenceCycle}, which was to count as 100 %: no retention is given."));
            return;
        }

        IReadOnlyList<Retention> rows = Retention.Of(capacities, scenario.Analysis.ReferenceCycle);
        context.Put(rows);
        CsvTable.Write(
            context.Table("retention.csv", $"Discharge capacity and its share of cycle {scenario.Analysis.ReferenceCycle}: mean and standard deviation over the cells"),
            new CsvColumn("cycle", "1", rows.Select(r => (double)r.Cycle)),
            new CsvColumn("cells", "1", rows.Select(r => (double)r.Cells)),
            new CsvColumn("discharge capacity", scale.Unit, rows.Select(r => r.Capacity.Value)),
            new CsvColumn("sd of discharge capacity", scale.Unit, rows.Select(r => r.Capacity.Sigma)),
            new CsvColumn("retention", "1", rows.Select(r => r.Share.Value)),
            new CsvColumn("sd of retention", "1", rows.Select(r => r.Share.Sigma)));
    }

    private void Rates()
    {
        (CycledTrace Cell, RateCapability Rate)[] rows = [.. cells.SelectMany(c => c.Rates.Select(r => (c, r)))];
        if (rows.Length > 0)
        {
            CsvTable.Write(
                context.Table("rates.csv", "Rate capability: successive cycles of like discharge current (within 5 %)"),
                new CsvColumn("cell", rows.Select(r => r.Cell.Name)),
                new CsvColumn("first cycle", "1", rows.Select(r => (double)r.Rate.FirstCycle)),
                new CsvColumn("last cycle", "1", rows.Select(r => (double)r.Rate.LastCycle)),
                new CsvColumn("discharge current", "mA", rows.Select(r => r.Rate.Current * 1e3)),
                new CsvColumn("C-rate", "1/h", rows.Select(r => r.Rate.Rate)),
                new CsvColumn("discharge capacity", scale.Unit, rows.Select(r => scale.Value(r.Rate.Capacity.Value, r.Cell.Facts))),
                new CsvColumn("sd over the cycles", scale.Unit, rows.Select(r => scale.Value(r.Rate.Capacity.Sigma, r.Cell.Facts))));
        }
    }

    private void Peaks()
    {
        var rows = cells.SelectMany(c => c.Curves.Where(k => k.Capacity is not null).SelectMany(k => k.Capacity!.Peaks.Select(p => (Cell: c, Curve: k, Peak: p)))).ToList();
        CsvTable.Write(
            context.Table("peaks.csv", "Peaks of dQ/dU: plateaus, with standard deviations"),
            new CsvColumn("cell", rows.Select(r => r.Cell.Name)),
            new CsvColumn("cycle", "1", rows.Select(r => (double)r.Curve.Cycle)),
            new CsvColumn("half", rows.Select(r => Words.Of(r.Curve.Half.Kind))),
            new CsvColumn("potential", "V", rows.Select(r => r.Peak.Potential.Value)),
            new CsvColumn("sd of potential", "V", rows.Select(r => r.Peak.Potential.Sigma)),
            new CsvColumn("height", scale.PerVolt, rows.Select(r => scale.Value(r.Peak.Height, r.Cell.Facts))),
            new CsvColumn("charge", scale.Unit, rows.Select(r => scale.Value(r.Peak.Charge, r.Cell.Facts))),
            new CsvColumn("full width at half height", "V", rows.Select(r => r.Peak.Width)),
            new CsvColumn("height above the valley in standard deviations", "1", rows.Select(r => r.Peak.Significance)));
        var used = cells.SelectMany(c => c.Curves.Where(k => k.Voltage is not null).SelectMany(k => k.Voltage!.Peaks.Select(p => (Cell: c, Curve: k, Peak: p)))).ToList();
        CsvTable.Write(
            context.Table("dudq-peaks.csv", "Peaks of |dU/dQ|: where a phase is used up"),
            new CsvColumn("cell", used.Select(r => r.Cell.Name)),
            new CsvColumn("cycle", "1", used.Select(r => (double)r.Curve.Cycle)),
            new CsvColumn("half", used.Select(r => Words.Of(r.Curve.Half.Kind))),
            new CsvColumn(scale.Unit == "mAh" ? "charge" : "specific charge", scale.Unit, used.Select(r => scale.Value(r.Peak.Charge, r.Cell.Facts))),
            new CsvColumn("dU/dQ", $"V/({scale.Unit})", used.Select(r => r.Peak.Slope.Value / scale.Value(1, r.Cell.Facts))),
            new CsvColumn("sd of dU/dQ", $"V/({scale.Unit})", used.Select(r => r.Peak.Slope.Sigma / scale.Value(1, r.Cell.Facts))));
    }

    private void Curves()
    {
        var capacity = cells.SelectMany(c => c.Curves.Where(k => k.Capacity is not null).SelectMany(k => k.Capacity!.Potentials.Select((u, i) => (Cell: c, Curve: k, U: u, I: i)))).ToList();
        CsvTable.Write(
            context.Table("dqdu.csv", "Incremental capacity dQ/dU against potential, with its standard deviation"),
            new CsvColumn("cell", capacity.Select(r => r.Cell.Name)),
            new CsvColumn("cycle", "1", capacity.Select(r => (double)r.Curve.Cycle)),
            new CsvColumn("half", capacity.Select(r => Words.Of(r.Curve.Half.Kind))),
            new CsvColumn("potential", "V", capacity.Select(r => r.U)),
            new CsvColumn("dQ/dU", scale.PerVolt, capacity.Select(r => scale.Value(r.Curve.Capacity!.Density[r.I], r.Cell.Facts))),
            new CsvColumn("sd of dQ/dU", scale.PerVolt, capacity.Select(r => scale.Value(r.Curve.Capacity!.Sigma[r.I], r.Cell.Facts))));
        var voltage = cells.SelectMany(c => c.Curves.Where(k => k.Voltage is not null).SelectMany(k => k.Voltage!.Charges.Select((q, i) => (Cell: c, Curve: k, Q: q, I: i)))).ToList();
        CsvTable.Write(
            context.Table("dudq.csv", "Differential voltage dU/dQ against charge, with its standard deviation"),
            new CsvColumn("cell", voltage.Select(r => r.Cell.Name)),
            new CsvColumn("cycle", "1", voltage.Select(r => (double)r.Curve.Cycle)),
            new CsvColumn("half", voltage.Select(r => Words.Of(r.Curve.Half.Kind))),
            new CsvColumn("charge", scale.Unit, voltage.Select(r => scale.Value(r.Q, r.Cell.Facts))),
            new CsvColumn("potential", "V", voltage.Select(r => r.Curve.Voltage!.Potentials[r.I])),
            new CsvColumn("dU/dQ", $"V/({scale.Unit})", voltage.Select(r => r.Curve.Voltage!.Slopes[r.I] / scale.Value(1, r.Cell.Facts))),
            new CsvColumn("sd of dU/dQ", $"V/({scale.Unit})", voltage.Select(r => r.Curve.Voltage!.Sigma[r.I] / scale.Value(1, r.Cell.Facts))));
    }

    private void Slippage()
    {
        (string Name, EndPointSlippage Ends)[] rows = [.. cells.Where(c => c.Slippage is not null).Select(c => (c.Name, c.Slippage!))];
        CsvTable.Write(
            context.Table("slippage.csv", "Creep of the ends of charge and discharge along the axis of charge, per cycle"),
            new CsvColumn("cell", rows.Select(r => r.Name)),
            new CsvColumn("slippage of charge ends", "mAh", rows.Select(r => r.Ends.ChargeSlippage.Value / 3.6)),
            new CsvColumn("sd of slippage of charge ends", "mAh", rows.Select(r => Finite(r.Ends.ChargeSlippage.Sigma) / 3.6)),
            new CsvColumn("slippage of discharge ends", "mAh", rows.Select(r => r.Ends.DischargeSlippage.Value / 3.6)),
            new CsvColumn("sd of slippage of discharge ends", "mAh", rows.Select(r => Finite(r.Ends.DischargeSlippage.Sigma) / 3.6)));
    }

    private void Rests()
    {
        (string Name, SelfDischarge Decay, MeasuredValue? Current)[] rows = [.. cells.SelectMany(c => c.Rests.Select(r => (c.Name, r.Decay, r.IncrementalCapacity is { } q ? (MeasuredValue?)r.Decay.Current(q) : null)))];
        if (rows.Length > 0)
        {
            CsvTable.Write(
                context.Table("rests.csv", "Open-circuit decay over the last half of each long rest, and the current that would explain it"),
                new CsvColumn("cell", rows.Select(r => r.Name)),
                new CsvColumn("start", "s", rows.Select(r => r.Decay.Rest.StartTime)),
                new CsvColumn("length", "s", rows.Select(r => r.Decay.Rest.Duration)),
                new CsvColumn("dU/dt", "mV/h", rows.Select(r => r.Decay.Rate.Value * 3.6e6)),
                new CsvColumn("sd of dU/dt", "mV/h", rows.Select(r => r.Decay.Rate.Sigma * 3.6e6)),
                new CsvColumn("change of potential", "mV", rows.Select(r => r.Decay.Loss * 1e3)),
                new CsvColumn("self-discharge current", "µA", rows.Select(r => (r.Current?.Value ?? double.NaN) * 1e6)),
                new CsvColumn("sd of self-discharge current", "µA", rows.Select(r => (r.Current?.Sigma ?? double.NaN) * 1e6)));
        }
    }

    // Profiles thinned out to what a plot shows: every so-many-th line, and the ends.
    private void Potentials()
    {
        var rows = cells.SelectMany(c => c.Curves.SelectMany(k => HalfCycleProfile.Lines(c.Record.Trace, k.Half, MostLinesPerHalf).Select(l => (Cell: c, Curve: k, l.Line, l.Charge)))).ToList();
        CsvTable.Write(
            context.Table("profiles.csv", "Potential against the charge of each half cycle that is shown, and x where mass, formula and x at the beginning are known"),
            new CsvColumn("cell", rows.Select(r => r.Cell.Name)),
            new CsvColumn("cycle", "1", rows.Select(r => (double)r.Curve.Cycle)),
            new CsvColumn("half", rows.Select(r => Words.Of(r.Curve.Half.Kind))),
            new CsvColumn("time", "s", rows.Select(r => r.Cell.Record.Trace.Times[r.Line])),
            new CsvColumn("current", "mA", rows.Select(r => r.Cell.Record.Trace.Currents[r.Line] * 1e3)),
            new CsvColumn("charge", scale.Unit, rows.Select(r => scale.Value(r.Charge, r.Cell.Facts))),
            new CsvColumn("x", "1", rows.Select(r => r.Cell.Composition is { } x ? x[r.Line] : double.NaN)),
            new CsvColumn("potential", "V", rows.Select(r => r.Cell.Record.Trace.Potentials[r.Line])));
    }

    private static double Finite(double value) => double.IsFinite(value) ? value : double.NaN;
}

using Stria.Core;
using Stria.Files;
using Stria.Measurement;
using Stria.Measurement.Cycling;

namespace Stria.Studies;

/// <summary>Writes the tables of voltammograms and reports their headline numbers.</summary>
internal static class VoltammetryTables
{
    /// <summary>Writes peaks and polarisations.</summary>
    public static void Write(IReadOnlyList<CycledTrace> cells, StudyContext context)
    {
        Peaks(cells, context);
        (CycledTrace Cell, VoltammetryPeak Oxidation, VoltammetryPeak Reduction, MeasuredValue Separation)[] pairs =
            [.. cells.SelectMany(c => CyclicVoltammetry.Polarisation(c.Peaks).Select(p => (c, p.Oxidation, p.Reduction, p.Separation)))];
        CsvTable.Write(
            context.Table("polarisation.csv", "Polarisation: oxidation peaks less the reductions they belong to"),
            new CsvColumn("cell", pairs.Select(p => p.Cell.Name)),
            new CsvColumn("reduction sweep", "1", pairs.Select(p => (double)p.Reduction.Sweep)),
            new CsvColumn("reduction", "V", pairs.Select(p => p.Reduction.Potential.Value)),
            new CsvColumn("oxidation", "V", pairs.Select(p => p.Oxidation.Potential.Value)),
            new CsvColumn("polarisation", "V", pairs.Select(p => p.Separation.Value)),
            new CsvColumn("sd of polarisation", "V", pairs.Select(p => p.Separation.Sigma)));
        context.Report(new Headline("cells", cells.Count, "1", "Cells"));
        context.Report(new Headline("sweeps", cells.Max(c => CyclicVoltammetry.Sweeps(c.Record.Trace).Count), "1", "Sweeps of the potential"));
        context.Report(new Headline("sweep_rate", Rate(cells[0].Record.Trace) * 1e3, "mV/s", $"Sweep rate of {cells[0].Name}"));
        foreach ((VoltammetryPeak peak, int i) in cells[0].Peaks.OrderByDescending(p => Math.Abs(p.Current.Value)).Take(4).OrderBy(p => p.Potential.Value).Select((p, i) => (p, i)))
        {
            context.Report(new Headline($"peak_{i + 1}", peak.Potential.Value, "V", $"{(peak.Rising ? "Oxidation" : "Reduction")} peak in sweep {peak.Sweep}") { StandardDeviation = peak.Potential.Sigma });
        }

        if (pairs.Length > 0)
        {
            context.Report(new Headline("polarisation", pairs[0].Separation.Value, "V", $"Polarisation of the first pair of peaks ({pairs[0].Reduction.Potential.Value:f3} V and {pairs[0].Oxidation.Potential.Value:f3} V)") { StandardDeviation = pairs[0].Separation.Sigma });
        }

        if (cells.All(c => c.Peaks.Count == 0))
        {
            context.Say(Remark.Warning("No peak of the current stands out of the noise in any sweep."));
        }
    }

    private static void Peaks(IReadOnlyList<CycledTrace> cells, StudyContext context)
    {
        (CycledTrace Cell, VoltammetryPeak Peak)[] rows = [.. cells.SelectMany(c => c.Peaks.Select(p => (c, p)))];
        CsvTable.Write(
            context.Table("peaks.csv", "Peaks of the current (positive on oxidation; no base line taken off)"),
            new CsvColumn("cell", rows.Select(r => r.Cell.Name)),
            new CsvColumn("sweep", "1", rows.Select(r => (double)r.Peak.Sweep)),
            new CsvColumn("direction", rows.Select(r => r.Peak.Rising ? "oxidation" : "reduction")),
            new CsvColumn("potential", "V", rows.Select(r => r.Peak.Potential.Value)),
            new CsvColumn("sd of potential", "V", rows.Select(r => r.Peak.Potential.Sigma)),
            new CsvColumn("current", "mA", rows.Select(r => r.Peak.Current.Value * 1e3)),
            new CsvColumn("sd of current", "mA", rows.Select(r => r.Peak.Current.Sigma * 1e3)),
            new CsvColumn("current density", "mA/cm²", rows.Select(r => r.Cell.Facts.Area is { } a ? r.Peak.Current.Value * 1e3 / (a.Value * 1e4) : double.NaN)));
    }

    private static double Rate(CyclerTrace trace)
    {
        (int first, int last, _) = CyclicVoltammetry.Sweeps(trace).MaxBy(s => s.Last - s.First);
        return Math.Abs((trace.Potentials[last] - trace.Potentials[first]) / (trace.Times[last] - trace.Times[first]));
    }
}

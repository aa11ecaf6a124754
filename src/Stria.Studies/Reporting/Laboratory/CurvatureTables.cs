using Stria.Files;
using Stria.Measurement.Curvature;
using Stria.Measurement.Cycling;

namespace Stria.Studies;

/// <summary>Writes the tables of a curvature study.</summary>
internal static class CurvatureTables
{
    private const double Megapascal = 1e6;

    /// <summary>Writes stress.csv on the lines of the trace, the stress of each cycle, and the curvature as it was measured.</summary>
    public static void Write(BentElectrode electrode, StudyContext context)
    {
        StressRecord stress = electrode.Stress!;
        double[] along = stress.Along(electrode.Trace), charge = TracePhases.Charges(electrode.Trace);
        int[] lines = [.. Enumerable.Range(0, electrode.Trace.Count).Where(i => double.IsFinite(along[i]))];
        CsvTable.Write(
            context.Table("stress.csv", "Stress at the lines of the cycler's trace (tension positive; current and charge positive on charge)"),
            new CsvColumn("time", "s", lines.Select(i => electrode.Trace.Times[i])),
            new CsvColumn("current", "mA", lines.Select(i => electrode.Trace.Currents[i] * 1e3)),
            new CsvColumn("potential", "V", lines.Select(i => electrode.Trace.Potentials[i])),
            new CsvColumn("charge", "mAh", lines.Select(i => charge[i] / 3.6)),
            new CsvColumn("x", "1", lines.Select(i => electrode.Composition?[i] ?? double.NaN)),
            new CsvColumn("stress", "MPa", lines.Select(i => along[i] / Megapascal)),
            new CsvColumn("sd of stress", "MPa", lines.Select(i => stress.SigmaAt(electrode.Trace.Times[i], along[i]) / Megapascal)));
        CsvTable.Write(
            context.Table("stress-cycles.csv", "Stress cycle by cycle"),
            new CsvColumn("cycle", "1", stress.Cycles.Select(c => (double)c.Number)),
            new CsvColumn("change in the first half", "MPa", stress.Cycles.Select(c => c.FirstHalf / Megapascal)),
            new CsvColumn("sd of that change", "MPa", stress.Cycles.Select(c => stress.SigmaOfChange(c.StartTime, c.TurnTime, c.FirstHalf) / Megapascal)),
            new CsvColumn("change in the second half", "MPa", stress.Cycles.Select(c => c.SecondHalf / Megapascal)),
            new CsvColumn("sd of this change", "MPa", stress.Cycles.Select(c => stress.SigmaOfChange(c.TurnTime, c.EndTime, c.SecondHalf) / Megapascal)),
            new CsvColumn("span", "MPa", stress.Cycles.Select(c => c.Span / Megapascal)),
            new CsvColumn("sd of span", "MPa", stress.Cycles.Select(c => stress.SigmaOfChange(c.StartTime, c.EndTime, c.Span) / Megapascal)),
            new CsvColumn("accumulated since the beginning", "MPa", stress.Cycles.Select(c => c.Accumulated / Megapascal)),
            new CsvColumn("sd of accumulated", "MPa", stress.Cycles.Select(c => stress.SigmaAt(c.EndTime, c.Accumulated) / Megapascal)));
        CsvTable.Write(
            context.Table("curvature.csv", "Curvature as measured, the drift that was removed, and the stress"),
            new CsvColumn("time", "s", electrode.Curvature.Times),
            new CsvColumn("curvature", "1/m", electrode.Curvature.Curvatures),
            new CsvColumn("drift", "1/m", electrode.Curvature.Times.Select(t => stress.Drift?.At(t) ?? 0)),
            new CsvColumn("stress", "MPa", stress.Stresses.Select(s => s / Megapascal)));
    }

    /// <summary>Writes the curvature of each profile.</summary>
    public static void Write(BentPlate plate, StudyContext context) => CsvTable.Write(
        context.Table("profiles.csv", "Curvature of each profile, from its best parabola"),
        new CsvColumn("profile", plate.Curvatures.Select(c => c.Name)),
        new CsvColumn("curvature", "1/m", plate.Curvatures.Select(c => c.Curvature.Value)),
        new CsvColumn("sd of curvature", "1/m", plate.Curvatures.Select(c => c.Curvature.Sigma)),
        new CsvColumn("radius", "m", plate.Curvatures.Select(c => 1 / c.Curvature.Value)),
        new CsvColumn("left by the parabola", "µm", plate.Curvatures.Select(c => c.Residual * 1e6)));
}

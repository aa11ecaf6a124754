using Stria.Files;
using Stria.Measurement.Cycling;
using Stria.Measurement.Gitt;

namespace Stria.Studies;

/// <summary>Writes the tables of a titration.</summary>
internal static class GittTables
{
    private const double Normal95 = 1.959964;

    /// <summary>Writes all of them.</summary>
    public static void Write(Titration titration, StudyContext context)
    {
        if (titration.Scale.HasShape)
        {
            Diffusivities(titration, context);
        }

        Pulses(titration, context);
        Potentials(titration, context);
    }

    private static void Diffusivities(Titration titration, StudyContext context)
    {
        TitrationScale scale = titration.Scale;
        var rows = titration.Estimates().ToList();

        // D is positive: its interval is that of its logarithm.
        double End(DiffusionEstimate e, int sign) => double.IsFinite(e.Diffusivity.Relative) ? e.Diffusivity.Value * Math.Exp(sign * Normal95 * e.Diffusivity.Relative) : double.NaN;
        CsvTable.Write(
            context.Table("gitt.csv", "Diffusion coefficients by method, with their 95 % intervals; what is not valid carries its reasons"),
            new CsvColumn(scale.Name, scale.Unit, rows.Select(r => scale.Shown(r.Composition))),
            new CsvColumn(scale.DiffusivityName, scale.DiffusivityUnit, rows.Select(r => r.Estimate.Diffusivity.Value)),
            new CsvColumn($"{scale.DiffusivityName} low (95 %)", scale.DiffusivityUnit, rows.Select(r => End(r.Estimate, -1))),
            new CsvColumn($"{scale.DiffusivityName} high (95 %)", scale.DiffusivityUnit, rows.Select(r => End(r.Estimate, 1))),
            new CsvColumn("method", rows.Select(r => SnakeCase.Of(r.Estimate.Method.ToString()))),
            new CsvColumn("valid", rows.Select(r => r.Estimate.Valid ? "yes" : "no")),
            new CsvColumn("direction", rows.Select(r => Words.Of(r.Kind))),
            new CsvColumn("doubts", rows.Select(r => string.Join("; ", r.Estimate.Doubts))));
    }

    private static void Pulses(Titration titration, StudyContext context)
    {
        TitrationScale scale = titration.Scale;
        IReadOnlyList<GittPoint> rows = titration.Points;
        var numbers = titration.Pulses.Pulses.Select((p, i) => (p.Pulse.First, Number: i + 1)).ToDictionary(p => p.First, p => p.Number);
        CsvColumn Number(string name, string unit, Func<GittPoint, double> of) => new(name, unit, rows.Select(of));
        CsvTable.Write(
            context.Table("pulses.csv", "Pulse by pulse: rest potentials and resistances (current positive on charge)"),
            Number("pulse", "1", p => numbers[p.Pulse.Pulse.First]),
            new CsvColumn("direction", rows.Select(p => Words.Of(p.Pulse.Pulse.Kind))),
            Number("start", "s", p => p.Pulse.Pulse.StartTime),
            Number("length", "s", p => p.Pulse.Pulse.Duration),
            Number("rest", "s", p => p.Pulse.Rest!.Duration),
            Number("current", "mA", p => p.Pulse.Pulse.MeanCurrent * 1e3),
            new CsvColumn("cut off", rows.Select(p => p.Pulse.CutOff ? "yes" : "no")),
            Number($"{scale.Name} before", scale.Unit, p => scale.Shown(p.CompositionBefore)),
            Number($"{scale.Name} after", scale.Unit, p => scale.Shown(p.CompositionAfter)),
            Number("rest potential before", "V", p => p.PotentialBefore),
            Number("rest potential after", "V", p => p.PotentialAfter),
            Number("potential at the end of the pulse", "V", p => titration.Trace.Potentials[p.Pulse.Pulse.Last]),
            Number("resistance at the first line", "Ohm", p => p.OhmicResistance),
            Number("resistance without diffusion", "Ohm", p => p.TransferResistance),
            Number("resistance at the end", "Ohm", p => p.TotalResistance));
    }

    private static void Potentials(Titration titration, StudyContext context)
    {
        var rows = ((PhaseKind[])[PhaseKind.Charge, PhaseKind.Discharge]).SelectMany(kind =>
        {
            (double[] x, double[] u) = RestPotentials.Branch(titration.Points, kind);
            return x.Select((v, i) => (Kind: kind, X: v, U: u[i]));
        }).ToList();
        CsvTable.Write(
            context.Table("rest-potentials.csv", "Rest potential by direction"),
            new CsvColumn("direction", rows.Select(r => Words.Of(r.Kind))),
            new CsvColumn(titration.Scale.Name, titration.Scale.Unit, rows.Select(r => titration.Scale.Shown(r.X))),
            new CsvColumn("rest potential", "V", rows.Select(r => r.U)));
        IReadOnlyList<(double Composition, double Difference)> hysteresis = RestPotentials.Hysteresis(titration.Points);
        if (hysteresis.Count > 0)
        {
            CsvTable.Write(
                context.Table("hysteresis.csv", "Rest potential on charge less that on discharge, where both are known"),
                new CsvColumn(titration.Scale.Name, titration.Scale.Unit, hysteresis.Select(h => titration.Scale.Shown(h.Composition))),
                new CsvColumn("hysteresis", "mV", hysteresis.Select(h => h.Difference * 1e3)));
        }
    }
}

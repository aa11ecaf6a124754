using Stria.Figures;
using Stria.Measurement.Curvature;
using Stria.Measurement.Cycling;

namespace Stria.Studies;

/// <summary>Figures of the stress of an electrode: with the potential against time, against x, cycle by cycle, and the curvature it comes from.</summary>
/// <param name="electrode">The electrode with its stress.</param>
internal sealed class ElectrodeStressFigures(BentElectrode electrode)
{
    private const double Megapascal = 1e6;
    private readonly StressRecord stress = electrode.Stress!;

    /// <summary>All that there is data for.</summary>
    public IEnumerable<NamedFigure> All()
    {
        yield return WithPotential();
        yield return AgainstComposition();
        if (stress.Cycles.Count > 0)
        {
            yield return Cycles();
        }

        yield return Curvature();
    }

    private NamedFigure WithPotential()
    {
        double from = Math.Min(stress.Times[0], electrode.Trace.Times[0]) / 3600, to = Math.Max(stress.Times[^1], electrode.Trace.Times[^1]) / 3600;
        int[] lines = TracePanels.Thinned(electrode.Trace);
        var time = new Axis("time [h]") { Limits = (from, to) };
        double[] hours = [.. stress.Times.Select(t => t / 3600)];
        return NamedFigure.Of(
            "stress-time",
            "Stress and potential against time",
            "Stress turns where the current turns; what remains after a whole cycle accumulates.",
            new Figure([
                new LinePanel(time, new Axis("stress [MPa], tension positive"), [new Series("", hours, [.. stress.Stresses.Select(s => s / Megapascal)]) { Sd = [.. stress.Stresses.Select((s, i) => stress.SigmaAt(stress.Times[i], s) / Megapascal)], LineWidth = 0.8 }]) { Aspect = 0.3, Levels = [new HorizontalMark(0)] },
                new LinePanel(time, new Axis("potential [V]"), [new Series("", [.. lines.Select(i => electrode.Trace.Times[i] / 3600)], [.. lines.Select(i => electrode.Trace.Potentials[i])]) { Colour = Palette.Categorical(1), LineWidth = 0.8 }]) { Aspect = 0.2 },
            ]) { Columns = 1 },
            "The band is one standard deviation: scatter, drift and the error of plate and film, which is common to all stresses.");
    }

    private NamedFigure AgainstComposition()
    {
        double[] along = stress.Along(electrode.Trace), charge = TracePhases.Charges(electrode.Trace);
        double[] x = electrode.Composition ?? [.. charge.Select(q => q / 3.6)];
        IReadOnlyList<HalfCycle> halves = HalfCycles.Find(electrode.Trace);
        var series = new List<Series>();
        for (int i = 0; i < halves.Count; i++)
        {
            int[] lines = [.. Enumerable.Range(halves[i].First, halves[i].Last - halves[i].First + 1)];
            lines = [.. lines.Where((_, k) => k % Math.Max(1, lines.Length / 1500) == 0)];
            int cycle = i / 2, cycles = (halves.Count + 1) / 2;
            series.Add(new Series(i % 2 == 0 && (cycles <= 6 || cycle == 0 || cycle == cycles - 1) ? $"cycle {cycle + 1}" : "", [.. lines.Select(l => x[l])], [.. lines.Select(l => along[l] / Megapascal)])
            {
                Colour = cycles == 1 ? Palette.Categorical(0) : ColourMap.Viridis[0.85 * cycle / (cycles - 1.0)],
                Dashed = halves[i].Kind == PhaseKind.Charge,
                LineWidth = 0.9,
            });
        }

        return NamedFigure.Of(
            "stress-composition",
            electrode.Composition is null ? "Stress against charge" : "Stress against composition",
            "Steps and kinks stand where phases begin and end; a loop that does not close accumulates.",
            new Figure(new LinePanel(new Axis(electrode.Composition is null ? "charge [mAh], positive on charge" : $"x in {electrode.Facts.PrettyFormula}"), new Axis("stress [MPa], tension positive"), series) { Title = "dashed: charge" }) { Width = 400 });
    }

    private NamedFigure Cycles()
    {
        double[] number = [.. stress.Cycles.Select(c => (double)c.Number)];
        return NamedFigure.Of(
            "stress-cycles",
            "Stress cycle by cycle",
            "A span that stays and an accumulated stress that levels off.",
            new Figure([
                new LinePanel(new Axis("cycle") { Whole = true }, new Axis("span [MPa]"), [new Series("", number, [.. stress.Cycles.Select(c => c.Span / Megapascal)]) { Style = SeriesStyle.LineAndMarkers, Sd = [.. stress.Cycles.Select(c => stress.SigmaOfChange(c.StartTime, c.EndTime, c.Span) / Megapascal)], Errors = ErrorStyle.Bars }]),
                new LinePanel(new Axis("cycle") { Whole = true }, new Axis("accumulated stress [MPa]"), [new Series("", number, [.. stress.Cycles.Select(c => c.Accumulated / Megapascal)]) { Style = SeriesStyle.LineAndMarkers, Sd = [.. stress.Cycles.Select(c => stress.SigmaAt(c.EndTime, c.Accumulated) / Megapascal)], Errors = ErrorStyle.Bars }]) { Title = "tension positive" },
            ]) { Columns = 2, PanelLetters = true });
    }

    private NamedFigure Curvature()
    {
        double[] hours = [.. electrode.Curvature.Times.Select(t => t / 3600)];
        var series = new List<Series> { new("measured", hours, [.. electrode.Curvature.Curvatures.Select(k => k * 1e3)]) { LineWidth = 0.8 } };
        if (stress.Drift is { } drift)
        {
            double level = electrode.Curvature.Curvatures[0];
            series.Add(new Series("drift", hours, [.. electrode.Curvature.Times.Select(t => (level + drift.At(t)) * 1e3)]) { Dashed = true });
        }

        return NamedFigure.Of(
            "curvature",
            "Curvature as measured, and the drift",
            "The drift has the slope that all rests share.",
            new Figure(new LinePanel(new Axis("time [h]"), new Axis("curvature [10⁻³ 1/m], hollow towards the film positive"), series)) { Width = 400 },
            stress.Drift is null ? "No drift was removed." : null);
    }
}

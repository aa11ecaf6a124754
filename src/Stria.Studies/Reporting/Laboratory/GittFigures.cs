using Stria.Core;
using Stria.Figures;
using Stria.Measurement.Cycling;
using Stria.Measurement.Gitt;

namespace Stria.Studies;

/// <summary>Figures of a titration: the trace with its pulses, D, U and resistances against composition, and what the inverse fit leaves.</summary>
/// <param name="titration">The titration with what was found.</param>
internal sealed class GittFigures(Titration titration)
{
    private const int PulsesShown = 4;
    private readonly CyclerTrace trace = titration.Trace;
    private readonly TitrationScale scale = titration.Scale;

    /// <summary>All that there is data for.</summary>
    public IEnumerable<NamedFigure> All()
    {
        yield return Trace();
        if (scale.HasShape)
        {
            yield return Diffusivity();
        }

        yield return Potential();
        yield return Resistances();
        if (titration.Fits.Count > 0)
        {
            yield return Residuals();
        }
    }

    private NamedFigure Trace()
    {
        int[] lines = TracePanels.Thinned(trace);
        bool[] flowing = new bool[trace.Count];
        foreach (GittPulse pulse in titration.Pulses.Pulses)
        {
            Array.Fill(flowing, true, pulse.Pulse.First, pulse.Pulse.Last - pulse.Pulse.First + 1);
        }

        double[] hours = [.. lines.Select(i => trace.Times[i] / 3600)];
        double[] Of(bool under) => [.. lines.Select(i => flowing[i] == under ? trace.Potentials[i] : double.NaN)];
        var whole = new LinePanel(new Axis("time [h]"), new Axis("potential [V]"), [
            new Series("rest", hours, Of(false)) { Style = SeriesStyle.Markers, MarkerRadius = 1 },
            new Series("pulse", hours, Of(true)) { Style = SeriesStyle.Markers, MarkerRadius = 1, Colour = Palette.Categorical(1) },
        ]) { Title = $"{titration.Name} (current positive on charge)" };
        return NamedFigure.Of(
            "trace",
            "Trace with pulses and rests",
            "Every pulse is found and followed by a rest in which the potential becomes level.",
            new Figure([whole, Zoom()]) { Columns = 2, PanelLetters = true },
            $"{titration.Pulses.Pulses.Count} pulses of {titration.Pulses.FullDuration:g4} s, rests of {titration.Pulses.RestDuration:g4} s; bands mark pulses; {Words.Sign}.");
    }

    private LinePanel Zoom()
    {
        GittPulse[] some = [.. titration.Pulses.Pulses.Where(p => p.IsComplete).Skip(Math.Min(2, titration.Pulses.Pulses.Count / 4)).Take(PulsesShown)];
        some = some.Length > 0 ? some : [.. titration.Pulses.Pulses.Take(PulsesShown)];
        int first = Math.Max(0, some[0].Pulse.First - 2), last = some[^1].Rest?.Last ?? some[^1].Pulse.Last;
        int[] lines = [.. Enumerable.Range(first, last - first + 1)];
        return new LinePanel(new Axis("time [h]"), new Axis("potential [V]"), [new Series("", [.. lines.Select(i => trace.Times[i] / 3600)], [.. lines.Select(i => trace.Potentials[i])]) { Style = SeriesStyle.LineAndMarkers, MarkerRadius = 1, LineWidth = 0.6 }])
        {
            Title = $"pulses on {Words.Of(some[0].Pulse.Kind)}",
            Spans = [.. some.Select(p => new VerticalSpan(p.Pulse.StartTime / 3600, p.Pulse.EndTime / 3600) { Colour = Palette.Categorical(1) })],
        };
    }

    private NamedFigure Diffusivity()
    {
        var panels = new List<Panel>();
        var all = titration.Estimates().Where(e => e.Estimate.Diffusivity.Value > 0).ToList();
        double[] shown = [.. all.Select(e => e.Estimate.Diffusivity.Value).Order()];
        (double, double)? limits = shown.Length == 0 ? null : (shown[(int)(0.02 * shown.Length)] / 3, shown[(int)(0.98 * (shown.Length - 1))] * 3);
        foreach (IGrouping<PhaseKind, (PhaseKind Kind, double X, DiffusionEstimate E)> direction in all.Select(e => (e.Kind, e.Composition, e.Estimate)).GroupBy(e => e.Kind))
        {
            var series = new List<Series>();
            foreach ((IGrouping<DiffusionMethod, (PhaseKind Kind, double X, DiffusionEstimate E)> method, int i) in direction.GroupBy(e => e.E.Method).OrderBy(g => g.Key).Select((g, i) => (g, i)))
            {
                Series Of(string name, bool valid)
                {
                    var of = method.Where(e => e.E.Valid == valid).OrderBy(e => e.X).ToList();
                    return new Series(name, [.. of.Select(e => scale.Shown(e.X))], [.. of.Select(e => e.E.Diffusivity.Value)])
                    {
                        Style = method.Key == DiffusionMethod.InverseFit && valid ? SeriesStyle.LineAndMarkers : SeriesStyle.Markers,
                        Marker = (Marker)(i % 4),
                        Colour = Palette.Categorical(i),
                        Hollow = !valid,
                        Sd = [.. of.Select(e => valid ? Math.Min(e.E.Diffusivity.Sigma, 0.9 * e.E.Diffusivity.Value) : 0)],
                        Errors = ErrorStyle.Bars,
                    };
                }

                series.Add(Of(MethodWords.Short(method.Key), true));
                series.Add(Of("", false));
            }

            panels.Add(new LinePanel(new Axis(scale.Label), new Axis($"{scale.DiffusivityName.Replace("^2", "²", StringComparison.Ordinal)} [{scale.DiffusivityUnit}]") { Logarithmic = true, Limits = limits }, series) { Title = $"{Words.Of(direction.Key)} (hollow: not valid)", Legend = LegendPlace.Outside });
        }

        return NamedFigure.Of(
            "diffusivity",
            "Diffusion coefficient",
            "Hollow points failed a test of what their formula assumes (gitt.csv says which); where methods disagree, trust the inverse fit within its bars.",
            new Figure(panels) { Columns = Math.Max(1, panels.Count), PanelLetters = panels.Count > 1 },
            "Bars of valid points are one standard deviation (gitt.csv holds the intervals of all): scatter of the lines, and by how much what each method takes for granted fails in this record. They do not hold what a wrong length of the particles does to D (its square).");
    }

    private NamedFigure Potential()
    {
        int[] lines = TracePanels.Thinned(trace);
        double[] charge = TracePhases.Charges(trace);
        var series = new List<Series>
        {
            new("under current", [.. lines.Select(i => scale.Shown(scale.Sample.Composition(charge[i])))], [.. lines.Select(i => trace.Potentials[i])]) { LineWidth = 0.4, Colour = Rgb.Parse("#b0b0b0") },
        };
        foreach (PhaseKind kind in (PhaseKind[])[PhaseKind.Charge, PhaseKind.Discharge])
        {
            (double[] x, double[] u) = RestPotentials.Branch(titration.Points, kind);
            if (x.Length > 0)
            {
                series.Add(new Series($"at rest, {Words.Of(kind)}", [.. x.Select(scale.Shown)], u) { Style = SeriesStyle.LineAndMarkers, MarkerRadius = 1.4, Colour = Palette.Categorical(kind == PhaseKind.Charge ? 1 : 0) });
            }
        }

        var panels = new List<Panel> { new LinePanel(new Axis(scale.Label), new Axis("potential [V]"), series) { Title = "rest potential" } };
        IReadOnlyList<(double Composition, double Difference)> hysteresis = RestPotentials.Hysteresis(titration.Points);
        if (hysteresis.Count > 0)
        {
            panels.Add(new LinePanel(new Axis(scale.Label), new Axis("hysteresis [mV]"), [new Series("", [.. hysteresis.Select(h => scale.Shown(h.Composition))], [.. hysteresis.Select(h => h.Difference * 1e3)]) { Style = SeriesStyle.LineAndMarkers, MarkerRadius = 1.4 }])
            {
                Title = "charge less discharge, at rest",
                Levels = [new HorizontalMark(0)],
            });
        }

        return NamedFigure.Of("potential", "Rest potential and hysteresis", "Plateaus are level in U; a hysteresis at rest is none of kinetics.", new Figure(panels) { Columns = panels.Count, PanelLetters = panels.Count > 1, Width = panels.Count > 1 ? 510 : 400 });
    }

    private NamedFigure Resistances()
    {
        Panel Of(PhaseKind kind)
        {
            GittPoint[] points = [.. titration.Points.Where(p => p.Pulse.Pulse.Kind == kind).OrderBy(p => p.Composition)];
            double[] x = [.. points.Select(p => scale.Shown(p.Composition))];
            Series Line(string name, int colour, Func<GittPoint, double> of) => new(name, x, [.. points.Select(of)]) { Style = SeriesStyle.LineAndMarkers, MarkerRadius = 1.3, Colour = Palette.Categorical(colour) };
            return new LinePanel(new Axis(scale.Label), new Axis("resistance [Ω]"), [Line("first line", 0, p => p.OhmicResistance), Line("without diffusion", 1, p => p.TransferResistance), Line("end of pulse", 2, p => p.TotalResistance)]) { Title = Words.Of(kind) };
        }

        Panel[] panels = [.. ((PhaseKind[])[PhaseKind.Charge, PhaseKind.Discharge]).Where(k => titration.Points.Any(p => p.Pulse.Pulse.Kind == k)).Select(Of)];
        return NamedFigure.Of("resistances", "Resistances", "They rise towards the ends of the range of composition; jumps belong to single bad pulses.", new Figure(panels) { Columns = panels.Length, PanelLetters = panels.Length > 1 });
    }

    private NamedFigure Residuals() => NamedFigure.Of(
        "inverse-fit",
        "What the inverse fit leaves",
        "Within the noise where Fick's diffusion with one D(x) explains the record; waves that repeat in each pulse tell of what it does not hold.",
        new Figure([.. titration.Fits.Select(f => (Panel)new LinePanel(new Axis("time [h]"), new Axis("measured − fitted [mV]"), [new Series("", [.. f.Fit.Lines.Select(i => trace.Times[i] / 3600)], [.. f.Fit.Residuals.Select(r => r * 1e3)]) { LineWidth = 0.5 }])
        {
            Title = $"{Words.Of(f.Kind)}, root mean square {f.Fit.RootMeanSquare * 1e3:g2} mV",
            Levels = [new HorizontalMark(0)],
        })]) { Columns = Math.Min(2, titration.Fits.Count), PanelLetters = titration.Fits.Count > 1, Width = titration.Fits.Count > 1 ? 510 : 400 });
}

using Stria.Core;
using Stria.Figures;
using Stria.Measurement;

namespace Stria.Studies;

/// <summary>Figures of a diffraction run: the fit with its difference and the phases' reflections, cells, volumes and fractions.</summary>
internal sealed class XrdFigures
{
    private readonly PatternSeries series;
    private readonly SeriesFitResult result;
    private readonly string[] phases;

    private XrdFigures(PatternSeries series, SeriesFitResult result)
    {
        (this.series, this.result) = (series, result);
        phases = [.. result.Patterns.SelectMany(p => p.Fit.Phases).Select(p => p.Phase.Name).Distinct()];
    }

    /// <summary>The figures; of an electrode measured in layers those of its first layer.</summary>
    public static IEnumerable<NamedFigure> Of(StudyContext context)
    {
        var figures = new XrdFigures(context.Get<PatternSeries>(), context.TryGet("", out LayeredFits? layered) ? layered.Fits[0] : context.Get<SeriesFitResult>());
        int[] shown = figures.result.Patterns.Count == 1 ? [0] : [0, figures.result.Patterns.Count / 2, figures.result.Patterns.Count - 1];
        foreach (int k in shown.Distinct())
        {
            yield return figures.Fit(k, shown.Length > 1);
        }

        if (figures.result.Patterns.Count > 1)
        {
            XrdSeriesFigures pictures = figures.Pictures();
            foreach (NamedFigure picture in pictures.All())
            {
                yield return picture;
            }

            yield return figures.Cells();
            yield return figures.Volumes();
            yield return figures.Fractions();
            yield return figures.Coexistence();
        }

        if (context.TryGet("", out PatternDecomposition? found))
        {
            yield return XrdSeriesFigures.FirstLook(figures.series, context.Get<PatternFitOptions>(), found);
        }
    }

    private NamedFigure Fit(int k, bool isOfSeries)
    {
        SeriesEntry entry = result.Patterns[k];
        Diffractogram pattern = Shown(entry.Index);
        PatternFitResult fit = entry.Fit;
        (double[] x, double scale) = Axis(pattern);
        int[] used = [.. Enumerable.Range(0, pattern.Count).Where(i => double.IsFinite(fit.Calculated[i]))];
        double most = used.Max(i => pattern.Counts[i]), least = used.Min(i => Math.Min(pattern.Counts[i], fit.Calculated[i])), span = most - least;
        double zero = least - (0.08 * span * (fit.Phases.Count + 1)) - (0.06 * span);
        double worst = used.Max(i => Math.Abs(pattern.Counts[i] - fit.Calculated[i]));
        double[] At(Func<int, double> of) => [.. Enumerable.Range(0, pattern.Count).Select(i => double.IsFinite(fit.Calculated[i]) ? of(i) : double.NaN)];
        var curves = new List<Series>
        {
            new("measured", x, At(i => pattern.Counts[i])) { Style = SeriesStyle.Markers, MarkerRadius = 0.7, Colour = Rgb.Parse("#555555") },
            new("calculated", x, At(i => fit.Calculated[i])) { LineWidth = 0.7, Colour = Rgb.Parse("#c1272d") },
            new("background", x, At(i => fit.Background[i])) { LineWidth = 0.7, Dashed = true, Colour = Rgb.Parse("#1a7a3c") },
            new("difference", x, At(i => zero - worst + pattern.Counts[i] - fit.Calculated[i])) { LineWidth = 0.5, Colour = Rgb.Parse("#2b4c9b") },
        };
        for (int p = 0; p < fit.Phases.Count; p++)
        {
            double y = least - (0.08 * span * (p + 1));
            curves.Add(Ticks(fit.Phases[p].Phase.Name, fit.Phases[p].Reflections.Select(r => r.Position * scale), y, 0.045 * span, Colour(fit.Phases[p].Phase.Name)));
        }

        var panel = new LinePanel(new Axis(Label(pattern.Axis)) { Limits = (x[used[0]], x[used[^1]]) }, new Axis("counts"), curves)
        {
            Title = $"{pattern.Name}: Rwp {100 * fit.Rwp:0.00} %, Rexp {100 * fit.Rexp:0.00} %",
            Legend = LegendPlace.Outside,
            Marks = [.. fit.ForeignLines.Select(l => new VerticalMark(l.Position * scale, "* " + l.Name))],
            Aspect = 0.62,
        };
        string name = isOfSeries ? $"fit-{entry.Index:0000}" : "fit";
        return NamedFigure.Of(name, isOfSeries ? $"Fit of pattern {entry.Index}" : "The fit", "The difference should be noise: waves at a peak mean a wrong width, an S a wrong place, a lonely peak a further phase.", new Figure(panel));
    }

    private XrdSeriesFigures Pictures()
    {
        SeriesEntry[] ordered = Ordered();
        ShownPattern Of(SeriesEntry entry)
        {
            Diffractogram pattern = Shown(entry.Index);
            return new ShownPattern(entry.Abscissa, Axis(pattern).X, [.. pattern.Counts.Select((c, i) => c - entry.Fit.Background[i])]);
        }

        (string, double[], Rgb) Lines(string name)
        {
            SeriesEntry entry = result.Patterns.FirstOrDefault(e => e.Of(name) is { IsPresent: true }) ?? result.Patterns.First(e => e.Of(name) is not null);
            return (name, [.. entry.Of(name)!.Reflections.Select(r => r.Position * Axis(Shown(entry.Index)).Scale)], Colour(name));
        }

        return new XrdSeriesFigures(series, [.. ordered.Select(Of)]) { Phases = [.. phases.Select(Lines)] };
    }

    private NamedFigure Cells()
    {
        (string Label, Func<PhaseFit, double> Value, int Sigma)[] quantities =
        [
            ("a [Å]", p => p.Cell.Cell.A_angstrom, 0), ("b [Å]", p => p.Cell.Cell.B_angstrom, 1), ("c [Å]", p => p.Cell.Cell.C_angstrom, 2), ("β [°]", p => p.Cell.Cell.Beta_deg, 4),
        ];
        bool hasBeta = result.Patterns.SelectMany(e => e.Fit.Phases).Any(p => p.IsPresent && p.Cell.Cell.Beta_deg != 90);
        bool areSeveral = phases.Length > 1; // cells of different size on one axis would all be straight lines
        quantities = areSeveral ? [.. quantities.Select(q => ($"change of {q.Label}", q.Value, q.Sigma))] : quantities;
        Panel[] panels = [.. quantities.Take(hasBeta ? 4 : 3).Select(q => new LinePanel(new Axis(series.Label), new Axis(q.Label), [.. phases.Select(name => areSeveral ? FromFirst(Curve(name, q.Value, q.Sigma)) : Curve(name, q.Value, q.Sigma))]) { Legend = q.Sigma == 0 ? LegendPlace.Auto : LegendPlace.None })];
        return NamedFigure.Of("cells", "Cells", (areSeveral ? "Each phase from the first pattern that shows it. " : "") + "Bars are one standard deviation. A jump within one phase means a wrong fit or a transition.", new Figure(panels) { Columns = 2 });
    }

    // Per formula unit where units are known; cells of different size are shown by what they change.
    private NamedFigure Volumes()
    {
        bool areAllKnown = phases.All(HasUnits), isRelative = phases.Length > 1 && !areAllKnown;
        Series Of(string name)
        {
            Series curve = Curve(name, p => p.Cell.Cell.Volume_angstrom3 / (areAllKnown ? p.Phase.FormulaUnits!.Value : 1), 6, p => areAllKnown ? p.Phase.FormulaUnits!.Value : 1);
            double first = curve.Y.FirstOrDefault(1);
            return isRelative ? curve with { Y = [.. curve.Y.Select(v => 100 * ((v / first) - 1))], Sd = [.. curve.Sd!.Select(v => 100 * v / first)] } : curve;
        }

        string label = isRelative ? "change of volume [%]" : areAllKnown ? "volume per formula unit [Å³]" : "volume of the cell [Å³]";
        return NamedFigure.Of("volumes", "Volume of the cell", $"Volume per formula unit where formula units are known, else of the cell{(isRelative ? ", each phase from the first pattern that shows it" : "")}. Bars are one standard deviation.", new Figure(new LinePanel(new Axis(series.Label), new Axis(label), [.. phases.Select(Of)])));
    }

    // One phase alone has no fraction: its scale is shown, beside that of foils and cans.
    private NamedFigure Fractions()
    {
        string[] counted = [.. phases.Where(name => result.Patterns.Any(e => e.Fractions.ContainsKey(name)))];
        bool areFractions = counted.Length > 1;
        Series Of(string name)
        {
            (SeriesEntry Entry, MeasuredValue Value)[] there = [.. Ordered().Select(e => (e, (areFractions ? e.Fractions : e.Scales).TryGetValue(name, out MeasuredValue v) ? v : new MeasuredValue(0)))];
            return new Series(name, [.. there.Select(t => t.Entry.Abscissa)], [.. there.Select(t => t.Value.Value)]) { Sd = [.. there.Select(t => t.Value.Sigma)], Errors = ErrorStyle.Bars, Style = SeriesStyle.LineAndMarkers, Colour = Colour(name) };
        }

        Axis level = areFractions ? new Axis("fraction [1]") { Limits = (0, 1.02) } : new Axis("scale relative to the strongest pattern [1]");
        string said = areFractions
            ? "Scale of each phase relative to the pattern in which it is pure or strongest, over the sum: a fraction of the scattering, not of the mass."
            : "Scale of each phase relative to the pattern in which it is strongest. One phase alone has no fraction.";
        return NamedFigure.Of("fractions", areFractions ? "Phase fractions" : "Scales of the phases", said, new Figure(new LinePanel(new Axis(series.Label), level, [.. (areFractions ? counted : phases).Select(Of)])));
    }

    // One bar for each phase, over the part of the series where it is there.
    private NamedFigure Coexistence()
    {
        var bars = new List<Series>();
        for (int p = 0; p < phases.Length; p++)
        {
            double y = phases.Length - p;
            SeriesEntry[] ordered = Ordered();
            double[] x = [.. ordered.Select(e => e.Abscissa)], level = [.. ordered.Select(e => e.Of(phases[p]) is { IsPresent: true } || e.Scales.ContainsKey(phases[p]) ? y : double.NaN)];
            bars.Add(new Series(phases[p], x, level) { Style = SeriesStyle.LineAndMarkers, LineWidth = 5, MarkerRadius = 2.5, Marker = Marker.Square, Colour = Colour(phases[p]) });
        }

        return NamedFigure.Of("coexistence", "Where each phase is", "Bars over each other mean phases beside each other.", new Figure(new LinePanel(
            new Axis(series.Label), new Axis("") { ShowTicks = false, Limits = (0.4, phases.Length + 0.6) }, bars) { DirectLabels = false, Legend = LegendPlace.Outside, Aspect = 0.12 + (0.07 * phases.Length) }));
    }

    private Series Curve(string name, Func<PhaseFit, double> value, int sigma, Func<PhaseFit, double>? per = null)
    {
        (SeriesEntry Entry, PhaseFit Phase)[] there = [.. Ordered().Where(e => e.Of(name) is { IsPresent: true }).Select(e => (e, e.Of(name)!))];
        return new Series(name, [.. there.Select(t => t.Entry.Abscissa)], [.. there.Select(t => value(t.Phase))])
        {
            Sd = [.. there.Select(t => t.Phase.Cell.StandardDeviations()[sigma] / (per?.Invoke(t.Phase) ?? 1))],
            Errors = ErrorStyle.Bars,
            Style = SeriesStyle.LineAndMarkers,
            Colour = Colour(name),
        };
    }

    private static Series FromFirst(Series curve) => curve.Y.Length == 0 ? curve : curve with { Y = [.. curve.Y.Select(v => v - curve.Y[0])] };

    // Ascending, each place once.
    private SeriesEntry[] Ordered() => [.. result.Patterns.Where(p => double.IsFinite(p.Abscissa)).OrderBy(p => p.Abscissa).DistinctBy(p => p.Abscissa)];

    private Diffractogram Shown(int index) => series.Patterns[index].Axis == DiffractionAxis.Spacing ? series.Patterns[index].On(DiffractionAxis.MomentumTransfer) : series.Patterns[index];

    private bool HasUnits(string phase) => result.Patterns.Select(p => p.Of(phase)).First(p => p is not null)!.Phase.FormulaUnits > 0;

    private Rgb Colour(string phase) => Palette.Categorical(Array.IndexOf(phases, phase));

    /// <summary>A row of ticks at the places of reflections.</summary>
    internal static Series Ticks(string name, IEnumerable<double> positions, double y, double height, Rgb colour)
    {
        double[] at = [.. positions];
        return new Series(name, [.. at.SelectMany(p => new[] { p, p, p })], [.. at.SelectMany(_ => new[] { y, y + height, double.NaN })]) { LineWidth = 0.6, Colour = colour };
    }

    // Energies in keV.
    private static (double[] X, double Scale) Axis(Diffractogram pattern) => pattern.Axis == DiffractionAxis.Energy ? ([.. pattern.Positions.Select(p => p / 1000)], 1e-3) : (pattern.Positions, 1);

    /// <summary>What an axis is called in figures; energies are in keV.</summary>
    internal static string Label(DiffractionAxis axis) => axis == DiffractionAxis.Energy ? "photon energy [keV]" : Diffractogram.Label(axis == DiffractionAxis.Spacing ? DiffractionAxis.MomentumTransfer : axis);
}

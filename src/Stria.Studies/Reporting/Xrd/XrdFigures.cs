using Stria.Core;
using Stria.Figures;
using Stria.Measurement;

namespace Stria.Studies;

/// <summary>Figures of a diffraction run: the fit with its difference and the phases' reflections, the series as colours and as curves, cells, volumes and fractions.</summary>
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
            yield return figures.Contour();
            yield return figures.Waterfall();
            yield return figures.Cells();
            yield return figures.Volumes();
            yield return figures.Fractions();
            yield return figures.Coexistence();
        }

        if (context.TryGet("", out PatternDecomposition? found))
        {
            yield return figures.FirstLook(found);
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

    private NamedFigure Contour()
    {
        (double[] x, double[] y, double[] values) = Grid(600);
        var panels = new List<Panel>
        {
            new HeatPanel(new Axis(Label(Shown(result.Patterns[0].Index).Axis)), new Axis(series.Label), x, y, values) { Colours = ColourMap.Inferno, Label = "√(counts above background)", Aspect = 0.9 },
        };
        if (Beside(y) is { } beside)
        {
            panels.Add(beside);
        }

        var figure = new Figure(panels) { Columns = panels.Count, ColumnWidths = panels.Count == 2 ? [3.2, 1] : null };
        return NamedFigure.Of("contour", "The series as colours", "A line that moves is a cell that changes; one that fades while another grows is a transformation of two phases.", figure);
    }

    // Potential against the same ordinate.
    private LinePanel? Beside(double[] y)
    {
        if (series.Trace is { } trace)
        {
            int[] kept = [.. Enumerable.Range(0, trace.Abscissa.Length).Where(i => trace.Abscissa[i] >= y[0] && trace.Abscissa[i] <= y[^1])];
            return kept.Length < 2 ? null : new LinePanel(new Axis("potential [V]") { Limits = Roomy(kept.Select(i => trace.Potentials[i])) }, new Axis(series.Label) { Limits = Ends(y) }, [new Series("", [.. kept.Select(i => trace.Potentials[i])], [.. kept.Select(i => trace.Abscissa[i])])]);
        }

        return series.Potentials is { } potentials && series.Label != "potential [V]" && result.Patterns.All(p => double.IsFinite(potentials[p.Index]))
            ? new LinePanel(new Axis("potential [V]") { Limits = Roomy(Ordered().Select(p => potentials[p.Index])) }, new Axis(series.Label) { Limits = Ends(y) }, [new Series("", [.. Ordered().Select(p => potentials[p.Index])], [.. Ordered().Select(p => p.Abscissa)]) { Style = SeriesStyle.LineAndMarkers }])
            : null;
    }

    private NamedFigure Waterfall()
    {
        SeriesEntry[] ordered = Ordered(), shown = [.. Enumerable.Range(0, Math.Min(12, ordered.Length)).Select(k => ordered[k * (ordered.Length - 1) / Math.Max(1, Math.Min(12, ordered.Length) - 1)])];
        double step = shown.Max(e => Shown(e.Index).Counts.Max()) * 0.35;
        Series[] curves = [.. shown.Select((e, k) =>
        {
            Diffractogram pattern = Shown(e.Index);
            return new Series($"{e.Abscissa:0.###}", Axis(pattern).X, pattern.Counts) { Offset = k * step, LineWidth = 0.5, Colour = ColourMap.Viridis[0.9 * k / Math.Max(1, shown.Length - 1)] };
        })];
        var panel = new LinePanel(new Axis(Label(Shown(shown[0].Index).Axis)), new Axis("counts, shifted") { ShowTicks = false }, curves) { DirectLabels = true, Title = $"labelled by {series.Label}", Aspect = 0.9 };
        return NamedFigure.Of("waterfall", "Patterns of the series", "Patterns are shifted upwards, each labelled where it stands.", new Figure(panel));
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

    private NamedFigure Volumes() => NamedFigure.Of("volumes", "Volume of the cell", "Volume per formula unit where formula units are known, else of the cell.", new Figure(new LinePanel(
        new Axis(series.Label), new Axis(phases.All(HasUnits) ? "volume per formula unit [Å³]" : "volume of the cell [Å³]"),
        [.. phases.Select(name => Curve(name, p => p.Cell.Cell.Volume_angstrom3 / (phases.All(HasUnits) ? p.Phase.FormulaUnits!.Value : 1), 6, p => phases.All(HasUnits) ? p.Phase.FormulaUnits!.Value : 1))])));

    private NamedFigure Fractions()
    {
        Series Of(string name)
        {
            (SeriesEntry Entry, MeasuredValue Value)[] there = [.. Ordered().Select(e => (e, e.Fractions.TryGetValue(name, out MeasuredValue v) ? v : new MeasuredValue(0)))];
            return new Series(name, [.. there.Select(t => t.Entry.Abscissa)], [.. there.Select(t => t.Value.Value)]) { Sd = [.. there.Select(t => t.Value.Sigma)], Errors = ErrorStyle.Bars, Style = SeriesStyle.LineAndMarkers, Colour = Colour(name) };
        }

        return NamedFigure.Of("fractions", "Phase fractions", "Scale of each phase relative to the pattern in which it is pure or strongest, over the sum: a fraction of the scattering, not of the mass.", new Figure(new LinePanel(new Axis(series.Label), new Axis("fraction [1]") { Limits = (0, 1.02) }, [.. phases.Select(Of)])));
    }

    // One bar for each phase, over the part of the series where it is there.
    private NamedFigure Coexistence()
    {
        var bars = new List<Series>();
        for (int p = 0; p < phases.Length; p++)
        {
            double y = phases.Length - p;
            SeriesEntry[] ordered = Ordered();
            double[] x = [.. ordered.Select(e => e.Abscissa)], level = [.. ordered.Select(e => e.Of(phases[p]) is { IsPresent: true } || e.Fractions.ContainsKey(phases[p]) ? y : double.NaN)];
            bars.Add(new Series(phases[p], x, level) { Style = SeriesStyle.LineAndMarkers, LineWidth = 5, MarkerRadius = 2.5, Marker = Marker.Square, Colour = Colour(phases[p]) });
        }

        return NamedFigure.Of("coexistence", "Where each phase is", "Bars over each other mean phases beside each other.", new Figure(new LinePanel(
            new Axis(series.Label), new Axis("") { ShowTicks = false, Limits = (0.4, phases.Length + 0.6) }, bars) { DirectLabels = false, Legend = LegendPlace.Outside, Aspect = 0.12 + (0.07 * phases.Length) }));
    }

    private NamedFigure FirstLook(PatternDecomposition found)
    {
        int n = found.Components.Count;
        double[] abscissa = series.Abscissa;
        Series[] weights = [.. Enumerable.Range(0, n).Select(k => new Series($"component {k + 1}", abscissa, [.. abscissa.Select((_, i) => found.Weights[(i * n) + k])]) { Style = SeriesStyle.LineAndMarkers })];
        Series[] patterns = [.. Enumerable.Range(0, n).Select(k => new Series($"component {k + 1}", Axis(series.Patterns[0]).X, found.Components[k]) { LineWidth = 0.6 })];
        Panel[] panels = [new LinePanel(new Axis(Label(series.Patterns[0].Axis)), new Axis("counts"), patterns), new LinePanel(new Axis(series.Label), new Axis("weight [1]"), weights) { Legend = LegendPlace.None }];
        return NamedFigure.Of("components", "First look without phases", "Patterns as sums of a few, none negative: a component that comes while another goes is a transformation; moving peaks spread over several.", new Figure(panels));
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

    // The series on one grid: square root of what is above the background, so that weak lines are seen beside strong ones.
    private (double[] X, double[] Y, double[] Values) Grid(int columns)
    {
        SeriesEntry[] rows = Ordered();
        Diffractogram first = Shown(rows[0].Index);
        (double[] x, _) = Axis(first);
        int[] used = [.. Enumerable.Range(0, first.Count).Where(i => double.IsFinite(rows[0].Fit.Calculated[i]))];
        double low = x[used[0]], step = (x[used[^1]] - low) / columns;
        double[] middles = [.. Enumerable.Range(0, columns).Select(i => low + ((i + 0.5) * step))], values = new double[columns * rows.Length];
        Array.Fill(values, double.NaN);
        for (int r = 0; r < rows.Length; r++)
        {
            Diffractogram pattern = Shown(rows[r].Index);
            double[] at = Axis(pattern).X;
            Span<double> row = values.AsSpan(r * columns, columns);
            for (int i = 0; i < pattern.Count; i++)
            {
                // What was left out is empty, not dark.
                int c = (int)Math.Floor((at[i] - low) / step);
                double root = Math.Sqrt(Math.Max(0, pattern.Counts[i] - rows[r].Fit.Background[i]));
                if (c >= 0 && c < columns && double.IsFinite(root) && !(row[c] >= root))
                {
                    row[c] = root;
                }
            }

            FillGaps(row, 2 + (int)((at[^1] - at[0]) / (at.Length - 1) / step));
        }

        return (middles, [.. rows.Select(r => r.Abscissa)], values);
    }

    // Cells between two points of a pattern have what lies between them; wider gaps were left out or not measured.
    internal static void FillGaps(Span<double> row, int widest)
    {
        int last = -1;
        for (int c = 0; c < row.Length; c++)
        {
            if (!double.IsFinite(row[c]))
            {
                continue;
            }

            for (int k = last + 1; last >= 0 && c - last <= widest && k < c; k++)
            {
                row[k] = row[last] + ((row[c] - row[last]) * (k - last) / (c - last));
            }

            last = c;
        }
    }

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

    private static (double Min, double Max) Ends(double[] y) => (y[0] - (y.Length > 1 ? (y[1] - y[0]) / 2 : 0.5), y[^1] + (y.Length > 1 ? (y[^1] - y[^2]) / 2 : 0.5));

    // A curve that stands still is seen beside the frame, not in it.
    private static (double Min, double Max) Roomy(IEnumerable<double> values)
    {
        double[] all = [.. values.Where(double.IsFinite)];
        double room = Math.Max(0.04 * (all.Max() - all.Min()), 0.01);
        return (all.Min() - room, all.Max() + room);
    }

    // Energies in keV.
    private static (double[] X, double Scale) Axis(Diffractogram pattern) => pattern.Axis == DiffractionAxis.Energy ? ([.. pattern.Positions.Select(p => p / 1000)], 1e-3) : (pattern.Positions, 1);

    /// <summary>What an axis is called in figures; energies are in keV.</summary>
    internal static string Label(DiffractionAxis axis) => axis == DiffractionAxis.Energy ? "photon energy [keV]" : Diffractogram.Label(axis == DiffractionAxis.Spacing ? DiffractionAxis.MomentumTransfer : axis);
}

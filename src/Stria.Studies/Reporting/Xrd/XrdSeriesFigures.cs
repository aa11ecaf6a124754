using Stria.Core;
using Stria.Figures;
using Stria.Measurement;

namespace Stria.Studies;

/// <summary>A pattern as figures of its series show it.</summary>
/// <param name="Abscissa">Where it stands in the series.</param>
/// <param name="X">Positions; energies in keV.</param>
/// <param name="Above">Counts above the background; NaN where the pattern was left out.</param>
internal sealed record ShownPattern(double Abscissa, double[] X, double[] Above);

/// <summary>A series of patterns as colours and as curves, with the reflections of its phases below and the potential beside.</summary>
/// <param name="series">What is known of the series.</param>
/// <param name="patterns">The patterns, each place once, ascending.</param>
internal sealed class XrdSeriesFigures(PatternSeries series, ShownPattern[] patterns)
{
    private const int Columns = 600, MostCurves = 12;
    private const double HeightOfCurve = 2.9, BesideWidth = 3.2, TickAspect = 0.045;

    /// <summary>Names, places of reflections and colours of the phases.</summary>
    public IReadOnlyList<(string Name, double[] Positions, Rgb Colour)> Phases { get; init; } = [];

    /// <summary>The figures; none when fewer than two patterns have a place in the series.</summary>
    public IEnumerable<NamedFigure> All() => patterns.Length < 2 ? [] : [Contour(), Waterfall()];

    private NamedFigure Contour()
    {
        (double[] x, double[] values) = Grid();
        double[] y = [.. patterns.Select(p => p.Abscissa)];
        var heat = new HeatPanel(Along(Phases.Count == 0), new Axis(series.Label), x, y, values) { Colours = ColourMap.Inferno, Label = "√(counts above background)", Aspect = 0.9 };
        (double, double) ends = (y[0] - ((y[1] - y[0]) / 2), y[^1] + ((y[^1] - y[^2]) / 2));
        return NamedFigure.Of(
            "contour", "The series as colours", "A line that moves is a cell that changes; one that fades while another grows is a transformation of two phases." + (Phases.Count > 0 ? " Ticks below are the reflections of each phase." : ""),
            WithTicks(heat, Beside(ends)));
    }

    // Each pattern stands at its own place of the series, so that the potential beside has the same ordinate.
    private NamedFigure Waterfall()
    {
        int count = Math.Min(MostCurves, patterns.Length);
        ShownPattern[] shown = [.. Enumerable.Range(0, count).Select(k => patterns[k * (patterns.Length - 1) / (count - 1)])];
        double span = patterns[^1].Abscissa - patterns[0].Abscissa, height = HeightOfCurve * span / (count - 1);
        double tallest = Math.Max(double.Epsilon, shown.Max(p => p.Above.Where(double.IsFinite).DefaultIfEmpty(0).Max()));
        Series Curve(ShownPattern p, int k) => new("", p.X, [.. p.Above.Select(c => p.Abscissa + (height * c / tallest))])
        {
            LineWidth = 0.5,
            Colour = ColourMap.Viridis[0.9 * k / Math.Max(1, count - 1)],
        };
        (double, double) ends = (patterns[0].Abscissa - (0.03 * span), patterns[^1].Abscissa + (1.03 * height));
        var panel = new LinePanel(Along(Phases.Count == 0), new Axis(series.Label) { Limits = ends }, [.. shown.Select(Curve).Reverse()]) { Aspect = 0.9 };
        return NamedFigure.Of(
            "waterfall", "Patterns of the series", $"Each pattern stands on its {series.Label.Split(" [")[0]}; heights are counts above the background.", WithTicks(panel, Beside(ends)));
    }

    /// <summary>Components found without any phase, and their weights.</summary>
    public static NamedFigure FirstLook(PatternSeries series, PatternFitOptions options, PatternDecomposition found)
    {
        int n = found.Components.Count;
        double[] abscissa = series.Abscissa;
        Diffractogram used = PeakSearch.Used(series.Patterns[0], options);
        double scale = Scale(used.Axis);
        Series[] weights = [.. Enumerable.Range(0, n).Select(k => new Series($"component {k + 1}", abscissa, [.. abscissa.Select((_, i) => found.Weights[(i * n) + k])]) { Style = SeriesStyle.LineAndMarkers })];
        Series[] patterns = [.. Enumerable.Range(0, n).Select(k => new Series($"component {k + 1}", [.. used.Positions.Select(p => p * scale)], Broken(used, found.Components[k])) { LineWidth = 0.6 })];
        Panel[] panels = [new LinePanel(new Axis(XrdFigures.Label(used.Axis)), new Axis("counts"), patterns), new LinePanel(new Axis(series.Label), new Axis("weight [1]"), weights) { Legend = LegendPlace.None }];
        return NamedFigure.Of("components", "First look without phases", "Patterns as sums of a few, none negative: a component that comes while another goes is a transformation; moving peaks spread over several.", new Figure(panels));
    }

    // One panel, the potential beside it, and below a row of ticks for each phase.
    private Figure WithTicks(Panel panel, LinePanel? beside)
    {
        int columns = beside is null ? 1 : 2;
        List<Panel> panels = beside is null ? [panel] : [panel, beside];
        double[]? widths = beside is null ? null : [BesideWidth, 1];
        if (Phases.Count == 0)
        {
            return new Figure(panels) { Columns = columns, ColumnWidths = widths };
        }

        panels.Add(new LinePanel(Along(true), new Axis("") { ShowTicks = false, Limits = (0, Phases.Count) }, [.. Phases.Select((p, i) => XrdFigures.Ticks(p.Name, p.Positions, Phases.Count - i - 0.85, 0.7, p.Colour))])
        {
            DirectLabels = true,
            Aspect = TickAspect * Phases.Count,
        });
        return new Figure(panels) { Columns = columns, ColumnWidths = widths };
    }

    private Axis Along(bool isNamed) => new(isNamed ? XrdFigures.Label(series.Patterns[0].Axis) : "")
    {
        ShowTicks = isNamed,
        Limits = (patterns.Min(p => p.X[Array.FindIndex(p.Above, double.IsFinite)]), patterns.Max(p => p.X[Array.FindLastIndex(p.Above, double.IsFinite)])),
    };

    // Potential against the same ordinate.
    private LinePanel? Beside((double Min, double Max) ends)
    {
        (double[] at, double[] potentials) = series.Trace ?? (series.Potentials is { } known && series.Label != "potential [V]" ? (series.Abscissa, known) : ([], []));
        int[] kept = [.. Enumerable.Range(0, at.Length).Where(i => at[i] >= ends.Min && at[i] <= Math.Min(ends.Max, patterns[^1].Abscissa) && double.IsFinite(potentials[i])).OrderBy(i => at[i])];
        if (kept.Length < 2)
        {
            return null;
        }

        double[] shown = [.. kept.Select(i => potentials[i])];
        double room = Math.Max(0.04 * (shown.Max() - shown.Min()), 0.01); // a curve that stands still is seen beside the frame, not in it
        return new LinePanel(
            new Axis("potential [V]") { Limits = (shown.Min() - room, shown.Max() + room) }, new Axis(series.Label) { Limits = ends },
            [new Series("", shown, [.. kept.Select(i => at[i])]) { Style = series.Trace is null ? SeriesStyle.LineAndMarkers : SeriesStyle.Line }]);
    }

    // The series on one grid: square root of what is above the background, so that weak lines are seen beside strong ones.
    private (double[] X, double[] Values) Grid()
    {
        (double low, double high) = Along(true).Limits!.Value;
        double step = (high - low) / Columns;
        double[] middles = [.. Enumerable.Range(0, Columns).Select(i => low + ((i + 0.5) * step))], values = new double[Columns * patterns.Length];
        Array.Fill(values, double.NaN);
        for (int r = 0; r < patterns.Length; r++)
        {
            ShownPattern pattern = patterns[r];
            Span<double> row = values.AsSpan(r * Columns, Columns);
            for (int i = 0; i < pattern.X.Length; i++)
            {
                // What was left out is empty, not dark.
                int c = (int)Math.Floor((pattern.X[i] - low) / step);
                double root = Math.Sqrt(Math.Max(0, pattern.Above[i]));
                if (c >= 0 && c < Columns && double.IsFinite(root) && !(row[c] >= root))
                {
                    row[c] = root;
                }
            }

            FillGaps(row, 2 + (int)((pattern.X[^1] - pattern.X[0]) / (pattern.X.Length - 1) / step));
        }

        return (middles, values);
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

    /// <summary>Values as curves that are not drawn across regions that were left out; the point behind the gap is given up.</summary>
    internal static double[] Broken(Diffractogram used, double[] values)
    {
        const int WideGap = 6;
        double usual = Enumerable.Range(1, used.Count - 1).Select(i => used.Positions[i] - used.Positions[i - 1]).Order().ElementAt((used.Count - 1) / 2);
        return [.. values.Select((v, i) => i > 0 && used.Positions[i] - used.Positions[i - 1] > WideGap * usual ? double.NaN : v)];
    }

    private static double Scale(DiffractionAxis axis) => axis == DiffractionAxis.Energy ? 1e-3 : 1;
}

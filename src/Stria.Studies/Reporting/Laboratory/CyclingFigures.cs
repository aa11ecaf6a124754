using Stria.Figures;
using Stria.Measurement.Cycling;

namespace Stria.Studies;

/// <summary>Figures of cycled cells.</summary>
/// <param name="scenario">What was asked.</param>
/// <param name="cells">The cells with what was found.</param>
internal sealed class CyclingFigures(CyclingScenario scenario, IReadOnlyList<CycledTrace> cells)
{
    private const int MostCells = 4, LinesPerHalf = 1500;
    private readonly CapacityScale scale = CapacityScale.Of(cells);
    private readonly IReadOnlyList<CycledTrace> shown = [.. cells.Take(MostCells)];

    /// <summary>All that there is data for.</summary>
    public IEnumerable<NamedFigure> All()
    {
        yield return Profiles();
        yield return Trace();
        if (cells.Any(c => c.Cycles.Count > 1))
        {
            yield return Capacities();
        }

        if (shown.Any(c => c.Curves.Any(k => k.Capacity is not null)))
        {
            yield return Incremental();
        }

        if (shown.Any(c => c.Curves.Any(k => k.Voltage is not null)))
        {
            yield return Differential();
        }

        if (cells.Any(c => c.Rates.Count > 1))
        {
            yield return Rates();
        }

        if (shown.Any(c => c.Composition is not null))
        {
            yield return Composition();
        }

        foreach (NamedFigure figure in LongTermFigures.Of(cells, scale))
        {
            yield return figure;
        }
    }

    private NamedFigure Profiles() => NamedFigure.Of(
        "profiles",
        "Potential against capacity",
        "Charge above discharge by the hysteresis; plateaus at the potentials of the peaks of dQ/dU.",
        Grid(shown.Select(c => (Panel)new LinePanel(new Axis(scale.Label), new Axis("potential [V]"), [.. c.Curves.Select(k => Profile(c, k, c.Curves))])
        {
            Title = $"{c.Name} (dashed: charge)",
        })),
        Caption());

    private Series Profile(CycledTrace cell, CycleCurves curve, IReadOnlyList<CycleCurves> all)
    {
        (int Line, double Charge)[] lines = [.. HalfCycleProfile.Lines(cell.Record.Trace, curve.Half, LinesPerHalf)];
        return new Series(NameOf(curve, all), [.. lines.Select(l => scale.Value(l.Charge, cell.Facts))], [.. lines.Select(l => cell.Record.Trace.Potentials[l.Line])])
        {
            Colour = ColourOf(curve.Cycle, all),
            Dashed = curve.Half.Kind == PhaseKind.Charge,
        };
    }

    private NamedFigure Trace() => NamedFigure.Of(
        "trace",
        "Potential and current against time",
        "What was done to the cell; gaps and odd steps of the schedule show here.",
        new Figure([.. shown.SelectMany(c => TracePanels.Of(c.Record.Trace, c.Name))]) { Columns = 2 });

    private NamedFigure Capacities()
    {
        var capacity = new List<Series>();
        var efficiency = new List<Series>();
        for (int i = 0; i < cells.Count && cells.Count <= 2 * MostCells; i++)
        {
            CycledTrace c = cells[i];
            string suffix = cells.Count > 1 ? $", {c.Name}" : "";
            if (cells.Count == 1)
            {
                capacity.Add(Points($"charge{suffix}", c, i, r => r.Charge is { IsWhole: true } h ? scale.Value(h.Capacity, c.Facts) : double.NaN) with { Hollow = true, MarkerRadius = 3 });
            }

            capacity.Add(Points($"discharge{suffix}", c, i, r => r.Discharge is { IsWhole: true } h ? scale.Value(h.Capacity, c.Facts) : double.NaN));

            efficiency.Add(Points($"coulombic{suffix}", c, i, r => 100 * r.CoulombicEfficiency));
            efficiency.Add(Points(cells.Count == 1 ? "energy" : "", c, i, r => 100 * r.EnergyEfficiency) with { Hollow = true, Marker = Marker.Square });
        }

        if (cells.Count > 1)
        {
            capacity.Add(MeanOverCells());
        }

        return NamedFigure.Of(
            "capacity",
            "Capacity and efficiency against cycle",
            "A steady fade; a coulombic efficiency above 100 % points to an incomplete charge before, or to a wrong current.",
            new Figure([
                new LinePanel(new Axis("cycle") { Whole = true }, new Axis(scale.Label) { Limits = (0, 1.08 * capacity.SelectMany(s => s.Y).Where(double.IsFinite).DefaultIfEmpty(1).Max()) }, capacity),
                new LinePanel(new Axis("cycle") { Whole = true }, new Axis("efficiency [%]") { Limits = Usual([.. efficiency.SelectMany(s => s.Y).Where(double.IsFinite).Order()]) }, efficiency) { Title = cells.Count > 1 ? "filled: coulombic, hollow: energy" : null },
            ]) { Columns = 2, PanelLetters = true },
            Caption());
    }

    // One half cycle that did not begin at an end of the window must not hide how the others differ.
    private static (double Min, double Max)? Usual(double[] ascending)
    {
        if (ascending.Length < 4 || (ascending[0] > 50 && ascending[^1] < 150))
        {
            return null;
        }

        double middle = ascending[ascending.Length / 2];
        double[] near = [.. ascending.Where(v => Math.Abs(v - middle) < 40)];
        return (near[0] - 3, near[^1] + 3);
    }

    private Series MeanOverCells()
    {
        double[][] all = CyclingTables.DischargeCapacities(cells, scale);
        int most = all.Max(c => c.Length);
        var means = Enumerable.Range(0, most).Select(k => Retention.Mean([.. all.Where(c => c.Length > k).Select(c => c[k])])).ToList();
        return new Series("mean ± sd", [.. Enumerable.Range(1, most).Select(k => (double)k)], [.. means.Select(m => m.Value)])
        {
            Sd = [.. means.Select(m => double.IsNaN(m.Sigma) ? 0 : m.Sigma)],
            Colour = Rgb.Black,
        };
    }

    private static Series Points(string name, CycledTrace cell, int index, Func<CycleResult, double> of) =>
        new(name, [.. cell.Cycles.Select(r => (double)r.Number)], [.. cell.Cycles.Select(of)]) { Style = SeriesStyle.Markers, Colour = Palette.Categorical(index) };

    private NamedFigure Incremental() => NamedFigure.Of(
        "dqdu",
        "Incremental capacity dQ/dU",
        "Marked peaks stand out of the noise by six standard deviations; the band is one standard deviation. Discharge is drawn downwards.",
        Grid(shown.Where(c => c.Curves.Any(k => k.Capacity is not null)).Select(c => (Panel)new LinePanel(
            new Axis("potential [V]"),
            new Axis($"dQ/dU [{scale.PerVolt}]"),
            [.. c.Curves.Where(k => k.Capacity is not null).Select(k => Density(c, k)), .. PeakMarks(c)])
        {
            Title = $"{c.Name} (positive on charge)",
            Levels = [new HorizontalMark(0)],
        })),
        PeakCaption());

    private Series Density(CycledTrace cell, CycleCurves curve)
    {
        double sign = curve.Half.Kind == PhaseKind.Charge ? 1 : -1;
        return new Series(NameOf(curve, cell.Curves), curve.Capacity!.Potentials, [.. curve.Capacity.Density.Select(d => sign * scale.Value(d, cell.Facts))])
        {
            Sd = [.. curve.Capacity.Sigma.Select(s => scale.Value(s, cell.Facts))],
            Colour = ColourOf(curve.Cycle, cell.Curves),
            LineWidth = 0.9,
        };
    }

    private IEnumerable<Series> PeakMarks(CycledTrace cell)
    {
        (double U, double D)[] all = [.. cell.Curves.Where(k => k.Capacity is not null).SelectMany(k => k.Capacity!.Peaks.Select(p => (p.Potential.Value, (k.Half.Kind == PhaseKind.Charge ? 1 : -1) * scale.Value(p.Height, cell.Facts))))];
        return all.Length == 0 ? [] : [new Series("peaks", [.. all.Select(p => p.U)], [.. all.Select(p => p.D)]) { Style = SeriesStyle.Markers, Hollow = true, Colour = Rgb.Black, MarkerRadius = 2.6 }];
    }

    private NamedFigure Differential() => NamedFigure.Of(
        "dudq",
        "Differential voltage dU/dQ",
        "Peaks stand where a phase is used up, flat parts are plateaus; the band is one standard deviation.",
        Grid(shown.Where(c => c.Curves.Any(k => k.Voltage is not null)).Select(c =>
        {
            Series[] curves = [.. c.Curves.Where(k => k.Voltage is not null).Select(k => Slope(c, k))];
            double[] sizes = [.. curves.SelectMany(s => s.Y).Where(double.IsFinite).Order()];
            double high = sizes[(int)(0.97 * (sizes.Length - 1))];
            return (Panel)new LinePanel(new Axis(scale.Label), new Axis($"|dU/dQ| [V/({scale.Unit})]") { Limits = (0, 1.6 * high) }, [.. curves, .. SlopeMarks(c, 1.6 * high)]) { Title = $"{c.Name} (dashed: charge)" };
        })),
        Caption());

    private Series Slope(CycledTrace cell, CycleCurves curve) => new(NameOf(curve, cell.Curves), [.. curve.Voltage!.Charges.Select(q => scale.Value(q, cell.Facts))], [.. curve.Voltage.Slopes.Select(s => Math.Abs(s) / scale.Value(1, cell.Facts))])
    {
        Sd = [.. curve.Voltage.Sigma.Select(s => s / scale.Value(1, cell.Facts))],
        Colour = ColourOf(curve.Cycle, cell.Curves),
        Dashed = curve.Half.Kind == PhaseKind.Charge,
        LineWidth = 0.9,
    };

    private IEnumerable<Series> SlopeMarks(CycledTrace cell, double highest)
    {
        (double Q, double S)[] all = [.. cell.Curves.Where(k => k.Voltage is not null).SelectMany(k => k.Voltage!.Peaks.Select(p => (scale.Value(p.Charge, cell.Facts), Math.Abs(p.Slope.Value) / scale.Value(1, cell.Facts)))).Where(p => p.Item2 <= highest)];
        return all.Length == 0 ? [] : [new Series("peaks", [.. all.Select(p => p.Q)], [.. all.Select(p => p.S)]) { Style = SeriesStyle.Markers, Hollow = true, Colour = Rgb.Black, MarkerRadius = 2.6 }];
    }

    private NamedFigure Rates()
    {
        bool known = cells.All(c => c.Rates.All(r => double.IsFinite(r.Rate)));
        return NamedFigure.Of(
            "rates",
            "Rate capability",
            "Capacity falls as the rate rises and comes back when the first rate is tried again; bars are the spread over the cycles at a rate.",
            new Figure(new LinePanel(
                new Axis(known ? "C-rate of the discharge [1/h]" : "discharge current [mA]") { Logarithmic = true },
                new Axis(scale.Label),
                [.. cells.Take(2 * MostCells).Select(c => new Series(c.Name, [.. c.Rates.Select(r => known ? r.Rate : r.Current * 1e3)], [.. c.Rates.Select(r => scale.Value(r.Capacity.Value, c.Facts))])
                {
                    Style = SeriesStyle.LineAndMarkers,
                    Sd = [.. c.Rates.Select(r => double.IsNaN(r.Capacity.Sigma) ? 0 : scale.Value(r.Capacity.Sigma, c.Facts))],
                    Errors = ErrorStyle.Bars,
                })])) { Width = 380 },
            Caption());
    }

    private NamedFigure Composition() => NamedFigure.Of(
        "composition",
        "Potential against composition",
        "x from the charge, the mass and the formula; it drifts from cycle to cycle where charge is lost.",
        Grid(shown.Where(c => c.Composition is not null).Select(c => (Panel)new LinePanel(
            new Axis($"x in {c.Facts.PrettyFormula}"),
            new Axis("potential [V]"),
            [.. c.Curves.Select(k =>
            {
                int[] lines = [.. HalfCycleProfile.Lines(c.Record.Trace, k.Half, LinesPerHalf).Select(l => l.Line)];
                return new Series(NameOf(k, c.Curves), [.. lines.Select(i => c.Composition![i])], [.. lines.Select(i => c.Record.Trace.Potentials[i])]) { Colour = ColourOf(k.Cycle, c.Curves), Dashed = k.Half.Kind == PhaseKind.Charge };
            })]) { Title = $"{c.Name} (dashed: charge)" })),
        Caption());

    private string Caption() => $"Sign: {Words.Sign}. Reference cycle {scenario.Analysis.ReferenceCycle}.";

    private string PeakCaption() => string.Join(" ", shown.Where(c => c.Curves.Any(k => k.Capacity is not null)).Select(c =>
        $"{c.Name}: half of the charge is smoothed by less than {1e3 * c.Curves.Where(k => k.Capacity is not null).Average(k => k.Capacity!.Bandwidth):f1} mV (standard deviation of the kernel{(scenario.Analysis.Bandwidth is null ? ", chosen by the data" : "")})."));

    private static string NameOf(CycleCurves curve, IReadOnlyList<CycleCurves> all) =>
        all.First(k => k.Cycle == curve.Cycle) == curve ? $"cycle {curve.Cycle}" : "";

    private static Rgb ColourOf(int cycle, IReadOnlyList<CycleCurves> all)
    {
        int[] numbers = [.. all.Select(k => k.Cycle).Distinct()];
        return numbers.Length == 1 ? Palette.Categorical(0) : ColourMap.Viridis[0.85 * Array.IndexOf(numbers, cycle) / (numbers.Length - 1.0)];
    }

    private static Figure Grid(IEnumerable<Panel> panels)
    {
        Panel[] all = [.. panels];
        return new Figure(all) { Columns = Math.Min(2, all.Length), PanelLetters = all.Length > 1, Width = all.Length > 1 ? 510 : 400 };
    }
}

using System.Globalization;
using Stria.Core;
using Stria.Figures;
using Stria.Numerics.Fem;

namespace Stria.Studies;

/// <summary>Figures of a phase-field run.</summary>
internal sealed class PhaseFieldFigures
{
    private const double Megapascal = 1e6;
    private const int Shown = 8, Profiled = 6;
    private readonly PhaseFieldScenario scenario;
    private readonly StudyContext context;
    private readonly IReadOnlyList<PatternMeasure> measured;
    private readonly PhaseFieldBody body;
    private readonly FieldCourse course;
    private readonly TriangleMesh mesh;
    private readonly (double Scale, string Unit) time, length;
    private readonly (double Min, double Max) limits;

    /// <summary>Prepares them.</summary>
    public PhaseFieldFigures(PhaseFieldScenario scenario, StudyContext context, IReadOnlyList<PatternMeasure> measured)
    {
        (this.scenario, this.context, this.measured) = (scenario, context, measured);
        (body, course, mesh) = (context.Get<PhaseFieldBody>(), context.Get<FieldCourse>(), context.Get<StressBody>().Mesh);
        bool plain = scenario.Units == UnitChoice.None;
        time = plain ? (1, "1") : TimeUnit(scenario.Time.End);
        length = plain ? (1, "1") : (1e-9, "nm");
        double low = Math.Min(body.Laws.Tangent?.Low ?? 1, measured.Min(m => m.Lowest)), high = Math.Max(body.Laws.Tangent?.High ?? 0, measured.Max(m => m.Highest));
        limits = body.Laws.Tangent is null ? (low, Math.Max(high, low + 1e-3)) : (low, high);
    }

    /// <summary>All of them but the animation.</summary>
    public IEnumerable<NamedFigure> All()
    {
        yield return Sheet();
        yield return EndState();
        yield return Energies();
        yield return Course();
        yield return Profiles();
        if (measured.Any(m => double.IsFinite(m.Period.Mean)))
        {
            yield return Pattern();
        }
    }

    /// <summary>One frame of the animation.</summary>
    public Figure Frame(int index) => new(new MeshPanel(Composition(index)) { PlainLengths = scenario.Units == UnitChoice.None, Title = $"t = {Moment(index)}", Label = "composition c", Limits = limits }) { Width = 300 };

    private NamedFigure Sheet()
    {
        int[] chosen = Spread(course.Snapshots.Count, Shown);
        return NamedFigure.Of(
            "snapshots",
            "The composition in time",
            "How the start breaks up into phases, how they join and coarsen. One scale of colours for all.",
            new Figure([.. chosen.Select(i => new MeshPanel(Composition(i)) { PlainLengths = scenario.Units == UnitChoice.None, Title = $"t = {Moment(i)}", Label = "c", Limits = limits, ColourBar = i == chosen[^1] })]) { Columns = 4 });
    }

    private NamedFigure EndState()
    {
        Snapshot last = course.Snapshots[^1];
        bool plain = scenario.Units == UnitChoice.None;
        MeshField Field(string symbol, string label, string unit, double scale) =>
            new(mesh, MeshPlace.Node, [""], [.. PhaseFieldFiles.Read(context.Folder, last, symbol).Select(v => v / scale)], label, plain ? "1" : unit);
        var panels = new List<Panel>
        {
            new MeshPanel(Composition(course.Snapshots.Count - 1)) { PlainLengths = scenario.Units == UnitChoice.None, Title = "composition", Label = "c", Limits = limits },
            new MeshPanel(Field("mu", "μ", "kJ/mol", plain ? 1 : 1e3)) { PlainLengths = scenario.Units == UnitChoice.None, Title = "chemical potential", Colours = ColourMap.Cividis },
        };
        if (body.Problem.Elasticity is not null)
        {
            double scale = plain ? 1 : Megapascal;
            panels.Add(new MeshPanel(Field("hydrostatic", "σₕ", "MPa", scale)) { PlainLengths = scenario.Units == UnitChoice.None, Title = "hydrostatic stress", Centred = true, Caption = "tension positive" });
            panels.Add(new MeshPanel(Field("von_mises", "von Mises stress", "MPa", scale)) { PlainLengths = scenario.Units == UnitChoice.None, Title = "von Mises stress", Colours = ColourMap.Inferno });
        }

        return NamedFigure.Of(
            "end",
            $"The end, t = {Moment(course.Snapshots.Count - 1)}",
            "In equilibrium the chemical potential is the same everywhere; what is left of its differences drives what comes next.",
            new Figure([.. panels]) { Columns = 2, PanelLetters = true });
    }

    private NamedFigure Energies()
    {
        var s = new PhaseFieldLawsScales(body);
        bool plain = scenario.Units == UnitChoice.None;
        HistoryRow[] rows = Thinned(course.History);
        double[] t = [.. rows.Select(r => r.Time * s.Time / time.Scale)];
        double unit = plain ? 1 : 1e-9, start = rows[0].Energy;
        string label = plain ? "" : " [nJ/m]";
        Series[] terms = [.. course.EnergyNames.Select((name, k) => new Series(name, t, [.. rows.Select(r => (r.Energies[k] - rows[0].Energies[k]) * s.Energy / unit)]))];
        var total = new Series("total", t, [.. rows.Select(r => (r.Energy - start) * s.Energy / unit)]) { LineWidth = 1.8, Colour = Rgb.Black };
        return NamedFigure.Of(
            "energy",
            "Free energy",
            body.Problem.IsClosed ? "The total of a closed body never rises; the terms trade with each other." : "What lithium brings in at the boundary may raise the total.",
            new Figure(new LinePanel(TimeAxis(), new Axis($"change since the start{label}"), [.. terms, total]) { Aspect = 0.5 }));
    }

    private NamedFigure Course()
    {
        var s = new PhaseFieldLawsScales(body);
        HistoryRow[] rows = Thinned(course.History);
        double[] t = [.. rows.Select(r => r.Time * s.Time / time.Scale)];
        var bounds = new LinePanel(TimeAxis(), new Axis("composition c"), [
            new Series("largest", t, [.. rows.Select(r => r.Highest)]),
            new Series("mean", t, [.. rows.Select(r => r.Mass * s.Area / body.Area)]) { Colour = Rgb.Black },
            new Series("smallest", t, [.. rows.Select(r => r.Lowest)]),
        ]) { Title = "bounds and mean", Levels = body.Laws.Tangent is { } g ? [new HorizontalMark(g.Low, "cα"), new HorizontalMark(g.High, "cβ")] : [] };
        HistoryRow[] steps = [.. rows.Skip(1)];
        var lengths = new LinePanel(
            TimeAxis(logarithmic: true),
            new Axis(time.Unit == "1" ? "length of the step" : $"length of the step [{time.Unit}]") { Logarithmic = true },
            [new Series("", [.. steps.Select(r => r.Time * s.Time / time.Scale)], [.. steps.Select(r => r.Step * s.Time / time.Scale)])]) { Title = "steps of time" };
        return NamedFigure.Of("course", "Bounds and steps", "The phases approach the ends of the gap; steps grow as the field slows down and shorten where it hurries.", new Figure([bounds, lengths]) { Columns = 2, PanelLetters = true });
    }

    private NamedFigure Profiles()
    {
        var sampler = new MeshSampler(mesh);
        int[] chosen = Spread(course.Snapshots.Count, Profiled);
        var panels = new List<Panel>();
        foreach (NamedLine line in context.Get<IReadOnlyList<NamedLine>>())
        {
            double[] places = [.. ProfileLines.Places(line)], distance = [.. ProfileLines.Distances(line).Select(d => d / length.Scale)];
            var series = new List<Series>();
            for (int k = 0; k < chosen.Length; k++)
            {
                var c = new double[distance.Length];
                sampler.Sample(Composition(chosen[k]).Values, places, c);
                int first = Array.FindIndex(c, double.IsFinite), last = Array.FindLastIndex(c, double.IsFinite);
                if (first >= 0)
                {
                    double[] x = [.. distance[first..(last + 1)].Select(d => d - distance[first])];
                    series.Add(new Series(Moment(chosen[k]), x, c[first..(last + 1)]) { Colour = ColourMap.Viridis[0.92 * k / Math.Max(1, chosen.Length - 1)] });
                }
            }

            panels.Add(new LinePanel(new Axis(length.Unit == "1" ? "distance" : $"distance [{length.Unit}]"), new Axis("composition c"), series) { Title = line.Name, Aspect = 0.6 });
        }

        return NamedFigure.Of("profiles", "Profiles through the body", "Dark to light as time goes on.", new Figure([.. panels]) { Columns = 2, PanelLetters = panels.Count > 1 });
    }

    private NamedFigure Pattern()
    {
        double[] t = [.. measured.Select(m => m.Time / time.Scale)];
        string unit = length.Unit == "1" ? "" : $" [{length.Unit}]";
        Headline? theory = context.Headlines.FirstOrDefault(h => h.Name == "period_theory");
        var period = new LinePanel(
            TimeAxis(),
            new Axis($"period along the axis{unit}"),
            [new Series("mean over S(k)", t, [.. measured.Select(m => m.Period.Mean / length.Scale)]) { Style = SeriesStyle.LineAndMarkers, Sd = [.. measured.Select(m => m.Period.Spread / length.Scale)] }])
        {
            Title = "period",
            Levels = theory is null ? [] : [new HorizontalMark(theory.Value, "001 eq. 2")],
        };
        var interfaces = new LinePanel(
            TimeAxis(),
            new Axis(length.Unit == "1" ? "interface length" : "interface length [µm]"),
            [new Series("", t, [.. measured.Select(m => m.InterfaceLength / (length.Unit == "1" ? 1 : 1e-6))])]) { Title = "interface" };
        return NamedFigure.Of("pattern", "The pattern in time", "Coarsening lengthens the period and shortens the interface. The dashed line is the period that would balance interface and bulk energy (001 eq. 2).", new Figure([period, interfaces]) { Columns = 2, PanelLetters = true });
    }

    private MeshField Composition(int index) => new(mesh, MeshPlace.Node, [""], PhaseFieldFiles.Read(context.Folder, course.Snapshots[index], "c"), "c", "1");

    private string Moment(int index)
    {
        double t = course.Snapshots[index].Time * body.Laws.Scales.Time / time.Scale;
        return string.Create(CultureInfo.InvariantCulture, $"{t:g3}{(time.Unit == "1" ? "" : " " + time.Unit)}");
    }

    private Axis TimeAxis(bool logarithmic = false) => new(time.Unit == "1" ? "time" : $"time [{time.Unit}]") { Logarithmic = logarithmic || scenario.Output.Spacing == SnapshotSpacing.Logarithmic };

    internal static (double Scale, string Unit) TimeUnit(double end) => end switch
    {
        >= 2 * 86400 => (86400, "d"),
        >= 2 * 3600 => (3600, "h"),
        >= 10 * 60 => (60, "min"),
        >= 0.5 => (1, "s"),
        >= 0.5e-3 => (1e-3, "ms"),
        _ => (1e-6, "µs"),
    };

    private static HistoryRow[] Thinned(List<HistoryRow> rows)
    {
        const int most = 2000;
        int stride = (rows.Count + most - 1) / most;
        return [.. rows.Where((_, i) => i % stride == 0 || i == rows.Count - 1)];
    }

    internal static int[] Spread(int count, int wanted) => [.. Enumerable.Range(0, Math.Min(count, wanted)).Select(k => (int)Math.Round(k * (count - 1.0) / Math.Max(1, Math.Min(count, wanted) - 1)))];
}

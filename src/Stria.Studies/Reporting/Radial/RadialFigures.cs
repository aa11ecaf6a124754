using System.Globalization;
using Stria.Figures;
using Stria.Physics.Radial;

namespace Stria.Studies;

/// <summary>Figures of a radial particle.</summary>
internal sealed class RadialFigures
{
    private const int Profiled = 7, MostPoints = 2000;
    private readonly RadialBody body;
    private readonly RadialCourse course;
    private readonly IReadOnlyList<RadialStress?> stresses;
    private readonly (double Scale, string Unit) time;
    private readonly bool plain;
    private readonly double[] places;
    private readonly int[] chosen;

    /// <summary>Prepares them.</summary>
    /// <param name="scenario">What was asked.</param>
    /// <param name="context">The nouns of the run.</param>
    /// <param name="stresses">Stress in each picture; null without mechanics.</param>
    public RadialFigures(PhaseFieldScenario scenario, StudyContext context, IReadOnlyList<RadialStress?> stresses)
    {
        (body, course, this.stresses, plain) = (context.Get<RadialBody>(), context.Get<RadialCourse>(), stresses, scenario.Units == UnitChoice.None);
        time = plain ? (1, "1") : PhaseFieldFigures.TimeUnit(scenario.Time.End);
        places = [.. RadialTables.Places(body.Problem).Select(r => r / (plain ? 1 : 1e-9))];
        chosen = PhaseFieldFigures.Spread(course.Pictures.Count, Profiled);
    }

    /// <summary>Profiles and course.</summary>
    public IEnumerable<NamedFigure> All()
    {
        yield return Profiles();
        yield return Course();
    }

    private NamedFigure Profiles()
    {
        var distance = new Axis(plain ? "distance from the middle" : "distance from the middle [nm]");
        Series[] Lines(Func<int, double[]> of) => [.. chosen.Select((p, k) => new Series(Moment(p), places, of(p)) { Colour = ColourMap.Viridis[0.92 * k / Math.Max(1, chosen.Length - 1)] })];
        var panels = new List<Panel>
        {
            new LinePanel(distance, new Axis("composition c"), Lines(p => course.Pictures[p].Composition)) { Title = "composition", Levels = body.Laws.Tangent is { } g ? [new HorizontalMark(g.Low, "cα"), new HorizontalMark(g.High, "cβ")] : [] },
        };
        if (body.Problem.Swelling is not null)
        {
            double scale = plain ? 1 : 1e6;
            string unit = plain ? "" : " [MPa]";
            panels.Add(new LinePanel(distance, new Axis($"hydrostatic stress{unit}"), Lines(p => [.. stresses[p]!.Hydrostatic.Select(v => v / scale)])) { Title = "hydrostatic stress" });
            panels.Add(new LinePanel(distance, new Axis($"radial stress{unit}"), Lines(p => [.. stresses[p]!.Radial.Select(v => v / scale)])) { Title = "radial stress" });
            panels.Add(new LinePanel(distance, new Axis($"tangential stress{unit}"), Lines(p => [.. stresses[p]!.Tangential.Select(v => v / scale)])) { Title = "tangential stress" });
        }

        return NamedFigure.Of(
            "profiles",
            "Profiles along the radius",
            "Dark to light as time goes on. Where two phases meet, stress jumps with the composition; the surface is free of radial stress.",
            new Figure([.. panels]) { Columns = 2, PanelLetters = panels.Count > 1 });
    }

    private NamedFigure Course()
    {
        List<RadialRow> rows = course.History;
        int stride = (rows.Count + MostPoints - 1) / MostPoints;
        RadialRow[] thin = [.. rows.Where((_, i) => i % stride == 0 || i == rows.Count - 1)];
        double[] t = [.. thin.Select(r => r.Time / time.Scale)];
        var axis = new Axis(time.Unit == "1" ? "time" : $"time [{time.Unit}]");
        var bounds = new LinePanel(axis, new Axis("composition c"),
        [
            new Series("surface", t, [.. thin.Select(r => r.Surface)]),
            new Series("mean", t, [.. thin.Select(r => r.Mean)]) { Colour = Rgb.Black },
            new Series("largest", t, [.. thin.Select(r => r.Highest)]),
            new Series("smallest", t, [.. thin.Select(r => r.Lowest)]),
        ]) { Title = "composition" };
        double unit = plain ? 1 : 1e3;
        bool isOpen = !body.Problem.Surface.IsClosed;
        LinePanel second = isOpen
            ? new LinePanel(new Axis("mean composition"), new Axis(plain ? "μ at the surface" : "μ at the surface [kJ/mol]"), [new Series("", [.. thin.Select(r => r.Mean)], [.. thin.Select(r => r.Potential / unit)])]) { Title = "potential of the surface" }
            : new LinePanel(axis, new Axis(plain ? "energy" : "energy [kJ/mol]"), [new Series("", t, [.. thin.Select(r => r.Energy / unit)])]) { Title = "energy" };
        return NamedFigure.Of(
            "course",
            isOpen ? "Composition and surface potential" : "Composition and energy",
            isOpen ? "Minus the potential over Faraday's constant is the voltage against lithium without losses at the surface: it goes beyond the plateau until the first phase boundary stands." : "The energy of a closed particle never rises.",
            new Figure([bounds, second]) { Columns = 2, PanelLetters = true });
    }

    private string Moment(int picture) => string.Create(CultureInfo.InvariantCulture, $"{course.Pictures[picture].Time / time.Scale:g3}{(time.Unit == "1" ? "" : " " + time.Unit)}");
}

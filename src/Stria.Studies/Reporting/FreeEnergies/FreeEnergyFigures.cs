using Stria.Figures;
using Stria.Physics.FreeEnergies;
using Stria.Physics.Thermodynamics;

namespace Stria.Studies;

/// <summary>Figures of a free energy: f(c) with tangents, potentials, coherency, imposed strain, phase diagram, interface.</summary>
internal sealed class FreeEnergyFigures
{
    private const double Kilo = 1e3, Milli = 1e-3, Nanometre = 1e-9;
    private static readonly Axis Fraction = new("site fraction c") { Limits = (0, 1) };
    private readonly FreeEnergyScenario scenario;
    private readonly StudyContext context;
    private readonly FreeEnergyHost host;
    private readonly FreeEnergyResults results;
    private readonly double[] compositions;
    private readonly double reservoir;

    private FreeEnergyFigures(FreeEnergyScenario scenario, StudyContext context)
    {
        (this.scenario, this.context) = (scenario, context);
        (host, results) = (context.Get<FreeEnergyHost>(), context.Get<FreeEnergyResults>());
        compositions = FreeEnergyCurves.Compositions(host.Law);
        reservoir = Reference();
    }

    /// <summary>The figures, as far as there is something to show.</summary>
    public static IEnumerable<NamedFigure> Of(FreeEnergyScenario scenario, StudyContext context) => new FreeEnergyFigures(scenario, context).All();

    private IEnumerable<NamedFigure> All()
    {
        yield return Landscape();
        if (results.Coherent.Count > 0)
        {
            yield return Coherency();
        }

        if (results.Strained.Count > 1)
        {
            yield return Strains();
        }

        if (context.TryGet("", out PhaseDiagram? diagram))
        {
            yield return Diagram(diagram);
        }

        if (results.Interfaces.Count > 0)
        {
            yield return Interface();
        }
    }

    // Large tilts (volts against lithium) would hide the wells: the mean slope of the outer tangents is taken off.
    private double Reference() => results.Chemical.Tangents is [var first, .., var last] ? (first.Potential + last.Potential) / 2
        : results.Chemical.Tangents is [var only] ? only.Potential
        : host.Law.At(FreeEnergyNumbers.Middle(host, results)).Slope;

    private string EnergyLabel => Math.Abs(reservoir) < 1e-6 * host.ThermalEnergy ? "free energy f [kJ/mol]" : "free energy f − μ₀ c [kJ/mol]";

    private string Volts => host.StandardPotential == 0 && scenario.Problem.FreeEnergy is not MultiWellEnergy ? "potential U − U₀ [V]" : "potential U [V]";

    private static VerticalSpan[] Shading(PhaseEquilibria equilibria) => [.. equilibria.Spinodals.Select((s, i) => new VerticalSpan(s.Low, s.High, i == 0 ? "spinodal" : null))];

    private Series Curve(string name, IChemicalPotential law, double slope) => new(name, compositions, [.. FreeEnergyCurves.Above(law, compositions, slope).Select(v => v / Kilo)]);

    private NamedFigure Landscape()
    {
        var curves = new List<Series> { Curve("f", host.Law, reservoir) };
        IReadOnlyList<CommonTangent> tangents = results.Chemical.Tangents;
        double Height(CommonTangent t, double c) => (t.At(c) - (reservoir * c)) / Kilo;
        curves.AddRange(tangents.Select((t, i) => new Series(i == 0 ? "common tangent" : "", [t.Low, t.High], [Height(t, t.Low), Height(t, t.High)]) { Dashed = true, Colour = Palette.Categorical(1) }));
        if (tangents.Count > 0)
        {
            double[] wells = [.. tangents.SelectMany(t => new[] { t.Low, t.High })];
            curves.Add(new Series("phases in equilibrium", wells, [.. tangents.SelectMany(t => new[] { Height(t, t.Low), Height(t, t.High) })]) { Style = SeriesStyle.Markers, MarkerRadius = 3, Colour = Palette.Categorical(1) });
            curves.Add(new Series("barrier", [.. tangents.Select(t => t.BarrierComposition)], [.. tangents.Select(t => Height(t, t.BarrierComposition) + (t.Barrier / Kilo))]) { Style = SeriesStyle.Markers, Marker = Marker.Triangle, MarkerRadius = 3, Colour = Palette.Categorical(2) });
        }

        double[] mu = new double[compositions.Length];
        host.Law.Evaluate(compositions, [], mu, []);
        Series[] potentials =
        [
            new("one phase", compositions, [.. mu.Select(host.Potential)]) { Dashed = true },
            new("equilibrium", compositions, EquilibriumPotential.Curve(results.Chemical, compositions, host.StandardPotential)) { Colour = Palette.Categorical(1), LineWidth = 1.6 },
        ];
        Panel[] panels =
        [
            new LinePanel(Fraction, new Axis(EnergyLabel), curves) { Title = $"{host.Temperature:g5} K", Spans = Shading(results.Chemical) },
            new LinePanel(Fraction, new Axis(Volts) { Limits = Central(mu) }, potentials) { Title = "potential", Spans = Shading(results.Chemical) },
        ];
        return NamedFigure.Of(
            "free-energy",
            "Free energy and potential",
            "Each dashed line touches the curve from below at two phases; within a gap the equilibrium potential is level, and cuts equal areas from that of one phase.",
            new Figure(panels) { Columns = 2, PanelLetters = true });
    }

    // The logarithms at both ends have no bound: the axis shows 1 to 99 % of the composition.
    private (double Min, double Max) Central(double[] mu)
    {
        double[] shown = [.. mu.Where((_, i) => compositions[i] is >= 0.01 and <= 0.99).Select(host.Potential)];
        double low = shown.Min(), high = shown.Max(), margin = 0.05 * (high - low);
        return (low - margin, high + margin);
    }

    private NamedFigure Coherency()
    {
        Series[] curves =
        [
            Curve("chemical", host.Law, reservoir),
            .. results.Coherent.Select(c => Curve(c.Body == CoherentBody.Bulk ? "coherent, 3D and plane strain" : "coherent, thin sheet", c.Law, reservoir)),
        ];
        string found = string.Join("; ", results.Coherent.Select(c => $"{(c.Body == CoherentBody.Bulk ? "3D and plane strain" : "thin sheet")}: b = {c.Coupling:f3}, {(c.Equilibria.Tangents.Count == 0 ? "one solid solution" : $"phases at {string.Join(", ", c.Equilibria.Tangents.Select(t => $"{t.Low:f3} and {t.High:f3}"))}")}"));
        return NamedFigure.Of(
            "coherency",
            "What coherency costs",
            "Coherent phases lie on a flatter double well: the gap narrows, and closes where the elastic energy outweighs the barrier.",
            new Figure(new LinePanel(Fraction, new Axis(EnergyLabel), curves)) { Width = 320 },
            found);
    }

    private NamedFigure Strains()
    {
        double middle = FreeEnergyNumbers.Middle(host, results), plateau = results.Chemical.Potential(middle);
        double[] percent = [.. results.Strained.Select(s => s.Strain * 100)];
        Series[] landscapes = [.. results.Strained.Select((s, i) => Shifted(s, Shade(i, results.Strained.Count)))];
        Series[] potentials = [.. results.Strained.Select((s, i) => new Series($"{s.Strain * 100:+0.##;−0.##;0} %", compositions, EquilibriumPotential.Curve(s.Equilibria, compositions, host.StandardPotential)) { Colour = Shade(i, results.Strained.Count) })];
        double[] all = [.. potentials.SelectMany(p => p.Y.Where((_, i) => compositions[i] is >= 0.02 and <= 0.98))];
        Panel[] panels =
        [
            new LinePanel(Fraction, new Axis(EnergyLabel), landscapes) { Title = "landscape", Legend = LegendPlace.Outside },
            new LinePanel(Fraction, new Axis(Volts) { Limits = (all.Min(), all.Max()) }, potentials) { Title = "equilibrium potential", Legend = LegendPlace.None },
            new LinePanel(new Axis("imposed strain [%]"), new Axis("shift of the plateau [mV]"), [new Series("", percent, [.. results.Strained.Select(s => (host.Potential(s.PlateauNear(middle)) - host.Potential(plateau)) / Milli)]) { Style = SeriesStyle.LineAndMarkers }]) { Title = "against the free host" },
            Barriers(percent, plateau),
        ];
        return NamedFigure.Of(
            "strain",
            "What an imposed strain does",
            "Tension tilts the landscape towards lithium: the plateau rises by tens of millivolts per percent, and the barrier of lithiation falls.",
            new Figure(panels) { Columns = 2, PanelLetters = true },
            results.Strained.All(s => s.Equilibria.LithiationBarrier(plateau) is null) ? "At the potential of the free host's plateau no strain of the list leaves a barrier: the strained host lithiates or delithiates by itself." : null);
    }

    // What no strain has is left out, from the legend as well. A barrier that does not change is drawn above zero, not between its own last digits.
    private LinePanel Barriers(double[] percent, double plateau)
    {
        Series[] all =
        [
            new Series("of lithiation, at the free plateau", percent, [.. results.Strained.Select(s => s.Equilibria.LithiationBarrier(plateau) ?? double.NaN)]) { Style = SeriesStyle.LineAndMarkers, Colour = Palette.Categorical(0) },
            new Series("above the common tangent", percent, [.. results.Strained.Select(s => s.FirstTangent?.Barrier ?? double.NaN)]) { Style = SeriesStyle.LineAndMarkers, Dashed = true, Colour = Palette.Categorical(1) },
        ];
        Series[] found = [.. all.Where(s => s.Y.Any(double.IsFinite))];
        double highest = found.Length == 0 ? 1 : found.Max(s => s.Y.Where(double.IsFinite).Max());
        return new LinePanel(new Axis("imposed strain [%]"), new Axis("barrier [J/mol]") { Limits = (0, 1.15 * highest) }, found) { Title = "barrier" };
    }

    // Elastic energy lifts each curve as a whole; what matters is its shape, so each begins at the same height.
    private Series Shifted(StrainedCase s, Rgb colour)
    {
        double[] f = FreeEnergyCurves.Above(s.Law, compositions, reservoir);
        return new Series($"{s.Strain * 100:+0.##;−0.##;0} %", compositions, [.. f.Select(v => (v - f[0]) / Kilo)]) { Colour = colour };
    }

    private static Rgb Shade(int index, int count) => ColourMap.Viridis[count == 1 ? 0.5 : 0.9 * index / (count - 1)];

    private static NamedFigure Diagram(PhaseDiagram diagram)
    {
        int gaps = diagram.Rows.Max(r => r.Equilibria.Tangents.Count), spinodals = diagram.Rows.Max(r => r.Equilibria.Spinodals.Count);
        double[] temperatures = [.. diagram.Rows.Select(r => r.Temperature)];
        double At<T>(IReadOnlyList<T> list, int i, Func<T, double> of) => i < list.Count ? of(list[i]) : double.NaN;
        var curves = new List<Series>();
        for (int g = 0; g < gaps; g++)
        {
            curves.Add(new Series(g == 0 ? "binodal" : "", [.. diagram.Rows.Select(r => At(r.Equilibria.Tangents, g, t => t.Low))], temperatures) { Colour = Palette.Categorical(0) });
            curves.Add(new Series("", [.. diagram.Rows.Select(r => At(r.Equilibria.Tangents, g, t => t.High))], temperatures) { Colour = Palette.Categorical(0) });
        }

        for (int g = 0; g < spinodals; g++)
        {
            curves.Add(new Series(g == 0 ? "spinodal" : "", [.. diagram.Rows.Select(r => At(r.Equilibria.Spinodals, g, s => s.Low))], temperatures) { Colour = Palette.Categorical(1), Dashed = true });
            curves.Add(new Series("", [.. diagram.Rows.Select(r => At(r.Equilibria.Spinodals, g, s => s.High))], temperatures) { Colour = Palette.Categorical(1), Dashed = true });
        }

        double? critical = diagram.CriticalTemperature();
        return NamedFigure.Of(
            "phase-diagram",
            "Phase diagram",
            "Between binodal and spinodal a mixture is metastable; inside the spinodal it separates by itself. Chemical energy alone.",
            new Figure(new LinePanel(Fraction, new Axis("temperature [K]"), curves) { Levels = critical is { } c ? [new HorizontalMark(c, $"{c:f0} K")] : [] }) { Width = 320 });
    }

    private NamedFigure Interface()
    {
        InterfaceProperties one = results.Interfaces[0];
        CommonTangent tangent = results.Chemical.Tangents[0];
        var curves = new List<Series>();
        foreach ((double factor, int i) in new[] { 0.25, 1, 4 }.Select((f, i) => (f, i)))
        {
            (double[] z, double[] c) = new InterfaceProperties(host.Law, tangent, factor * one.GradientEnergy, host.MaximumConcentration!.Value).Profile();
            curves.Add(new Series($"κ = {factor * one.GradientEnergy:0.0e0} J m²/mol", [.. z.Select(v => v / Nanometre)], c) { Colour = Shade(i, 3) });
        }

        return NamedFigure.Of(
            "interface",
            "Interface",
            "The width grows with the root of κ: the profile of the study, and those of a quarter and of four times its κ. A mesh needs four linear or two quadratic cells across.",
            new Figure(new LinePanel(new Axis("distance [nm]"), new Axis("site fraction c"), curves) { Legend = LegendPlace.Outside }) { Width = 420 },
            $"κ of the study: width {one.Width / Nanometre:g3} nm, energy {one.Energy / Milli:g3} mJ/m².");
    }
}

using Stria.Core;
using Stria.Figures;

namespace Stria.Studies;

/// <summary>Figures of stress: the particle, its mesh, its composition and its stress beside each other; free and fixed edges with one colour scale.</summary>
internal sealed class StressFigures
{
    private const double Megapascal = 1e6, Nanometre = 1e-9;
    private const string Sign = "tension positive";
    private readonly IReadOnlyList<StressCase> cases;
    private readonly StressFields fields;
    private readonly TriangleMesh mesh;
    private readonly StudyContext context;

    private StressFigures(StudyContext context)
    {
        this.context = context;
        cases = context.Get<IReadOnlyList<StressCase>>();
        fields = context.Get<StressFields>();
        mesh = context.Get<StressBody>().Mesh;
    }

    /// <summary>The figures, as far as their nouns were made.</summary>
    public static IEnumerable<NamedFigure> Of(StudyContext context)
    {
        if (!context.TryGet("", out IReadOnlyList<StressCase>? _))
        {
            return [];
        }

        var figures = new StressFigures(context);
        return figures.All();
    }

    private IEnumerable<NamedFigure> All()
    {
        yield return Overview();
        foreach (StressCase solved in cases)
        {
            yield return Components(solved);
        }

        if (cases.Any(c => c.Deviation is not null))
        {
            yield return Uncertainty();
        }

        if (context.TryGet("truth", out IReadOnlyList<StressCase>? planted))
        {
            yield return Truth(planted);
        }

        yield return Profiles();
        yield return Distribution();
    }

    private NamedFigure Truth(IReadOnlyList<StressCase> planted)
    {
        var panels = new List<Panel>();
        for (int i = 0; i < cases.Count; i++)
        {
            double[] found = cases[i].AtNodes.VonMises, exact = planted[i].AtNodes.VonMises;
            MeshField field = Nodal("von Mises stress", "MPa", exact, Megapascal), difference = Nodal("Δ von Mises stress", "MPa", [.. found.Zip(exact, (a, b) => a - b)], Megapascal);
            (double Min, double Max) limits = (0, MeshPanel.CommonLimits([field, Nodal("von Mises stress", "MPa", found, Megapascal)]).Max);
            panels.Add(new MeshPanel(field) { Title = $"planted, {cases[i].Edge.Name} edges", Limits = limits, Colours = ColourMap.Inferno });
            panels.Add(new MeshPanel(difference) { Title = "found − planted", Centred = true });
        }

        return NamedFigure.Of(
            "stress-truth",
            "Stress of the planted map, and what the found one differs by",
            "A difference of a few percent of the stress, largest where the beam's blur mixes phases: at their borders and at the rim.",
            new Figure([.. panels]) { Columns = 2, PanelLetters = true });
    }

    private NamedFigure Overview()
    {
        var panels = new List<Panel>();
        MeshField x = Nodal("x", "1", fields.Composition, 1);
        if (context.TryGet("", out MeasuredComposition? measured))
        {
            panels.Add(new MapPanel(measured.Composition) { Title = "composition map", Label = "x", Limits = Limits() });
        }
        else
        {
            panels.Add(new MeshPanel(x) { Title = "composition", Label = "x", Limits = Limits() });
        }

        panels.Add(new MeshPanel(x) { Title = $"mesh, {mesh.CellCount} cells", Label = "x", Limits = Limits(), MeshLines = true });
        MeshField[] vonMises = [.. cases.Select(c => Nodal("von Mises stress", "MPa", c.AtNodes.VonMises, Megapascal))];
        (double Min, double Max) common = (0, MeshPanel.CommonLimits(vonMises).Max);
        panels.AddRange(cases.Select((c, i) => (Panel)new MeshPanel(vonMises[i])
        {
            Title = $"von Mises stress, {c.Edge.Name} edges",
            Limits = common,
            Colours = ColourMap.Inferno,
            Parts = Marks(c),
        }));
        return NamedFigure.Of(
            "stress",
            "From composition to stress",
            "With free edges stress gathers at the borders between phases; with fixed edges where x departs most from the stress-free composition. One colour scale for all.",
            new Figure([.. panels]) { Columns = 2, PanelLetters = true });
    }

    private NamedFigure Components(StressCase solved)
    {
        StressValues s = solved.AtNodes;
        MeshField along = Nodal("σξξ", "MPa", s.Along, Megapascal), across = Nodal("σηη", "MPa", s.Across, Megapascal), shear = Nodal("σξη", "MPa", s.Shear, Megapascal), hydrostatic = Nodal("hydrostatic stress", "MPa", s.Hydrostatic, Megapascal);
        (double, double) common = MeshPanel.CommonLimits([along, across, hydrostatic], null, centred: true);
        MeshField axis = new(mesh, MeshPlace.Node, ["x", "y"], [.. fields.NodeAngles.SelectMany(a => new[] { Math.Cos(a), Math.Sin(a) })], "ξ", "1");
        return NamedFigure.Of(
            $"stress-components-{solved.Edge.Name}",
            $"Stress along and across the particle, {solved.Edge.Name} edges",
            "Strokes show the local axis ξ. A lithium-rich stripe is compressed along the border to its neighbour, which is stretched.",
            new Figure([
                new MeshPanel(along) { Title = "along ξ", Limits = common, Centred = true, Caption = Sign, Arrows = new MeshArrows(axis) { Axes = true, Spacing = 14 } },
                new MeshPanel(across) { Title = "across (η)", Limits = common, Centred = true, Caption = Sign },
                new MeshPanel(shear) { Title = "shear", Centred = true, Caption = "positive towards ξ on the side facing η" },
                new MeshPanel(hydrostatic) { Title = "hydrostatic", Limits = common, Centred = true, Caption = Sign },
            ]) { Columns = 2, PanelLetters = true });
    }

    private NamedFigure Uncertainty()
    {
        var panels = new List<Panel>();
        MeshField[] all = [.. cases.Where(c => c.Deviation is not null).Select(c => Nodal("sd of von Mises stress", "MPa", c.Deviation!.VonMises, Megapascal))];
        (double Min, double Max) common = (0, MeshPanel.CommonLimits(all).Max);
        panels.AddRange(cases.Where(c => c.Deviation is not null).Select((c, i) => (Panel)new MeshPanel(all[i])
        {
            Title = $"sd of von Mises stress, {c.Edge.Name} edges",
            Label = "standard deviation [MPa]",
            Limits = common,
            Colours = ColourMap.Cividis,
        }));
        return NamedFigure.Of(
            "stress-uncertainty",
            "What the error of the composition means for the stress",
            "Well below the stress itself where you want to read differences from it.",
            new Figure([.. panels]) { Columns = 2, PanelLetters = panels.Count > 1 });
    }

    private NamedFigure Profiles()
    {
        var panels = new List<Panel>();
        var sampler = new Numerics.Fem.MeshSampler(mesh);
        foreach (NamedLine line in context.Get<IReadOnlyList<NamedLine>>())
        {
            double[] places = [.. ProfileLines.Places(line)], distance = [.. ProfileLines.Distances(line).Select(d => d / Nanometre)];
            double[] Along(double[] nodal, double scale)
            {
                var values = new double[distance.Length];
                sampler.Sample(nodal, places, values);
                return [.. values.Select(v => v / scale)];
            }

            double[] x = Along(fields.Composition, 1);
            (double first, double last) = Inside(distance, x);
            var axis = new Axis("distance [nm]") { Limits = (0, last - first) };
            double[] shifted = [.. distance.Select(d => d - first)];
            panels.Add(new LinePanel(axis, new Axis("composition x"), [new Series("", shifted, x)]) { Title = $"{line.Name}", Aspect = 0.45 });
            panels.Add(new LinePanel(
                axis,
                new Axis("von Mises stress [MPa]"),
                [.. cases.Select(c => new Series($"{c.Edge.Name} edges", shifted, Along(c.AtNodes.VonMises, Megapascal)) { Sd = c.Deviation is { } d ? Along(d.VonMises, Megapascal) : null })])
            {
                Title = $"{line.Name}",
                Aspect = 0.45,
            });
        }

        return NamedFigure.Of("stress-profiles", "Profiles through the particle", "Stress changes where composition does; bands are ± one standard deviation.", new Figure([.. panels]) { Columns = 2, PanelLetters = true });
    }

    private static (double First, double Last) Inside(double[] distance, double[] values)
    {
        int[] known = [.. Enumerable.Range(0, values.Length).Where(i => double.IsFinite(values[i]))];
        return known.Length > 1 ? (distance[known[0]], distance[known[^1]]) : (distance[0], distance[^1]);
    }

    private NamedFigure Distribution() => NamedFigure.Of(
        "stress-distribution",
        "Distribution of von Mises stress",
        "A long tail belongs to few places: compare quantiles rather than maxima.",
        new Figure([.. cases.Select(c => (Panel)new HistogramPanel(new Axis("von Mises stress [MPa]"), [.. ByPhase(c)]) { Title = $"{c.Edge.Name} edges", YLabel = "nodes", Bins = 60 })]) { Columns = 2, PanelLetters = cases.Count > 1 });

    private IEnumerable<HistogramClass> ByPhase(StressCase solved)
    {
        int[] phaseOfNode = new int[mesh.NodeCount];
        Array.Fill(phaseOfNode, -1);
        for (int c = 0; c < mesh.CellCount; c++)
        {
            foreach (int n in mesh.Cell(c))
            {
                phaseOfNode[n] = fields.CellPhases[c];
            }
        }

        string[] names = fields.PhaseNames.Count == 0 ? ["all"] : [.. fields.PhaseNames];
        for (int p = 0; p < names.Length; p++)
        {
            double[] values = [.. solved.AtNodes.VonMises.Where((v, n) => double.IsFinite(v) && (fields.PhaseNames.Count == 0 || phaseOfNode[n] == p)).Select(v => v / Megapascal)];
            if (values.Length > 0)
            {
                yield return new HistogramClass(names[p], values) { Colour = Rgb.Parse(ResultFigures.PhaseColours[p % ResultFigures.PhaseColours.Length]) };
            }
        }
    }

    private static IReadOnlyList<MeshPartMark> Marks(StressCase solved) => [.. solved.Edge.Conditions.Select(c => c switch
    {
        Physics.Elasticity.Fixed held => new MeshPartMark(held.Part, MeshMarkKind.Fixed) { Name = "" },
        Physics.Elasticity.Roller slides => new MeshPartMark(slides.Part, MeshMarkKind.Roller) { Name = "" },
        _ => null,
    }).OfType<MeshPartMark>()];

    private (double Min, double Max) Limits() => context.TryGet("", out MeasuredComposition? measured)
        ? ResultFigures.CompositionLimits(measured.Composition)
        : (fields.Composition.Min(), Math.Max(fields.Composition.Max(), fields.Composition.Min() + 0.1));

    private MeshField Nodal(string symbol, string unit, double[] values, double scale) =>
        new(mesh, MeshPlace.Node, [""], scale == 1 ? values : [.. values.Select(v => v / scale)], symbol, unit);
}

using Stria.Core;
using Stria.Figures;

namespace Stria.Studies;

/// <summary>The planted truth beside the result, for made stacks.</summary>
internal static class TruthFigures
{
    /// <summary>The figures, when a truth was planted.</summary>
    public static IEnumerable<NamedFigure> Of(StudyContext context) =>
        context.TryGet("", out PlantedTruth? truth) && context.TryGet("", out DrawnMaps? maps) ? Of(maps, truth) : [];

    /// <summary>The figures of maps and of what was planted.</summary>
    public static IEnumerable<NamedFigure> Of(DrawnMaps maps, PlantedTruth truth)
    {
        (double Min, double Max) limits = ResultFigures.CompositionLimits(truth.Composition);
        float[] difference = [.. maps.Composition.Values.Zip(truth.Composition.Values, (a, b) => a - b)];
        yield return NamedFigure.Of(
            "truth",
            "Planted truth and result",
            "The same picture twice, and a difference without the outline of the core.",
            new Figure([
                new MapPanel(truth.Composition) { Title = "planted", Label = "x", Limits = limits },
                new MapPanel(maps.Composition) { Title = "found", Label = "x", Limits = limits },
                new MapPanel(new ScalarField(maps.Grid, difference, "Δx", "1")) { Title = "found − planted", Label = "Δx", Colours = ColourMap.BlueWhiteRed, Limits = (-0.15, 0.15) },
                Pull(truth, maps),
            ]) { Columns = 2, PanelLetters = true });
    }

    private static HistogramPanel Pull(PlantedTruth truth, DrawnMaps maps)
    {
        var pulls = new List<double>();
        for (int i = 0; i < maps.Grid.Count; i++)
        {
            double z = (maps.Composition.Values[i] - truth.Composition.Values[i]) / maps.Deviation.Values[i];
            if (truth.Scored.Inside[i] && double.IsFinite(z))
            {
                pulls.Add(Math.Clamp(z, -5, 5));
            }
        }

        return new HistogramPanel(new Axis("(found − planted) / σ(x)") { Limits = (-5, 5) }, [new HistogramClass("pixels", [.. pulls])])
        {
            Title = "do the error bars hold?",
            YLabel = "pixels",
            Bins = 50,
            Spans = [new VerticalSpan(-1, 1, "± σ")],
            Legend = LegendPlace.None,
            Aspect = 0.8,
        };
    }
}

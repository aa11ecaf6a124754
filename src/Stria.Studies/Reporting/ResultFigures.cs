using Stria.Core;
using Stria.Figures;

namespace Stria.Studies;

/// <summary>Figures of what the run was made for: composition, its error, thickness and phases.</summary>
internal static class ResultFigures
{
    internal static readonly string[] PhaseColours = ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00"];

    /// <summary>The figures, as far as their nouns were made.</summary>
    public static IEnumerable<NamedFigure> Of(StudyContext context) => context.TryGet("", out DrawnMaps? maps) ? Of(maps) : [];

    /// <summary>The figures of maps.</summary>
    public static IEnumerable<NamedFigure> Of(DrawnMaps maps)
    {
        yield return NamedFigure.Of(
            "composition",
            "Composition, its error, thickness and phases",
            "Structure in x that follows the particle rather than its thickness or its edge; an error well below the differences you want to discuss.",
            new Figure([
                new MapPanel(maps.Composition) { Title = "composition", Label = "x", Limits = CompositionLimits(maps.Composition) },
                new MapPanel(maps.Deviation) { Title = "standard deviation of x", Label = "σ(x)", Colours = ColourMap.Cividis },
                new MapPanel(maps.Thickness) { Title = maps.Thickness.Unit == "nm" ? "thickness" : "amount", Colours = ColourMap.Cividis },
                PhasePanel(maps),
            ]) { Columns = 2, PanelLetters = true });
        yield return NamedFigure.Of(
            "distribution",
            "Distribution of x by phase",
            "Peaks at the compositions of real phases; pixels between them are mixtures along the beam, or noise as wide as σ(x).",
            new Figure(Histogram(maps)) { Width = 380 });
    }

    /// <summary>Phase labels with names, colours and shares.</summary>
    public static LabelPanel PhasePanel(DrawnMaps maps, string title = "phases") =>
        new(maps.Grid, [.. maps.PhaseLabels.Select(l => (int)l)], [.. maps.PhaseNames.Select((n, i) => new ClassStyle(n, Rgb.Parse(PhaseColours[i % PhaseColours.Length])))])
        {
            Title = title,
            ShowShares = true,
        };

    /// <summary>Limits of x: the middle 98 % of the pixels, never narrower than a tenth.</summary>
    public static (double Min, double Max) CompositionLimits(ScalarField x)
    {
        double low = Numerics.Statistics.Quantiles.Of(x.Values, 0.01), high = Numerics.Statistics.Quantiles.Of(x.Values, 0.99), pad = Math.Max(0, 0.1 - (high - low)) / 2;
        return double.IsFinite(low) ? (low - pad, high + pad) : (0, 1);
    }

    private static HistogramPanel Histogram(DrawnMaps maps)
    {
        var classes = new List<HistogramClass>();
        for (int p = 0; p < maps.PhaseNames.Count; p++)
        {
            double[] x = [.. maps.Composition.Values.Where((_, i) => maps.PhaseLabels[i] == p).Select(v => (double)v)];
            if (x.Length > 0)
            {
                classes.Add(new HistogramClass(maps.PhaseNames[p], x) { Colour = Rgb.Parse(PhaseColours[p % PhaseColours.Length]) });
            }
        }

        return new HistogramPanel(new Axis("composition x"), classes) { YLabel = "pixels", Bins = 60 };
    }
}

using Stria.Core;
using Stria.Figures;
using Stria.Files;
using Stria.Measurement.Stxm;

namespace Stria.Studies;

/// <summary>The spectra of the pixels that the references explain worst, each beside its fit.</summary>
internal static class WorstPixels
{
    private const int Shown = 4, Apart = 5;

    /// <summary>The figure: where they lie, and their spectra.</summary>
    public static NamedFigure Figure(StudyContext context, ReferenceFitResult fit)
    {
        int[] worst = Choose(fit);
        OpticalDensityStack od = context.Get<OpticalDensityStack>("sample");
        double[][] fitted = Fitted(od, context.Get<ReferenceDesign>(), worst, context);
        var panels = new List<Panel>
        {
            new MapPanel(new ScalarField(fit.Grid, fit.ReducedChiSquare, "χ²", "1"))
            {
                Title = "reduced χ²",
                Label = "χ²",
                Colours = ColourMap.Cividis,
                Outlines = [.. worst.Select((p, i) => MapOutline.Of($"pixel {i + 1}", Spot(fit.Grid, p)) with { Colour = Palette.Categorical(i) })],
            },
        };
        panels.AddRange(worst.Select((p, i) => new LinePanel(new Axis("photon energy [eV]"), new Axis("optical density"), [
            new Series("measured", od.PhotonEnergies_eV, [.. Enumerable.Range(0, od.FrameCount).Select(f => (double)od.Frame(f)[p])]) { Style = SeriesStyle.Markers, MarkerRadius = 1.2, Colour = Palette.Categorical(i) },
            new Series("fitted", od.PhotonEnergies_eV, fitted[i]) { Colour = Rgb.Black, LineWidth = 0.8 },
        ])
        {
            Title = $"pixel {i + 1}: row {p / fit.Grid.Width}, column {p % fit.Grid.Width}, χ² {fit.ReducedChiSquare[p]:g3}",
        }));
        CsvTable.Write(
            context.Table("worst-pixels.csv", "Spectra of the pixels that are explained worst, and their fits"),
            [new CsvColumn("photon energy", "eV", od.PhotonEnergies_eV), .. worst.SelectMany((p, i) => new CsvColumn[]
            {
                new($"measured row {p / fit.Grid.Width} column {p % fit.Grid.Width}", "1", Enumerable.Range(0, od.FrameCount).Select(f => (double)od.Frame(f)[p])),
                new($"fitted row {p / fit.Grid.Width} column {p % fit.Grid.Width}", "1", fitted[i]),
            })]);
        return NamedFigure.Of(
            "worst-pixels",
            "The pixels that are explained worst",
            "Noise of counting round the fit; a peak that the fit lacks in several of them is a phase or an element that the references do not hold.",
            new Figure(panels) { Columns = 2, PanelLetters = true });
    }

    /// <summary>The pixels of the largest χ², a few pixels apart.</summary>
    internal static int[] Choose(ReferenceFitResult fit)
    {
        var chosen = new List<int>();
        int width = fit.Grid.Width;
        foreach (int p in Enumerable.Range(0, fit.ReducedChiSquare.Length).Where(p => float.IsFinite(fit.ReducedChiSquare[p])).OrderByDescending(p => fit.ReducedChiSquare[p]))
        {
            if (chosen.Count == Shown)
            {
                break;
            }

            if (chosen.TrueForAll(q => Math.Abs((p / width) - (q / width)) >= Apart || Math.Abs((p % width) - (q % width)) >= Apart))
            {
                chosen.Add(p);
            }
        }

        return [.. chosen];
    }

    private static PixelMask Spot(ImageGrid grid, int pixel) =>
        new(grid.Height, grid.Width, [.. Enumerable.Range(0, grid.Count).Select(i => Math.Abs((i / grid.Width) - (pixel / grid.Width)) <= 1 && Math.Abs((i % grid.Width) - (pixel % grid.Width)) <= 1)]);

    // As the run fitted them: weights of counting at the fitted intensity, light from elsewhere in the noise.
    private static double[][] Fitted(OpticalDensityStack od, ReferenceDesign design, int[] pixels, StudyContext context)
    {
        int n = pixels.Length;
        context.TryGet("additive light", out float[]? light);
        FitSettings settings = context.Scenario is MapScenario map ? map.Fit : new FitSettings();
        var options = new ReferenceFitOptions(design, [], new PixelMask(od.Grid.Height, od.Grid.Width, new bool[od.Grid.Count]), context.Get<AlignedStack>().NoiseFactors)
        {
            AdditiveLight = light, Solver = settings.Amounts().Solver, Amounts = settings.Amounts().Options,
        };
        double[] model = ReferenceFit.ModelOf(od, options, pixels);
        return [.. Enumerable.Range(0, n).Select(s => Enumerable.Range(0, od.FrameCount).Select(e => design.Used[e] ? model[(e * n) + s] : double.NaN).ToArray())];
    }
}

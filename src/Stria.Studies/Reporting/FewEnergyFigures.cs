using Stria.Core;
using Stria.Figures;

namespace Stria.Studies;

/// <summary>Figures of images at few energies: both ways to x side by side.</summary>
internal static class FewEnergyFigures
{
    /// <summary>The figures, where such images were mapped.</summary>
    public static IEnumerable<NamedFigure> Of(StudyContext context)
    {
        if (!context.TryGet("", out RatioMaps? ratio))
        {
            yield break;
        }

        OpticalDensityStack od = context.Get<OpticalDensityStack>();
        yield return NamedFigure.Of(
            "few-images",
            "Images at few energies",
            "The same particle at the same place in every image; contrast that changes from image to image is chemistry.",
            new Figure([.. Enumerable.Range(0, od.FrameCount).Select(e => new MapPanel(new ScalarField(od.Grid, od.Frame(e).ToArray(), "OD", "1")) { Title = $"{od.PhotonEnergies_eV[e]:f1} eV", Colours = ColourMap.Grey, Label = "OD" })]) { Columns = Math.Min(3, od.FrameCount), PanelLetters = true });
        DrawnMaps maps = context.Get<DrawnMaps>();
        (double Min, double Max) limits = ResultFigures.CompositionLimits(maps.Composition);
        float[] difference = [.. ratio.Composition.Values.Zip(maps.Composition.Values, (a, b) => a - b)];
        yield return NamedFigure.Of(
            "few-ratio",
            "Ratio of two images against the fit",
            "Where both agree the bounds of the ratio are right; a difference of one sign everywhere means that they are not.",
            new Figure([
                new MapPanel(ratio.Ratio) { Title = $"OD({ratio.Resonance_eV:f1}) / OD({ratio.PostEdge_eV:f1})", Label = "ratio", Colours = ColourMap.Cividis },
                new MapPanel(ratio.Composition) { Title = "x by the scaled ratio", Label = "x", Limits = limits },
                new MapPanel(maps.Composition) { Title = "x by the fit", Label = "x", Limits = limits },
                new MapPanel(new ScalarField(maps.Grid, difference, "Δx", "1")) { Title = "ratio − fit", Label = "Δx", Colours = ColourMap.BlueWhiteRed, Centred = true },
            ]) { Columns = 2, PanelLetters = true });
    }
}

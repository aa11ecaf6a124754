using Stria.Core;
using Stria.Figures;
using Stria.Measurement.Stxm;

namespace Stria.Studies;

/// <summary>What the references leave over in the mean spectra of pixels of like composition, against what noise leaves.</summary>
internal static class UnexplainedFigure
{
    /// <summary>The groups on a map, the worst one's spectrum, and every group's residual in its own band of noise.</summary>
    /// <param name="od">Optical densities.</param>
    /// <param name="found">What was found.</param>
    public static NamedFigure Of(OpticalDensityStack od, UnexplainedStructure found)
    {
        double[] energies = od.PhotonEnergies_eV;
        UnexplainedGroup worst = found.Groups[found.Worst];
        float[] map = new float[od.Grid.Count];
        Array.Fill(map, float.NaN);
        foreach (UnexplainedGroup group in found.Groups)
        {
            foreach (int p in group.Pixels)
            {
                map[p] = (float)group.Significance;
            }
        }

        double[] fitted = [.. worst.Spectrum.Zip(worst.Residual, (s, r) => s - r)];
        var panels = new List<Panel>
        {
            new MapPanel(new ScalarField(od.Grid, map, "excess", "1")) { Title = "how far above noise", Label = "standard deviations", Colours = ColourMap.Cividis },
            new LinePanel(new Axis("photon energy [eV]"), new Axis("optical density"), [
                new Series("mean of the group", energies, worst.Spectrum) { Style = SeriesStyle.Markers, MarkerRadius = 1.3, Colour = Rgb.Black },
                new Series("fitted", energies, fitted) { Colour = Palette.Categorical(0) },
            ]) { Title = $"explained worst: x = {worst.Composition:f2}" },
        };
        panels.AddRange(found.Groups.Select((g, k) => new LinePanel(new Axis("photon energy [eV]"), new Axis("measured − fitted, ×1000"), [
            new Series("2 standard deviations of the mean", energies, [.. g.Residual.Select(r => double.IsFinite(r) ? 0 : double.NaN)]) { Sd = [.. g.Deviation.Select(d => 2000 * d)], Colour = new Rgb(150, 150, 150) },
            new Series("left over", energies, [.. g.Residual.Select(r => 1000 * r)]) { Colour = Palette.Categorical(k == found.Worst ? 1 : 0) },
        ])
        {
            Title = $"x = {g.LowestComposition:f2} … {g.HighestComposition:f2}: {g.Share:p2}, {(g.Significance < 0 ? "−" : "")}{Math.Abs(g.Significance):f1} σ", Levels = [new HorizontalMark(0)],
        }));
        return NamedFigure.Of(
            "unexplained",
            "What the references leave over",
            "Residuals inside the grey bands; peaks that leave them are a phase or an element that the library does not hold, or a standard that is not what it is taken for.",
            new Figure(panels) { Columns = 2, PanelLetters = true },
            $"Mean spectra of pixels of like composition, borders left out, fitted with the references and with disturbances of any strength. Of what is left in one shape, {found.Share:p2} of the structure of the worst, {found.Significance:f1} standard deviations "
                + $"above noise (doubted from {UnexplainedStructure.LeastSignificance:f0} on); {found.LeastNoticed:p2} would have been noticed in any group.");
    }
}

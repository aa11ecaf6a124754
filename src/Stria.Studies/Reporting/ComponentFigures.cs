using Stria.Core;
using Stria.Figures;
using Stria.Measurement.Stxm;

namespace Stria.Studies;

/// <summary>Figures of principal components and clusters.</summary>
internal static class ComponentFigures
{
    private const int MostShown = 4;

    /// <summary>The figures, when components were sought.</summary>
    public static IEnumerable<NamedFigure> Of(StudyContext context)
    {
        if (!context.TryGet("", out ComponentMaps? found))
        {
            yield break;
        }

        double[] e = context.Get<OpticalDensityStack>().PhotonEnergies_eV;
        int shown = Math.Min(found.Count, MostShown);
        yield return NamedFigure.Of(
            "components",
            "Principal components",
            "A steep fall, then a flat tail of noise; eigenspectra with features at the edges, score maps with structure of the sample.",
            new Figure([
                Scree(found),
                new LinePanel(new Axis("photon energy [eV]"), new Axis("eigenspectrum (stacked)") { ShowTicks = false }, Eigenspectra(found, e, shown)) { DirectLabels = true, Title = "eigenspectra" },
                .. Enumerable.Range(0, shown).Select(c => new MapPanel(found.ScoreMap(c)) { Title = $"scores on component {c + 1}", Label = "score", Colours = ColourMap.BlueWhiteRed, Centred = true }),
            ]) { Columns = 2, PanelLetters = true },
            $"{found.Count} components kept; the first two hold {found.CumulativeVariance[Math.Min(1, found.CumulativeVariance.Length - 1)]:p2} of the variance.");
        yield return NamedFigure.Of(
            "clusters",
            "Clusters",
            "Clusters that differ in shape of their spectra, not only in height; compact areas on the map; separate clouds of scores.",
            new Figure([
                new LabelPanel(found.Grid, found.LabelMap(), [.. Classes(found)]) { Title = "clusters", ShowShares = true },
                Scatter(found),
                new LinePanel(new Axis("photon energy [eV]"), new Axis("mean optical density (stacked)"), Spectra(found, e)) { DirectLabels = true, Title = "cluster spectra ± spread", Aspect = 0.8 },
                Silhouettes(found),
            ]) { Columns = 2, PanelLetters = true },
            found.IsThicknessNormalised ? "Spectra were divided by their mean over the energies before clustering, so that clusters tell chemistry, not thickness." : "Spectra were clustered as they are: clusters also tell thickness.");
        foreach (NamedFigure figure in DecompositionFigures.Of(found, e))
        {
            yield return figure;
        }
    }

    private static IEnumerable<ClassStyle> Classes(ComponentMaps found) => found.ClusterSizes.Select((_, c) => new ClassStyle($"cluster {c + 1}", Palette.Categorical(c)));

    private static BarPanel Scree(ComponentMaps found)
    {
        int shown = Math.Min(12, found.Pca.Eigenvalues.Length);
        double total = found.Pca.Eigenvalues.Sum(v => Math.Max(v, 0));
        return new BarPanel(new Axis("component") { Whole = true }, new Axis("share of the variance"), [.. found.Pca.Eigenvalues.Take(shown).Select(v => Math.Max(v, 0) / total)])
        {
            Title = "variance",
            Cumulative = [.. found.CumulativeVariance.Take(shown)],
            Chosen = Math.Min(found.Count, shown),
        };
    }

    private static Series[] Eigenspectra(ComponentMaps found, double[] e, int shown)
    {
        var series = new Series[shown];
        double offset = 0;
        for (int c = 0; c < shown; c++)
        {
            double[] v = found.Pca.Components[(c * e.Length)..((c + 1) * e.Length)];
            offset -= c == 0 ? 0 : 1.15 * (v.Max() - found.Pca.Components[((c - 1) * e.Length)..(c * e.Length)].Min());
            series[c] = new Series($"{c + 1}", e, v) { Offset = offset };
        }

        return series;
    }

    private static Series[] Spectra(ComponentMaps found, double[] e)
    {
        var series = new Series[found.ClusterSizes.Length];
        double step = 0.25 * found.ClusterSpectra.Max(s => s.Max());
        for (int c = 0; c < series.Length; c++)
        {
            series[c] = new Series($"{c + 1}", e, found.ClusterSpectra[c]) { Sd = found.ClusterSpreads[c], Offset = c * step, Colour = Palette.Categorical(c) };
        }

        return series;
    }

    private static ScatterPanel Scatter(ComponentMaps found)
    {
        int n = found.Pixels.Length, second = Math.Min(1, found.Count - 1);
        return new ScatterPanel(new Axis("score on component 1"), new Axis($"score on component {second + 1}"), [.. Enumerable.Range(0, n).Select(p => (double)found.Scores[p])], [.. Enumerable.Range(0, n).Select(p => (double)found.Scores[(second * n) + p])])
        {
            Title = "scores",
            Class = found.Labels,
            Classes = [.. Classes(found)],
            Legend = LegendPlace.None,
        };
    }

    private static Panel Silhouettes(ComponentMaps found) => found.Decomposition?.Choice is { } choice
        ? new LinePanel(new Axis("number of clusters") { Whole = true }, new Axis(choice.Name), [
            new Series("", [.. choice.Curve.Select(s => (double)s.Count)], [.. choice.Curve.Select(s => s.Figure)]) { Style = SeriesStyle.LineAndMarkers },
        ]) { Title = "choice of the number", Marks = [new VerticalMark(found.ClusterSizes.Length, "chosen")], Aspect = 0.8 }
        : new BarPanel(new Axis("cluster") { Whole = true }, new Axis("pixels"), [.. found.ClusterSizes.Select(n => (double)n)]) { Title = "pixels per cluster", Aspect = 0.8 };
}

using Stria.Core;
using Stria.Figures;
using Stria.Measurement.Stxm;
using Stria.Numerics.Statistics;

namespace Stria.Studies;

/// <summary>Figures of significance, dendrogram, non-negative spectra, and probabilities.</summary>
internal static class DecompositionFigures
{
    private const int MostShown = 6;

    /// <summary>The figures that the decomposition has.</summary>
    public static IEnumerable<NamedFigure> Of(ComponentMaps found, double[] energies_eV)
    {
        if (found.Significance is { } significance)
        {
            yield return Significance(significance, found.Count);
        }

        if (found.Decomposition?.Tree is { } tree)
        {
            yield return Dendrogram(tree, found.ClusterSizes.Length);
        }

        if (found.Decomposition?.Factors is { } factors)
        {
            yield return Factors(found, factors, energies_eV);
        }

        if (found.Decomposition?.Probabilities is { } probabilities)
        {
            yield return Probability(found, probabilities);
        }
    }

    private static NamedFigure Significance(ComponentSignificance s, int kept)
    {
        double[] number = [.. Enumerable.Range(1, s.Indicator.Length).Select(k => (double)k)];
        var x = new Axis("component") { Whole = true };
        VerticalMark[] mark = [new VerticalMark(kept, "kept")];
        bool isFinite = s.CrossValidation.Length > 0 && s.CrossValidation.All(v => double.IsFinite(v) && v > 0);
        LinePanel Curve(string title, string y, params Series[] series) => new(x, new Axis(y) { Logarithmic = series.All(c => c.Y.All(v => v > 0)) }, series) { Title = title, Marks = mark, Aspect = 0.8 };
        return NamedFigure.Of(
            "significance",
            "How many components",
            "The indicator function and the error of left-out values fall to the number of real components and rise behind it; the broken stick keeps few.",
            new Figure([
                Curve("indicator function", "IND", new Series("", number, s.Indicator) { Style = SeriesStyle.LineAndMarkers }),
                Curve("broken stick", "share of the variance", new Series("component", number, s.Shares) { Style = SeriesStyle.LineAndMarkers }, new Series("broken stick", number, s.BrokenStick) { Dashed = true }),
                .. isFinite ? (Panel[])[Curve("cross-validation", "squared error of left-out values", new Series("", number, s.CrossValidation) { Style = SeriesStyle.LineAndMarkers })] : [],
            ]) { Columns = isFinite ? 3 : 2, PanelLetters = true },
            $"Indicator function: {s.ByIndicator}; broken stick: {s.ByBrokenStick}; cross-validation: {s.ByCrossValidation}; kept: {kept}.");
    }

    // Each join is an arch: up from its two parts, across, in the colour of its cluster below the cut.
    private static NamedFigure Dendrogram(WardTree tree, int clusters)
    {
        int leaves = tree.Joins.Count + 1;
        int[] labels = tree.Cut(clusters), order = tree.Order;
        double[] place = new double[leaves + tree.Joins.Count], height = new double[leaves + tree.Joins.Count];
        int[] cluster = new int[leaves + tree.Joins.Count];
        for (int i = 0; i < leaves; i++)
        {
            place[order[i]] = i + 1;
            cluster[order[i]] = labels[order[i]];
        }

        var arches = new List<Series>();
        for (int j = 0; j < tree.Joins.Count; j++)
        {
            WardJoin join = tree.Joins[j];
            int node = leaves + j;
            (double a, double b) = (place[join.First], place[join.Second]);
            (place[node], height[node], cluster[node]) = ((a + b) / 2, join.Height, cluster[join.First] == cluster[join.Second] ? cluster[join.First] : -1);
            arches.Add(new Series("", [a, a, b, b], [height[join.First], join.Height, join.Height, height[join.Second]]) { Colour = cluster[node] < 0 ? Rgb.Black : Palette.Categorical(cluster[node]) });
        }

        double cut = clusters > 1 && clusters <= leaves ? (tree.Joins[^(clusters - 1)].Height + (clusters < leaves ? tree.Joins[^clusters].Height : 0)) / 2 : tree.Joins[^1].Height;
        return NamedFigure.Of(
            "dendrogram",
            "Joins of small clusters",
            "Long branches above the cut: groups that are far apart. A cut through a bush of short branches is arbitrary.",
            new Figure(new LinePanel(new Axis("small cluster") { ShowTicks = false, Limits = (0, leaves + 1) }, new Axis("Ward's distance"), arches) { Legend = LegendPlace.None, Levels = [new HorizontalMark(cut, "cut")] }) { Width = 420 },
            $"{leaves} small clusters, cut into {clusters}.");
    }

    private static NamedFigure Factors(ComponentMaps found, NonNegativeFactorisation factors, double[] e)
    {
        int count = Math.Min(MostShown, found.ClusterSizes.Length), n = e.Length;
        double[][] spectra = [.. Enumerable.Range(0, count).Select(k => factors.Spectra[(k * n)..((k + 1) * n)])];
        double step = 0.25 * spectra.Max(s => s.Max());
        Series[] series = [.. spectra.Select((s, k) => new Series($"{k + 1}", e, s) { Offset = k * step, Colour = Palette.Categorical(k) }),
            .. spectra.Select((_, k) => new Series("", e, found.ClusterSpectra[k]) { Offset = k * step, Colour = Palette.Categorical(k), Dashed = true, LineWidth = 0.7 })];
        double[] rounds = [.. factors.Costs.Select((_, i) => (double)i)];
        return NamedFigure.Of(
            "nnma",
            "Non-negative approximation",
            "Spectra like those of real compounds, none a difference of others; maps that are zero where the compound is not; a cost that falls and comes to rest.",
            new Figure([
                new LinePanel(new Axis("photon energy [eV]"), new Axis("optical density (stacked)"), series) { DirectLabels = true, Title = "spectra (dashed: mean of the cluster)", Aspect = 0.8 },
                new LinePanel(new Axis("round"), new Axis("cost") { Logarithmic = factors.Costs.All(c => c > 0) }, [new Series("", rounds, [.. factors.Costs])]) { Title = "cost", Aspect = 0.8 },
                .. Enumerable.Range(0, count).Select(k => new MapPanel(found.AmountMap(k)) { Title = $"amount of {k + 1}", Label = "amount", Colours = ColourMap.Grey }),
            ]) { Columns = 2, PanelLetters = true },
            $"{factors.Costs.Count - 1} rounds; {(factors.Converged ? "came to rest" : "not at rest")}.");
    }

    private static NamedFigure Probability(ComponentMaps found, float[] probabilities)
    {
        var map = new float[found.Grid.Count];
        Array.Fill(map, float.NaN);
        for (int i = 0; i < found.Pixels.Length; i++)
        {
            map[found.Pixels[i]] = probabilities[i];
        }

        return NamedFigure.Of(
            "cluster-probability",
            "How surely pixels belong to their cluster",
            "Near one inside areas; below where two clusters meet, which are mixtures or borders.",
            new Figure(new MapPanel(new ScalarField(found.Grid, map, "probability", "1")) { Label = "probability of the cluster", Limits = (0.5, 1), Colours = ColourMap.Cividis }) { Width = 320 });
    }
}

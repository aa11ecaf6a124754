using Stria.Core;
using Stria.Figures;
using Stria.Files;
using Stria.Measurement;

namespace Stria.Studies;

/// <summary>What a series measured layer by layer tells: fractions per layer, and how much later deeper layers are reached.</summary>
internal static class XrdLayers
{
    /// <summary>layers.csv, and the lag of the last layer as a headline.</summary>
    public static void Write(StudyContext context)
    {
        if (!context.TryGet("", out LayeredFits? fits))
        {
            return;
        }

        (string Phase, int Layer, MeasuredValue Crossing, MeasuredValue Lag)[] lags = [.. fits.Lags()];
        string unit = context.Get<PatternSeries>().Unit;
        CsvTable.Write(
            context.Table("layers.csv", "When the fraction of each phase crosses one half in each layer, and how much later than in the first"),
            new CsvColumn("phase", lags.Select(l => l.Phase)),
            new CsvColumn("layer", lags.Select(l => fits.Layers.Names[l.Layer])),
            new CsvColumn("crossing", unit, lags.Select(l => l.Crossing.Value)),
            new CsvColumn("sd of crossing", unit, lags.Select(l => l.Crossing.Sigma)),
            new CsvColumn("lag", unit, lags.Select(l => l.Lag.Value)),
            new CsvColumn("sd of lag", unit, lags.Select(l => l.Lag.Sigma)));
        context.Report(new Headline("layers", fits.Layers.Names.Count, "1", "Layers of the electrode"));
        foreach (IGrouping<string, (string Phase, int Layer, MeasuredValue Crossing, MeasuredValue Lag)> phase in lags.GroupBy(l => l.Phase).Where(g => g.Count() > 1))
        {
            (_, int layer, _, MeasuredValue lag) = phase.Last();
            context.Report(new Headline($"lag_{SnakeCase.Of(phase.Key).Replace(' ', '_')}", lag.Value, unit, $"Lag of {phase.Key} in {fits.Layers.Names[layer]} behind {fits.Layers.Names[0]}") { StandardDeviation = lag.Sigma });
        }

        string[] silent = [.. fits.Fits.SelectMany(f => f.Patterns).SelectMany(p => p.Fit.Phases).Where(p => p.Phase.InFractions).Select(p => p.Phase.Name).Distinct().Except(lags.Select(l => l.Phase))];
        if (silent.Length > 0)
        {
            context.Say(Remark.Note($"The fraction of {string.Join(" and ", silent)} does not cross one half in the first layer: no lag can be given."));
        }
    }

    /// <summary>Fractions per layer as curves and, from two patterns each, as colours over depth; lags.</summary>
    public static IEnumerable<NamedFigure> Figures(StudyContext context)
    {
        if (!context.TryGet("", out LayeredFits? fits))
        {
            yield break;
        }

        PatternSeries series = context.Get<PatternSeries>();
        string[] phases = [.. fits.Fits.SelectMany(f => f.Patterns).SelectMany(p => p.Fit.Phases).Where(p => p.IsPresent && p.Phase.InFractions).Select(p => p.Phase.Name).Distinct()];
        int count = fits.Layers.Names.Count;
        Series Curve(string phase, int layer)
        {
            SeriesEntry[] there = [.. fits.Fits[layer].Patterns.Where(p => double.IsFinite(p.Abscissa)).OrderBy(p => p.Abscissa)];
            MeasuredValue[] values = [.. there.Select(p => p.Fractions.TryGetValue(phase, out MeasuredValue f) ? f : new MeasuredValue(0))];
            return new Series(fits.Layers.Names[layer], [.. there.Select(p => p.Abscissa)], [.. values.Select(v => v.Value)])
            {
                Sd = [.. values.Select(v => v.Sigma)],
                Errors = ErrorStyle.Bars,
                Style = SeriesStyle.LineAndMarkers,
                Colour = ColourMap.Viridis[0.9 * layer / Math.Max(1, count - 1)],
            };
        }

        Panel[] panels = [.. phases.Select((phase, i) => new LinePanel(new Axis(series.Label), new Axis("fraction [1]") { Limits = (0, 1.02) }, [.. Enumerable.Range(0, count).Select(l => Curve(phase, l))])
        {
            Title = phase,
            Legend = i == 0 ? LegendPlace.Auto : LegendPlace.None,
        })];
        yield return NamedFigure.Of("layers", "Fractions in each layer", "Curves that follow one another at a distance mean a reaction that moves through the electrode; curves upon each other mean an electrode that reacts alike everywhere.", new Figure(panels) { Columns = Math.Min(2, panels.Length) });
        (string Phase, int Layer, MeasuredValue Crossing, MeasuredValue Lag)[] lags = [.. fits.Lags()];
        if (lags.GroupBy(l => l.Phase).Any(g => g.Count() > 1))
        {
            Series[] curves = [.. lags.GroupBy(l => l.Phase).Select(g => new Series(g.Key, [.. g.Select(l => l.Layer + 1.0)], [.. g.Select(l => l.Lag.Value)])
            {
                Sd = [.. g.Select(l => l.Lag.Sigma)],
                Errors = ErrorStyle.Bars,
                Style = SeriesStyle.LineAndMarkers,
                Colour = Palette.Categorical(Array.IndexOf(phases, g.Key)),
            })];
            yield return NamedFigure.Of("lags", "Lag of deeper layers", "How much later than in the first layer the fraction of a phase crosses one half; bars are one standard deviation.", new Figure(new LinePanel(new Axis("layer") { Whole = true }, new Axis(series.Label == "pattern" ? "lag [patterns]" : $"lag [{series.Unit}]"), curves)));
        }
    }
}

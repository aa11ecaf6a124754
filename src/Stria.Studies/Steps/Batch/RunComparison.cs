using Stria.Core;
using Stria.Figures;
using Stria.Files;
using Stria.Numerics.Statistics;

namespace Stria.Studies;

/// <summary>Runs of maps side by side: one table of all numbers, and maps in one scale of colours.</summary>
internal static class RunComparison
{
    private const int MostPanels = 24;

    /// <summary>The table: one line for each run, one column (and one for its standard deviation) for each number that any run has.</summary>
    public static void WriteTable(StudyContext context, string file, IReadOnlyList<MappedRun> runs, IReadOnlyList<(string Name, string Why)> failures)
    {
        string[] names = [.. runs.SelectMany(r => r.Numbers.Keys).Distinct()];
        (double Value, double Deviation, string Unit)? Of(MappedRun r, string n) => r.Numbers.TryGetValue(n, out (double, double, string) found) ? found : null;
        double[] none = [.. failures.Select(_ => double.NaN)];
        CsvTable.Write(
            context.Table(file, "Numbers of every run"),
            [
                new CsvColumn("run", runs.Select(r => r.Name).Concat(failures.Select(f => f.Name))),
                .. names.SelectMany(n =>
                {
                    string unit = runs.First(r => r.Numbers.ContainsKey(n)).Numbers[n].Unit;
                    var value = new CsvColumn(n, unit, runs.Select(r => Of(r, n)?.Value ?? double.NaN).Concat(none));
                    return runs.Any(r => double.IsFinite(Of(r, n)?.Deviation ?? double.NaN)) ? (CsvColumn[])[value, new CsvColumn($"sd of {n}", unit, runs.Select(r => Of(r, n)?.Deviation ?? double.NaN).Concat(none))] : [value];
                }),
                new CsvColumn("failure", runs.Select(_ => "").Concat(failures.Select(f => f.Why))),
            ]);
    }

    /// <summary>A map of every run, with the same limits of colours.</summary>
    public static NamedFigure? Maps(IReadOnlyList<MappedRun> runs, string dataset, string name, string what)
    {
        (MappedRun Run, ScalarField Map)[] maps = [.. runs.Select(r => (r, r.Map(dataset))).Where(m => m.Item2 is not null).Select(m => (m.r, m.Item2!)).Take(MostPanels)];
        if (maps.Length == 0)
        {
            return null;
        }

        (double Min, double Max) limits = Limits([.. maps.Select(m => m.Map)]);
        string symbol = maps[0].Map.Symbol is "nm" ? "thickness" : maps[0].Map.Symbol;
        string label = maps[0].Map.Unit is "1" or "" ? symbol : $"{symbol} [{maps[0].Map.Unit}]";
        return NamedFigure.Of(
            name,
            $"{what} of every run",
            "One scale of colours for all: what looks alike is alike.",
            new Figure([.. maps.Select(m => new MapPanel(m.Map) { Title = m.Run.Name, Limits = limits, Label = label, Colours = name == "thickness" ? ColourMap.Cividis : ColourMap.Viridis })]) { Columns = Math.Min(3, maps.Length) },
            maps.Length < runs.Count ? $"The first {maps.Length} of {runs.Count} runs that have this map." : null);
    }

    /// <summary>The distributions of a map in every run over common bins, as densities.</summary>
    public static NamedFigure? Distributions(IReadOnlyList<MappedRun> runs, string dataset)
    {
        (string Name, ScalarField Map)[] maps = [.. runs.Select(r => (r.Name, r.Map(dataset))).Where(m => m.Item2 is not null).Select(m => (m.Name, m.Item2!)).Take(8)];
        if (maps.Length == 0)
        {
            return null;
        }

        (double low, double high) = Limits([.. maps.Select(m => m.Map)]);
        const int bins = 80;
        double width = (high - low) / bins;
        double[] middles = [.. Enumerable.Range(0, bins).Select(i => low + ((i + 0.5) * width))];
        return NamedFigure.Of(
            "distributions",
            "Distributions in every run",
            "Peaks at the same place are the same phases; a shift of all of them is an energy scale that differs.",
            new Figure(new LinePanel(new Axis(maps[0].Map.Symbol), new Axis("density"), [.. maps.Select(m => new Series(m.Name, middles, Density(m.Map.Values, low, width, bins)) { Style = SeriesStyle.Steps })])) { Width = 420 });
    }

    /// <summary>Limits that all maps share: the widest 1 % and 99 % quantiles among them.</summary>
    public static (double Min, double Max) Limits(IReadOnlyList<ScalarField> maps)
    {
        double low = maps.Min(m => Quantiles.Of(m.Values, 0.01)), high = maps.Max(m => Quantiles.Of(m.Values, 0.99));
        return high > low ? (low, high) : (low - 0.05, low + 0.05);
    }

    private static double[] Density(float[] values, double low, double width, int bins)
    {
        var counts = new double[bins];
        int all = 0;
        foreach (float v in values.Where(float.IsFinite))
        {
            int bin = (int)Math.Floor((v - low) / width);
            all++;
            if (bin >= 0 && bin < bins)
            {
                counts[bin]++;
            }
        }

        return [.. counts.Select(c => c / (Math.Max(1, all) * width))];
    }
}

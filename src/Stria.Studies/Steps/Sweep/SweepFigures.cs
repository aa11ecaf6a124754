using Stria.Core;
using Stria.Figures;
using Stria.Files;

namespace Stria.Studies;

/// <summary>Figures of a sweep: each compared number against the setting, and a field of all runs side by side.</summary>
/// <param name="scenario">What was asked.</param>
/// <param name="runs">The runs.</param>
/// <param name="folder">Where they lie.</param>
internal sealed class SweepFigures(SweepScenario scenario, SweepRuns runs, RunFolder folder)
{
    private readonly SweepAxis axis = SweepAxis.Of(scenario, runs.Values);

    /// <summary>All of them.</summary>
    public IEnumerable<NamedFigure> Of(IReadOnlyList<string> compared)
    {
        if (compared.Count > 0)
        {
            yield return NamedFigure.Of(
                "sweep",
                $"The runs against {scenario.Over}",
                runs.Seeds.Count > 1 ? "Mean over the seeds with ± one standard deviation; each run as a small mark." : "One mark for each run.",
                new Figure([.. compared.Select(Panel)]) { Columns = Math.Min(2, compared.Count), PanelLetters = compared.Count > 1 });
        }

        if (scenario.Field is { } field)
        {
            yield return Fields(field);
        }
    }

    private LinePanel Panel(string name)
    {
        double[] at = axis.Places, mean = new double[at.Length], sd = new double[at.Length];
        var single = new List<(double X, double Y)>();
        for (int v = 0; v < at.Length; v++)
        {
            double[] values = [.. runs.Done.Where(o => o.Case.Value == runs.Values[v]).Select(o => o[name]).Where(double.IsFinite)];
            mean[v] = values.Length > 0 ? values.Average() : double.NaN;
            sd[v] = values.Length > 1 ? Math.Sqrt(values.Sum(y => (y - mean[v]) * (y - mean[v])) / (values.Length - 1)) : 0;
            single.AddRange(values.Select(y => (at[v], y)));
        }

        string unit = runs.Done.First(o => o.Numbers.ContainsKey(name)).Numbers[name].Unit;
        var line = new Series("", at, mean) { Style = SeriesStyle.LineAndMarkers, Sd = runs.Seeds.Count > 1 ? sd : null, Errors = ErrorStyle.Bars, MarkerRadius = 2.6 };
        var points = new Series("", [.. single.Select(p => p.X)], [.. single.Select(p => p.Y)]) { Style = SeriesStyle.Markers, MarkerRadius = 1.2, Colour = new Rgb(120, 120, 120) };
        Series[] expected = [.. scenario.Theory.Where(t => t.Number == name).Select(Expected)];
        return new LinePanel(axis.Axis, new Axis(Readable(name) + (unit == "1" ? "" : $" [{unit}]")), runs.Seeds.Count > 1 ? [points, line, .. expected] : [line, .. expected]);
    }

    private Series Expected(SweepTheory theory)
    {
        double[] values = [.. runs.Values.Select(v => runs.Done.Where(o => o.Case.Value == v).Select(o => o[theory.Expected]).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average())];
        return new Series(theory.Label ?? Readable(theory.Expected), axis.Places, values) { Dashed = true, Colour = Rgb.Black };
    }

    // One panel for each value, with the first seed, in one scale of colours.
    private NamedFigure Fields(string field)
    {
        int colon = field.IndexOf(':', StringComparison.Ordinal);
        (string file, string symbol) = (field[..colon], field[(colon + 1)..]);
        SweepOutcome[] shown = [.. runs.Values.Select(v => runs.Done.FirstOrDefault(o => o.Case.Value == v)).OfType<SweepOutcome>()];
        MeshField[] fields = [.. shown.Select(o => FieldOf(Path.Combine(folder.Root, SweepStep.Runs, o.Case.Name, file), symbol))];
        (double, double) limits = MeshPanel.CommonLimits(fields);
        return NamedFigure.Of(
            "fields",
            $"{symbol} of {file}, side by side",
            "One scale of colours for all; the first seed of each value.",
            new Figure([.. fields.Select((f, i) => new MeshPanel(f) { Title = $"{scenario.Over.Split('.')[^1]} = {shown[i].Case.Value}", Limits = limits })]) { Columns = Math.Min(3, fields.Length) });
    }

    private static MeshField FieldOf(string path, string symbol)
    {
        MeshContent content = MeshFormats.Read(path);
        string[] names = [.. content.Fields.Where(f => f.Components.Count == 1).Select(f => f.Symbol)];
        return content.Fields.FirstOrDefault(f => f.Symbol == symbol && f.Components.Count == 1)
            ?? throw new DataException($"has no field '{symbol}' of one component; it has {string.Join(", ", names)}.{StressLaws.Hint(symbol, names)}", path);
    }

    private static string Readable(string name) => name.Replace('_', ' ');
}

/// <summary>Where the values of a sweep stand on an axis: at their numbers, or, where they are words, one after the other.</summary>
internal sealed record SweepAxis(Axis Axis, double[] Places)
{
    // From this ratio of the largest to the smallest on, equal ratios say more than equal steps.
    private const double LogarithmicFrom = 20;

    /// <summary>The axis of a sweep.</summary>
    public static SweepAxis Of(SweepScenario scenario, IReadOnlyList<string> values)
    {
        string name = scenario.Over.Split('.')[^1].Replace('_', ' ');
        Quantity?[] quantities = [.. values.Select(Parsed)];
        if (quantities.Any(q => q is null || q.Value.Unit.Dimension != quantities[0]!.Value.Unit.Dimension))
        {
            return new SweepAxis(new Axis($"{name}: {string.Join(", ", values.Select((v, i) => $"{i + 1} = {v}"))}") { Whole = true }, [.. values.Select((_, i) => i + 1.0)]);
        }

        Unit unit = quantities[0]!.Value.Unit;
        double[] places = [.. quantities.Select(q => q!.Value.In(unit))];
        bool log = places.Min() > 0 && places.Max() / places.Min() > LogarithmicFrom;
        return new SweepAxis(new Axis(unit.Symbol is "1" or "" ? name : $"{name} [{unit.Symbol}]") { Logarithmic = log }, places);
    }

    private static Quantity? Parsed(string text)
    {
        try
        {
            return Quantity.Parse(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

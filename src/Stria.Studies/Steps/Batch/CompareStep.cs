using Stria.Core;
using Stria.Figures;
using Stria.Files;

namespace Stria.Studies;

/// <summary>Compares finished runs: numbers, settings that differ, maps in one scale of colours, and their difference where rasters agree.</summary>
/// <param name="scenario">Which runs.</param>
internal sealed class CompareStep(CompareScenario scenario) : IStudyStep
{
    /// <inheritdoc/>
    public string Name => "compare";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        string[] plain = [.. scenario.Runs.Select(r => r.Name)];
        MappedRun[] runs = [.. scenario.Runs.Select((r, i) => MappedRun.Read(plain.Count(n => n == plain[i]) == 1 ? plain[i] : $"{plain[i]} ({i + 1})", Path.Combine(context.Folder.Root, r.Folder)))];
        Array.ForEach(runs, r => context.NoteInput(Path.Combine(r.Folder, "summary.json")));
        RunComparison.WriteTable(context, "runs.csv", runs, []);
        WriteNumbers(context, runs);
        WriteSettings(context, runs);
        NamedFigure?[] figures =
        [
            RunComparison.Maps(runs, scenario.Dataset, "maps", scenario.Dataset), Difference(context, runs), RunComparison.Distributions(runs, scenario.Dataset),
        ];
        if (figures[0] is null)
        {
            throw new DataException($"none of the runs has a map '{scenario.Dataset}'.", runs[0].Folder);
        }

        context.Describe($"{runs.Length} runs were compared: {string.Join(", ", runs.Select(r => r.Name))}.");
        var content = new ReportContent($"{string.Join(" and ", runs.Select(r => r.Name))} compared", [.. figures.OfType<NamedFigure>()]) { Main = context.Headlines };
        RunReport.Write(context, content, new Fraction(Name, progress), cancel);
    }

    // Numbers that two runs have both: difference, and difference in units of the standard deviations where both have one.
    private static void WriteNumbers(StudyContext context, MappedRun[] runs)
    {
        (MappedRun a, MappedRun b) = (runs[0], runs[1]);
        string[] both = [.. a.Numbers.Keys.Where(b.Numbers.ContainsKey)];
        double Sigma(string n) => (b.Numbers[n].Value - a.Numbers[n].Value) / Math.Sqrt(Math.Pow(a.Numbers[n].Deviation, 2) + Math.Pow(b.Numbers[n].Deviation, 2));
        CsvTable.Write(
            context.Table("differences.csv", $"{b.Name} against {a.Name}"),
            new CsvColumn("number", both),
            new CsvColumn("unit", both.Select(n => a.Numbers[n].Unit)),
            new CsvColumn(a.Name, "1", both.Select(n => a.Numbers[n].Value)),
            new CsvColumn(b.Name, "1", both.Select(n => b.Numbers[n].Value)),
            new CsvColumn("difference", "1", both.Select(n => b.Numbers[n].Value - a.Numbers[n].Value)),
            new CsvColumn("difference in standard deviations", "1", both.Select(Sigma)));
    }

    private static void WriteSettings(StudyContext context, MappedRun[] runs)
    {
        string[][] lines = [.. runs.Select(r => Path.Combine(r.Folder, "scenario.yaml")).Select(p => File.Exists(p) ? File.ReadAllLines(p) : [])];
        string[] common = [.. lines[0].Where(l => lines.All(o => o.Contains(l)))];
        (string Run, string Line)[] own = [.. runs.SelectMany((r, i) => lines[i].Except(common).Select(l => (r.Name, l.Trim())))];
        if (own.Length > 0)
        {
            CsvTable.Write(context.Table("settings.csv", "Settings that not all runs share"), new CsvColumn("run", own.Select(o => o.Run)), new CsvColumn("setting", own.Select(o => o.Line)));
        }
    }

    private NamedFigure? Difference(StudyContext context, MappedRun[] runs)
    {
        if (runs[0].Map(scenario.Dataset) is not { } a || runs[1].Map(scenario.Dataset) is not { } b)
        {
            return null;
        }

        // Cropped differently by their registrations, maps of one stack still share the full frame.
        int top = Math.Max(a.Grid.OriginRow, b.Grid.OriginRow), left = Math.Max(a.Grid.OriginColumn, b.Grid.OriginColumn);
        int height = Math.Min(a.Grid.OriginRow + a.Grid.Height, b.Grid.OriginRow + b.Grid.Height) - top, width = Math.Min(a.Grid.OriginColumn + a.Grid.Width, b.Grid.OriginColumn + b.Grid.Width) - left;
        bool samePitch = !a.Grid.HasPixelSize || !b.Grid.HasPixelSize || Math.Abs((a.Grid.PixelSizeX / b.Grid.PixelSizeX) - 1) < 1e-3;
        if (height < 1 || width < 1 || !samePitch)
        {
            context.Say(Remark.Note("The first two runs have no common raster: their maps are shown beside each other, without a difference."));
            return null;
        }

        ImageGrid grid = a.Grid.Crop(top - a.Grid.OriginRow, left - a.Grid.OriginColumn, height, width);
        float[] difference = [.. Enumerable.Range(0, grid.Count).Select(p => b[(p / width) + top - b.Grid.OriginRow, (p % width) + left - b.Grid.OriginColumn] - a[(p / width) + top - a.Grid.OriginRow, (p % width) + left - a.Grid.OriginColumn])];
        double[] known = [.. difference.Where(float.IsFinite).Select(v => (double)v)];
        if (known.Length > 0)
        {
            context.Report(new Headline("mean_difference", known.Average(), a.Unit, $"Mean of {runs[1].Name} − {runs[0].Name} over the common pixels"));
            context.Report(new Headline("rms_difference", Math.Sqrt(known.Average(v => v * v)), a.Unit, "Root mean square of that difference"));
            context.Report(new Headline("common_pixels", known.Length, "1", "Pixels that both maps have"));
        }

        return NamedFigure.Of(
            "difference",
            $"{runs[1].Name} − {runs[0].Name}",
            "Noise without structure; an outline means that the maps are displaced against each other, a colour everywhere that their scales differ.",
            new Figure(new MapPanel(new ScalarField(grid, difference, $"Δ{a.Symbol}", a.Unit)) { Colours = ColourMap.BlueWhiteRed, Centred = true }) { Width = 380 });
    }
}

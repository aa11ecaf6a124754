using System.CommandLine;
using System.Text.Json.Nodes;
using Stria.Core;
using Stria.Files;
using Stria.Studies;

namespace Stria.Cli;

/// <summary>show: what a run folder holds; draws its figures where they are missing.</summary>
internal sealed class ShowVerb : IVerb
{
    private readonly Argument<string> folder = new("FOLDER") { Description = "The run folder." };
    private readonly Option<string> output = new("--out")
    {
        HelpName = "DIR",
        Description = "Copies numbers, figures, tables and report there, for handing on without the maps.",
    };

    private readonly Option<bool> redraw = new("--redraw") { Description = "Draws the figures anew from maps.h5, also those that are there." };
    private readonly Option<bool> open = new("--open") { Description = "Opens the report in the browser." };
    private readonly Option<bool> json = new("--json") { Description = "Answers in JSON." };

    public ShowVerb() => Command = new Command("show", "Shows a run: its numbers, remarks, steps, figures and tables; draws the figures that are missing.") { folder, output, redraw, open, json };

    public Command Command { get; }

    public int Run(ParseResult parsed, Terminal terminal)
    {
        var run = RunFolder.Look(parsed.GetRequiredValue(folder));
        RunRecord record = RunJson.Read<RunRecord>(run.RecordPath);
        JsonObject summary = File.Exists(run.SummaryPath) ? RunJson.Read<JsonObject>(run.SummaryPath) : [];
        string? extract = parsed.GetValue(output);
        if (extract is not null)
        {
            RunExtract.Write(run, extract);
        }

        (RedrawnFigures figures, string? trouble) = Draw(run, record, extract is null ? run.Figures : Path.Combine(extract, "figures"), parsed.GetValue(redraw));
        string[] lines = [.. Lines(run, record, summary), .. FigureLines(run, figures, trouble)];
        if (extract is not null)
        {
            WholeFile.Write(Path.Combine(extract, "show.txt"), string.Join('\n', lines) + "\n");
        }

        if (parsed.GetValue(json))
        {
            terminal.Out.WriteLine(RunJson.WriteLine(new { Folder = run.Root, Run = record, Summary = summary, figures.Drawn, figures.Missing, Trouble = trouble, Copy = extract is null ? null : Path.GetFullPath(extract) }));
        }
        else
        {
            Array.ForEach(lines, terminal.Out.WriteLine);
        }

        if (parsed.GetValue(open) && ReportOpener.Open(run) is { } whyNot)
        {
            terminal.Error.WriteLine(whyNot);
        }

        return ExitCode.Done;
    }

    /// <summary>Draws what is missing in a finished run, or all that was wanted. To look at a run is not to depend on being allowed to write into it.</summary>
    private static (RedrawnFigures Figures, string? Trouble) Draw(RunFolder run, RunRecord record, string into, bool all)
    {
        if (record.State != RunState.Done && !all)
        {
            return (new RedrawnFigures([], []), null);
        }

        try
        {
            return (FigureRedrawing.Draw(run, into, all), null);
        }
        catch (StriaException e) when (!all)
        {
            return (new RedrawnFigures([], []), e.Message);
        }
    }

    private static IEnumerable<string> Lines(RunFolder run, RunRecord record, JsonObject summary)
    {
        yield return $"{run.Root}";
        yield return $"  {record.Kind}, {record.State.ToString().ToLowerInvariant()}{(record.Reason is null ? "" : $" ({record.Reason})")}, begun {record.Started:yyyy-MM-dd HH:mm} UTC, Stria {record.Version} {record.Commit}";
        foreach (string line in RunText.Headlines([.. summary.Select(Headline)]).Concat(RunText.Remarks(record.Remarks)))
        {
            yield return line;
        }

        yield return $"  steps: {string.Join(", ", record.Steps.Select(s => $"{s.Name} {(s.FromCheckpoint ? "(saved)" : $"{s.Seconds:0.0} s")}"))}";
        foreach (RunFile file in record.Figures)
        {
            yield return $"  {Path.Combine(run.Figures, file.File)}  {file.Title}";
        }

        foreach (RunFile file in record.Tables)
        {
            yield return $"  {Path.Combine(run.Tables, file.File)}  {file.Title}";
        }

        if (File.Exists(run.ReportPath))
        {
            yield return $"  report: {run.ReportPath}";
        }
    }

    private static IEnumerable<string> FigureLines(RunFolder run, RedrawnFigures figures, string? trouble)
    {
        if (figures.Drawn.Count > 0)
        {
            yield return $"  drawn from maps.h5: {string.Join(", ", figures.Drawn)}";
        }

        if (figures.Missing.Count > 0)
        {
            yield return $"  missing: {string.Join(", ", figures.Missing)}; they come back with 'stria run {run.ScenarioPath}'";
        }

        if (trouble is not null)
        {
            yield return $"  figures are missing and cannot be drawn: {trouble}";
        }
    }

    private static Headline Headline(KeyValuePair<string, JsonNode?> entry) =>
        new(entry.Key, (double?)entry.Value?["value"] ?? double.NaN, (string?)entry.Value?["unit"] ?? "1", entry.Key) { StandardDeviation = (double?)entry.Value?["sd"] };
}

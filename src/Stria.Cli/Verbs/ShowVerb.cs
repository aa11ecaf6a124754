using System.CommandLine;
using System.Text.Json.Nodes;
using Stria.Studies;

namespace Stria.Cli;

/// <summary>show: what a run folder holds.</summary>
internal sealed class ShowVerb : IVerb
{
    private readonly Argument<string> folder = new("FOLDER") { Description = "The run folder." };
    private readonly Option<bool> json = new("--json") { Description = "Answers in JSON." };

    public ShowVerb() => Command = new Command("show", "Shows a run: its numbers, remarks, steps, figures and tables.") { folder, json };

    public Command Command { get; }

    public int Run(ParseResult parsed, Terminal terminal)
    {
        var run = RunFolder.Look(parsed.GetRequiredValue(folder));
        RunRecord record = RunJson.Read<RunRecord>(run.RecordPath);
        JsonObject summary = File.Exists(run.SummaryPath) ? RunJson.Read<JsonObject>(run.SummaryPath) : [];
        if (parsed.GetValue(json))
        {
            terminal.Out.WriteLine(RunJson.WriteLine(new { Folder = run.Root, Run = record, Summary = summary }));
            return ExitCode.Done;
        }

        foreach (string line in Lines(run, record, summary))
        {
            terminal.Out.WriteLine(line);
        }

        return ExitCode.Done;
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

    private static Headline Headline(KeyValuePair<string, JsonNode?> entry) =>
        new(entry.Key, (double?)entry.Value?["value"] ?? double.NaN, (string?)entry.Value?["unit"] ?? "1", entry.Key) { StandardDeviation = (double?)entry.Value?["sd"] };
}

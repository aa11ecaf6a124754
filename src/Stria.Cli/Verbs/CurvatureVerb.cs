using System.CommandLine;
using Stria.Studies;

namespace Stria.Cli;

/// <summary>curvature: from the bending of a plate to the stress of the electrode on it.</summary>
internal sealed class CurvatureVerb : IVerb
{
    private readonly Argument<string> file = new("RECORD") { Description = "Spot spacings or curvature against time, or a table of profiles." };
    private readonly Option<string[]> trace = new("--trace") { HelpName = "FILE", Description = "Cycler files of the cell, in order.", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string> traceMap = new("--trace-map") { HelpName = "MAP", Description = "Which columns of the cycler files are what, as --map for the record." };
    private readonly Option<string> traceSign = new("--trace-sign") { HelpName = "WHEN", Description = "When the cycler's current is positive: charge or discharge; by default as its format has it." };
    private readonly Option<string> content = new("--content") { HelpName = "WHAT", Description = "record, profiles, or auto." };
    private readonly Option<string> drift = new("--drift") { HelpName = "WHICH", Description = "Drift that is removed: none, steady or changing." };
    private readonly Option<string> offset = new("--clock-offset") { HelpName = "TIME", Description = "Time of the cycler's clock at which the record's clock stands at zero: '12 min', or auto." };
    private readonly ColumnOptions columns = new();
    private readonly CellOptions cell = new();
    private readonly RunOptions run = new();

    public CurvatureVerb()
    {
        Command = new Command("curvature", "Stress of an electrode from the bending of its plate, joined to the cycler's trace.") { file, trace, traceMap, traceSign, content, drift, offset };
        columns.AddTo(Command);
        cell.AddTo(Command);
        run.AddTo(Command);
    }

    public Command Command { get; }

    public int Run(ParseResult parsed, Terminal terminal) => run.Run(Scenario(parsed), parsed, terminal);

    /// <summary>The scenario that the command line describes.</summary>
    /// <exception cref="UsageException">A value is impossible.</exception>
    public IScenario Scenario(ParseResult parsed)
    {
        string record = parsed.GetRequiredValue(file);
        string[] cycler = parsed.GetValue(trace) ?? [];
        return CheckedScenario.Of(new CurvatureScenario
        {
            File = Path.GetFullPath(record),
            Content = parsed.GetValue(content) is { } c ? OptionValue.Name<CurvatureContent>(content.Name, c) : CurvatureContent.Auto,
            Columns = columns.Text(parsed),
            Trace = cycler.Length == 0 ? null : new TraceSettings
            {
                Files = [.. cycler.Select(f => new MeasuredFile { File = Path.GetFullPath(f) })],
                Sign = TraceOptions.Sign(traceSign, parsed),
                Columns = parsed.GetValue(traceMap) is { } map ? ColumnOptions.Find(traceMap.Name, map).ToString() : null,
            },
            ClockOffset = parsed.GetValue(offset) is { } o ? OptionValue.NumberOr(o, "auto", () => OptionValue.Measure(offset.Name, o, "s", "a time with its unit, such as '12 min'")) : null,
            CellSheet = cell.Sheet(parsed, record),
            Cell = cell.Entries(parsed),
            Drift = parsed.GetValue(drift) is { } d ? OptionValue.Name<DriftChoice>(drift.Name, d) : DriftChoice.Steady,
            Threads = OptionValue.WholeOrAuto(run.Threads.Name, parsed.GetValue(run.Threads)),
        });
    }
}

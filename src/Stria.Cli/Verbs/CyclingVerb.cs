using System.CommandLine;
using Stria.Studies;

namespace Stria.Cli;

/// <summary>cycling: from cycler files to capacities, efficiencies, retention, dQ/dU and voltammograms.</summary>
internal sealed class CyclingVerb : IVerb
{
    private readonly Argument<string[]> files = new("FILE") { Description = "Cycler files of one cell in order, which are joined; with --replicates each is a cell of its own (parts of one joined by '+').", Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> replicates = new("--replicates") { Description = "Each file is a cell of its own; means and standard deviations are taken over them." };
    private readonly Option<string> technique = new("--technique") { HelpName = "NAME", Description = "auto, galvanostatic or voltammetry." };
    private readonly Option<string> reference = new("--reference-cycle") { HelpName = "N", Description = "The cycle that counts as 100 % in the retention." };
    private readonly Option<string[]> curves = new("--curves") { HelpName = "N", Description = "Cycles whose profiles, dQ/dU and dU/dQ are shown.", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string> bandwidth = new("--bandwidth") { HelpName = "VOLTAGE", Description = "Kernel that smooths dQ/dU: '3 mV', or auto." };
    private readonly TraceOptions trace = new();
    private readonly CellOptions cell = new();
    private readonly RunOptions run = new();

    public CyclingVerb()
    {
        Command = new Command("cycling", "Capacities, efficiencies, retention, dQ/dU, rate capability or voltammetry from cycler files.") { files, replicates, technique, reference, curves, bandwidth };
        trace.AddTo(Command);
        cell.AddTo(Command);
        run.AddTo(Command);
    }

    public Command Command { get; }

    public int Run(ParseResult parsed, Terminal terminal) => run.Run(Scenario(parsed), parsed, terminal);

    /// <summary>The scenario that the command line describes.</summary>
    /// <exception cref="UsageException">A value is impossible.</exception>
    public IScenario Scenario(ParseResult parsed)
    {
        string[] given = parsed.GetRequiredValue(files);
        string[][] cells = parsed.GetValue(replicates) ? [.. given.Select(Parts)] : [given];
        Func<IEnumerable<string>, TraceSettings> settings = trace.Settings(parsed);
        var defaults = new CyclingSettings();
        return CheckedScenario.Of(new CyclingScenario
        {
            Cells = [.. cells.Select(c => new CycledCell { Trace = settings(c), CellSheet = cell.Sheet(parsed, c[0]), Cell = cell.Entries(parsed) })],
            Analysis = defaults with
            {
                Technique = parsed.GetValue(technique) is { } t ? OptionValue.Name<CyclingTechnique>(technique.Name, t) : defaults.Technique,
                ReferenceCycle = parsed.GetValue(reference) is { } r ? OptionValue.Whole(reference.Name, r) : defaults.ReferenceCycle,
                CurvesOf = [.. (parsed.GetValue(curves) ?? []).SelectMany(c => c.Split(',')).Select(c => OptionValue.Whole(curves.Name, c))],
                Bandwidth = parsed.GetValue(bandwidth) is { } b ? OptionValue.NumberOr(b, "auto", () => OptionValue.Measure(bandwidth.Name, b, "V", "a potential with its unit, such as '3 mV'")) : null,
            },
            Threads = OptionValue.WholeOrAuto(run.Threads.Name, parsed.GetValue(run.Threads)),
        });
    }

    // A file whose own name holds a plus is taken whole.
    private static string[] Parts(string text) => File.Exists(text) ? [text] : text.Split('+', StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } parts
        ? parts
        : throw new UsageException($"'{text}' names no file; parts of one cell are joined as a.mpr+b.mpr.");
}

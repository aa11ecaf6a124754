using System.CommandLine;
using Stria.Studies;

namespace Stria.Cli;

/// <summary>demo: the whole chain on a made stack whose truth is known.</summary>
internal sealed class DemoVerb : IVerb
{
    private readonly Option<string> seed = new("--seed") { HelpName = "N", Description = "Which particle, noise, drift and energy offset." };
    private readonly Option<string> size = new("--size") { HelpName = "PX", Description = "Rows and columns of the image." };
    private readonly Option<bool> noOpen = new("--no-open") { Description = "Does not open the report in the browser." };
    private readonly RunOptions run = new();

    public DemoVerb()
    {
        Command = new Command("demo", "The whole chain on a made core-shell particle, with its truth beside the result.") { seed, size, noOpen };
        run.AddTo(Command);
    }

    public Command Command { get; }

    public int Run(ParseResult parsed, Terminal terminal)
    {
        var scenario = new DemoScenario { Threads = OptionValue.WholeOrAuto(run.Threads.Name, parsed.GetValue(run.Threads)) };
        if (parsed.GetValue(seed) is { } which)
        {
            scenario = scenario with { Seed = OptionValue.Whole(seed.Name, which) };
        }

        if (parsed.GetValue(size) is { } pixels)
        {
            int side = OptionValue.Whole(size.Name, pixels);
            scenario = scenario with { Height = side, Width = side };
        }

        bool mayOpen = terminal.IsInteractive && !parsed.GetValue(noOpen) && !parsed.GetValue(run.Json);
        return run.Run(CheckedScenario.Of(scenario), parsed, terminal, mayOpen ? OpenReport : null);
    }

    // Where there is no desktop the path of the report was printed.
    private static void OpenReport(RunFolder folder) => ReportOpener.Open(folder);
}

using System.CommandLine;
using Stria.Studies;

namespace Stria.Cli;

/// <summary>map, and the verbs of its single steps: align, od, cluster, fit. Each makes the scenario that a YAML file would, with its own last step.</summary>
internal sealed class MapVerb : IVerb
{
    private readonly MapStep toStep;
    private readonly StackOptions stack;
    private readonly Option<string> recipe = new("--recipe") { HelpName = "FILE", Description = "A scenario of kind map, whose stack gives way to each of the stacks." };
    private readonly RunOptions run = new();
    private readonly Option<string> memory = new("--memory")
    {
        HelpName = "SIZE",
        Description = "How much of the stack may be in memory at a time, \"100MB\"; the rest lies on disk.",
    };

    private readonly MapOptions options;

    public MapVerb(string name, MapStep toStep, string purpose)
    {
        this.toStep = toStep;
        Command = new Command(name, purpose);
        options = new MapOptions(toStep);
        stack = new StackOptions(several: toStep == MapStep.Composition);
        stack.AddTo(Command);
        options.AddTo(Command);
        run.AddTo(Command);
        Command.Add(memory);
        if (toStep == MapStep.Composition)
        {
            Command.Add(recipe);
        }
    }

    public Command Command { get; }

    public int Run(ParseResult parsed, Terminal terminal) => run.Run(Scenario(parsed), parsed, terminal);

    /// <summary>The scenario that the command line describes.</summary>
    /// <exception cref="UsageException">A value is impossible.</exception>
    public IScenario Scenario(ParseResult parsed)
    {
        MapScenario scenario = options.Fill(new MapScenario { Stack = stack.Settings(parsed), ToStep = toStep }, parsed);
        string? size = parsed.GetValue(memory);
        scenario = scenario with { Memory_MB = size is null ? null : OptionValue.Megabytes(memory.Name, size) };
        if (toStep == MapStep.Composition && parsed.GetValue(recipe) is { } file)
        {
            scenario = scenario == options.Fill(new MapScenario { Stack = scenario.Stack, ToStep = toStep }, Command.Parse([scenario.Stack.Path]))
                ? Recipe(file) with { Stack = scenario.Stack }
                : throw new UsageException($"{recipe.Name} holds all settings of the chain; put the other options into {file}.");
        }

        if (toStep >= MapStep.Fit && scenario.References.IsEmpty)
        {
            throw new UsageException($"{Command.Name} needs reference spectra: --references library.csv, or --references oxidized.t:x=0 reduced.t:x=1.");
        }

        int? threads = OptionValue.WholeOrAuto(run.Threads.Name, parsed.GetValue(run.Threads));
        IReadOnlyList<string> paths = stack.Paths(parsed);
        return CheckedScenario.Of(paths.Count == 1
            ? scenario with { Threads = threads }
            : new BatchScenario { Stacks = [.. paths.Select(p => scenario.Stack with { Path = p })], Recipe = scenario, Seed = scenario.Seed, Threads = threads });
    }

    private static MapScenario Recipe(string file)
    {
        string text = File.Exists(file) ? File.ReadAllText(file) : throw new UsageException($"--recipe {file}: there is no such file.");

        // A recipe needs no stack of its own.
        bool hasStack = text.Split('\n').Any(l => l.StartsWith("stack:", StringComparison.Ordinal));
        IScenario read = ScenarioReader.Parse(hasStack ? text : text.TrimEnd() + "\nstack:\n  path: none\n", file, Path.GetDirectoryName(Path.GetFullPath(file))!);
        return read as MapScenario ?? throw new UsageException($"--recipe {file} is a scenario of another kind; a recipe is one of kind map.");
    }
}

using System.CommandLine;
using Stria.Studies;

namespace Stria.Cli;

/// <summary>batch: one recipe for many stacks.</summary>
internal sealed class BatchVerb : IVerb
{
    private readonly Argument<string[]> stacks = new("STACK") { Description = "The measured files, or folders of images, one per energy.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> recipe = new("--recipe") { HelpName = "FILE", Description = "A scenario of kind map, whose stack gives way to each of the stacks; that of an earlier run will do." };
    private readonly RunOptions run = new();

    public BatchVerb()
    {
        Command = new Command("batch", "Maps many stacks by one recipe: a run for each, one table, one scale of colours.") { stacks, recipe };
        run.AddTo(Command);
    }

    public Command Command { get; }

    public int Run(ParseResult parsed, Terminal terminal) => run.Run(Scenario(parsed), parsed, terminal);

    /// <summary>The scenario that the command line describes.</summary>
    /// <exception cref="UsageException">A value is impossible.</exception>
    public IScenario Scenario(ParseResult parsed) => Of(
        parsed.GetRequiredValue(stacks),
        parsed.GetValue(recipe) ?? throw new UsageException("batch needs a recipe: --recipe recipe.yaml, such as the scenario.yaml of an earlier run of 'map'."),
        OptionValue.WholeOrAuto(run.Threads.Name, parsed.GetValue(run.Threads)));

    /// <summary>The scenario for some stacks and a recipe, whose paths are meant from here.</summary>
    internal static IScenario Of(IEnumerable<string> stacks, string recipe, int? threads) => CheckedScenario.Of(new BatchScenario
    {
        Stacks = [.. stacks.Select(s => new StackSettings { Path = Path.GetFullPath(s) })],
        Recipe = Path.GetFullPath(recipe),
        Threads = threads,
    });
}

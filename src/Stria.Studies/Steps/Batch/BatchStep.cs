using Stria.Core;

namespace Stria.Studies;

/// <summary>Maps each stack by the recipe, each in a folder of its own. A stack that fails does not stop the others.</summary>
/// <param name="scenario">What is asked.</param>
internal sealed class BatchStep(BatchScenario scenario) : IStudyStep
{
    /// <inheritdoc/>
    public string Name => "runs";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        string[] names = Names();
        MapScenario recipe = Recipe(Path.Combine(context.Folder.Root, scenario.Recipe));
        context.NoteInput(Path.Combine(context.Folder.Root, scenario.Recipe));
        var runs = new List<MappedRun>();
        var failures = new List<(string Name, string Why)>();
        for (int i = 0; i < names.Length; i++)
        {
            cancel.ThrowIfCancellationRequested();
            IScenario one = (recipe with { Stack = scenario.Stacks[i] }).WithThreads(scenario.Threads ?? recipe.Threads);
            SweepOutcome outcome = SweepStep.Outcome(new SweepCase(names[i], scenario.Stacks[i].Path, one), context, new SweepStep.Share(Name, progress, i, names.Length), cancel);
            if (outcome.Failure is { } why)
            {
                failures.Add((names[i], why));
                context.Say(Remark.Warning($"{names[i]} failed: {why}"));
            }
            else
            {
                runs.Add(MappedRun.Read(names[i], Path.Combine(context.Folder.Root, SweepStep.Runs, names[i])));
            }
        }

        if (runs.Count == 0)
        {
            throw new ScenarioException($"Every stack failed. The first, {failures[0].Name}: {failures[0].Why}");
        }

        context.Put<IReadOnlyList<MappedRun>>(runs);
        context.Put<IReadOnlyList<(string Name, string Why)>>(failures);
        context.Report(new Headline("runs", runs.Count, "1", "Stacks mapped"));
        context.Report(new Headline("failed_runs", failures.Count, "1", "Stacks that failed"));
        context.Describe($"{names.Length} stacks were mapped by one recipe; the full methods stand in the report of each run under {SweepStep.Runs}/.");
    }

    private static MapScenario Recipe(string file)
    {
        string text = File.Exists(file) ? File.ReadAllText(file) : throw new ScenarioException($"The recipe {file} does not exist.");
        string[] lines = text.Split('\n');
        bool needsStack = !lines.Any(l => l.StartsWith("stack:", StringComparison.Ordinal)) && lines.Any(l => l.StartsWith("kind: map", StringComparison.Ordinal));
        IScenario read = ScenarioReader.Parse(!needsStack ? text : text.TrimEnd() + "\nstack:\n  path: none\n", file, Path.GetDirectoryName(Path.GetFullPath(file))!);
        return read as MapScenario ?? throw new ScenarioException($"The recipe {file} is a scenario of another kind; a recipe is one of kind map.");
    }

    // Stacks of one name in several folders are numbered.
    private string[] Names()
    {
        string[] plain = [.. scenario.Stacks.Select(s => Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(s.Path)))];
        return [.. plain.Select((name, i) => plain.Count(n => n == name) == 1 ? name : $"{name}-{plain.Take(i + 1).Count(n => n == name)}")];
    }
}

using Stria.Core;

namespace Stria.Studies;

/// <summary>Runs the scenario with each value and seed, each in a folder of its own. Runs that an earlier, stopped sweep finished are taken as they are.</summary>
/// <param name="scenario">What is asked.</param>
internal sealed class SweepStep(SweepScenario scenario) : IStudyStep
{
    /// <summary>The folder of the runs.</summary>
    public const string Runs = "runs";

    /// <inheritdoc/>
    public string Name => "runs";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        context.NoteInput(scenario.Scenario);
        List<SweepCase> cases = Cases();
        var outcomes = new List<SweepOutcome>();
        for (int i = 0; i < cases.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            outcomes.Add(Outcome(cases[i], context, new Share(Name, progress, i, cases.Count), cancel));
        }

        if (outcomes.All(o => o.Failure is not null))
        {
            throw new ScenarioException($"Every run of the sweep failed. The first, {outcomes[0].Case.Name}: {outcomes[0].Failure}");
        }

        foreach (SweepOutcome failed in outcomes.Where(o => o.Failure is not null))
        {
            context.Say(Remark.Warning($"The run {failed.Case.Name} failed: {failed.Failure}"));
        }

        context.Put(new SweepRuns(outcomes));
        context.Report(new Headline("runs", outcomes.Count, "1", "Runs of the sweep"));
        context.Report(new Headline("failed_runs", outcomes.Count(o => o.Failure is not null), "1", "Runs that failed"));
        context.Describe($"The scenario {Path.GetFileName(scenario.Scenario)} (kind {ScenarioKinds.NameOf(cases[0].Scenario)}) was run with {scenario.Over} = {string.Join(", ", scenario.Values)}"
            + (scenario.Seeds.Count > 1 ? $", each with the seeds {string.Join(", ", scenario.Seeds)}." : "."));
    }

    /// <summary>All variants are made, and so checked, before the first one runs.</summary>
    private List<SweepCase> Cases()
    {
        IScenario basis = ScenarioReader.Read(scenario.Scenario);
        if (basis is SweepScenario)
        {
            throw new ScenarioException($"{scenario.Scenario} is a sweep itself; a sweep varies another kind of scenario.");
        }

        var cases = new List<SweepCase>();
        for (int v = 0; v < scenario.Values.Count; v++)
        {
            IScenario changed = ScenarioVariant.With(basis, scenario.Over, scenario.Values[v]).WithThreads(scenario.Threads ?? basis.Threads);
            foreach (int? seed in scenario.Seeds.Count > 0 ? scenario.Seeds.Select(s => (int?)s) : [null])
            {
                IScenario seeded = seed is { } s ? ScenarioVariant.With(changed, "seed", s.ToString()) : changed;
                cases.Add(new SweepCase($"{v + 1:00}{(seed is null ? "" : $"-seed{seed}")}", scenario.Values[v], seeded));
            }
        }

        return cases;
    }

    /// <summary>Runs one case, or takes the finished run that lies in its folder; a failure is told, not thrown.</summary>
    internal static SweepOutcome Outcome(SweepCase one, StudyContext context, IProgress<StudyProgress> progress, CancellationToken cancel)
    {
        string folder = Path.Combine(context.Folder.Root, Runs, one.Name);
        try
        {
            if (!IsDone(one, folder, context))
            {
                Begin(one, folder).Execute(progress, cancel);
            }

            return SweepOutcome.Read(one, folder);
        }
        catch (StriaException failure) when (!cancel.IsCancellationRequested)
        {
            return new SweepOutcome(one, new Dictionary<string, SweepNumber>()) { Failure = failure.Message };
        }
    }

    // Of the same scenario, by the same version, from files that have not changed since.
    private static bool IsDone(SweepCase one, string folder, StudyContext context)
    {
        if (!File.Exists(Path.Combine(folder, "summary.json")) || !IsSame(one, folder))
        {
            return false;
        }

        RunRecord record = RunJson.Read<RunRecord>(Path.Combine(folder, "run.json"));
        string? why = record.Version != StriaVersion.Number
            ? $"it was made by version {record.Version}"
            : record.Inputs.FirstOrDefault(i => !File.Exists(i.Path) || InputFile.Of(i.Path) != i) is { } changed ? $"{changed.Path} is no longer the file that it was made from" : null;
        if (why is not null)
        {
            context.Say(Remark.Note($"The finished run {one.Name} was made anew: {why}."));
        }

        return why is null;
    }

    private static bool IsSame(SweepCase one, string folder) =>
        File.Exists(Path.Combine(folder, "scenario.yaml")) && File.ReadAllText(Path.Combine(folder, "scenario.yaml")) == ScenarioReader.Write(one.Scenario);

    private static Run Begin(SweepCase one, string folder) => IsSame(one, folder + ".partial")
        ? Studies.Run.Resume(folder + ".partial", StudyCatalogue.For)
        : Studies.Run.Begin(StudyCatalogue.For(one.Scenario), new RunRequest(folder) { Force = true });

    /// <summary>Passes the progress of one run on as a part of the sweep's.</summary>
    internal sealed class Share(string step, IProgress<RunProgress> progress, int index, int count) : IProgress<StudyProgress>
    {
        public void Report(StudyProgress value) => progress.Report(new RunProgress(step, (index + value.Overall) / count));
    }
}

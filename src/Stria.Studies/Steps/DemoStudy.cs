namespace Stria.Studies;

/// <summary>The demonstration: makes a stack, runs the chain on that file, and scores the result against what was planted.</summary>
internal static class DemoStudy
{
    /// <summary>The material of the demonstration.</summary>
    public const string Material = "v2o5-alpha";

    /// <summary>The made stack, in the run folder.</summary>
    public const string StackFile = "stack.hdf5";

    /// <summary>The clean library, in the run folder.</summary>
    public const string LibraryFile = "library.csv";

    /// <summary>The study that answers a demo scenario.</summary>
    public static Study Of(DemoScenario scenario)
    {
        MapScenario chain = Chain(scenario);
        (IStudyStep Step, double Weight)[] steps =
        [
            (new SynthesizeStep(scenario), 1),
            .. MapStudy.Steps(chain),
            (new ScoreStep(new ScoreLimits(0.06, 0.025, 0.85, 8) { Coverage = (0.55, 0.8) }), 0.1),
            .. DemoStress.Steps(scenario),
            (new ResultsStep(chain), 4),
        ];
        return new Study(scenario, [.. steps.Select(s => s.Step)], [.. steps.Select(s => s.Weight)]);
    }

    // Paths are relative to the run folder, so that the folder may be moved.
    private static MapScenario Chain(DemoScenario scenario) => new()
    {
        Stack = new StackSettings { Path = StackFile },
        References = new ReferenceSettings { Table = LibraryFile },
        Material = Material,
        // As the papers cluster their test set: core, mixture and shell.
        Components = new ComponentSettings { Clusters = 3 },
        Seed = scenario.Seed,
        Threads = scenario.Threads,
    };
}

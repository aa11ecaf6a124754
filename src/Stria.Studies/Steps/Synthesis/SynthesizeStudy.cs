namespace Stria.Studies;

/// <summary>The study that makes a measurement, and, where asked, runs the chain on it and scores the result.</summary>
internal static class SynthesizeStudy
{
    /// <summary>The study that answers a scenario of synthesis.</summary>
    public static Study Of(SynthesizeScenario scenario)
    {
        MapScenario chain = Chain(scenario);
        (IStudyStep Step, double Weight)[] steps = scenario.Score
            ? [(new SceneStep(scenario), 1), .. MapStudy.Steps(chain), (new ScoreStep(scenario.Scene.Limits), 0.1), (new ResultsStep(chain), 4)]
            : [(new SceneStep(scenario), 1), (new SceneResultsStep(scenario), 1)];
        return new Study(scenario, [.. steps.Select(s => s.Step)], [.. steps.Select(s => s.Weight)]);
    }

    /// <summary>The chain as a user would run it on the made file: with the clean library, no word of the disturbances, and the scene's recipe.</summary>
    internal static MapScenario Chain(SynthesizeScenario scenario) => new()
    {
        Stack = new StackSettings { Path = DemoStudy.StackFile },
        References = new ReferenceSettings { Table = DemoStudy.LibraryFile },
        Material = scenario.Material,
        Fit = scenario.Scene.Recipe,
        Composition = scenario.Scene.Map,
        Seed = scenario.Seed,
        Threads = scenario.Threads,
    };
}

namespace Stria.Studies;

/// <summary>The chain from a composition to stress.</summary>
internal static class StressStudy
{
    /// <summary>The study that answers a stress scenario.</summary>
    public static Study Of(StressScenario scenario)
    {
        (IStudyStep Step, double Weight)[] steps = [(new ReadCompositionStep(scenario), 0.2), .. Steps(scenario), (new StressResultsStep(scenario), 3)];
        return new Study(scenario, [.. steps.Select(s => s.Step)], [.. steps.Select(s => s.Weight)]);
    }

    /// <summary>The steps from the composition to the solution, with their usual shares of the time.</summary>
    public static IEnumerable<(IStudyStep Step, double Weight)> Steps(StressScenario scenario) =>
    [
        (new OutlineStep(scenario), 0.2),
        (new MeshStep(scenario), 0.5),
        (new FieldsStep(scenario), 0.3),
        (new SolveStep(scenario), 3),
    ];
}

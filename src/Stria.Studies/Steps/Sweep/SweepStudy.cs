namespace Stria.Studies;

/// <summary>The study that answers a sweep.</summary>
internal static class SweepStudy
{
    /// <summary>Runs, then their comparison.</summary>
    public static Study Of(SweepScenario scenario) => new(scenario, [new SweepStep(scenario), new SweepResultsStep(scenario)], [20, 1]);
}

namespace Stria.Studies;

/// <summary>The chain from cycler files to capacities.</summary>
internal static class CyclingStudy
{
    /// <summary>The study that answers a cycling scenario.</summary>
    public static Study Of(CyclingScenario scenario) =>
        new(scenario, [new ReadCellsStep(scenario), new CyclingStep(scenario), new CyclingResultsStep(scenario)], [1, 1, 2]);
}

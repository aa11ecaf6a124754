namespace Stria.Studies;

/// <summary>The studies that run or compare many maps.</summary>
internal static class BatchStudy
{
    /// <summary>Runs, then one table.</summary>
    public static Study Of(BatchScenario scenario) => new(scenario, [new BatchStep(scenario), new BatchResultsStep(scenario)], [20, 1]);

    /// <summary>Finished runs beside each other.</summary>
    public static Study Of(CompareScenario scenario) => new(scenario, [new CompareStep(scenario)]);
}

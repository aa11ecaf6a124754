namespace Stria.Studies;

/// <summary>The chain from lengths and diffusivities to times.</summary>
internal static class TimescalesStudy
{
    /// <summary>The study that answers a scenario of times.</summary>
    public static Study Of(TimescalesScenario scenario) => new(scenario, [new TimescalesStep(scenario), new TimescalesResultsStep(scenario)]);
}

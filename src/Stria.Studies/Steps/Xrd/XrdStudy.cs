namespace Stria.Studies;

/// <summary>The chain from diffraction patterns to cells and fractions.</summary>
internal static class XrdStudy
{
    /// <summary>The study that answers a diffraction scenario.</summary>
    public static Study Of(XrdScenario scenario) =>
        new(scenario, [new ReadPatternsStep(scenario), new FitPatternsStep(scenario), new XrdResultsStep(scenario)], [0.5, 5, 1.5]);
}

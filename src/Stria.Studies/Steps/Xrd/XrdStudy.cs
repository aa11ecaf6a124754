namespace Stria.Studies;

/// <summary>The chain from diffraction patterns to cells and fractions.</summary>
internal static class XrdStudy
{
    /// <summary>The study that answers a diffraction scenario.</summary>
    public static Study Of(XrdScenario scenario) => scenario.IsFirstLook
        ? new(scenario, [new ReadPatternsStep(scenario), new FindPeaksStep(scenario), new XrdFirstLookStep(scenario)], [0.5, 1, 1.5])
        : scenario.Fit.Peaks.Count > 0
            ? new(scenario, [new ReadPatternsStep(scenario), new FitPatternsStep(scenario), new FindPeaksStep(scenario), new XrdResultsStep(scenario)], [0.5, 5, 0.5, 1.5])
            : new(scenario, [new ReadPatternsStep(scenario), new FitPatternsStep(scenario), new XrdResultsStep(scenario)], [0.5, 5, 1.5]);
}

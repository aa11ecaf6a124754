namespace Stria.Studies;

/// <summary>From spectra and standards to ranked combinations.</summary>
internal static class LcfStudy
{
    /// <summary>The study that answers a scenario of linear combinations.</summary>
    public static Study Of(LcfScenario scenario) => new(scenario, [new ReadSpectraStep(scenario), new FormStep(scenario), new CombineStep(scenario), new LcfResultsStep(scenario)], [0.3, 0.2, 2, 1]);
}

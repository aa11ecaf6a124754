namespace Stria.Studies;

/// <summary>The chain from a titration to diffusion coefficients.</summary>
internal static class GittStudy
{
    /// <summary>The study that answers a titration scenario.</summary>
    public static Study Of(GittScenario scenario) =>
        new(scenario, [new ReadTitrationStep(scenario), new TitrationStep(scenario), new InverseFitStep(scenario), new GittResultsStep()], [1, 1, 6, 2]);
}

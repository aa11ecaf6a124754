namespace Stria.Studies;

/// <summary>The chain from curvature to stress.</summary>
internal static class CurvatureStudy
{
    /// <summary>The study that answers a curvature scenario.</summary>
    public static Study Of(CurvatureScenario scenario) =>
        new(scenario, [new ReadCurvatureStep(scenario), new ElectrodeStressStep(scenario), new CurvatureResultsStep()], [1, 1, 2]);
}

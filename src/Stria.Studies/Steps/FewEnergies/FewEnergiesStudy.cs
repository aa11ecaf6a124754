namespace Stria.Studies;

/// <summary>The chain from images at few energies to a map of x.</summary>
internal static class FewEnergiesStudy
{
    /// <summary>The study that answers a scenario of few energies.</summary>
    public static Study Of(FewEnergiesScenario scenario)
    {
        MapScenario chain = scenario.Chain();
        return new Study(
            scenario,
            [
                new ReadStep(chain), new DespikeStep(chain), new RegisterStep(chain), new IncidentStep(chain), new OpticalDensityStep(chain),
                new FewFitStep(scenario), new RatioStep(scenario), new FewResultsStep(scenario),
            ],
            [1, 0.3, 1, 0.2, 0.2, 0.5, 0.1, 3]);
    }
}

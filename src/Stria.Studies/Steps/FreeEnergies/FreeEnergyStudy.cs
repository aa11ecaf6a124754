namespace Stria.Studies;

/// <summary>The chain from a free energy to its phase equilibria.</summary>
internal static class FreeEnergyStudy
{
    /// <summary>The study that answers a free-energy scenario.</summary>
    public static Study Of(FreeEnergyScenario scenario)
    {
        (IStudyStep Step, double Weight)[] steps =
        [
            (new ReadFreeEnergyStep(scenario), 0.2), (new EquilibriaStep(scenario), 0.3), (new PhaseDiagramStep(scenario), 1), (new FreeEnergyResultsStep(scenario), 3),
        ];
        return new Study(scenario, [.. steps.Select(s => s.Step)], [.. steps.Select(s => s.Weight)]);
    }
}

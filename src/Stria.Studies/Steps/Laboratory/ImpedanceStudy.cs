namespace Stria.Studies;

/// <summary>The chain from impedance files to resistances.</summary>
internal static class ImpedanceStudy
{
    /// <summary>The study that answers an impedance scenario.</summary>
    public static Study Of(ImpedanceScenario scenario) => new(
        scenario, [new ReadImpedanceStep(scenario), new ConsistencyStep(scenario), new CircuitStep(scenario), new ImpedanceResultsStep(scenario)], [1, 2, 3, 2]);
}

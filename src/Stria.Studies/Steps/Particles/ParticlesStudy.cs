namespace Stria.Studies;

/// <summary>The chain from a map or picture to its particles.</summary>
internal static class ParticlesStudy
{
    /// <summary>The study that answers a particle scenario.</summary>
    public static Study Of(ParticlesScenario scenario) => new(
        scenario,
        [new ReadParticlesStep(scenario), new SegmentStep(scenario), new MeasureParticlesStep(scenario), new ParticlesResultsStep(scenario)],
        [0.3, 3, 1, 3]);
}

namespace Stria.Studies;

/// <summary>The chain from a stack to its maps.</summary>
internal static class MapStudy
{
    /// <summary>The study that answers a map scenario.</summary>
    public static Study Of(MapScenario scenario)
    {
        (IStudyStep Step, double Weight)[] steps = [.. Steps(scenario), (new ResultsStep(scenario), 4)];
        return new Study(scenario, [.. steps.Select(s => s.Step)], [.. steps.Select(s => s.Weight)]);
    }

    /// <summary>The steps up to the last one asked for, with their usual shares of the time.</summary>
    public static IEnumerable<(IStudyStep Step, double Weight)> Steps(MapScenario scenario)
    {
        (MapStep Last, IStudyStep Step, double Weight)[] all =
        [
            (MapStep.Read, new ReadStep(scenario), 1),
            (MapStep.Despike, new DespikeStep(scenario), 0.5),
            (MapStep.Register, new RegisterStep(scenario), 2),
            (MapStep.Incident, new IncidentStep(scenario), 0.3),
            (MapStep.OpticalDensity, new OpticalDensityStep(scenario), 0.3),
            (MapStep.Components, new ComponentsStep(scenario), 1),
            (MapStep.Calibrate, new CalibrateStep(scenario), 2),
            (MapStep.Fit, new NuisanceStep(scenario), 2),
            (MapStep.Fit, new FitStep(scenario), 1),
            (MapStep.Composition, new CompositionStep(scenario), 0.2),
            (MapStep.OpticalDensity, new RegionsStep(scenario), 0.1),
        ];
        return all.Where(s => (s.Step is not NuisanceStep || scenario.Nuisances.AreAsked) && (s.Step is not RegionsStep || scenario.Regions.Count > 0) && s.Last <= (scenario.ToStep < MapStep.Register ? MapStep.Register : scenario.ToStep)).Select(s => (s.Step, s.Weight));
    }
}

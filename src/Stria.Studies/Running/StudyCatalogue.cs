using Stria.Core;
using Stria.Files;

namespace Stria.Studies;

/// <summary>Which study answers which kind of scenario. A new kind is one line here.</summary>
public static class StudyCatalogue
{
    private static readonly Dictionary<Type, Func<IScenario, Study>> Studies = new()
    {
        [typeof(MapScenario)] = scenario => MapStudy.Of((MapScenario)scenario),
        [typeof(DemoScenario)] = scenario => DemoStudy.Of((DemoScenario)scenario),
        [typeof(StressScenario)] = scenario => StressStudy.Of((StressScenario)scenario),
        [typeof(PhaseFieldScenario)] = scenario => PhaseFieldStudy.Of((PhaseFieldScenario)scenario),
        [typeof(LcfScenario)] = scenario => LcfStudy.Of((LcfScenario)scenario),
        [typeof(SweepScenario)] = scenario => SweepStudy.Of((SweepScenario)scenario),
        [typeof(FreeEnergyScenario)] = scenario => FreeEnergyStudy.Of((FreeEnergyScenario)scenario),
        [typeof(CyclingScenario)] = scenario => CyclingStudy.Of((CyclingScenario)scenario),
        [typeof(ImpedanceScenario)] = scenario => ImpedanceStudy.Of((ImpedanceScenario)scenario),
        [typeof(GittScenario)] = scenario => GittStudy.Of((GittScenario)scenario),
        [typeof(CurvatureScenario)] = scenario => CurvatureStudy.Of((CurvatureScenario)scenario),
        [typeof(TimescalesScenario)] = scenario => TimescalesStudy.Of((TimescalesScenario)scenario),
        [typeof(SynthesizeScenario)] = scenario => SynthesizeStudy.Of((SynthesizeScenario)scenario),
        [typeof(XrdScenario)] = scenario => XrdStudy.Of((XrdScenario)scenario),
        [typeof(BatchScenario)] = scenario => BatchStudy.Of((BatchScenario)scenario),
        [typeof(CompareScenario)] = scenario => BatchStudy.Of((CompareScenario)scenario),
        [typeof(CompositeScenario)] = scenario => CompositeStudy.Of((CompositeScenario)scenario),
        [typeof(FewEnergiesScenario)] = scenario => FewEnergiesStudy.Of((FewEnergiesScenario)scenario),
        [typeof(ParticlesScenario)] = scenario => ParticlesStudy.Of((ParticlesScenario)scenario),
        [typeof(InspectScenario)] = scenario => new Study(scenario, [new InspectStep((InspectScenario)scenario, Inspect)]),
    };

    /// <summary>The study that answers a scenario.</summary>
    /// <exception cref="ScenarioException">This build answers no scenarios of that kind.</exception>
    public static Study For(IScenario scenario) =>
        Studies.TryGetValue(scenario.GetType(), out Func<IScenario, Study>? study)
            ? study(scenario)
            : throw new ScenarioException($"This build of Stria has no study for scenarios of kind '{ScenarioKinds.NameOf(scenario)}'.");

    /// <summary>Whether this build answers a kind of scenario.</summary>
    public static bool Answers(Kind kind) => Studies.ContainsKey(kind.Record);

    /// <summary>Looks into a measured file.</summary>
    /// <exception cref="DataException">It cannot be read; the message says what was tried.</exception>
    public static Inspection Inspect(InspectScenario scenario)
    {
        Scan scan = StackReaders.Read(scenario.File.Path, scenario.File.ReadOptions());
        var summary = ScanSummary.Of(scan);
        return new Inspection(summary.Lines(), summary, scan.Files, scan.Remarks);
    }
}

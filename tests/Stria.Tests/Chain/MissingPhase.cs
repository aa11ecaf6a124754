using Stria.Core;
using Stria.Files;
using Stria.Measurement.Stxm;
using Stria.Measurement.Synthesis;
using Stria.Studies;
using Stria.Tests.Files;
using Stria.Tests.Measurement;

namespace Stria.Tests.Chain;

/// <summary>A made measurement with all disturbances, through the chain up to its optical densities; then libraries without a phase, each with a calibration and a fit of disturbances of its own.</summary>
internal sealed class MissingPhase : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SynthesizeScenario scenario;
    private readonly MapScenario chain;
    private readonly StudyContext measured;

    private MissingPhase(ISceneSettings scene, int seed)
    {
        scenario = new SynthesizeScenario { Scene = scene, Seed = seed, Score = true, Threads = 1 };
        chain = SynthesizeStudy.Chain(scenario);
        measured = Context("measured");
        new SceneStep(scenario).Run(measured, new Progress<RunProgress>(), default);
        foreach (IStudyStep step in MapStudy.Steps(chain).Select(s => s.Step).Where(s => s is ReadStep or DespikeStep or RegisterStep or IncidentStep or OpticalDensityStep))
        {
            step.Run(measured, new Progress<RunProgress>(), default);
        }
    }

    /// <summary>The scenes, of their usual sizes.</summary>
    public static MissingPhase Of(string scene, int seed) => new(
        scene switch
        {
            "striated wire" => new StriatedWireSettings(),
            "two-domain wire" => new TwoDomainWireSettings(),
            "ensemble of wires" => new WireEnsembleSettings(),
            _ => new CoreShellSceneSettings(),
        },
        seed);

    /// <summary>The compositions of the model's standards that belong to a phase.</summary>
    public static double[] Standards(string phase) => [.. ModelSpectra.Library().Select(r => r.Composition).Where(x => Made.V2O5.PhaseAt(x)!.Name == phase)];

    /// <summary>What the library without some standards leaves over.</summary>
    public UnexplainedStructure? Found(params double[] without)
    {
        StudyContext context = Context($"without-{string.Join("-", without)}");
        CsvTable.Write(Path.Combine(context.Folder.Root, DemoStudy.LibraryFile), Library([.. ModelSpectra.Library().Where(r => !without.Contains(r.Composition))]));
        context.Put(measured.Get<OpticalDensityStack>());
        context.Put(measured.Get<FoundParticles>());
        context.Put(measured.Get<IncidentSpectrum>());
        context.Put(measured.Get<AlignedStack>());
        foreach (IStudyStep step in new IStudyStep[] { new CalibrateStep(chain), new NuisanceStep(chain) })
        {
            step.Run(context, new Progress<RunProgress>(), default);
        }

        return FitStep.Doubt(chain, context);
    }

    public void Dispose() => folder.Dispose();

    private static CsvColumn[] Library(IReadOnlyList<ReferenceSpectrum> standards) =>
        [new CsvColumn("energy_eV", standards[0].Spectrum.PhotonEnergies_eV.Select(e => e.ToString("R"))), .. standards.Select(r => new CsvColumn(r.Name, r.Spectrum.Values.Select(v => v.ToString("R"))))];

    private StudyContext Context(string name) => new(scenario, RunFolder.Create(folder.Path(name), force: true));
}

using Stria.Studies;

namespace Stria.Cli;

/// <summary>The commands of stria, in the order of the help.</summary>
public static class VerbCatalogue
{
    /// <summary>New instances of all commands.</summary>
    public static IReadOnlyList<IVerb> All() =>
    [
        new DemoVerb(),
        new InspectVerb(),
        new MapVerb("map", MapStep.Composition, "From a stack to composition and phase maps."),
        new MapVerb("align", MapStep.Register, "Despikes a stack and registers its frames."),
        new MapVerb("od", MapStep.OpticalDensity, "Optical density of a stack, with mask and variance."),
        new MapVerb("cluster", MapStep.Components, "Principal components and clusters of a stack."),
        new MapVerb("fit", MapStep.Fit, "Energy shift and fit of reference spectra to every pixel."),
        new FewVerb(),
        new BatchVerb(),
        new CompareVerb(),
        new CompositeVerb(),
        new ParticlesVerb(),
        new StressVerb(),
        new PhaseFieldVerb(),
        new FreeEnergyVerb(),
        new CyclingVerb(),
        new ImpedanceVerb(),
        new GittVerb(),
        new CurvatureVerb(),
        new TimescalesVerb(),
        new LcfVerb(),
        new LibraryVerb(),
        new SynthesizeVerb(),
        new XrdVerb(),
        new RunVerb(),
        new ResumeVerb(),
        new CheckVerb(),
        new ShowVerb(),
        new ExportVerb(),
        new SchemaVerb(),
        new ListVerb(),
    ];
}

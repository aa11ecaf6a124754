using Stria.Core;
using Stria.Files;
using Stria.Matter;
using Stria.Measurement.Synthesis;

namespace Stria.Studies;

/// <summary>Exposes a scene and writes it as a beamline would: stack.hdf5 (NXstxm), library.csv, and truth.h5 apart.</summary>
/// <param name="scenario">Scene, disturbances, seed.</param>
internal sealed class SceneStep(SynthesizeScenario scenario) : IStudyStep
{
    /// <inheritdoc/>
    public string Name => "synthesize";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario.Scene, scenario.Disturbances];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        foreach ((_, string path) in ScenarioInputs.Of(scenario))
        {
            context.NoteInput(Path.Combine(context.Folder.Root, path));
        }

        HostMaterial host = MaterialLibrary.Shipped.Find(scenario.Material);
        IScene scene = scenario.Scene.Make(context.Folder.Root);
        progress.Report(new RunProgress(Name, 0.1, scene.Description));
        SyntheticStack made = SceneExposure.Make(scene, host, scenario.Disturbances.Options(), scenario.Seed, context.Threads, cancel);
        progress.Report(new RunProgress(Name, 0.7));
        string root = context.Folder.Root;
        NxstxmWriter.Write(Path.Combine(root, DemoStudy.StackFile), made.Stack, new NxstxmDetails { Title = made.Stack.Provenance.Source, SourceName = "Stria (made, not measured)", SampleName = $"model of {scene.Description}" });
        SynthesizeStep.WriteLibrary(Path.Combine(root, DemoStudy.LibraryFile));
        TruthFile.Write(Path.Combine(root, "truth.h5"), made.Truth, host);
        context.Put(made);
        context.Put(made.Truth);
        context.Put(host);
        Tell(context, scene, made, host);
    }

    private void Tell(StudyContext context, IScene scene, SyntheticStack made, HostMaterial host)
    {
        host.Numbers().Select(n => n.Source).ToList().ForEach(context.Cite);
        context.Cite(AttenuationTable.Henke.Source);
        CsvTable.Write(
            context.Table("disturbances.csv", "Disturbances as planted"),
            new CsvColumn("disturbance", made.Truth.Disturbances.Select(d => d.Name)),
            new CsvColumn("value", "", made.Truth.Disturbances.Select(d => d.Value)),
            new CsvColumn("unit", made.Truth.Disturbances.Select(d => d.Unit)));
        if (!scenario.Score)
        {
            foreach (PlantedValue d in made.Truth.Disturbances)
            {
                context.Report(new Headline($"planted_{d.Name}", d.Value, d.Unit, $"Planted: {d.Name.Replace('_', ' ')}"));
            }
        }

        context.Say(Remark.Note(
            "Stack and library are made by Stria, not measured: parametric model spectra on the tabulated attenuation of the host. They test the chain; they are no reference library for real samples."));
        context.Describe(
            $"A made measurement of {scene.Description} (seed {scenario.Seed}): {made.Stack.FrameCount} frames of {made.Stack.Grid.Height} × {made.Stack.Grid.Width} pixels, exposed by Beer and Lambert's law on "
            + $"a raster {SceneCanvas.Fineness} times finer than the pixels, with the disturbances of the table.");
    }
}

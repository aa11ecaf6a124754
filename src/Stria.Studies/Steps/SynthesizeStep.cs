using Stria.Core;
using Stria.Files;
using Stria.Matter;
using Stria.Measurement.Synthesis;

namespace Stria.Studies;

/// <summary>Makes the core–shell particle and writes it as a beamline would: stack.hdf5 (NXstxm), library.csv, and truth.h5 apart.</summary>
/// <param name="scenario">Seed and size.</param>
internal sealed class SynthesizeStep(DemoScenario scenario) : IStudyStep
{
    /// <inheritdoc/>
    public string Name => "synthesize";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        HostMaterial host = MaterialLibrary.Shipped.Find(DemoStudy.Material);
        SyntheticStack made = CoreShellScene.Make(
            host,
            new CoreShellOptions { Seed = scenario.Seed, Height = scenario.Height, Width = scenario.Width, PixelSize = scenario.PixelSize, Threads = context.Threads },
            cancel);
        progress.Report(new RunProgress(Name, 0.8));
        NxstxmWriter.Write(Path.Combine(context.Folder.Root, DemoStudy.StackFile), made.Stack, new NxstxmDetails { Title = made.Stack.Provenance.Source, SampleName = "model of a core–shell LiₓV₂O₅ particle" });
        WriteLibrary(Path.Combine(context.Folder.Root, DemoStudy.LibraryFile));
        TruthFile.Write(Path.Combine(context.Folder.Root, "truth.h5"), made.Truth, host);
        context.Put(made.Truth);
        context.Say(Remark.Note(
            "Stack and library are made by Stria, not measured: parametric model spectra on the tabulated attenuation of LiₓV₂O₅. They test the chain; they are no reference library for real samples."));
        context.Describe(
            $"A core–shell particle (α-Li₀.₁ core, 30/70 mixture, ε-Li₀.₄₅ shell; seed {scenario.Seed}) was made with counting noise, ring decay, drift and jumps of the stage, hot pixels, "
            + $"an energy error, blur, {made.Truth.Halo:p0} halo and {made.Truth.StrayLight:p0} stray light.");
    }

    /// <summary>Writes the clean library.</summary>
    internal static void WriteLibrary(string path)
    {
        IReadOnlyList<ReferenceSpectrum> library = ModelSpectra.Library();
        CsvTable.Write(path, [new CsvColumn("energy_eV", library[0].Spectrum.PhotonEnergies_eV.Select(e => e.ToString("R"))), .. library.Select(r => new CsvColumn(r.Name, r.Spectrum.Values.Select(v => v.ToString("R"))))]);
    }
}

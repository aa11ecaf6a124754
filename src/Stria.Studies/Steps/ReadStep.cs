using Stria.Core;
using Stria.Files;
using Stria.Measurement.Stxm;

namespace Stria.Studies;

/// <summary>Reads the stack, puts its frames in order, and measures its noise.</summary>
/// <param name="scenario">Which stack, which frames. A relative path is meant from the run folder.</param>
public sealed class ReadStep(MapScenario scenario) : IStudyStep
{
    private const double ShareOfFrames = 0.6; // the rest is for what is made of them

    /// <inheritdoc/>
    public string Name => MapSteps.NameOf(MapStep.Read);

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario.Stack, scenario.Frames, scenario.OpticalDensity];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        CheckInputs(context);
        string path = Path.Combine(context.Folder.Root, scenario.Stack.Path);
        string? energies = scenario.Stack.EnergiesFile is { } list ? Path.Combine(context.Folder.Root, list) : null;
        Func<int, int, FrameStore> room = MemoryFrames.New;
        if (scenario.Memory_MB is { } megabytes)
        {
            var space = new ScratchSpace(context.Folder.Root, (long)(megabytes * ShareOfFrames * 1e6));
            context.Put(space);
            room = space.New;
        }

        Scan scan = StackReaders.Read(path, scenario.Stack.ReadOptions() with { EnergiesFile = energies, NewFrames = room });
        cancel.ThrowIfCancellationRequested();
        scan.Remarks.ToList().ForEach(context.Say);
        scan.Files.ToList().ForEach(context.NoteInput);
        progress.Report(new RunProgress(Name, 0.6, $"{scan.Format}, {scan.Files.Count} files"));
        SpectralStack stack = InRoom(scan.ToStack(), room);
        SelectedFrames selected = FrameSelection.TakeOver(stack, new FrameSelectionOptions
        {
            Exclude = scenario.Frames.Exclude,
            Lowest_eV = scenario.Frames.Energies?.Low_eV ?? double.NegativeInfinity,
            Highest_eV = scenario.Frames.Energies?.High_eV ?? double.PositiveInfinity,
            Saturation = scenario.OpticalDensity.Saturation,
            Content = scan.Regions[0].IsTransmission ? StackContent.Transmission : null,
            LeastFrames = scenario.ToStep <= MapStep.Register ? 2 : 3,
        });
        selected.Remarks.ToList().ForEach(context.Say);
        NoiseReport noise = Noise(selected, context);

        // The counts go on as a stack; in the scan as well they would be held to the end.
        context.Put(scan with { Regions = [] });
        context.Put(selected);
        context.Put(noise);
        WriteFrames(selected, context);
        context.Report(new Headline("frames", selected.Stack.FrameCount, "1", "Frames used"));
        context.Describe(
            $"The stack ({scan.Format}, {stack.FrameCount} frames of {stack.Grid.Height} × {stack.Grid.Width} pixels, "
            + $"{selected.Stack.PhotonEnergies_eV[0]:f2}–{selected.Stack.PhotonEnergies_eV[^1]:f2} eV) was read by Stria {StriaVersion.Number}; {selected.Stack.FrameCount} frames were used.");
    }

    /// <summary>A stack that its reader had to hold in memory is moved where stacks are to lie.</summary>
    private SpectralStack InRoom(SpectralStack stack, Func<int, int, FrameStore> room)
    {
        if (scenario.Memory_MB is null || stack.Frames is not MemoryFrames)
        {
            return stack;
        }

        FrameStore frames = room(stack.FrameCount, stack.Grid.Count);
        for (int f = 0; f < stack.FrameCount; f++)
        {
            stack.Frame(f).CopyTo(frames.Frame(f));
        }

        return new SpectralStack(stack.PhotonEnergies_eV, stack.Grid, frames, stack.Provenance) { FrameNames = stack.FrameNames, Dwells = stack.Dwells };
    }

    // A mistake in what later steps read is told now, not after minutes of work.
    private void CheckInputs(StudyContext context)
    {
        foreach ((string setting, string path) in ScenarioInputs.Of(scenario))
        {
            if (!Path.Exists(Path.Combine(context.Folder.Root, path)))
            {
                throw new DataException($"there is no such file ({setting}). Perhaps the name or the folder is misspelt.", path);
            }
        }

        if (scenario.ToStep >= MapStep.Calibrate)
        {
            ReferenceLoading.Read(scenario.References, context.Folder);
            ReferenceLoading.Host(scenario.Material);
        }
    }

    private NoiseReport Noise(SelectedFrames selected, StudyContext context)
    {
        if (selected.Content == StackContent.OpticalDensity)
        {
            context.Say(Remark.Assumed("The values look like optical density already (few units, about zero at the open area): no I₀ was applied, and the residuals set the scale of the intervals."));
            return new NoiseReport(new NoiseModel(0, 0), [], [], IsEstimated: false);
        }

        if (selected.Content == StackContent.Transmission)
        {
            context.Say(Remark.Assumed("The values look like transmission I/I₀ already (between 0 and about 1, most near 1): I₀ = 1."));
        }

        NoiseReport found = NoiseEstimate.From(selected.Stack);
        if (scenario.OpticalDensity.Noise == NoiseSource.Poisson)
        {
            return found with { Model = NoiseModel.Poisson };
        }

        if (!found.IsEstimated)
        {
            context.Say(Remark.Assumed("Too few pixels to estimate the noise: counted photons were assumed."));
            return found;
        }

        if (found.Factor < 1e-9)
        {
            context.Say(Remark.Note("The stack holds no measurable noise; the residuals set the scale of the intervals."));
            return found with { Model = new NoiseModel(0, 0) };
        }

        context.Report(new Headline("noise_factor", found.Factor, "1", "Variance over mean of the intensities (1 = counted photons)"));
        if (selected.Content == StackContent.Intensity && !found.IsPoisson)
        {
            bool whole = AreWhole(selected.Stack.Frame(0));
            context.Say(Remark.Warning(
                $"The noise is not that of counted photons: variance/mean = {found.Factor:g3}{(whole ? "" : ", and values are not whole numbers: they were resampled, averaged or rescaled before")}. "
                + "Weights follow the measured noise, and intervals are widened by the root of the reduced χ²."));
        }

        return found;
    }

    private static bool AreWhole(ReadOnlySpan<float> frame)
    {
        foreach (float v in frame)
        {
            if (float.IsFinite(v) && v != MathF.Floor(v))
            {
                return false;
            }
        }

        return true;
    }

    private static void WriteFrames(SelectedFrames selected, StudyContext context)
    {
        CsvTable.Write(
            context.Table("frames.csv", "Measured frames and their unusable values"),
            new CsvColumn("frame", selected.Masked.Select(m => m.Frame)),
            new CsvColumn("photon energy", "eV", selected.Masked.Select(m => m.PhotonEnergy_eV)),
            new CsvColumn("not numbers", "1", selected.Masked.Select(m => (double)m.NotNumbers)),
            new CsvColumn("zero or negative", "1", selected.Masked.Select(m => (double)m.NotPositive)),
            new CsvColumn("saturated", "1", selected.Masked.Select(m => (double)m.Saturated)));
    }
}

using Stria.Core;
using Stria.Files;
using Stria.Measurement.Stxm;

namespace Stria.Studies;

/// <summary>From the stack of a standard's own specimen to its optical densities, with the settings that a map has when nothing is said.</summary>
internal static class StandardStack
{
    /// <summary>Optical densities and the pixels of the specimen.</summary>
    /// <param name="path">The stack.</param>
    /// <param name="context">Notes what was read.</param>
    /// <param name="cancel">Stops between steps.</param>
    /// <exception cref="DataException">The stack cannot be read, or has no open area.</exception>
    public static (OpticalDensityStack Od, PixelMask Mask) Read(string path, StudyContext context, CancellationToken cancel)
    {
        Scan scan = StackReaders.Read(path, new StackReadOptions());
        scan.Files.ToList().ForEach(context.NoteInput);
        SelectedFrames selected = FrameSelection.Select(scan.ToStack(), new FrameSelectionOptions { Content = scan.Regions[0].IsTransmission ? StackContent.Transmission : null });
        bool counts = selected.Content == StackContent.Intensity;
        NoiseModel noise = selected.Content == StackContent.OpticalDensity ? new NoiseModel(0, 0) : NoiseEstimate.From(selected.Stack).Model;
        DespikedStack despiked = Despike.Find(selected.Stack, selected.Content == StackContent.OpticalDensity ? NoiseEstimate.Constant(selected.Stack) : noise, threads: context.Threads, cancel: cancel);
        RegistrationResult shifts = Registration.Find(despiked.Stack, new RegistrationOptions { Threads = context.Threads }, null, cancel);
        AlignedStack aligned = Resampling.Align(despiked.Stack, shifts, context.Threads, cancel);
        IncidentSpectrum incident = !counts
            ? new IncidentSpectrum([.. aligned.Stack.PhotonEnergies_eV.Select(_ => 1.0)], null, IsExternal: true, "contained in the data already")
            : scan.IncidentSpectrum is { } own ? IncidentIntensity.From(own, aligned.Stack, path)
            : IncidentIntensity.Find(aligned.Stack) ?? throw new DataException("no open area was found, so there is no I₀ for the specimen's stack. Crop it less, or give optical densities.", path);
        OpticalDensityStack od = OpticalDensity.From(aligned, selected.Content, incident, noise, context.Threads);
        return (od, ParticleMask.Find(od, incident.OpenArea).Mask);
    }
}

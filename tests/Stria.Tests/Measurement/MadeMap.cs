using Stria.Core;
using Stria.Measurement.Stxm;
using Stria.Measurement.Synthesis;

namespace Stria.Tests.Measurement;

/// <summary>The chain from counts to optical densities by library calls, on any scene.</summary>
internal sealed class MadeMap
{
    private MadeMap(IScene scene, DisturbanceOptions disturbances, long seed)
    {
        SelectedFrames selected = FrameSelection.Select(SceneExposure.Make(scene, Made.V2O5, disturbances, seed).Stack, new FrameSelectionOptions());
        NoiseModel noise = NoiseEstimate.From(selected.Stack).Model;
        DespikedStack despiked = Despike.Find(selected.Stack, noise);
        AlignedStack aligned = Resampling.Align(despiked.Stack, Registration.Find(despiked.Stack, new RegistrationOptions()));
        IncidentSpectrum incident = IncidentIntensity.Find(aligned.Stack) ?? throw new InvalidOperationException("The scene has no open area.");
        Measured = OpticalDensity.From(aligned, selected.Content, incident, noise);
        Sample = ParticleMask.Find(Measured, incident.OpenArea).Mask;
    }

    public OpticalDensityStack Measured { get; }

    public PixelMask Sample { get; }

    public static MadeMap Of(IScene scene, long seed, DisturbanceOptions? disturbances = null) => new(scene, disturbances ?? new DisturbanceOptions(), seed);
}

using Stria.Core;
using Stria.Measurement.Stxm;
using Stria.Measurement.Synthesis;
using Stria.Numerics.Images;

namespace Stria.Tests.Measurement;

/// <summary>The chain from counts to the fit by library calls, on any scene, with any part of the model's library.</summary>
internal sealed class MadeMap
{
    private readonly AlignedStack aligned;
    private readonly HaloEstimate? halo;

    private MadeMap(IScene scene, DisturbanceOptions disturbances, long seed)
    {
        Scene = SceneExposure.Make(scene, Made.V2O5, disturbances, seed);
        SelectedFrames selected = FrameSelection.Select(Scene.Stack, new FrameSelectionOptions());
        NoiseModel noise = NoiseEstimate.From(selected.Stack).Model;
        DespikedStack despiked = Despike.Find(selected.Stack, noise);
        aligned = Resampling.Align(despiked.Stack, Registration.Find(despiked.Stack, new RegistrationOptions()));
        IncidentSpectrum incident = IncidentIntensity.Find(aligned.Stack) ?? throw new InvalidOperationException("The scene has no open area.");
        Measured = OpticalDensity.From(aligned, selected.Content, incident, noise);
        Sample = ParticleMask.Find(Measured, incident.OpenArea).Mask;
        halo = HaloEstimate.Find(Measured, Sample);
        Inner = new PixelMask(Sample.Height, Sample.Width, Morphology.Erode(Sample.Inside, Sample.Height, Sample.Width, 2));
    }

    public SyntheticStack Scene { get; }

    public OpticalDensityStack Measured { get; }

    public PixelMask Sample { get; }

    public PixelMask Inner { get; }

    public double[] NoiseFactors => aligned.NoiseFactors;

    public static MadeMap Of(IScene scene, long seed, DisturbanceOptions? disturbances = null) => new(scene, disturbances ?? new DisturbanceOptions(), seed);

    /// <summary>Fits the library without some of its compositions.</summary>
    public MadeFit Fit(params double[] without)
    {
        ScaledReferences references = MolarScale.Apply([.. ModelSpectra.Library().Where(r => !without.Contains(r.Composition))], Made.V2O5);
        var calibrating = new CalibrationOptions(Inner, NoiseFactors) { Halo = halo };
        CalibrationResult calibration = GlobalCalibration.Fit(Measured, references, calibrating), straight = GlobalCalibration.Fit(Measured, references, calibrating with { Background = BackgroundShape.Line });
        bool background = calibration.ReducedChiSquare > 1.5 * straight.ReducedChiSquare;
        calibration = background ? straight : calibration;
        (OpticalDensityStack own, float[] light) = calibration.Light.Remove(Measured);
        ReferenceDesign design = ReferenceDesign.At(references, own.PhotonEnergies_eV, calibration.Shift_eV);
        design = background ? design.With(BackgroundShape.Line, own.PhotonEnergies_eV) : design;
        CompositionBasis basis = CompositionBasis.Of(references, Made.V2O5);
        var options = new ReferenceFitOptions(design, basis.Compositions, Sample, NoiseFactors) { AdditiveLight = light, KeepNormalEquations = true };
        return new MadeFit(own, options, ReferenceFit.Run(own, options)) { References = references, Basis = basis, Calibration = calibration };
    }
}

/// <summary>A fit with what went into it.</summary>
internal sealed record MadeFit(OpticalDensityStack Od, ReferenceFitOptions Options, ReferenceFitResult Result)
{
    public required ScaledReferences References { get; init; }

    public required CompositionBasis Basis { get; init; }

    public required CalibrationResult Calibration { get; init; }
}

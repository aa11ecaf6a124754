using Stria.Core;
using Stria.Matter;
using Stria.Measurement.Stxm;
using Stria.Measurement.Synthesis;
using Stria.Numerics.Images;
using Stria.Studies;

namespace Stria.Tests.Measurement;

/// <summary>The chain from counts to composition by library calls on the core–shell scene, and its result held against the truth.</summary>
internal sealed class SceneChain
{
    private const double LeastThickness_nm = 15;
    private const int EdgeWidth = 2;

    private SceneChain(CoreShellOptions options)
    {
        HostMaterial host = MaterialLibrary.Shipped.Find("v2o5-alpha");
        Scene = CoreShellScene.Make(host, options);
        Selected = FrameSelection.Select(Scene.Stack, new FrameSelectionOptions());
        Noise = NoiseEstimate.From(Selected.Stack);
        Despiked = Despike.Find(Selected.Stack, Noise.Model);
        Shifts = Registration.Find(Despiked.Stack, new RegistrationOptions());
        Aligned = Resampling.Align(Despiked.Stack, Shifts);
        Incident = IncidentIntensity.Find(Aligned.Stack) ?? throw new InvalidOperationException("The scene has no open area.");
        OpticalDensities = OpticalDensity.From(Aligned, Selected.Content, Incident, Noise.Model);
        Sample = ParticleMask.Find(OpticalDensities, Incident.OpenArea);
        Halo = HaloEstimate.Find(OpticalDensities, Sample.Mask);
        References = MolarScale.Apply(ModelSpectra.Library(), host);
        PixelMask mask = Sample.Mask, inner = new(mask.Height, mask.Width, Morphology.Erode(mask.Inside, mask.Height, mask.Width, 2));
        Calibration = GlobalCalibration.Fit(OpticalDensities, References, new CalibrationOptions(inner, Aligned.NoiseFactors) { Halo = Halo });
        (Corrected, float[] light) = Calibration.Light.Remove(OpticalDensities);
        ReferenceDesign design = ReferenceDesign.At(References, Corrected.PhotonEnergies_eV, Calibration.Shift_eV);
        CompositionBasis basis = CompositionBasis.Of(References, host);
        Fit = ReferenceFit.Run(Corrected, new ReferenceFitOptions(design, basis.Compositions, mask, Aligned.NoiseFactors) { AdditiveLight = light });
        Maps = CompositionMap.From(Fit, basis);
    }

    /// <summary>A small scene that several tests look at; made once.</summary>
    public static SceneChain Small => Shared.Value;

    private static readonly Lazy<SceneChain> Shared = new(() => Of(new CoreShellOptions { Seed = 2, Height = 72, Width = 100 }));

    public SyntheticStack Scene { get; }

    public SelectedFrames Selected { get; }

    public NoiseReport Noise { get; }

    public DespikedStack Despiked { get; }

    public RegistrationResult Shifts { get; }

    public AlignedStack Aligned { get; }

    public IncidentSpectrum Incident { get; }

    public OpticalDensityStack OpticalDensities { get; }

    public FoundParticles Sample { get; }

    public HaloEstimate? Halo { get; }

    public ScaledReferences References { get; }

    public CalibrationResult Calibration { get; }

    public OpticalDensityStack Corrected { get; }

    public ReferenceFitResult Fit { get; }

    public CompositionMaps Maps { get; }

    /// <summary>Root mean square error of the displacements per axis, about their mean [px].</summary>
    public double RegistrationRms
    {
        get
        {
            double rows = Made.Scatter(Shifts.Rows, Scene.Truth.Rows), columns = Made.Scatter(Shifts.Columns, Scene.Truth.Columns);
            return Math.Sqrt(((rows * rows) + (columns * columns)) / 2);
        }
    }

    /// <summary>Found minus planted energy shift [eV].</summary>
    public double ShiftError_eV => Calibration.Shift_eV - Scene.Truth.EnergyOffset_eV;

    /// <summary>Runs the chain.</summary>
    public static SceneChain Of(CoreShellOptions options) => new(options);

    /// <summary>A map of the truth on the raster of the results.</summary>
    public float[] OnRaster(ScalarField truth)
    {
        ImageGrid grid = Maps.Grid;
        return [.. Enumerable.Range(0, grid.Count).Select(p => truth[grid.OriginRow + (p / grid.Width), grid.OriginColumn + (p % grid.Width)])];
    }

    /// <summary>Root mean square errors of x and thickness [nm] where the particle is thicker than 15 nm, two pixels off its edge; and the share of these
    /// pixels whose x lies within one standard deviation of the truth.</summary>
    public (double X, double Thickness, double Coverage) Score()
    {
        ImageGrid full = Scene.Stack.Grid, grid = Maps.Grid;
        bool[] inner = Morphology.Erode([.. Scene.Truth.Thickness.Values.Select(t => t > LeastThickness_nm)], full.Height, full.Width, EdgeWidth);
        bool[] scored = new PixelMask(full.Height, full.Width, inner).Crop(grid.OriginRow, grid.OriginColumn, grid.Height, grid.Width).Inside;
        float[] x = OnRaster(Scene.Truth.Composition), thickness = OnRaster(Scene.Truth.Thickness);
        int[] pixels = [.. Enumerable.Range(0, grid.Count).Where(p => scored[p])];
        double squareX = pixels.Average(p => Math.Pow(Maps.Composition.Values[p] - x[p], 2)), squareT = pixels.Average(p => Math.Pow(Maps.Thickness.Values[p] - thickness[p], 2));
        double covered = pixels.Average(p => Math.Abs(Maps.Composition.Values[p] - x[p]) <= Maps.Deviation.Values[p] ? 1.0 : 0);
        return (Math.Sqrt(squareX), Math.Sqrt(squareT), covered);
    }
}

using Stria.Core;
using Stria.Measurement.Stxm;
using Stria.Measurement.Synthesis;
using Stria.Numerics.Geometry;

namespace Stria.Tests.Measurement;

/// <summary>Small scenes and libraries without a phase, for the question whether a library can explain the data.</summary>
internal static class MissingPhase
{
    private static readonly SceneFrame Frame = new(64, 88, 40e-9);

    /// <summary>A scene by its name.</summary>
    public static IScene Scene(string name) => name switch
    {
        "striated wire" => new StriatedWire(Frame),
        "two-domain wire" => new TwoDomainWire(Frame),
        _ => new CoreShellInclusions(Frame),
    };

    /// <summary>The compositions of the model's standards that belong to a phase.</summary>
    public static double[] Standards(string phase) => [.. ModelSpectra.Library().Select(r => r.Composition).Where(x => Made.V2O5.PhaseAt(x)!.Name == phase)];

    /// <summary>What the library without some standards leaves over.</summary>
    public static UnexplainedStructure? Found(MadeMap made, params double[] without)
    {
        MadeFit fit = made.Fit(without);
        return UnexplainedStructure.Of(fit.Od, (fit.References, fit.Calibration.Shift_eV), fit.Options with { Mask = made.Inner }, Cosines(made.Sample));
    }

    private static float[] Cosines(PixelMask sample)
    {
        AxisField axis = LocalAxis.Of(sample.Inside, sample.Height, sample.Width);
        return [.. sample.Inside.Select((inside, p) => inside ? (float)(Math.Clamp((axis.Coherence[p] - 0.3) / 0.25, 0, 1) * Math.Cos(2 * axis.Angle[p])) : float.NaN)];
    }
}

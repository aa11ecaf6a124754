using Stria.Core;
using Stria.Measurement.Particles;
using Stria.Measurement.Synthesis;
using Stria.Numerics.Images;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Measurement.Particles;

/// <summary>Ensembles of wires as a map shows them: blurred, with noise in thickness and composition.</summary>
internal static class Ensembles
{
    private const double Blur = 0.7, ThicknessNoise_nm = 3, CompositionNoise = 0.02, Least_nm = 12;

    /// <summary>The score of the segmentation, all settings as they are by default, on an ensemble of a seed.</summary>
    internal static (SegmentationScore Score, double Crossing) Score(int side, int wires, double? crossing, int seed)
    {
        var frame = new SceneFrame(side, side, 60e-9) { PhotonEnergies_eV = [508, 516, 530, 556] };
        SyntheticTruth truth = SceneExposure.Make(new WireEnsemble(frame) { Wires = wires, Crossing = crossing }, Made.V2O5, new DisturbanceOptions { Severity = 0, Noise = false, Counts = 1000 }, seed).Truth;
        (ScalarField thickness, float[] x) = Measured(truth, seed);
        int[][] planted = [.. truth.Particles.Select(p => Drawn.Pixels(p.Mask.Inside))];
        var owners = new int[thickness.Grid.Count];
        Array.ForEach(planted, p => Array.ForEach(p, i => owners[i]++));
        SegmentedImage found = ParticleSegmentation.Of(thickness, x, new SegmentationOptions());
        return (SegmentationScore.Of(planted, [.. found.Particles.Select(p => p.Pixels)]), planted.Count(p => p.Any(i => owners[i] > 1)) / (double)planted.Length);
    }

    private static (ScalarField Thickness, float[] X) Measured(SyntheticTruth truth, int seed)
    {
        ImageGrid grid = truth.Thickness.Grid;
        var random = new SeededRandom(seed + 1000);
        float[] t = GaussianFilter.Smooth(truth.Thickness.Values, grid.Height, grid.Width, Blur);
        float[] moment = GaussianFilter.Smooth([.. truth.Thickness.Values.Zip(truth.Composition.Values, (h, c) => float.IsFinite(c) ? h * c : 0)], grid.Height, grid.Width, Blur), x = new float[t.Length];
        for (int i = 0; i < t.Length; i++)
        {
            x[i] = t[i] > Least_nm ? (moment[i] / t[i]) + (float)(CompositionNoise * random.Normal()) : float.NaN;
            t[i] = Math.Max(0, t[i] + (float)(ThicknessNoise_nm * random.Normal()));
        }

        return (new ScalarField(grid, t, "thickness", "nm"), x);
    }
}

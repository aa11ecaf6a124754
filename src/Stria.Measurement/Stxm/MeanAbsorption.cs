using Stria.Core;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>What each pixel absorbs, 1 − T averaged over the energies, and how well it is known: the image of a stack that the beam blurs linearly.</summary>
public static class MeanAbsorption
{
    /// <summary>Absorption and its standard deviation.</summary>
    /// <param name="od">Optical densities.</param>
    /// <param name="noiseFactors">Variance after registration over that as measured, one per frame.</param>
    /// <returns>NaN, and no deviation, at pixels that are not usable.</returns>
    public static (ScalarField Absorbed, float[] Deviation) Of(OpticalDensityStack od, double[] noiseFactors)
    {
        int n = od.Grid.Count;
        double[] sum = new double[n], variance = new double[n];
        float[] transmission = new float[n];
        for (int f = 0; f < od.FrameCount; f++)
        {
            AdditiveLight.Transmission(od, f, transmission);
            double incident = od.Incident[f], perLight = od.Noise.Gain * noiseFactors[f] / incident, alone = od.Noise.Floor * od.Noise.Floor * noiseFactors[f] / (incident * incident);
            for (int p = 0; p < n; p++)
            {
                sum[p] += transmission[p];
                variance[p] += (perLight * Math.Max(0, transmission[p])) + alone;
            }
        }

        double frames = od.FrameCount;
        float[] absorbed = [.. sum.Select((t, p) => od.Usable.Inside[p] ? (float)(1 - (t / frames)) : float.NaN)];
        float[] deviation = od.Noise.Gain > 0 || od.Noise.Floor > 0 ? [.. variance.Select(v => (float)(Math.Sqrt(v) / frames))] : Alike(absorbed, od.Grid);
        return (new ScalarField(od.Grid, absorbed, "1 − T", "1"), deviation);
    }

    // Without a model of the noise: what neighbours along a row differ from their mean, in the quieter half of the field.
    private static float[] Alike(float[] absorbed, ImageGrid grid)
    {
        var bends = new List<double>();
        for (int p = 1; p < absorbed.Length - 1; p++)
        {
            double bend = absorbed[p] - ((absorbed[p - 1] + absorbed[p + 1]) / 2.0);
            if (p % grid.Width is not 0 && p % grid.Width != grid.Width - 1 && double.IsFinite(bend))
            {
                bends.Add(Math.Abs(bend));
            }
        }

        // Of the absolute values of a normal deviate a quarter lies below 0.3186 standard deviations; the variance of a bend is 3/2 of a pixel's.
        float sigma = (float)(bends.Count > 0 ? Quantiles.Of([.. bends], 0.25) / 0.3186 / Math.Sqrt(1.5) : 0);
        return [.. absorbed.Select(_ => sigma)];
    }
}

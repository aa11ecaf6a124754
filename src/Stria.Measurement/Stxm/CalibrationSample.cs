using Stria.Core;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>Spectra of some pixels, with the transmission around them, for the terms that are common to all pixels.</summary>
internal sealed class CalibrationSample
{
    private readonly double[] transmission, blurred;

    private CalibrationSample(int count, double[] measured, double[] transmission, double[] blurred)
    {
        (Count, Measured, this.transmission, this.blurred) = (count, measured, transmission, blurred);
    }

    /// <summary>Number of spectra.</summary>
    public int Count { get; }

    /// <summary>Optical densities as measured [energy, spectrum]; NaN = not usable.</summary>
    public double[] Measured { get; }

    /// <summary>Takes pixels evenly from a mask.</summary>
    /// <param name="od">Optical densities.</param>
    /// <param name="mask">Where to take pixels from.</param>
    /// <param name="most">The most pixels.</param>
    /// <param name="haloWidth">Standard deviation of the halo [px]; NaN when no halo is fitted.</param>
    /// <param name="seed">Start of the random choice.</param>
    public static CalibrationSample Take(OpticalDensityStack od, PixelMask mask, int most, double haloWidth, long seed)
    {
        int[] inside = [.. Enumerable.Range(0, od.Grid.Count).Where(i => mask.Inside[i] && od.Usable.Inside[i])];
        var random = new SeededRandom(seed);
        int count = Math.Min(most, inside.Length);
        int[] chosen = [.. Enumerable.Range(0, count).Select(i => inside[((long)i * inside.Length / count) + random.Below(Math.Max(1, inside.Length / count))])];
        double[] measured = new double[od.FrameCount * count], transmission = new double[measured.Length], blurred = new double[measured.Length];
        for (int e = 0; e < od.FrameCount; e++)
        {
            ReadOnlySpan<float> frame = od.Frame(e);
            float[] halo = double.IsNaN(haloWidth) ? [] : AdditiveLight.Frames(od, e, haloWidth).Blurred;
            for (int i = 0; i < count; i++)
            {
                float d = frame[chosen[i]];
                measured[(e * count) + i] = d;
                transmission[(e * count) + i] = Math.Exp(-d);
                blurred[(e * count) + i] = halo.Length > 0 ? halo[chosen[i]] : 0;
            }
        }

        return new CalibrationSample(count, measured, transmission, blurred);
    }

    /// <summary>Optical densities after taking additive light off; NaN where nothing is left.</summary>
    public double[] Without(AdditiveLight light)
    {
        if (light.IsNone)
        {
            return Measured;
        }

        var corrected = new double[Measured.Length];
        double rest = 1 - light.Stray - light.Halo;
        for (int i = 0; i < corrected.Length; i++)
        {
            corrected[i] = -Math.Log((transmission[i] - light.Stray - (light.Halo * blurred[i])) / rest);
        }

        return corrected;
    }

    /// <summary>Measured minus modelled transmission [energy, spectrum]; NaN = not usable.</summary>
    /// <param name="model">Modelled optical densities of the sample alone.</param>
    /// <param name="light">Additive light.</param>
    public double[] TransmissionResidual(double[] model, AdditiveLight light)
    {
        var residual = new double[model.Length];
        double rest = 1 - light.Stray - light.Halo;
        for (int i = 0; i < residual.Length; i++)
        {
            residual[i] = transmission[i] - (rest * Math.Exp(-model[i])) - light.Stray - (light.Halo * blurred[i]);
        }

        return residual;
    }

    /// <summary>Mean additive light of each spectrum as a fraction of I₀.</summary>
    public double[] Light(AdditiveLight light)
    {
        var mean = new double[Count];
        int energies = Measured.Length / Count;
        for (int i = 0; i < Measured.Length; i++)
        {
            mean[i % Count] += (light.Stray + (light.Halo * (double.IsFinite(blurred[i]) ? blurred[i] : 0))) / energies;
        }

        return mean;
    }
}

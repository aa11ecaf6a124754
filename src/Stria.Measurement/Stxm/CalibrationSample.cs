using System.Numerics;
using Stria.Core;
using Stria.Numerics;
using Stria.Numerics.Images;
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

    /// <summary>Variance of a value of this sample over that of a pixel: 1/9 when each spectrum is the mean of 3 × 3 pixels.</summary>
    public double NoiseFactor { get; private init; } = 1;

    /// <summary>How many of the means a pixel is part of, on average: they overlap where the sample is small, and are then not independent.</summary>
    public double Overlap { get; private init; } = 1;

    /// <summary>Takes pixels evenly from a mask. Where enough pixels have all their neighbours in the mask, each spectrum is the mean transmission of
    /// 3 × 3 pixels: amounts that must not be negative are biased by noise, and that bias would pass into the common terms.</summary>
    /// <param name="od">Optical densities.</param>
    /// <param name="mask">Where to take pixels from.</param>
    /// <param name="most">The most pixels.</param>
    /// <param name="haloWidth">Standard deviation of the halo [px]; NaN when no halo is fitted.</param>
    /// <param name="seed">Start of the random choice.</param>
    public static CalibrationSample Take(OpticalDensityStack od, PixelMask mask, int most, double haloWidth, long seed)
    {
        bool[] usable = [.. mask.Inside.Select((m, i) => m && od.Usable.Inside[i])];
        int[] single = Indices(usable), surrounded = Indices(Morphology.Erode(usable, mask.Height, mask.Width, 1));
        surrounded = [.. surrounded.Where(i => i / mask.Width > 0 && i / mask.Width < mask.Height - 1 && i % mask.Width > 0 && i % mask.Width < mask.Width - 1)];
        bool averaged = surrounded.Length >= Math.Max(50, single.Length / 4);
        int[] inside = averaged ? surrounded : single;
        var random = new SeededRandom(seed);
        int count = Math.Min(most, inside.Length);
        int[] chosen = [.. Enumerable.Range(0, count).Select(i => inside[((long)i * inside.Length / count) + random.Below(Math.Max(1, inside.Length / count))])];
        double[] measured = new double[od.FrameCount * count], transmission = new double[measured.Length], blurred = new double[measured.Length];
        var near = new double[(averaged ? 9 : 1) * count];
        float[] whole = double.IsNaN(haloWidth) ? [] : new float[od.Grid.Count];
        for (int e = 0; e < od.FrameCount; e++)
        {
            ReadOnlySpan<float> frame = od.Frame(e);
            if (whole.Length > 0)
            {
                AdditiveLight.Transmission(od, e, whole);
                GaussianFilter.SmoothAt(whole, mask.Height, mask.Width, haloWidth, chosen, blurred.AsSpan(e * count, count));
            }

            Collect(frame, chosen, mask.Width, near);
            SteadyVectors.Exp(near, near);
            for (int i = 0; i < count; i++)
            {
                double t = averaged ? Sum(near.AsSpan(9 * i, 9)) / 9 : near[i];
                measured[(e * count) + i] = -Math.Log(t);
                transmission[(e * count) + i] = t;
            }
        }

        return new CalibrationSample(count, measured, transmission, blurred)
        {
            NoiseFactor = averaged ? 1.0 / 9 : 1,
            Overlap = averaged ? 9.0 * count / Covered(chosen, mask) : 1,
        };
    }

    /// <summary>A sample as it would be measured if a model were true, with noise of its own.</summary>
    /// <param name="about">The model: optical densities of the sample alone [energy, spectrum].</param>
    /// <param name="weights">1/variance of an optical density of the sample alone; 0 = not usable.</param>
    /// <param name="light">Additive light.</param>
    /// <param name="random">The noise.</param>
    public CalibrationSample Drawn(FrozenWeights about, double[] weights, AdditiveLight light, SeededRandom random)
    {
        double[] measured = GC.AllocateUninitializedArray<double>(weights.Length), drawn = GC.AllocateUninitializedArray<double>(weights.Length);
        double rest = 1 - light.Stray - light.Halo;
        for (int i = 0; i < drawn.Length; i++)
        {
            double own = rest / about.Attenuation[i] * (1 + (random.Normal() / Math.Sqrt(weights[i])));
            drawn[i] = weights[i] > 0 ? own + light.Stray + (light.Halo * blurred[i]) : double.NaN;
            measured[i] = -Math.Log(drawn[i]);
        }

        return new CalibrationSample(Count, measured, drawn, blurred) { NoiseFactor = NoiseFactor, Overlap = Overlap };
    }

    private static int Covered(int[] centres, PixelMask mask)
    {
        var covered = new bool[mask.Inside.Length];
        foreach (int p in centres)
        {
            for (int k = 0; k < 9; k++)
            {
                covered[p + (((k / 3) - 1) * mask.Width) + (k % 3) - 1] = true;
            }
        }

        return covered.Count(c => c);
    }

    private static int[] Indices(bool[] chosen) => [.. Enumerable.Range(0, chosen.Length).Where(i => chosen[i])];

    // −D of each pixel, or of the 3 × 3 pixels about it. A NaN among the nine makes their mean NaN: the value is then not used.
    private static void Collect(ReadOnlySpan<float> frame, int[] pixels, int width, Span<double> near)
    {
        bool averaged = near.Length > pixels.Length;
        for (int i = 0; i < pixels.Length; i++)
        {
            for (int k = 0; k < 9 && averaged; k++)
            {
                near[(9 * i) + k] = -frame[pixels[i] + (((k / 3) - 1) * width) + (k % 3) - 1];
            }

            near[i] = averaged ? near[i] : -frame[pixels[i]];
        }
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double v in values)
        {
            sum += v;
        }

        return sum;
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

    /// <summary>Optical densities of the sample alone, the logarithm linearised about a model, m + 1 − T/T(m), and their weights; both 0 where not usable.</summary>
    /// <param name="about">The model, and the weights at its own light.</param>
    /// <param name="light">Additive light.</param>
    /// <param name="used">Whether an energy is used.</param>
    /// <param name="data">Receives the optical densities.</param>
    /// <param name="weights">Receives the weights.</param>
    public void Linearise(FrozenWeights about, AdditiveLight light, bool[] used, double[] data, double[] weights)
    {
        double rest = 1 - light.Stray - light.Halo, share = rest * rest / (about.Rest * about.Rest);
        for (int e = 0; e < used.Length; e++)
        {
            int first = e * Count, end = first + Count, i = first;
            if (!used[e])
            {
                data.AsSpan(first, Count).Clear();
                weights.AsSpan(first, Count).Clear();
                continue;
            }

            for (; i + Vector<double>.Count <= end; i += Vector<double>.Count)
            {
                Vector<double> own = light.IsNone ? new Vector<double>(transmission, i) : (new Vector<double>(transmission, i) - new Vector<double>(light.Stray) - (light.Halo * new Vector<double>(blurred, i))) / new Vector<double>(rest);
                Vector<double> datum = new Vector<double>(about.Model, i) + Vector<double>.One - (own * new Vector<double>(about.Attenuation, i));
                Vector<long> usable = Vector.Equals(datum - datum, Vector<double>.Zero);
                Vector.ConditionalSelect(usable, datum, Vector<double>.Zero).CopyTo(data, i);
                Vector.ConditionalSelect(usable, share * new Vector<double>(about.Weights, i), Vector<double>.Zero).CopyTo(weights, i);
            }

            for (; i < end; i++)
            {
                double own = light.IsNone ? transmission[i] : (transmission[i] - light.Stray - (light.Halo * blurred[i])) / rest, datum = about.Model[i] + 1 - (own * about.Attenuation[i]);
                (data[i], weights[i]) = double.IsFinite(datum) ? (datum, share * about.Weights[i]) : (0, 0);
            }
        }
    }

    /// <summary>Mean additive light of each spectrum as a fraction of I₀.</summary>
    public double[] Light(AdditiveLight light)
    {
        var mean = new double[Count];
        int energies = Measured.Length / Count;
        for (int i = 0; i < Measured.Length && !light.IsNone; i++)
        {
            mean[i % Count] += (light.Stray + (light.Halo * (double.IsFinite(blurred[i]) ? blurred[i] : 0))) / energies;
        }

        return mean;
    }
}

/// <summary>Samples that were taken already, of one stack.</summary>
internal sealed class CalibrationSamples
{
    private readonly Dictionary<(PixelMask Mask, int Most, double HaloWidth, long Seed), CalibrationSample> taken = [];

    /// <summary>Takes pixels, or gives those that were taken in the same way.</summary>
    public CalibrationSample Take(OpticalDensityStack od, PixelMask mask, int most, double haloWidth, long seed)
    {
        (PixelMask, int, double, long) key = (mask, most, haloWidth, seed);
        if (!taken.TryGetValue(key, out CalibrationSample? sample))
        {
            taken[key] = sample = CalibrationSample.Take(od, mask, most, haloWidth, seed);
        }

        return sample;
    }
}

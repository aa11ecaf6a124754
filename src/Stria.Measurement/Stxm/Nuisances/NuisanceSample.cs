using Stria.Core;
using Stria.Numerics.Images;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>Spectra of some places, each the mean transmission of 3 × 3 pixels where these lie in the sample, with what surrounds them and the direction of the particle.</summary>
internal sealed class NuisanceSample
{
    private NuisanceSample(int count, double[] transmission, double[] surroundings, double[] cosines) =>
        (Count, Transmission, Surroundings, Cosines) = (count, transmission, surroundings, cosines);

    /// <summary>Number of spectra.</summary>
    public int Count { get; }

    /// <summary>Transmission as measured [energy, spectrum]; NaN = not usable.</summary>
    public double[] Transmission { get; }

    /// <summary>The same blurred over the halo.</summary>
    public double[] Surroundings { get; }

    /// <summary>cos 2θ of the particle's axis against the polarisation, by how sure the axis is; one for each spectrum.</summary>
    public double[] Cosines { get; }

    /// <summary>Variance of a value over that of a pixel.</summary>
    public double NoiseFactor { get; private init; } = 1;

    /// <summary>How many of the means a pixel is part of, on average.</summary>
    public double Overlap { get; private init; } = 1;

    /// <summary>Root mean square of cos 2θ about its mean.</summary>
    public double Spread
    {
        get
        {
            double mean = Cosines.Average();
            return Math.Sqrt(Cosines.Average(c => (c - mean) * (c - mean)));
        }
    }

    /// <summary>Takes places evenly from a mask.</summary>
    /// <param name="od">Optical densities.</param>
    /// <param name="mask">Where to take them from.</param>
    /// <param name="options">How many, the halo's width, the map of cos 2θ.</param>
    public static NuisanceSample Take(OpticalDensityStack od, PixelMask mask, (int Most, double HaloWidth, float[]? Cosine, long Seed) options)
    {
        bool[] usable = [.. mask.Inside.Select((m, i) => m && od.Usable.Inside[i])], whole = Morphology.Erode(usable, mask.Height, mask.Width, 1);
        int[] single = Indices(usable), surrounded = [.. Indices(whole).Where(i => i / mask.Width > 0 && i / mask.Width < mask.Height - 1 && i % mask.Width > 0 && i % mask.Width < mask.Width - 1)];
        bool averaged = surrounded.Length >= Math.Max(50, single.Length / 4);
        int[] inside = averaged ? surrounded : single;
        var random = new SeededRandom(options.Seed);
        int count = Math.Min(options.Most, inside.Length);
        int[] chosen = [.. Enumerable.Range(0, count).Select(i => inside[((long)i * inside.Length / count) + random.Below(Math.Max(1, inside.Length / count))])];
        int[] window = averaged ? [.. Enumerable.Range(0, 9).Select(k => (((k / 3) - 1) * mask.Width) + (k % 3) - 1)] : [0];
        double[] transmission = new double[od.FrameCount * count], surroundings = new double[transmission.Length];
        var frame = new float[od.Grid.Count];
        for (int e = 0; e < od.FrameCount; e++)
        {
            AdditiveLight.Transmission(od, e, frame);
            GaussianFilter.SmoothAt(frame, mask.Height, mask.Width, options.HaloWidth, chosen, surroundings.AsSpan(e * count, count));
            ReadOnlySpan<float> measured = od.Frame(e);
            for (int i = 0; i < count; i++)
            {
                double sum = 0;
                foreach (int k in window)
                {
                    sum += Math.Exp(-measured[chosen[i] + k]);
                }

                transmission[(e * count) + i] = sum / window.Length;
            }
        }

        double[] cosines = [.. chosen.Select(p => options.Cosine is { } c && float.IsFinite(c[p]) ? c[p] : 0.0)];
        return new NuisanceSample(count, transmission, surroundings, cosines)
        {
            NoiseFactor = 1.0 / window.Length,
            Overlap = averaged ? 9.0 * count / chosen.SelectMany(p => window.Select(k => p + k)).Distinct().Count() : 1,
        };
    }

    /// <summary>The same places with other transmissions.</summary>
    public NuisanceSample With(double[] transmission) => new(Count, transmission, Surroundings, Cosines) { NoiseFactor = NoiseFactor, Overlap = Overlap };

    private static int[] Indices(bool[] chosen) => [.. Enumerable.Range(0, chosen.Length).Where(i => chosen[i])];
}

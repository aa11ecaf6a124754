using System.Numerics.Tensors;
using Stria.Core;
using Stria.Numerics.Images;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>How pure the specimen of a standard is, by its own stack: whether all its pixels have one spectrum, up to thickness.</summary>
/// <param name="Components">Principal components and the two clusters of the stack.</param>
/// <param name="Spread">Root mean square change of the spectrum from place to place, thickness and smooth absorbers left out, as a share of the structure of the spectrum itself; noise left out.</param>
/// <param name="Pattern">The spectrum of this change, one value per energy, of length one.</param>
public sealed record StandardPurity(ComponentMaps Components, double Spread, double[] Pattern)
{
    /// <summary>Above this spread a specimen is called mixed. In made stacks with all disturbances of a beamline specimens of one phase have 0.02 to 0.03, LiₓV₂O₅ of x = 0.1 and 0.45 side by side 0.07 to 0.08; x = 0.3 and 0.45, both ε, have 0.03 to 0.04 and are not told apart.</summary>
    public const double MixedFrom = 0.05;

    private const int MostPairs = 20_000, EdgeWidth = 2, FewestInner = 100;
    private const double LeastThickness = 0.4, Thick = 0.9;

    /// <summary>Whether the specimen holds more than one phase.</summary>
    public bool IsMixed => Spread > MixedFrom;

    /// <summary>Looks through the stack of a specimen.</summary>
    /// <param name="od">Its optical densities.</param>
    /// <param name="mask">The pixels that are specimen.</param>
    /// <param name="seed">Start of the random numbers of the clusters.</param>
    /// <param name="threads">Degree of parallelism.</param>
    /// <param name="cancel">Stops between steps.</param>
    /// <exception cref="DataException">Too few pixels.</exception>
    public static StandardPurity Of(OpticalDensityStack od, PixelMask mask, long seed = 1, int threads = 1, CancellationToken cancel = default)
    {
        PixelMask inner = Inner(od, mask);
        (int First, int Second)[] pairs = NeighbourCovariance.Pairs(inner, MostPairs);
        if (pairs.Length < FewestInner)
        {
            throw new DataException($"only {pairs.Length} pairs of pixels lie inside the specimen; its purity needs at least {FewestInner}. Perhaps the mask is too small.");
        }

        ComponentMaps components = Stxm.Components.Find(od, inner, new ComponentOptions { Clusters = 2, Seed = seed, Threads = threads, WithSignificance = false }, cancel);
        using FilledFrames whole = SpectralGaps.Fill(od);
        FrameStore values = whole.Frames;
        double[] first = Structure(values, [.. pairs.Select(p => p.First)]), second = Structure(values, [.. pairs.Select(p => p.Second)]);
        double[] mean = Mean(first, second, od.FrameCount);
        Compare(first, mean);
        Compare(second, mean);
        (double value, double[] pattern) = NeighbourCovariance.Leading(NeighbourCovariance.Of(first, second, mean.Length), mean.Length);
        return new StandardPurity(components, Math.Sqrt(Math.Max(0, value) / TensorPrimitives.SumOfSquares<double>(mean)), pattern);
    }

    // Edges are part background and lie in the beam's halo; thin places are mostly noise.
    private static PixelMask Inner(OpticalDensityStack od, PixelMask mask)
    {
        float[] mean = ParticleMask.MeanImage(od);
        double least = LeastThickness * Quantiles.Of([.. Enumerable.Range(0, mean.Length).Where(p => mask.Inside[p]).Select(p => mean[p])], Thick);
        bool[] eroded = Morphology.Erode(mask.Inside, mask.Height, mask.Width, EdgeWidth);
        return new PixelMask(mask.Height, mask.Width, [.. eroded.Select((inside, p) => inside && od.Usable.Inside[p] && mean[p] >= least)]);
    }

    // Spectra without their straight line over the energies, which a film or another smooth absorber adds: [energy, pixel].
    private static double[] Structure(FrameStore values, int[] pixels)
    {
        int n = pixels.Length, energies = values.FrameCount;
        double[] spectra = new double[energies * n], level = new double[n], tilt = new double[n];
        double middle = (energies - 1) / 2.0, moment = energies * ((energies * (double)energies) - 1) / 12;
        for (int e = 0; e < energies; e++)
        {
            ReadOnlySpan<float> frame = values.Frame(e);
            for (int i = 0; i < n; i++)
            {
                double v = spectra[(e * n) + i] = frame[pixels[i]];
                (level[i], tilt[i]) = (level[i] + (v / energies), tilt[i] + (v * (e - middle) / moment));
            }
        }

        for (int i = 0; i < spectra.Length; i++)
        {
            spectra[i] -= level[i % n] + (tilt[i % n] * ((i / n) - middle));
        }

        return spectra;
    }

    private static double[] Mean(double[] first, double[] second, int energies)
    {
        int n = first.Length / energies;
        return [.. Enumerable.Range(0, energies).Select(e => (TensorPrimitives.Sum<double>(first.AsSpan(e * n, n)) + TensorPrimitives.Sum<double>(second.AsSpan(e * n, n))) / (2 * n))];
    }

    // Each spectrum brought to the size of the mean, by its projection on it, and the mean taken off.
    private static void Compare(double[] spectra, double[] mean)
    {
        int n = spectra.Length / mean.Length;
        double whole = TensorPrimitives.SumOfSquares<double>(mean);
        for (int i = 0; i < n; i++)
        {
            double along = 0;
            for (int e = 0; e < mean.Length; e++)
            {
                along += spectra[(e * n) + i] * mean[e] / whole;
            }

            for (int e = 0; e < mean.Length; e++)
            {
                spectra[(e * n) + i] = (spectra[(e * n) + i] / along) - mean[e];
            }
        }
    }
}

using System.Numerics.Tensors;
using Stria.Core;
using Stria.Numerics.Images;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>Principal components of the spectra and clusters of alike pixels.</summary>
/// <remarks>Euclidean k-means on raw scores sorts pixels by thickness. Here, by default, the spectrum of a pixel, as its components give it,
/// is divided by its mean over the energies before pixels are compared; its coordinates are taken in an orthonormal basis of mean and components, so
/// that distances are those between normalised spectra.</remarks>
public static class Components
{
    private const int MostComponents = 10, EdgeWidth = 2, FewestTraining = 50;
    private const double LeastThickness = 0.3;

    /// <summary>Finds components and clusters.</summary>
    /// <param name="od">Optical densities.</param>
    /// <param name="mask">The sample's pixels.</param>
    /// <param name="options">How many and how.</param>
    /// <param name="cancel">Stops between steps.</param>
    /// <exception cref="DataException">Too few pixels.</exception>
    public static ComponentMaps Find(OpticalDensityStack od, PixelMask mask, ComponentOptions options, CancellationToken cancel = default)
    {
        using FilledFrames whole = SpectralGaps.Fill(od);
        FrameStore values = whole.Frames;

        // After filling, a pixel has a value at every energy or at none.
        float[] first = values.Frame(0).ToArray();
        int[] pixels = [.. Enumerable.Range(0, od.Grid.Count).Where(i => mask.Inside[i] && od.Usable.Inside[i] && float.IsFinite(first[i]))];
        if (pixels.Length < 10)
        {
            throw new DataException($"only {pixels.Length} sample pixels; components need at least 10. Perhaps the mask is too small.");
        }

        cancel.ThrowIfCancellationRequested();
        Principals principal = Principal(od, values, pixels, options, cancel);
        Pca pca = principal.Pca;
        int count = options.Components is { } given ? Math.Clamp(given, 1, od.FrameCount) : Math.Clamp(Math.Max(2, pca.SignificantCount(MostComponents)), 1, Math.Min(od.FrameCount, MostComponents));
        float[] scores = principal.Scores(pixels, count, options.Threads);
        (float[] coordinates, int dimensions) = options.NormaliseThickness ? Normalised(pca, scores, count, (pixels.Length, principal.Level)) : (scores, count);
        var input = new DecompositionInput(coordinates, Training(coordinates, dimensions, od, mask, pixels), dimensions, () => Spectra(pca, scores, count, pixels.Length) with
        {
            // Scaled variables have scaled eigenvalues: there the noise outside the components is not counted.
            OutsideSquared = options.WeightByNoise ? 0 : pixels.Length * pca.Eigenvalues.Skip(count).Sum(v => Math.Max(v, 0)),
        });
        Decomposition groups = Decompositions.Named(options.Method).Decompose(input, options.Clusters, options, cancel);
        ClusterSpectra spectra = ClusterSpectra.Of(values, options.Centred ? pca.Mean : new double[od.FrameCount], pixels, groups.Labels, groups.Count, options.Threads);
        return new ComponentMaps(od.Grid, pixels, pca, count)
        {
            Scores = scores,
            Labels = groups.Labels,
            ClusterSizes = spectra.Sizes,
            ClusterSpectra = spectra.Means,
            ClusterSpreads = spectra.Spreads,
            Silhouettes = groups.Choice is { Name: "mean silhouette" } choice ? choice.Curve : [],
            Decomposition = groups,
            Significance = principal.Significance,
            IsThicknessNormalised = options.NormaliseThickness || options.Method == "cosine",
        };
    }

    private static Principals Principal(OpticalDensityStack od, FrameStore values, int[] pixels, ComponentOptions options, CancellationToken cancel)
    {
        double[]? scales = options.WeightByNoise ? NoiseScales(od, pixels) : null;
        FrameStore scaled = scales is null ? values : Divided(values, scales);
        Pca found = Pca.Of(scaled, pixels, options.Threads, cancel);
        double level = scales is null ? found.Mean.Average() : found.Mean.Zip(scales, (m, s) => m * s).Average();
        found = options.Centred ? found : found.Uncentred();
        return new Principals(found, scaled, scales)
        {
            Significance = options.WithSignificance && od.FrameCount > 3 ? ComponentSignificance.Of(found, scaled, pixels, MostComponents) : null,
            Level = level,
        };
    }

    // Root mean variance of the optical density at each energy, as counting gives it (Keenan and Kotula, Surf. Interface Anal. 36, 203, 2004: the part of the
    // scaling that belongs to the energies).
    private static double[] NoiseScales(OpticalDensityStack od, int[] pixels)
    {
        bool isKnown = od.Noise.Gain > 0 || od.Noise.Floor > 0;
        NoiseModel noise = isKnown ? od.Noise : NoiseModel.Poisson;
        var scales = new double[od.FrameCount];
        for (int f = 0; f < scales.Length; f++)
        {
            ReadOnlySpan<float> frame = od.Frame(f);
            double sum = 0;
            int n = 0;
            for (int i = 0; i < pixels.Length; i++)
            {
                double d = frame[pixels[i]];
                sum += double.IsFinite(d) ? noise.OpticalDensityVariance(od.Incident[f] * Math.Exp(-d)) : 0;
                n += double.IsFinite(d) ? 1 : 0;
            }

            scales[f] = Math.Sqrt(sum / Math.Max(1, n));
        }

        double typical = Quantiles.Median(scales);
        return [.. scales.Select(s => s > 0 && double.IsFinite(s) ? s / typical : 1)];
    }

    private static FrameStore Divided(FrameStore values, double[] scales)
    {
        FrameStore divided = values.Another(values.FrameCount, values.FrameLength);
        for (int f = 0; f < scales.Length; f++)
        {
            TensorPrimitives.Divide(values.Frame(f), (float)scales[f], divided.Frame(f));
        }

        return divided;
    }

    // Each pixel's spectrum on an orthonormal basis: the kept components, and what is left of the mean beside them.
    private static FactorisationData Spectra(Pca pca, float[] scores, int count, int pixels)
    {
        int energies = pca.Mean.Length;
        double[] rest = [.. pca.Mean], along = new double[count];
        for (int k = 0; k < count; k++)
        {
            ReadOnlySpan<double> v = pca.Components.AsSpan(k * energies, energies);
            along[k] = TensorPrimitives.Dot<double>(v, pca.Mean);
            TensorPrimitives.MultiplyAdd(v, -along[k], rest, rest);
        }

        double length = TensorPrimitives.Norm<double>(rest);
        bool hasRest = length > 1e-9 * Math.Max(TensorPrimitives.Norm<double>(pca.Mean), double.Epsilon);
        int rank = count + (hasRest ? 1 : 0);
        double[] basis = [.. pca.Components.Take(count * energies), .. hasRest ? rest.Select(r => r / length) : []], coefficients = new double[rank * pixels];
        for (int k = 0; k < count; k++)
        {
            for (int p = 0; p < pixels; p++)
            {
                coefficients[(k * pixels) + p] = along[k] + scores[(k * pixels) + p];
            }
        }

        coefficients.AsSpan(count * pixels).Fill(length);
        return new FactorisationData(basis, coefficients, energies);
    }

    // Pixels at the edge of the sample, and those of little thickness, are part background, part noise: normalised, they would make clusters of their own.
    // The centres are found without them; they are then given to the nearest centre.
    private static float[] Training(float[] coordinates, int dimensions, OpticalDensityStack od, PixelMask mask, int[] pixels)
    {
        float[] mean = ParticleMask.MeanImage(od);
        double least = LeastThickness * Quantiles.Median([.. pixels.Select(p => mean[p])]);
        bool[] inner = Morphology.Erode(mask.Inside, mask.Height, mask.Width, EdgeWidth);
        int[] chosen = [.. Enumerable.Range(0, pixels.Length).Where(i => inner[pixels[i]] && mean[pixels[i]] >= least)];
        if (chosen.Length == pixels.Length || chosen.Length < Math.Max(FewestTraining, pixels.Length / 4))
        {
            return coordinates;
        }

        var training = new float[dimensions * chosen.Length];
        for (int d = 0; d < dimensions; d++)
        {
            for (int i = 0; i < chosen.Length; i++)
            {
                training[(d * chosen.Length) + i] = coordinates[(d * pixels.Length) + chosen[i]];
            }
        }

        return training;
    }

    private static (float[] Coordinates, int Dimensions) Normalised(Pca pca, float[] scores, int count, (int Count, double Level) of)
    {
        int pixels = of.Count;
        int energies = pca.Mean.Length;
        double[] along = new double[count], means = new double[count], rest = [.. pca.Mean];
        for (int k = 0; k < count; k++)
        {
            ReadOnlySpan<double> v = pca.Components.AsSpan(k * energies, energies);
            for (int e = 0; e < energies; e++)
            {
                (along[k], means[k]) = (along[k] + (v[e] * pca.Mean[e]), means[k] + (v[e] / energies));
            }

            for (int e = 0; e < energies; e++)
            {
                rest[e] -= along[k] * v[e];
            }
        }

        double constant = Math.Sqrt(rest.Sum(r => r * r)), mean = pca.Mean.Average();
        var coordinates = new float[(count + 1) * pixels];
        for (int p = 0; p < pixels; p++)
        {
            double thickness = mean;
            for (int k = 0; k < count; k++)
            {
                thickness += scores[(k * pixels) + p] * means[k];
            }

            // A pixel without net absorption has no direction; it is put at the origin, where it joins no chemistry.
            double scale = thickness > 0.02 * of.Level ? 1 / thickness : 0;
            coordinates[p] = (float)(constant * scale);
            for (int k = 0; k < count; k++)
            {
                coordinates[((k + 1) * pixels) + p] = (float)((along[k] + scores[(k * pixels) + p]) * scale);
            }
        }

        return (coordinates, count + 1);
    }
}

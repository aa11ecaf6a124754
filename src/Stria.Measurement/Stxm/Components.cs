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
    private const int MostComponents = 10, MostClusters = 8, SilhouetteSample = 1500, EdgeWidth = 2, FewestTraining = 50;
    private const double LeastThickness = 0.3;

    /// <summary>Finds components and clusters.</summary>
    /// <param name="od">Optical densities.</param>
    /// <param name="mask">The sample's pixels.</param>
    /// <param name="options">How many and how.</param>
    /// <param name="cancel">Stops between steps.</param>
    /// <exception cref="DataException">Too few pixels.</exception>
    public static ComponentMaps Find(OpticalDensityStack od, PixelMask mask, ComponentOptions options, CancellationToken cancel = default)
    {
        int[] pixels = [.. Enumerable.Range(0, od.Grid.Count).Where(i => mask.Inside[i] && od.Usable.Inside[i])];
        if (pixels.Length < 10)
        {
            throw new DataException($"only {pixels.Length} sample pixels; components need at least 10. Perhaps the mask is too small.");
        }

        FrameStore values = SpectralGaps.Fill(od);
        Pca pca = Pca.Of(values, pixels, options.Threads, cancel);
        int count = Math.Clamp(options.Components ?? Math.Max(2, pca.SignificantCount(MostComponents)), 1, Math.Min(od.FrameCount, MostComponents));
        float[] scores = pca.Scores(values, pixels, count, options.Threads);
        (float[] coordinates, int dimensions) = options.NormaliseThickness ? Normalised(pca, scores, count, pixels.Length) : (scores, count);
        float[] training = Training(coordinates, dimensions, od, mask, pixels);
        var silhouettes = new List<(int Clusters, double Silhouette)>();
        int k = options.Clusters ?? BestCount(training, dimensions, options, silhouettes, cancel);
        KMeans clusters = KMeans.Of(training, dimensions, Settings(options, Math.Min(k, training.Length / dimensions)), cancel);
        int[] labels = training.Length == coordinates.Length ? clusters.Labels : clusters.Nearest(coordinates, options.Threads);
        ClusterSpectra spectra = ClusterSpectra.Of(values, pca.Mean, pixels, labels, clusters.Sizes.Length, options.Threads);
        return new ComponentMaps(od.Grid, pixels, pca, count)
        {
            Scores = scores,
            Labels = labels,
            ClusterSizes = spectra.Sizes,
            ClusterSpectra = spectra.Means,
            ClusterSpreads = spectra.Spreads,
            Silhouettes = silhouettes,
            IsThicknessNormalised = options.NormaliseThickness,
        };
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

    private static KMeansOptions Settings(ComponentOptions options, int k) =>
        new(k, options.Seed) { Starts = options.Starts, Threads = options.Threads };

    private static (float[] Coordinates, int Dimensions) Normalised(Pca pca, float[] scores, int count, int pixels)
    {
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
            double scale = thickness > 0.02 * mean ? 1 / thickness : 0;
            coordinates[p] = (float)(constant * scale);
            for (int k = 0; k < count; k++)
            {
                coordinates[((k + 1) * pixels) + p] = (float)((along[k] + scores[(k * pixels) + p]) * scale);
            }
        }

        return (coordinates, count + 1);
    }

    private static int BestCount(
        float[] coordinates, int dimensions, ComponentOptions options, List<(int Clusters, double Silhouette)> silhouettes, CancellationToken cancel)
    {
        int pixels = coordinates.Length / dimensions, best = 2;
        double highest = double.NegativeInfinity;
        for (int k = 2; k <= Math.Min(MostClusters, pixels / 5); k++)
        {
            KMeans trial = KMeans.Of(coordinates, dimensions, Settings(options, k), cancel);
            double value = Silhouette.Mean(coordinates, dimensions, trial.Labels, k, SilhouetteSample);
            silhouettes.Add((k, value));
            (best, highest) = value > highest ? (k, value) : (best, highest);
        }

        return best;
    }
}

using Stria.Core;
using Stria.Measurement.Stxm;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Measurement;

public sealed class ComponentsTests
{
    private const int Height = 24, Width = 40;

    [Fact]
    public void Normalised_clusters_are_chemistry_and_raw_ones_are_thickness()
    {
        OpticalDensityStack od = Wedges();
        ComponentMaps normalised = Components.Find(od, Made.All(Height, Width), new ComponentOptions { Clusters = 2 });
        ComponentMaps raw = Components.Find(od, Made.All(Height, Width), new ComponentOptions { Clusters = 2, NormaliseThickness = false });
        Assert.True(normalised.IsThicknessNormalised);
        Assert.False(raw.IsThicknessNormalised);
        Assert.Equal(1, Agreement(normalised, p => p / Width >= Height / 2), 0.002);
        Assert.InRange(Agreement(raw, p => p / Width >= Height / 2), 0.5, 0.7);
        Assert.InRange(Agreement(raw, p => p % Width >= Width / 2), 0.8, 1);
    }

    [Fact]
    public void The_number_of_clusters_is_found_by_the_silhouette()
    {
        ComponentMaps found = Components.Find(Wedges(), Made.All(Height, Width), new ComponentOptions());
        Assert.Equal(2, found.ClusterSizes.Length);
        Assert.Equal(2, found.Silhouettes.MaxBy(s => s.Silhouette).Clusters);
        Assert.Equal(2, found.Count);
    }

    [Fact]
    public void Cluster_spectra_are_the_means_and_spreads_of_their_pixels()
    {
        OpticalDensityStack od = Wedges();
        ComponentMaps found = Components.Find(od, Made.All(Height, Width), new ComponentOptions { Clusters = 3 });
        Assert.Equal(found.Pixels.Length, found.ClusterSizes.Sum());
        for (int c = 0; c < 3; c++)
        {
            int[] own = [.. found.Pixels.Where((_, i) => found.Labels[i] == c)];
            Assert.Equal(own.Length, found.ClusterSizes[c]);
            double[] values = [.. own.Select(p => (double)od.Frame(7)[p])];
            Assert.Equal(values.Average(), found.ClusterSpectra[c][7], 1e-6);
            Assert.Equal(Math.Sqrt(values.Average(v => v * v) - (values.Average() * values.Average())), found.ClusterSpreads[c][7], 1e-5);
        }
    }

    [Fact]
    public void Maps_hold_scores_and_labels_at_the_pixels_used_and_nothing_elsewhere()
    {
        PixelMask mask = Made.Mask(Height, Width, (r, c) => c > 3);
        ComponentMaps found = Components.Find(Wedges(), mask, new ComponentOptions { Clusters = 2 });
        float[] scores = found.ScoreMap(1).Values;
        int[] labels = found.LabelMap();
        Assert.All(Enumerable.Range(0, Height * Width), p => Assert.Equal(mask.Inside[p], float.IsFinite(scores[p]) && labels[p] >= 0));
        Assert.Equal(found.Scores[found.Pixels.Length], scores[found.Pixels[0]]);
        Assert.Equal(1, found.CumulativeVariance[^1], 1e-12);
    }

    [Fact]
    public void Single_holes_are_bridged_and_alter_no_cluster()
    {
        OpticalDensityStack whole = Wedges(), holed = Wedges();
        for (int p = 5; p < Height * Width; p += 17)
        {
            holed.Values[(p % 30 * Height * Width) + p] = float.NaN;
        }

        ComponentMaps a = Components.Find(whole, Made.All(Height, Width), new ComponentOptions { Clusters = 2 }), b = Components.Find(holed, Made.All(Height, Width), new ComponentOptions { Clusters = 2 });
        Assert.Equal(a.Labels, b.Labels);
        Assert.Contains(holed.Values, float.IsNaN);
    }

    [Fact]
    public void The_same_seed_gives_the_same_clusters_for_any_number_of_threads()
    {
        ComponentMaps one = Components.Find(Wedges(), Made.All(Height, Width), new ComponentOptions { Clusters = 4, Threads = 1 });
        ComponentMaps three = Components.Find(Wedges(), Made.All(Height, Width), new ComponentOptions { Clusters = 4, Threads = 3 });
        Assert.Equal(one.Labels, three.Labels);
        Assert.Equal(one.Scores, three.Scores);
    }

    [Fact]
    public void Nine_pixels_are_too_few() =>
        Assert.Contains("only 9 sample pixels", Assert.Throws<DataException>(() => Components.Find(Wedges(), Made.Mask(Height, Width, (r, c) => r == 0 && c < 9), new ComponentOptions())).Message);

    [Fact]
    public void A_given_number_of_components_is_kept_beyond_ten() =>
        Assert.Equal(15, Components.Find(Wedges(), Made.All(Height, Width), new ComponentOptions { Components = 15, Clusters = 2, WithSignificance = false }).Count);

    [Fact]
    public void Every_cluster_of_the_non_negative_approximation_has_pixels_and_a_spectrum()
    {
        ComponentMaps found = Components.Find(Wedges(), Made.All(Height, Width), new ComponentOptions { Method = "nnma", Clusters = 6, WithSignificance = false });
        Assert.All(found.ClusterSizes, n => Assert.True(n > 0));
        Assert.All(found.ClusterSpectra, s => Assert.DoesNotContain(s, double.IsNaN));
        Assert.Equal(6 * found.Pixels.Length, found.Decomposition!.Factors!.Amounts.Length);
    }

    // Two spectra, above and below the middle, each in a wedge of thickness from left to right.
    private static OpticalDensityStack Wedges()
    {
        var random = new SeededRandom(81);
        return Made.OpticalDensities(Made.Energies(30), Height, Width, (f, r, c) =>
        {
            double shape = 0.4 + Math.Exp(-Math.Pow((f - (r < Height / 2 ? 11 : 13)) / 4.0, 2)), thickness = 0.5 + (1.5 * c / Width);
            return (thickness * shape) + (0.01 * random.Normal());
        });
    }

    private static double Agreement(ComponentMaps found, Func<int, bool> truth)
    {
        double same = found.Pixels.Where((p, i) => truth(p) == (found.Labels[i] == 1)).Count() / (double)found.Pixels.Length;
        return Math.Max(same, 1 - same);
    }
}

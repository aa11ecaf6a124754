using Stria.Core;
using Stria.Measurement.Stxm;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Measurement;

/// <summary>Every way to sort pixels recovers a planted truth: three regions of three spectra, of thickness that varies by a factor of three, with noise.</summary>
public sealed class DecompositionContractTests
{
    private const int Height = 30, Width = 48, Energies = 36;

    public static TheoryData<string> Names => [.. Decompositions.All.Select(d => d.Name)];

    private static int Region(int pixel) => pixel % Width * 3 / Width;

    private static double Spectrum(int region, int f) => 0.15 + Math.Exp(-0.5 * Math.Pow((f - 8 - (9 * region)) / 4.0, 2)) + (f > 20 ? 0.3 : 0);

    private static OpticalDensityStack Planted(int seed = 1)
    {
        var random = new SeededRandom(seed);
        double[] energies = [.. Enumerable.Range(0, Energies).Select(f => 500.0 + f)];
        return Made.OpticalDensities(energies, Height, Width, (f, r, c) => ((0.4 + (0.8 * r / Height)) * Spectrum(Region((r * Width) + c), f)) + (0.01 * random.Normal()), 1e6, NoiseModel.Poisson);
    }

    private static ComponentMaps Find(string name, int? clusters) =>
        Components.Find(Planted(), Made.All(Height, Width), new ComponentOptions { Method = name, Clusters = clusters, Components = 3 });

    [Theory]
    [MemberData(nameof(Names))]
    public void The_planted_regions_are_found(string name)
    {
        ComponentMaps found = Find(name, 3);
        Assert.Equal(3, found.ClusterSizes.Length);
        Assert.Equal(Height * Width, found.ClusterSizes.Sum());
        int[] ofRegion = [.. Enumerable.Range(0, 3).Select(g => found.Pixels.Select((p, i) => (p, i)).Where(q => Region(q.p) == g).GroupBy(q => found.Labels[q.i]).MaxBy(q => q.Count())!.Key)];
        Assert.Equal(3, ofRegion.Distinct().Count());
        int right = found.Pixels.Select((p, i) => ofRegion[Region(p)] == found.Labels[i]).Count(same => same);
        Assert.True(right >= 0.99 * found.Pixels.Length, $"{name}: {right} of {found.Pixels.Length}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_planted_spectra_are_those_of_the_groups(string name)
    {
        ComponentMaps found = Find(name, 3);
        for (int region = 0; region < 3; region++)
        {
            double[] planted = [.. Enumerable.Range(0, Energies).Select(f => Spectrum(region, f))];
            Assert.True(found.ClusterSpectra.Max(s => Correlation(s, planted)) > 0.999, name);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Without_a_number_it_finds_one_that_tells_the_regions_apart(string name) => Assert.InRange(Find(name, null).ClusterSizes.Length, 3, 4);

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_seed_gives_the_same_labels(string name) => Assert.Equal(Find(name, 3).Labels, Find(name, 3).Labels);

    [Theory]
    [MemberData(nameof(Names))]
    public void It_can_be_stopped(string name)
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => Components.Find(Planted(), Made.All(Height, Width), new ComponentOptions { Method = name, Clusters = 3 }, stop.Token));
    }

    [Fact]
    public void Non_negative_spectra_and_amounts_are_the_planted_ones()
    {
        ComponentMaps found = Find("nnma", 3);
        NonNegativeFactorisation factors = found.Decomposition!.Factors!;
        Assert.True(factors.Converged);
        for (int k = 0; k < 3; k++)
        {
            double[] spectrum = factors.Spectra[(k * Energies)..((k + 1) * Energies)];
            Assert.True(Enumerable.Range(0, 3).Max(g => Correlation(spectrum, [.. Enumerable.Range(0, Energies).Select(f => Spectrum(g, f))])) > 0.999);
        }
    }

    [Fact]
    public void A_mixture_gives_probabilities_and_a_dendrogram_its_tree()
    {
        Assert.All(Find("gaussian_mixture", 3).Decomposition!.Probabilities!, p => Assert.InRange(p, 0.3f, 1f));
        Assert.Equal(29, Find("dendrogram", 3).Decomposition!.Tree!.Joins.Count);
        Assert.Null(Find("kmeans", 3).Decomposition!.Tree);
    }

    [Fact]
    public void An_unknown_name_is_refused_with_those_that_there_are() =>
        Assert.Contains("kmeans, cosine, gaussian_mixture, dendrogram, nnma", Assert.Throws<ArgumentException>(() => Decompositions.Named("magic")).Message, StringComparison.Ordinal);

    [Fact]
    public void Weighting_by_counting_noise_finds_a_weak_component_that_the_noise_of_dark_energies_hides()
    {
        // The first ten energies have a hundred times the noise; the second component lives in the others and is weak.
        var random = new SeededRandom(7);
        double[] energies = [.. Enumerable.Range(0, Energies).Select(f => 500.0 + f)], incident = [.. energies.Select((_, f) => f < 10 ? 1e3 : 1e7)];
        double Density(int f, int p) => (0.4 + (0.3 * (p / Width) / Height)) * (1 + (p % Width < Width / 2 && f is > 20 and < 26 ? 0.02 : 0));
        var values = new float[Energies * Height * Width];
        for (int i = 0; i < values.Length; i++)
        {
            (int f, int p) = (i / (Height * Width), i % (Height * Width));
            values[i] = (float)(Density(f, p) + (Math.Sqrt(Math.Exp(Density(f, p)) / incident[f]) * random.Normal()));
        }

        var od = new OpticalDensityStack(energies, new ImageGrid(Height, Width), values, Made.All(Height, Width), incident, NoiseModel.Poisson);
        double Found(bool weighted)
        {
            ComponentMaps found = Components.Find(od, Made.All(Height, Width), new ComponentOptions { Components = 2, Clusters = 2, WeightByNoise = weighted });
            double[] score = [.. Enumerable.Range(0, found.Pixels.Length).Select(i => (double)found.Scores[found.Pixels.Length + i])], truth = [.. found.Pixels.Select(p => p % Width < Width / 2 ? 1.0 : -1)];
            double mean = score.Average();
            return Math.Abs(Correlation([.. score.Select(s => s - mean)], truth));
        }

        Assert.True(Found(true) > 0.9);
        Assert.True(Found(false) < 0.5);
    }

    private static double Correlation(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum() / Math.Sqrt(a.Sum(x => x * x) * b.Sum(y => y * y));
}

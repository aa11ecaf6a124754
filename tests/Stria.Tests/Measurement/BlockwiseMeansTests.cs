using Stria.Core;
using Stria.Measurement.Stxm;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Measurement;

public sealed class BlockwiseMeansTests
{
    private const int Height = 61, Width = 83, Frames = 12;
    private static readonly OpticalDensityStack Stack = Planted();

    [Fact]
    public void The_mean_image_is_the_mean_of_the_finite_values_of_each_usable_pixel()
    {
        float[] mean = ParticleMask.MeanImage(Stack);
        for (int i = 0; i < mean.Length; i++)
        {
            double[] finite = [.. Enumerable.Range(0, Frames).Select(f => (double)Stack.Frame(f)[i]).Where(double.IsFinite)];
            Assert.Equal(Stack.Usable.Inside[i] ? finite.Average() : double.NaN, mean[i], 1e-6);
        }
    }

    [Fact]
    public void Only_pixels_with_more_than_a_quarter_of_their_values_missing_are_unusable()
    {
        Assert.Equal([5, Width + 7], Enumerable.Range(0, Stack.Grid.Count).Where(i => !Stack.Usable.Inside[i]));
        Assert.Contains(Enumerable.Range(0, Stack.Grid.Count), i => Stack.Usable.Inside[i] && Enumerable.Range(0, Frames).Any(f => !float.IsFinite(Stack.Frame(f)[i])));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Cluster_spectra_are_mean_and_standard_deviation_over_the_pixels_of_the_cluster(int threads)
    {
        // The first two rows hold the gaps; without them a direct sum needs no filling.
        var mask = new PixelMask(Height, Width, [.. Enumerable.Range(0, Height * Width).Select(i => i / Width > 1 && i % 7 != 0)]);
        ComponentMaps maps = Components.Find(Stack, mask, new ComponentOptions { Components = 2, Clusters = 3, Threads = threads });
        for (int c = 0; c < 3; c++)
        {
            int[] pixels = [.. maps.Pixels.Where((_, p) => maps.Labels[p] == c)];
            Assert.Equal(pixels.Length, maps.ClusterSizes[c]);
            for (int f = 0; f < Frames; f++)
            {
                double[] values = [.. pixels.Select(p => (double)Stack.Frame(f)[p])];
                double mean = values.Average(), spread = Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
                Assert.Equal(mean, maps.ClusterSpectra[c][f], 1e-6);
                Assert.Equal(spread, maps.ClusterSpreads[c][f], 1e-5);
                Assert.InRange(spread, 0.005, 1);
            }
        }
    }

    private static OpticalDensityStack Planted()
    {
        var random = new SeededRandom(5);
        double[] energies = [.. Enumerable.Range(0, Frames).Select(f => 500.0 + f)];
        var counts = new float[Frames * Height * Width];
        for (int i = 0; i < counts.Length; i++)
        {
            int f = i / (Height * Width), column = i % Width;
            double density = 0.4 + (0.03 * (column / 28 + 1) * (f % (3 + (column / 28))));
            counts[i] = (float)(1000 * Math.Exp(-density) * (1 + (0.02 * random.Normal())));
        }

        // One value of pixels 9, 18, 27 …; half of the values of two others.
        for (int k = 1; k < 9; k++)
        {
            counts[(k * Height * Width) + (9 * k)] = float.NaN;
        }

        for (int f = 0; f < Frames; f += 2)
        {
            (counts[(f * Height * Width) + 5], counts[(f * Height * Width) + Width + 7]) = (float.NaN, -1);
        }

        var stack = new SpectralStack(energies, new ImageGrid(Height, Width), counts, Provenance.Of("planted"));
        var incident = new IncidentSpectrum([.. energies.Select(_ => 1000.0)], null, IsExternal: true, "planted");
        return OpticalDensity.From(new AlignedStack(stack, [.. energies.Select(_ => 1.0)]), StackContent.Intensity, incident, NoiseModel.Poisson);
    }
}

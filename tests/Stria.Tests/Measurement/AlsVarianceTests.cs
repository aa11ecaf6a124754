using Stria.Core;
using Stria.Files;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Measurement;

public sealed class AlsVarianceTests
{
    // The Fe 2p stack of ALS 11.0.2.2. Centring over the pixels takes I₀ out: ln(I₀/I) and −ln I have the same components.
    [SharedDataFact]
    public void The_iron_stack_has_the_variances_of_its_publication_once_each_pixels_pre_edge_is_taken_off()
    {
        SpectralStack stack = StackReaders.Read(SharedData.Path("stxm/als11022_fe2p_71214078/71214078.hdr"), new StackReadOptions()).ToStack();
        int frames = stack.FrameCount, pixels = stack.Grid.Count;
        Assert.Equal((123, 125 * 125), (frames, pixels));
        int[] before = [.. Enumerable.Range(0, frames).Where(f => stack.PhotonEnergies_eV[f] <= 703.607)];
        Assert.Equal(12, before.Length);
        var values = new float[frames * pixels];
        for (int f = 0; f < frames; f++)
        {
            ReadOnlySpan<float> frame = stack.Frame(f);
            for (int p = 0; p < pixels; p++)
            {
                values[(f * pixels) + p] = (float)-Math.Log(frame[p]);
            }
        }

        for (int p = 0; p < pixels; p++)
        {
            double mean = before.Average(f => (double)values[(f * pixels) + p]);
            for (int f = 0; f < frames; f++)
            {
                values[(f * pixels) + p] -= (float)mean;
            }
        }

        var pca = Pca.Of(values, frames, [.. Enumerable.Range(0, pixels)]);
        double total = pca.Eigenvalues.Sum();
        double[] published = [88.4, 4.1, 2.2, 0.85];
        Assert.All(published.Zip(pca.Eigenvalues), v => Assert.Equal(v.First, 100 * v.Second / total, 0.05));
    }
}

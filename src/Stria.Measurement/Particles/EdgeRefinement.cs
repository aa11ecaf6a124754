using Stria.Core;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Particles;

/// <summary>
/// One level for a whole image makes thin particles too narrow and thick ones too wide. The edge of each is put where the image falls to a share of
/// that particle's own height above the background, a little less than half.
/// </summary>
internal static class EdgeRefinement
{
    private const int Rim = 2;
    private const double Plateau = 0.65;

    // Half of the height is the edge of a plate. Wires become thinner towards their sides and ends, so that a pixel half covered holds less than half of their thickness.
    private const double Edge = 0.4;

    /// <summary>The particles with their own edges; where they lie on or at each other nothing changes.</summary>
    /// <param name="particles">The particles.</param>
    /// <param name="image">The image, as smoothed for the level.</param>
    /// <param name="background">Its value beside the particles.</param>
    internal static IEnumerable<ParticleInstance> Of(IReadOnlyList<ParticleInstance> particles, float[] image, double background)
    {
        var owners = new int[image.Length];
        foreach (ParticleInstance particle in particles)
        {
            foreach (int p in particle.Pixels)
            {
                owners[p]++;
            }
        }

        var scene = new Scene(image, owners, new bool[image.Length], new bool[image.Length]);
        return particles.Select(p => p with { Pixels = Refined(p, background, scene) });
    }

    private static int[] Refined(ParticleInstance particle, double background, Scene scene)
    {
        double[] alone = [.. particle.Pixels.Where(p => scene.Owners[p] == 1).Select(p => (double)scene.Image[p])];
        if (alone.Length == 0)
        {
            return particle.Pixels;
        }

        // Above the median, as the rim is a good part of a narrow particle.
        double edge = background + (Edge * (Quantiles.Of(alone, Plateau) - background));
        List<int> mine = [.. particle.Pixels];
        mine.ForEach(p => scene.Mine[p] = true);
        for (int round = 0; round < Rim; round++)
        {
            List<int> rim = [], beyond = [];
            Look(mine, particle.Grid, edge, scene, (rim, beyond));
            if (rim.Count == mine.Count)
            {
                beyond.ForEach(q => scene.Taken[q] = false);
                break;
            }

            rim.ForEach(p => scene.Mine[p] = false);
            mine.RemoveAll(p => !scene.Mine[p]);
            beyond.ForEach(q => scene.Mine[q] = true);
            mine.AddRange(beyond);
        }

        mine.ForEach(p => scene.Mine[p] = false);
        mine.Sort();
        return [.. mine];
    }

    // The pixels of the rim that lie below the edge, and those beyond it that lie above and are nobody's; the latter are taken at once.
    private static void Look(List<int> mine, ImageGrid grid, double edge, Scene scene, (List<int> Rim, List<int> Beyond) found)
    {
        Span<int> beside = stackalloc int[4];
        foreach (int p in mine)
        {
            int n = Beside(p, grid.Height, grid.Width, beside);
            bool open = false;
            foreach (int q in beside[..n])
            {
                open |= scene.Owners[q] == 0 || !scene.Mine[q];
                if (scene.Owners[q] == 0 && !scene.Taken[q] && scene.Image[q] >= edge)
                {
                    scene.Taken[q] = true;
                    found.Beyond.Add(q);
                }
            }

            if (open && scene.Owners[p] == 1 && scene.Image[p] < edge)
            {
                found.Rim.Add(p);
            }
        }
    }

    private static int Beside(int p, int height, int width, Span<int> beside)
    {
        int r = p / width, c = p % width, n = 0;
        if (r > 0)
        {
            beside[n++] = p - width;
        }

        if (r < height - 1)
        {
            beside[n++] = p + width;
        }

        if (c > 0)
        {
            beside[n++] = p - 1;
        }

        if (c < width - 1)
        {
            beside[n++] = p + 1;
        }

        return n;
    }

    /// <summary>What the refinement of one particle looks at.</summary>
    /// <param name="Image">The image.</param>
    /// <param name="Owners">Number of particles that each pixel belonged to.</param>
    /// <param name="Taken">The pixels that particles have grown into.</param>
    /// <param name="Mine">Those of the particle at hand; none between two particles.</param>
    private sealed record Scene(float[] Image, int[] Owners, bool[] Taken, bool[] Mine);
}

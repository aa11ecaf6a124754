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
        foreach (int p in particles.SelectMany(q => q.Pixels))
        {
            owners[p]++;
        }

        var taken = new bool[image.Length];
        return particles.Select(p => p with { Pixels = Refined(p, image, background, (owners, taken)) });
    }

    private static int[] Refined(ParticleInstance particle, float[] image, double background, (int[] Owners, bool[] Taken) others)
    {
        int height = particle.Grid.Height, width = particle.Grid.Width;
        double[] alone = [.. particle.Pixels.Where(p => others.Owners[p] == 1).Select(p => (double)image[p])];
        if (alone.Length == 0)
        {
            return particle.Pixels;
        }

        // Above the median, as the rim is a good part of a narrow particle.
        double edge = background + (Edge * (Quantiles.Of(alone, Plateau) - background));
        HashSet<int> mine = [.. particle.Pixels];
        for (int round = 0; round < Rim; round++)
        {
            int[] rim = [.. mine.Where(p => others.Owners[p] == 1 && image[p] < edge && Beside(p, height, width).Any(q => others.Owners[q] == 0 || !mine.Contains(q)))];
            int[] beyond = [.. mine.SelectMany(p => Beside(p, height, width)).Where(q => others.Owners[q] == 0 && !others.Taken[q] && image[q] >= edge).Distinct()];
            if (rim.Length == mine.Count)
            {
                break;
            }

            mine.ExceptWith(rim);
            foreach (int q in beyond)
            {
                mine.Add(q);
                others.Taken[q] = true;
            }
        }

        return [.. mine.Order()];
    }

    private static IEnumerable<int> Beside(int p, int height, int width)
    {
        int r = p / width, c = p % width;
        if (r > 0)
        {
            yield return p - width;
        }

        if (r < height - 1)
        {
            yield return p + width;
        }

        if (c > 0)
        {
            yield return p - 1;
        }

        if (c < width - 1)
        {
            yield return p + 1;
        }
    }
}

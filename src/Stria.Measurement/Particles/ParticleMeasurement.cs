using Stria.Core;

namespace Stria.Measurement.Particles;

/// <summary>Measures every particle of an image.</summary>
public static class ParticleMeasurement
{
    private const double LeastAlone = 0.2, LeastShared = 0.02;
    private const int LeastSharedPixels = 3;

    /// <summary>Sizes, shapes, composition and contacts, numbered from 1 in the order of the segmentation.</summary>
    /// <exception cref="ArgumentException">The raster has no pixel size.</exception>
    public static IReadOnlyList<MeasuredParticle> Of(IReadOnlyList<ParticleInstance> particles, ParticleMaps maps)
    {
        var owners = new List<int>?[maps.Image.Grid.Count];
        for (int i = 0; i < particles.Count; i++)
        {
            foreach (int p in particles[i].Pixels)
            {
                (owners[p] ??= []).Add(i);
            }
        }

        Dictionary<int, int>[] touching = Contacts(particles, owners, maps.Image.Grid, out Dictionary<int, int>[] crossing);
        return [.. particles.Select((particle, i) =>
        {
            int[] alone = [.. particle.Pixels.Where(p => owners[p]!.Count == 1)], seen = alone.Length >= LeastAlone * particle.Pixels.Length ? alone : particle.Pixels;
            int[] crosses = [.. crossing[i].Where(c => c.Value >= Math.Max(LeastSharedPixels, LeastShared * Math.Min(particle.Pixels.Length, particles[c.Key].Pixels.Length))).Select(c => c.Key + 1).Order()];
            (double height, double heightSpread) = Mean(seen, maps.Image.Values, null);
            (double x, double spread) = maps.Composition is { } composition ? Mean(seen, composition, maps.Amount) : (double.NaN, double.NaN);
            return new MeasuredParticle(i + 1, particle, ParticleShape.Of(particle))
            {
                Height = height,
                HeightSpread = heightSpread,
                Composition = x,
                CompositionSpread = spread,
                PhaseShares = maps.Phases is { } phases ? Shares(seen, phases, maps.PhaseNames.Count) : [],
                SharedPart = 1 - ((double)alone.Length / particle.Pixels.Length),
                Crosses = crosses,
                Touches = [.. touching[i].Keys.Concat(crossing[i].Keys).Select(k => k + 1).Distinct().Except(crosses).Order()],
            };
        })];
    }

    private static (double Mean, double Spread) Mean(int[] pixels, float[] values, float[]? weights)
    {
        double sum = 0, moment = 0, square = 0;
        foreach (int p in pixels)
        {
            double w = weights is null ? 1 : weights[p], v = values[p];
            if (double.IsFinite(v) && w > 0)
            {
                (sum, moment, square) = (sum + w, moment + (w * v), square + (w * v * v));
            }
        }

        double mean = moment / sum;
        return (mean, Math.Sqrt(Math.Max(0, (square / sum) - (mean * mean))));
    }

    private static double[] Shares(int[] pixels, sbyte[] phases, int count)
    {
        double known = Math.Max(1, pixels.Count(p => phases[p] >= 0));
        return [.. Enumerable.Range(0, count).Select(phase => pixels.Count(p => phases[p] == phase) / known)];
    }

    // Number of neighbouring pairs of pixels, and of shared pixels, with each other particle.
    private static Dictionary<int, int>[] Contacts(IReadOnlyList<ParticleInstance> particles, List<int>?[] owners, ImageGrid grid, out Dictionary<int, int>[] crossing)
    {
        Dictionary<int, int>[] touching = [.. particles.Select(_ => new Dictionary<int, int>())], shared = [.. particles.Select(_ => new Dictionary<int, int>())];
        for (int p = 0; p < owners.Length; p++)
        {
            if (owners[p] is not { } here)
            {
                continue;
            }

            Count(shared, here, here);
            int column = p % grid.Width;
            ReadOnlySpan<int> around = [column + 1 < grid.Width ? p + 1 : -1, p + grid.Width, column + 1 < grid.Width ? p + grid.Width + 1 : -1, column > 0 ? p + grid.Width - 1 : -1];
            foreach (int q in around)
            {
                if (q >= 0 && q < owners.Length && owners[q] is { } beside)
                {
                    Count(touching, here, beside);
                }
            }
        }

        crossing = shared;
        return touching;
    }

    private static void Count(Dictionary<int, int>[] pairs, List<int> here, List<int> there)
    {
        foreach (int a in here)
        {
            foreach (int b in there)
            {
                if (a != b)
                {
                    pairs[a][b] = pairs[a].GetValueOrDefault(b) + 1;
                    pairs[b][a] = pairs[b].GetValueOrDefault(a) + 1;
                }
            }
        }
    }
}

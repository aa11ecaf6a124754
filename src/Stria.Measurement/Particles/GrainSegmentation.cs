using Stria.Numerics.Images;

namespace Stria.Measurement.Particles;

/// <summary>Grains that touch: each summit of the distance to the outside is a grain, and two are one when no neck lies between them.</summary>
internal static class GrainSegmentation
{
    /// <summary>The grains; none overlaps another.</summary>
    internal static IEnumerable<ParticleInstance> Of(SegmentedScene scene, SegmentationOptions options)
    {
        int height = scene.Grid.Height, width = scene.Grid.Width;
        float[] depth = GaussianFilter.Smooth(Finite(DistanceTransform.Of(scene.Mask, height, width), Math.Max(height, width)), height, width, 1);
        int[] order = [.. Enumerable.Range(0, depth.Length).Where(p => scene.Mask[p])];
        Array.Sort(order.Select(p => -depth[p]).ToArray(), order);
        var basins = new Basins(depth, options.Neck);
        var label = new int[depth.Length];
        Array.Fill(label, -1);
        foreach (int p in order)
        {
            label[p] = basins.Meet(p, Neighbours(p, height, width).Where(q => label[q] >= 0).Select(q => label[q]));
        }

        return order.GroupBy(p => basins.Of(label[p])).Select(g => new ParticleInstance(scene.Grid, [.. g.Order()])
        {
            Centreline = [(g.Average(p => (double)(p / width)), g.Average(p => (double)(p % width)))],
        });
    }

    private static float[] Finite(float[] distance, float largest) => [.. distance.Select(d => Math.Min(d, largest))];

    private static IEnumerable<int> Neighbours(int p, int height, int width)
    {
        int r = p / width, c = p % width;
        for (int y = Math.Max(0, r - 1); y <= Math.Min(height - 1, r + 1); y++)
        {
            for (int x = Math.Max(0, c - 1); x <= Math.Min(width - 1, c + 1); x++)
            {
                if (y != r || x != c)
                {
                    yield return (y * width) + x;
                }
            }
        }
    }

    /// <summary>Basins that are filled from their summits down and joined where they meet high enough.</summary>
    private sealed class Basins(float[] depth, double neck)
    {
        private readonly List<int> parent = [];
        private readonly List<float> summit = [];

        internal int Of(int basin)
        {
            while (parent[basin] != basin)
            {
                basin = parent[basin] = parent[parent[basin]];
            }

            return basin;
        }

        internal int Meet(int p, IEnumerable<int> around)
        {
            int[] basins = [.. around.Select(Of).Distinct().OrderByDescending(b => summit[b])];
            if (basins.Length == 0)
            {
                parent.Add(parent.Count);
                summit.Add(depth[p]);
                return parent.Count - 1;
            }

            foreach (int lower in basins.Skip(1).Where(b => depth[p] >= neck * summit[b]))
            {
                parent[lower] = basins[0];
            }

            return basins[0];
        }
    }
}

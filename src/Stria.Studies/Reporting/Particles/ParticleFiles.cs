using Stria.Core;
using Stria.Files;
using Stria.Measurement.Particles;
using Stria.Numerics.Geometry;

namespace Stria.Studies;

/// <summary>Writes the particles as others read them: maps.h5, labels.tif, outlines.geojson.</summary>
internal static class ParticleFiles
{
    private const long MostMaskValues = 400_000_000;

    /// <summary>Writes the files.</summary>
    public static void Write(StudyContext context)
    {
        IReadOnlyList<MeasuredParticle> all = context.Get<IReadOnlyList<MeasuredParticle>>();
        ParticleMaps maps = context.Get<ParticleMaps>();
        IReadOnlyList<ushort[]> layers = Layers(all, maps.Image.Grid);
        Store(context, all, maps, layers);
        TiffWriter.Write(Path.Combine(context.Folder.Root, "labels.tif"), maps.Image.Grid, layers, $"numbers of {all.Count} particles; further images hold the further particles of pixels where several cross");
        OutlineFile.Write(Path.Combine(context.Folder.Root, "outlines.geojson"), [.. all.SelectMany(p => Outlines(p, maps.Image.Grid))]);
    }

    /// <summary>The particle of each pixel, then the second of each pixel where two cross, and so on.</summary>
    public static IReadOnlyList<ushort[]> Layers(IReadOnlyList<MeasuredParticle> particles, ImageGrid grid)
    {
        List<ushort[]> layers = [new ushort[grid.Count]];
        foreach (MeasuredParticle particle in particles)
        {
            foreach (int p in particle.Instance.Pixels)
            {
                int layer = layers.FindIndex(l => l[p] == 0);
                if (layer < 0)
                {
                    layers.Add(new ushort[grid.Count]);
                    layer = layers.Count - 1;
                }

                layers[layer][p] = checked((ushort)particle.Number);
            }
        }

        return layers;
    }

    private static void Store(StudyContext context, IReadOnlyList<MeasuredParticle> all, ParticleMaps maps, IReadOnlyList<ushort[]> layers)
    {
        ImageGrid grid = maps.Image.Grid;
        using var store = new MapStore(context.Folder.MapsPath);
        store.Write("/image/" + maps.Image.Symbol.Replace(' ', '_'), maps.Image, "what shows the particles");
        var labels = new float[layers.Count * grid.Count];
        for (int i = 0; i < layers.Count; i++)
        {
            Array.ConvertAll(layers[i], v => (float)v).CopyTo(labels.AsSpan(i * grid.Count));
        }

        store.WriteFrames("/particles/label", labels, layers.Count, grid, "1");
        store.Attribute("/particles/label", "long_name", "number of the particle of each pixel; further frames hold further particles where several cross");
        if ((long)all.Count * grid.Count <= MostMaskValues)
        {
            store.WriteMasks("/particles/mask", [.. all.Select(p => p.Instance.Mask())], grid);
        }
        else
        {
            context.Say(Remark.Note($"maps.h5 holds labels and no mask of each of {all.Count} particles, which would be {(long)all.Count * grid.Count / 1_000_000} MB."));
        }

        foreach (ParticleAttribute a in ParticleAttributes.All)
        {
            store.WriteArray($"/particles/{a.Name.Replace(' ', '_')}", [.. all.Select(a.Of)], [all.Count], a.Unit.Length == 0 ? maps.Image.Unit : a.Unit);
        }

        store.Complete();
    }

    // Traced in the particle's own frame and moved to its place.
    private static IEnumerable<Outline> Outlines(MeasuredParticle particle, ImageGrid grid)
    {
        int[] pixels = particle.Instance.Pixels;
        int top = pixels[0] / grid.Width, bottom = pixels[^1] / grid.Width, left = pixels.Min(p => p % grid.Width), right = pixels.Max(p => p % grid.Width);
        ImageGrid part = grid.Crop(top, left, bottom - top + 1, right - left + 1);
        var labels = new byte[part.Count];
        foreach (int p in pixels)
        {
            labels[(((p / grid.Width) - top) * part.Width) + (p % grid.Width) - left] = 1;
        }

        double x = left * grid.PixelSizeX, y = (grid.Height - 1 - bottom) * grid.PixelSizeY;
        Ring Moved(Ring ring) => ring with { Points = [.. ring.Points.Select((v, i) => v + (i % 2 == 0 ? x : y))] };
        IReadOnlyList<Outline> traced = PixelOutlines.Of(labels, part, ["outside", "particle"]);
        return traced.Select((o, i) => new Outline(traced.Count == 1 ? $"particle {particle.Number}" : $"particle {particle.Number} part {i + 1}", Moved(o.Outer), [.. o.Holes.Select(Moved)]));
    }
}

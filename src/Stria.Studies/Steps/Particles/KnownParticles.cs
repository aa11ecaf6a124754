using Stria.Core;
using Stria.Files;

namespace Stria.Studies;

/// <summary>The true particles of an image: pixels of each, on the raster of the image.</summary>
/// <param name="Pixels">Pixels of each particle.</param>
internal sealed record KnownParticles(IReadOnlyList<int[]> Pixels)
{
    /// <summary>Reads them.</summary>
    /// <param name="path">truth.h5 of a made measurement, or a picture of labels whose background is 0.</param>
    /// <param name="grid">The raster of the image, which may be a part of the frame that the truth covers.</param>
    /// <param name="context">Receives the input's hash.</param>
    /// <exception cref="DataException">It cannot be read, or covers less than the image.</exception>
    public static KnownParticles Read(string path, ImageGrid grid, StudyContext context)
    {
        context.NoteInput(path);
        return Path.GetExtension(path).ToUpperInvariant() is ".H5" or ".HDF5" ? Masks(path, grid) : Labels(path, grid);
    }

    private static KnownParticles Masks(string path, ImageGrid grid)
    {
        using var file = new MapFile(path);
        if (!file.Contains("/particles/mask"))
        {
            throw new DataException("holds no '/particles/mask'. Perhaps the made measurement has no particles apart.", path);
        }

        (ImageGrid frame, float[] values) = file.Frames("/particles/mask");
        RefuseSmaller(path, frame, grid);
        IEnumerable<int[]> all = Enumerable.Range(0, values.Length / frame.Count).Select(k => Part(values.AsSpan(k * frame.Count, frame.Count), frame, grid));
        return new KnownParticles([.. all.Where(p => p.Length > 0)]);
    }

    private static KnownParticles Labels(string path, ImageGrid grid)
    {
        ScalarField labels = PictureReader.Read(path, null, []);
        RefuseSmaller(path, labels.Grid, grid with { OriginRow = 0, OriginColumn = 0 });
        IEnumerable<int> places = Enumerable.Range(0, grid.Count);
        return new KnownParticles([.. places.GroupBy(p => labels[p / grid.Width, p % grid.Width]).Where(g => g.Key != 0).Select(g => g.ToArray())]);
    }

    private static int[] Part(ReadOnlySpan<float> mask, ImageGrid frame, ImageGrid grid)
    {
        var pixels = new List<int>();
        for (int r = 0; r < grid.Height; r++)
        {
            for (int c = 0; c < grid.Width; c++)
            {
                if (mask[((r + grid.OriginRow) * frame.Width) + c + grid.OriginColumn] > 0)
                {
                    pixels.Add((r * grid.Width) + c);
                }
            }
        }

        return [.. pixels];
    }

    private static void RefuseSmaller(string path, ImageGrid frame, ImageGrid grid)
    {
        if (frame.Height < grid.OriginRow + grid.Height || frame.Width < grid.OriginColumn + grid.Width)
        {
            throw new DataException($"covers {frame.Height} × {frame.Width} pixels, and the image reaches to {grid.OriginRow + grid.Height} × {grid.OriginColumn + grid.Width}. Perhaps it belongs to another image.", path);
        }
    }
}

using Stria.Core;

namespace Stria.Numerics.Geometry;

/// <summary>Outlines of labelled regions along the edges of their pixels: their areas are those of the pixels, to rounding.</summary>
public static class PixelOutlines
{
    private const int East = 0, North = 1, West = 2, South = 3;

    /// <summary>Traces every connected region of every named label. Pixels that touch at a corner alone are not connected.</summary>
    /// <param name="labels">One label per pixel, row by row; 0 is outside.</param>
    /// <param name="grid">The raster; its pixel sizes must be known.</param>
    /// <param name="names">The name of each label, from 0.</param>
    /// <returns>One outline per region, in the order of labels and then of rows; in the plane of the image (<see cref="ImagePlane"/>).</returns>
    /// <exception cref="ArgumentException">A label has no name, or the pixel size is unknown.</exception>
    public static IReadOnlyList<Outline> Of(byte[] labels, ImageGrid grid, IReadOnlyList<string> names)
    {
        if (!grid.HasPixelSize || labels.Length != grid.Count)
        {
            throw new ArgumentException($"{labels.Length} labels for {grid.Height} × {grid.Width} pixels of {grid.PixelSizeX} m.", nameof(grid));
        }

        var outlines = new List<Outline>();
        for (int label = 1; label < names.Count; label++)
        {
            var left = new bool[labels.Length];
            for (int i = 0; i < left.Length; i++)
            {
                left[i] = labels[i] == label;
            }

            int number = 0;
            for (int seed = Array.IndexOf(left, true); seed >= 0; seed = Array.IndexOf(left, true, seed))
            {
                List<int> region = Region(left, seed, grid);
                outlines.Add(Trace(region, grid, $"{names[label]} {++number}"));
            }
        }

        return outlines;
    }

    /// <summary>Takes a connected region out of what is left.</summary>
    private static List<int> Region(bool[] left, int seed, ImageGrid grid)
    {
        List<int> region = [seed];
        left[seed] = false;
        for (int next = 0; next < region.Count; next++)
        {
            int pixel = region[next], column = pixel % grid.Width;
            Take(pixel - grid.Width, pixel >= grid.Width);
            Take(pixel + grid.Width, pixel + grid.Width < left.Length);
            Take(pixel - 1, column > 0);
            Take(pixel + 1, column < grid.Width - 1);
        }

        return region;

        void Take(int pixel, bool exists)
        {
            if (exists && left[pixel])
            {
                left[pixel] = false;
                region.Add(pixel);
            }
        }
    }

    private static Outline Trace(List<int> region, ImageGrid grid, string name)
    {
        SortedDictionary<int, byte> edges = Edges(region, grid);
        List<Ring> holes = [];
        Ring? outer = null;
        while (edges.Count > 0)
        {
            Ring ring = Follow(edges, grid);
            if (ring.SignedArea > 0)
            {
                outer = ring;
            }
            else
            {
                holes.Add(ring);
            }
        }

        return new Outline(name, outer!, holes);
    }

    /// <summary>The directed edges of a region, its pixels on their left, by the corner from which each sets out.</summary>
    private static SortedDictionary<int, byte> Edges(List<int> region, ImageGrid grid)
    {
        int corners = grid.Width + 1;
        HashSet<int> inside = [.. region];
        SortedDictionary<int, byte> edges = [];
        foreach (int pixel in region)
        {
            int row = pixel / grid.Width, column = pixel % grid.Width, corner = (row * corners) + column;
            Add(corner + corners, East, row == grid.Height - 1 || !inside.Contains(pixel + grid.Width));
            Add(corner + corners + 1, North, column == grid.Width - 1 || !inside.Contains(pixel + 1));
            Add(corner + 1, West, row == 0 || !inside.Contains(pixel - grid.Width));
            Add(corner, South, column == 0 || !inside.Contains(pixel - 1));
        }

        return edges;

        void Add(int from, int direction, bool isEdge)
        {
            if (isEdge)
            {
                edges[from] = (byte)(edges.GetValueOrDefault(from) | (1 << direction));
            }
        }
    }

    private static Ring Follow(SortedDictionary<int, byte> edges, ImageGrid grid)
    {
        int corners = grid.Width + 1, start = edges.First().Key, at = start, direction = -1;
        var plane = new ImagePlane(grid);
        List<double> points = [];
        do
        {
            int next = Next(edges[at], direction);
            if (next != direction)
            {
                points.Add(plane.X((at % corners) - 0.5));
                points.Add(plane.Y((at / corners) - 0.5));
            }

            byte rest = (byte)(edges[at] & ~(1 << next));
            if (rest == 0)
            {
                edges.Remove(at);
            }
            else
            {
                edges[at] = rest;
            }

            (at, direction) = (at + next switch { East => 1, North => -corners, West => -1, _ => corners }, next);
        }
        while (at != start);
        return new Ring([.. points], [.. Enumerable.Repeat("edge", points.Count / 2)]);
    }

    // Where two pixels of a region touch at a corner, the turn to the right keeps outer ring and hole apart.
    private static int Next(byte open, int direction)
    {
        for (int turn = 3; direction >= 0 && turn < 6; turn++)
        {
            int next = (direction + turn) % 4;
            if ((open & (1 << next)) != 0)
            {
                return next;
            }
        }

        return System.Numerics.BitOperations.TrailingZeroCount(open);
    }
}

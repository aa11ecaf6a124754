using Stria.Core;
using Stria.Numerics.Geometry;

namespace Stria.Measurement.Particles;

/// <summary>Size and shape of one particle, from its pixels.</summary>
public sealed record ParticleShape
{
    private static readonly (int Right, int Down)[] Ways = [(1, 0), (2, 1), (1, 1), (1, 2), (0, 1), (-1, 2), (-1, 1), (-2, 1)];

    /// <summary>Projected area [m²]: that of its pixels.</summary>
    public required double Area { get; init; }

    /// <summary>Length of the outline [m], holes included, by the formula of Cauchy and Crofton in eight directions: within 2 % whatever the direction.</summary>
    public required double Perimeter { get; init; }

    /// <summary>Length along the middle line from end to end [m]; for particles without one the longer side of the smallest rectangle round it.</summary>
    public required double Length { get; init; }

    /// <summary>Width [m]: area over length along the middle line; without one the shorter side of the rectangle.</summary>
    public required double Width { get; init; }

    /// <summary>Largest diameter (Feret) [m].</summary>
    public required double LargestDiameter { get; init; }

    /// <summary>Direction of the longer axis of inertia, counter-clockwise from the rows as drawn, −π/2 … π/2 [rad]; of a round particle it means nothing.</summary>
    public required double Orientation { get; init; }

    /// <summary>Longer axis of the ellipse of the same moments [m].</summary>
    public required double MajorAxis { get; init; }

    /// <summary>Shorter axis of that ellipse [m].</summary>
    public required double MinorAxis { get; init; }

    /// <summary>Area over that of the convex hull, 0 … 1.</summary>
    public required double Solidity { get; init; }

    /// <summary>Outline of the convex hull over the outline, 0 … 1.</summary>
    public required double Convexity { get; init; }

    /// <summary>Middle (row, column) [px].</summary>
    public required (double Row, double Column) Centre { get; init; }

    /// <summary>Length over width.</summary>
    public double Aspect => Length / Width;

    /// <summary>4π area over the square of the outline: 1 for a disk, π/4 for a square, small for wires.</summary>
    public double Circularity => Math.Min(1, 4 * Math.PI * Area / (Perimeter * Perimeter));

    /// <summary>Eccentricity of the ellipse of the same moments: 0 for a disk.</summary>
    public double Eccentricity => Math.Sqrt(Math.Max(0, 1 - (MinorAxis * MinorAxis / (MajorAxis * MajorAxis))));

    /// <summary>Diameter of the disk of the same area [m].</summary>
    public double EquivalentDiameter => Math.Sqrt(4 * Area / Math.PI);

    /// <summary>Measures a particle.</summary>
    /// <exception cref="ArgumentException">It has no pixels, or the raster no pixel size.</exception>
    public static ParticleShape Of(ParticleInstance particle)
    {
        ImageGrid grid = particle.Grid;
        if (particle.Pixels.Length == 0 || !grid.HasPixelSize)
        {
            throw new ArgumentException($"{particle.Pixels.Length} pixels of {grid.PixelSizeX} m have no shape.", nameof(particle));
        }

        double dx = grid.PixelSizeX, dy = grid.PixelSizeY, area = particle.Pixels.Length * dx * dy, outline = Outline(particle.Pixels, grid);
        var plane = new ImagePlane(grid);
        ConvexHull hull = ConvexHull.Of(Ends(particle.Pixels, grid.Width).SelectMany(p => EdgeMiddles(plane.X(p % grid.Width), plane.Y(p / grid.Width), dx / 2, dy / 2)));
        (double length, double width, _) = hull.Rectangle();
        double along = LengthAlong(particle);
        (double major, double minor, double angle, (double Row, double Column) centre) = Moments(particle.Pixels, grid);
        return new ParticleShape
        {
            Area = area,
            Perimeter = outline,
            Length = double.IsNaN(along) ? length : along,
            Width = double.IsNaN(along) ? width : area / along,
            LargestDiameter = hull.LargestDiameter,
            Orientation = angle,
            MajorAxis = major,
            MinorAxis = minor,
            Solidity = Math.Min(1, area / hull.Area),
            Convexity = Math.Min(1, hull.Perimeter / outline),
            Centre = centre,
        };
    }

    private static IEnumerable<Point2> EdgeMiddles(double x, double y, double halfX, double halfY) => [new(x - halfX, y), new(x + halfX, y), new(x, y - halfY), new(x, y + halfY)];

    // The first and the last pixel of each row: no other is a corner of the hull.
    private static IEnumerable<int> Ends(int[] ascending, int width)
    {
        for (int i = 0; i < ascending.Length; i++)
        {
            int row = ascending[i] / width;
            if (i == 0 || i == ascending.Length - 1 || ascending[i - 1] / width != row || ascending[i + 1] / width != row)
            {
                yield return ascending[i];
            }
        }
    }

    // L = ½ ∫∫ n dp dθ: pixels are counted along rows, columns, diagonals and the moves of a knight, each standing for the directions nearest to it.
    private static double Outline(int[] pixels, ImageGrid grid)
    {
        double dx = grid.PixelSizeX, dy = grid.PixelSizeY;
        (int Right, int Down, double Angle)[] ways = [.. Ways.Select(w => (w.Right, w.Down, Math.Atan2(w.Down * dy, w.Right * dx))).OrderBy(w => w.Item3)];
        (bool[] inside, int pitch, int[] places) = Framed(pixels, grid.Width);
        double sum = 0;
        for (int k = 0; k < ways.Length; k++)
        {
            (int right, int down, _) = ways[k];
            double before = k > 0 ? ways[k - 1].Angle : ways[^1].Angle - Math.PI, after = k + 1 < ways.Length ? ways[k + 1].Angle : ways[0].Angle + Math.PI;
            double apart = dx * dy / Math.Sqrt((right * dx * right * dx) + (down * dy * down * dy));
            int crossings = 0, step = (down * pitch) + right;
            foreach (int p in places)
            {
                crossings += (inside[p + step] ? 0 : 1) + (inside[p - step] ? 0 : 1);
            }

            sum += (after - before) / 2 * apart * crossings;
        }

        return sum / 2;
    }

    // The particle in a frame of its own with two pixels of nothing around, so that every move of a knight ends in the frame.
    private static (bool[] Inside, int Pitch, int[] Places) Framed(int[] pixels, int width)
    {
        int top = pixels[0] / width, bottom = pixels[^1] / width, left = pixels.Min(p => p % width), right = pixels.Max(p => p % width), pitch = right - left + 5;
        var inside = new bool[(bottom - top + 5) * pitch];
        int[] places = Array.ConvertAll(pixels, p => (((p / width) - top + 2) * pitch) + (p % width) - left + 2);
        Array.ForEach(places, p => inside[p] = true);
        return (inside, pitch, places);
    }

    private static (double Major, double Minor, double Angle, (double Row, double Column) Centre) Moments(int[] pixels, ImageGrid grid)
    {
        double row = pixels.Average(p => (double)(p / grid.Width)), column = pixels.Average(p => (double)(p % grid.Width)), xx = 0, xy = 0, yy = 0;
        foreach (int p in pixels)
        {
            double x = ((p % grid.Width) - column) * grid.PixelSizeX, y = (row - (p / grid.Width)) * grid.PixelSizeY;
            (xx, xy, yy) = (xx + (x * x), xy + (x * y), yy + (y * y));
        }

        // A pixel is a small square with moments of its own.
        xx = (xx / pixels.Length) + (grid.PixelSizeX * grid.PixelSizeX / 12);
        yy = (yy / pixels.Length) + (grid.PixelSizeY * grid.PixelSizeY / 12);
        xy /= pixels.Length;
        double mean = (xx + yy) / 2, apart = Math.Sqrt((((xx - yy) / 2) * ((xx - yy) / 2)) + (xy * xy));
        return (4 * Math.Sqrt(mean + apart), 4 * Math.Sqrt(Math.Max(0, mean - apart)), 0.5 * Math.Atan2(2 * xy, xx - yy), (row, column));
    }

    // The middle line ends about half a width before the particle does: it is drawn on to where the particle ends. NaN for a point, and for a line that is no longer than the particle is wide.
    private static double LengthAlong(ParticleInstance particle)
    {
        ImageGrid grid = particle.Grid;
        Point2[] line = [.. particle.Centreline.Select(p => new Point2(p.Column * grid.PixelSizeX, (grid.Height - 1 - p.Row) * grid.PixelSizeY))];
        double run = line.Zip(line.Skip(1), (a, b) => a.Distance(b)).Sum(), thick = particle.Pixels.Length * grid.PixelSizeX * grid.PixelSizeY / Math.Max(run, 1e-30);
        if (line.Length < 5 || run < thick)
        {
            return double.NaN;
        }

        bool closed = line[0].Distance(line[^1]) < 3 * Math.Max(grid.PixelSizeX, grid.PixelSizeY) && run > 3 * thick;
        return closed ? run + line[0].Distance(line[^1]) : run + Beyond(particle, line) + Beyond(particle, [.. line.Reverse()]);
    }

    private static double Beyond(ParticleInstance particle, Point2[] line)
    {
        ImageGrid grid = particle.Grid;
        int reach = Math.Min(line.Length - 1, Math.Max(4, line.Length / 12));
        Point2 end = line[0], inner = line[reach];
        double way = end.Distance(inner), ux = (end.X - inner.X) / way, uy = (end.Y - inner.Y) / way, farthest = 0, near = 1.5 * Math.Max(grid.PixelSizeX, grid.PixelSizeY);
        foreach (int p in particle.Pixels)
        {
            double x = ((p % grid.Width) * grid.PixelSizeX) - end.X, y = ((grid.Height - 1 - (p / grid.Width)) * grid.PixelSizeY) - end.Y;
            double ahead = (x * ux) + (y * uy), aside = Math.Abs((x * uy) - (y * ux));
            if (aside <= near)
            {
                farthest = Math.Max(farthest, ahead);
            }
        }

        return farthest + (0.5 * ((Math.Abs(ux) * grid.PixelSizeX) + (Math.Abs(uy) * grid.PixelSizeY)));
    }
}

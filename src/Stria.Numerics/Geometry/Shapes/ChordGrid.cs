namespace Stria.Numerics.Geometry.Shapes;

/// <summary>Chords in the boxes of a raster, to find those near each other.</summary>
internal sealed class ChordGrid
{
    private readonly IReadOnlyList<CurveChord> chords;
    private readonly double x0, y0, pitch, margin;
    private readonly int columns, rows;
    private readonly List<int>[] boxes;

    /// <summary>Sorts chords into boxes.</summary>
    /// <param name="chords">The chords.</param>
    /// <param name="margin">Chords at most this far [m] apart are found.</param>
    public ChordGrid(IReadOnlyList<CurveChord> chords, double margin)
    {
        (this.chords, this.margin) = (chords, margin);
        (x0, y0) = (chords.Min(c => Math.Min(c.From.X, c.To.X) - c.Bulge), chords.Min(c => Math.Min(c.From.Y, c.To.Y) - c.Bulge));
        double width = chords.Max(c => Math.Max(c.From.X, c.To.X) + c.Bulge) - x0, height = chords.Max(c => Math.Max(c.From.Y, c.To.Y) + c.Bulge) - y0;
        pitch = Math.Max(width, height) / Math.Clamp((int)Math.Sqrt(chords.Count), 1, 1000);
        (columns, rows) = ((int)(width / pitch) + 1, (int)(height / pitch) + 1);
        boxes = [.. Enumerable.Range(0, columns * rows).Select(_ => new List<int>())];
        for (int i = 0; i < chords.Count; i++)
        {
            foreach (int box in BoxesOf(Bounds(chords[i])))
            {
                boxes[box].Add(i);
            }
        }
    }

    /// <summary>Pairs of chords whose boxes overlap, each once, in a fixed order.</summary>
    public IEnumerable<(int First, int Second)> Pairs()
    {
        for (int box = 0; box < boxes.Length; box++)
        {
            List<int> here = boxes[box];
            for (int i = 0; i < here.Count; i++)
            {
                for (int j = i + 1; j < here.Count; j++)
                {
                    if (Meet(Bounds(chords[here[i]]), Bounds(chords[here[j]]), box))
                    {
                        yield return (here[i], here[j]);
                    }
                }
            }
        }
    }

    /// <summary>Chords that may lie within the margin of a place.</summary>
    public IEnumerable<int> Near(Point2 place)
    {
        int column = Math.Clamp((int)((place.X - x0) / pitch), 0, columns - 1), row = Math.Clamp((int)((place.Y - y0) / pitch), 0, rows - 1);
        return boxes[(row * columns) + column].Where(i => Bounds(chords[i]).Holds(place));
    }

    private Bound Bounds(in CurveChord c)
    {
        double grow = c.Bulge + margin;
        return new(Math.Min(c.From.X, c.To.X) - grow, Math.Min(c.From.Y, c.To.Y) - grow, Math.Max(c.From.X, c.To.X) + grow, Math.Max(c.From.Y, c.To.Y) + grow);
    }

    private IEnumerable<int> BoxesOf(Bound b)
    {
        for (int row = Row(b.Y0); row <= Row(b.Y1); row++)
        {
            for (int column = Column(b.X0); column <= Column(b.X1); column++)
            {
                yield return (row * columns) + column;
            }
        }
    }

    // A pair stands in several boxes; it is told in the one that holds the lower left corner of what both bounds share.
    private bool Meet(in Bound a, in Bound b, int box)
    {
        double x = Math.Max(a.X0, b.X0), y = Math.Max(a.Y0, b.Y0);
        return x <= Math.Min(a.X1, b.X1) && y <= Math.Min(a.Y1, b.Y1) && (Row(y) * columns) + Column(x) == box;
    }

    private int Column(double x) => Math.Clamp((int)((x - x0) / pitch), 0, columns - 1);

    private int Row(double y) => Math.Clamp((int)((y - y0) / pitch), 0, rows - 1);

    private readonly record struct Bound(double X0, double Y0, double X1, double Y1)
    {
        public bool Holds(in Point2 p) => p.X >= X0 && p.X <= X1 && p.Y >= Y0 && p.Y <= Y1;
    }
}

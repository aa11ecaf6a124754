using Stria.Figures.Drawing;

namespace Stria.Figures.Layout;

/// <summary>One line of a legend.</summary>
/// <param name="Name">What is written.</param>
/// <param name="DrawKey">Draws the sample into a small rectangle.</param>
internal sealed record LegendEntry(string Name, Action<ICanvas, Rect> DrawKey)
{
    /// <summary>A coloured field.</summary>
    internal static LegendEntry Swatch(string name, Rgb colour, double opacity = 1) =>
        new(name, (canvas, key) => canvas.Rectangle(new Rect(key.X, key.CentreY - 3.5, key.Width, 7), new Paint(colour, opacity)));

    /// <summary>A line.</summary>
    internal static LegendEntry Line(string name, Rgb colour) =>
        new(name, (canvas, key) => canvas.Polyline([new(key.X, key.CentreY), new(key.Right, key.CentreY)], Stroke.Of(colour, 1.4)));
}

/// <summary>Names of what is drawn. Looks for a corner where it hides nothing; else stands outside, on the right or below.</summary>
internal sealed class Legend(IReadOnlyList<LegendEntry> entries, LegendPlace wish)
{
    private const double RowHeight = 10.5, KeyWidth = 14, KeyGap = 4, Between = 12, Inset = 5;
    private Seat seat = wish == LegendPlace.None || entries.Count == 0 ? Seat.Nowhere : Seat.Undecided;
    private int corner;

    private enum Seat
    {
        Undecided,
        Nowhere,
        Inside,
        Right,
        Below,
    }

    /// <summary>Chooses the seat for a plot area and says how much room it takes outside.</summary>
    /// <param name="ruler">Measures the names.</param>
    /// <param name="plot">Size of the plot area.</param>
    /// <param name="data">Points of what is drawn, in a plot area whose corner is the origin.</param>
    internal Margins Measure(TextRuler ruler, Size plot, IReadOnlyList<Point> data)
    {
        if (seat == Seat.Nowhere)
        {
            return default;
        }

        Size size = SizeOf(ruler);
        // A seat outside is kept: the plot area that it narrows might make it look too wide again.
        if (seat is Seat.Undecided or Seat.Inside)
        {
            seat = wish == LegendPlace.Auto && FindCorner(size, plot, data) ? Seat.Inside : size.Width < 0.36 * plot.Width ? Seat.Right : Seat.Below;
        }

        return seat switch
        {
            Seat.Right => new Margins(0, 0, size.Width + 10, 0),
            Seat.Below => new Margins(0, 0, 0, (Flow(ruler, plot.Width).Count * RowHeight) + 4),
            _ => default,
        };
    }

    /// <summary>Draws the legend.</summary>
    /// <param name="canvas">Where to.</param>
    /// <param name="ruler">Measures the names.</param>
    /// <param name="plot">The plot area.</param>
    /// <param name="below">How far below the plot area the axis labels end [pt].</param>
    /// <param name="beside">How far to the right of the plot area other keys reach [pt].</param>
    internal void Draw(ICanvas canvas, TextRuler ruler, Rect plot, double below, double beside = 0)
    {
        if (seat == Seat.Below)
        {
            DrawFlow(canvas, ruler, new Point(plot.X, plot.Bottom + below + 4), plot.Width);
            return;
        }

        if (seat is Seat.Inside or Seat.Right)
        {
            Rect box = seat == Seat.Right ? new Rect(plot.Right + beside + 10, plot.Y, 0, 0) : Corner(corner, SizeOf(ruler), plot);
            for (int i = 0; i < entries.Count; i++)
            {
                DrawEntry(canvas, entries[i], new Point(box.X, box.Y + (i * RowHeight)));
            }
        }
    }

    /// <summary>Rows of entries that fit side by side into a width.</summary>
    internal IReadOnlyList<IReadOnlyList<LegendEntry>> Flow(TextRuler ruler, double width)
    {
        var rows = new List<IReadOnlyList<LegendEntry>>();
        var row = new List<LegendEntry>();
        double used = 0;
        foreach (LegendEntry entry in entries)
        {
            double needed = WidthOf(ruler, entry);
            if (row.Count > 0 && used + needed > width)
            {
                rows.Add(row);
                (row, used) = ([], 0);
            }

            row.Add(entry);
            used += needed + Between;
        }

        return row.Count > 0 ? [.. rows, row] : rows;
    }

    /// <summary>Height of the flowing rows [pt].</summary>
    internal double FlowHeight(TextRuler ruler, double width) => Flow(ruler, width).Count * RowHeight;

    /// <summary>Draws the entries side by side, row by row.</summary>
    internal void DrawFlow(ICanvas canvas, TextRuler ruler, Point corner, double width)
    {
        double y = corner.Y;
        foreach (IReadOnlyList<LegendEntry> row in Flow(ruler, width))
        {
            double x = corner.X;
            foreach (LegendEntry entry in row)
            {
                DrawEntry(canvas, entry, new Point(x, y));
                x += WidthOf(ruler, entry) + Between;
            }

            y += RowHeight;
        }
    }

    private static void DrawEntry(ICanvas canvas, LegendEntry entry, Point corner)
    {
        entry.DrawKey(canvas, new Rect(corner.X, corner.Y, KeyWidth, RowHeight));
        canvas.Text(entry.Name, new Point(corner.X + KeyWidth + KeyGap, corner.Y + (RowHeight / 2)), new TextStyle(Theme.TickText) { Level = Level.Middle });
    }

    private bool FindCorner(Size size, Size plot, IReadOnlyList<Point> data)
    {
        if (size.Width + (2 * Inset) > plot.Width || size.Height + (2 * Inset) > 0.7 * plot.Height)
        {
            return false;
        }

        var area = new Rect(0, 0, plot.Width, plot.Height);
        for (corner = 0; corner < 6; corner++)
        {
            Rect box = Corner(corner, size, area);
            var roomy = new Rect(box.X - 3, box.Y - 3, box.Width + 6, box.Height + 6);
            if (!data.Any(roomy.Contains))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Upper right, upper left, lower right, lower left, top centre, bottom centre.</summary>
    private static Rect Corner(int index, Size size, Rect plot)
    {
        double x = index switch { 0 or 2 => plot.Right - size.Width - Inset, 1 or 3 => plot.X + Inset, _ => plot.CentreX - (size.Width / 2) };
        double y = index is 0 or 1 or 4 ? plot.Y + 2 : plot.Bottom - size.Height - Inset;
        return new Rect(x, y, size.Width, size.Height);
    }

    private Size SizeOf(TextRuler ruler) => new(entries.Max(e => WidthOf(ruler, e)), entries.Count * RowHeight);

    private static double WidthOf(TextRuler ruler, LegendEntry entry) => KeyWidth + KeyGap + ruler.Width(entry.Name, Theme.TickText);
}

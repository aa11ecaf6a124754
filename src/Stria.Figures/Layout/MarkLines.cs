using Stria.Figures.Drawing;

namespace Stria.Figures.Layout;

/// <summary>Vertical lines and bands through a plot, their labels in rows above it so that they hide nothing.</summary>
internal sealed class MarkLines(IReadOnlyList<VerticalMark> marks, IReadOnlyList<VerticalSpan> spans)
{
    private const double RowHeight = 9.5;

    /// <summary>Height of the rows of labels above the plot [pt].</summary>
    internal double Height(TextRuler ruler, PlotFrame frame)
    {
        List<Placed> placed = Place(ruler, frame);
        return placed.Count == 0 ? 0 : (RowHeight * (1 + placed.Max(p => p.Row))) + 1;
    }

    /// <summary>Bands and lines, under the data.</summary>
    internal void DrawLines(ICanvas canvas, PlotFrame frame)
    {
        Rect area = frame.Area;
        canvas.Clip(area);
        foreach (VerticalSpan span in spans)
        {
            double from = frame.XOf(Math.Min(span.From, span.To)), to = frame.XOf(Math.Max(span.From, span.To));
            canvas.Rectangle(new Rect(from, area.Y, to - from, area.Height), new Paint(span.Colour ?? Theme.Faint, 0.16));
        }

        foreach (VerticalMark mark in marks)
        {
            double x = frame.XOf(mark.X);
            canvas.Polyline([new(x, area.Y), new(x, area.Bottom)], Stroke.Of(mark.Colour ?? Theme.Faint, 0.7) with { Dashes = [2.5, 2] });
        }

        canvas.Unclip();
    }

    /// <summary>Points along the lines, which a legend must not cross.</summary>
    internal IEnumerable<Point> Trace(PlotFrame frame)
    {
        foreach (VerticalMark mark in marks)
        {
            for (double y = frame.Area.Y; y <= frame.Area.Bottom; y += 4)
            {
                yield return new Point(frame.XOf(mark.X), y);
            }
        }
    }

    /// <summary>The labels.</summary>
    internal void DrawLabels(ICanvas canvas, TextRuler ruler, PlotFrame frame)
    {
        foreach (Placed label in Place(ruler, frame))
        {
            var at = new Point(label.Left, frame.Area.Y - 3 - (label.Row * RowHeight));
            canvas.Text(label.Text, at, new TextStyle(Theme.TickText) { Colour = label.Colour });
        }
    }

    private List<Placed> Place(TextRuler ruler, PlotFrame frame)
    {
        Rgb grey = Rgb.Parse("#555555");
        IEnumerable<(string Text, double X, Rgb Colour)> wanted =
        [
            .. marks.Where(m => m.Label is not null).Select(m => (m.Label!, frame.XOf(m.X), m.Colour ?? grey)),
            .. spans.Where(s => s.Label is not null).Select(s => (s.Label!, (frame.XOf(s.From) + frame.XOf(s.To)) / 2, s.Colour ?? grey)),
        ];
        var placed = new List<Placed>();
        foreach ((string text, double x, Rgb colour) in wanted.Where(w => w.X >= frame.Area.X && w.X <= frame.Area.Right).OrderBy(w => w.X))
        {
            double width = ruler.Width(text, Theme.TickText);
            double left = Math.Clamp(x - (width / 2), frame.Area.X, Math.Max(frame.Area.X, frame.Area.Right - width));
            int row = 0;
            while (placed.Any(p => p.Row == row && left < p.Right + 4 && p.Left < left + width + 4))
            {
                row++;
            }

            placed.Add(new Placed(text, left, left + width, row, colour));
        }

        return placed;
    }

    private readonly record struct Placed(string Text, double Left, double Right, int Row, Rgb Colour);
}

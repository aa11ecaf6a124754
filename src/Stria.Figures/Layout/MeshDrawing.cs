using Stria.Core;
using Stria.Figures.Axes;
using Stria.Figures.Drawing;

namespace Stria.Figures.Layout;

/// <summary>Draws a field on a mesh.</summary>
internal sealed class MeshDrawing : IPanelDrawing
{
    // Twice as fine as the page, so that the edge of the mesh is smooth.
    private const int Finer = 2;

    // Around the mesh there is room for supports and arrows, whether there are any or not: equal meshes are drawn equally large.
    private const double Room = 0.045;
    private const double ShortestBar = 36, CaptionHeight = 11, OutlineWidth = 0.7, LargestShareOfWidth = 0.12;

    private readonly MeshPanel panel;
    private readonly MeshMarks marks;
    private readonly MapFrame frame;
    private readonly double[] values;
    private readonly MeshWindow window;
    private readonly bool empty;

    internal MeshDrawing(MeshPanel panel)
    {
        this.panel = panel;
        MeshField field = panel.Field;
        values = Values(field, panel.Component);
        empty = !values.Any(double.IsFinite);
        window = panel.Window ?? MeshView.Around(field.Mesh, Room);
        marks = new MeshMarks(panel);
        frame = new MapFrame(Grid(window), [], [.. panel.Points.Select(p => new MapPoint(p.Name, ((window.Top - p.Y) / (window.Top - window.Bottom)) - 0.5, ((p.X - window.Left) / (window.Right - window.Left)) - 0.5) { Colour = p.Colour })], marks.Legend, panel.PlainLengths);
        AxisScale limits = panel.Limits is (double min, double max) ? ColourBar.Between(min, max) : Robust();
        Bar = new ColourBar(panel.Colours ?? (panel.Centred ? ColourMap.BlueWhiteRed : ColourMap.Viridis), limits, panel.Label ?? AxisText.Of(Symbol(panel), field.Unit))
        {
            ReachesBelow = values.Any(v => limits.Position(v) < -0.002),
            ReachesAbove = values.Any(v => limits.Position(v) > 1.002),
        };
    }

    public double Aspect => frame.Aspect;

    public bool IsImage => true;

    /// <summary>The colours with their limits.</summary>
    internal ColourBar Bar { get; }

    /// <summary>The part of the plane that is shown.</summary>
    internal MeshWindow Window => window;

    /// <summary>One value per node or cell.</summary>
    /// <exception cref="ArgumentException">The field has several components and none is named, or not this one.</exception>
    internal static double[] Values(MeshField field, string? component)
    {
        int count = field.Components.Count, index = component is null ? (count == 1 ? 0 : -1) : field.Components.ToList().IndexOf(component);
        return index >= 0
            ? [.. Enumerable.Range(0, field.Values.Length / count).Select(i => field.Values[(i * count) + index])]
            : throw new ArgumentException($"The field '{field.Symbol}' has the components {string.Join(", ", field.Components)}; '{component}' cannot be drawn.", nameof(component));
    }

    public Margins Measure(TextRuler ruler, Size plot)
    {
        double height = frame.Fit(new Rect(0, 0, plot.Width, plot.Height)).Height, below = frame.Below(ruler, plot) + (panel.Caption is null ? 0 : CaptionHeight);
        return HasBar
            ? new Margins(0, 3, Bar.Measure(ruler, Math.Max(height, ShortestBar)), Math.Max(below, ShortestBar + 3 - height))
            : new Margins(0, 0, 1, below);
    }

    public void Draw(ICanvas canvas, TextRuler ruler, Rect plot)
    {
        Rect image = frame.Fit(plot);
        var view = new MeshView(window, image);
        canvas.Clip(image);
        DrawField(canvas, image);
        if (panel.MeshLines)
        {
            canvas.Segments([.. new MeshSides(panel.Field.Mesh).Once().SelectMany(s => Pairs(view.Side(panel.Field.Mesh, s.Cell, s.Side)))], new Stroke(new Paint(Theme.Ink, 0.45), 0.25));
        }

        if (panel.Outline)
        {
            Point[] sides = [.. new MeshSides(panel.Field.Mesh).Boundary().SelectMany(s => Pairs(view.Side(panel.Field.Mesh, s.Cell, s.Side)))];
            canvas.Segments(sides, Stroke.Of(Theme.Ink, Math.Min(OutlineWidth, LargestShareOfWidth * MeanWidth(sides))) with { SquareEnds = true });
        }

        marks.Draw(canvas, view);
        canvas.Unclip();
        frame.DrawMarks(canvas, ruler, image);
        if (panel.Caption is string caption)
        {
            canvas.Text(caption, new Point(image.X, image.Bottom + frame.Below(ruler, plot.Size) + (CaptionHeight / 2)), new TextStyle(Theme.TickText) { Level = Level.Middle });
        }

        if (empty)
        {
            canvas.Text("no values", new Point(image.CentreX, image.CentreY), new TextStyle(Theme.LabelText) { Anchor = Anchor.Middle, Level = Level.Middle, Colour = Theme.Faint });
        }
        else if (HasBar)
        {
            Bar.Draw(canvas, ruler, image with { Height = Math.Max(image.Height, ShortestBar) });
        }
    }

    /// <summary>The ends of the pieces of a line, two by two.</summary>
    internal static IEnumerable<Point> Pairs(IEnumerable<Point> line)
    {
        Point? before = null;
        foreach (Point p in line)
        {
            if (before is Point q)
            {
                yield return q;
                yield return p;
            }

            before = p;
        }
    }

    // Twice the area by the circumference: the width of a wire. A line as thick as the wire would hide what is in it.
    private static double MeanWidth(ReadOnlySpan<Point> sides)
    {
        double area = 0, length = 0;
        for (int i = 0; i < sides.Length; i += 2)
        {
            (Point a, Point b) = (sides[i], sides[i + 1]);
            area += 0.5 * ((a.X * b.Y) - (b.X * a.Y));
            length += double.Hypot(b.X - a.X, b.Y - a.Y);
        }

        return 2 * Math.Abs(area) / length;
    }

    private bool HasBar => panel.ColourBar && !empty;

    /// <summary>The raster lies on whole pixels of the page, so that it is not blurred.</summary>
    private void DrawField(ICanvas canvas, Rect image)
    {
        double fine = Finer * canvas.Density;
        double left = Math.Floor(image.X * canvas.Density) * Finer, top = Math.Floor(image.Y * canvas.Density) * Finer;
        double right = Math.Ceiling(image.Right * canvas.Density) * Finer, bottom = Math.Ceiling(image.Bottom * canvas.Density) * Finer;
        var pixels = new Rect((image.X * fine) - left, (image.Y * fine) - top, image.Width * fine, image.Height * fine);
        Raster raster = MeshRaster.Paint(panel.Field, values, Bar, (new MeshView(window, pixels), (int)(right - left), (int)(bottom - top)));
        canvas.Image(raster, new Rect(left / fine, top / fine, (right - left) / fine, (bottom - top) / fine));
    }

    private AxisScale Robust()
    {
        var scale = AxisScale.Robust([.. values.Where(double.IsFinite).Select(v => (float)v)]);
        double largest = Math.Max(Math.Abs(scale.Min), Math.Abs(scale.Max));
        return panel.Centred ? new AxisScale(-largest, largest) : scale;
    }

    private static string Symbol(MeshPanel panel) => panel.Component is { Length: > 0 } component ? $"{panel.Field.Symbol} {component}" : panel.Field.Symbol;

    /// <summary>One pixel as large as the window, in which frames of maps find their way.</summary>
    private static ImageGrid Grid(MeshWindow window)
    {
        (double width, double height) = (window.Right - window.Left, window.Top - window.Bottom);
        return width > 0 && height > 0 && double.IsFinite(width + height)
            ? new ImageGrid(1, 1) { PixelSizeX = width, PixelSizeY = height }
            : throw new ArgumentException($"A window of {width} m × {height} m shows nothing.", nameof(window));
    }
}

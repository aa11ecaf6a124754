using Stria.Figures.Drawing;

namespace Stria.Figures.Layout;

/// <summary>Draws series into a plot frame.</summary>
internal static class Curves
{
    /// <summary>The ordinates as drawn, with the offset.</summary>
    internal static double Ordinate(Series series, int i) => series.Y[i] + series.Offset;

    /// <summary>Every ordinate that the axis must hold: values and the ends of their errors.</summary>
    internal static IEnumerable<double> Extent(Series series)
    {
        for (int i = 0; i < series.Y.Length; i++)
        {
            double y = Ordinate(series, i);
            yield return y;
            if (series.Sd is double[] sd && double.IsFinite(sd[i]))
            {
                yield return y - sd[i];
                yield return y + sd[i];
            }
        }
    }

    /// <summary>Checks that a series has as many ordinates and errors as abscissae.</summary>
    /// <exception cref="ArgumentException">It has not.</exception>
    internal static void Check(Series series)
    {
        if (series.Y.Length != series.X.Length || (series.Sd is double[] sd && sd.Length != series.X.Length))
        {
            throw new ArgumentException($"Series '{series.Name}': {series.X.Length} abscissae, {series.Y.Length} ordinates, {series.Sd?.Length ?? 0} errors.", nameof(series));
        }
    }

    internal static void Draw(ICanvas canvas, PlotFrame frame, Series series, Rgb colour)
    {
        if (series.Sd is double[] sd)
        {
            DrawErrors(canvas, frame, series, sd, colour);
        }

        if (series.Style != SeriesStyle.Markers)
        {
            foreach (Point[] run in Runs(frame, series))
            {
                canvas.Polyline(run, Pen(series, colour));
            }
        }

        if (series.Style is SeriesStyle.Markers or SeriesStyle.LineAndMarkers)
        {
            foreach (Point p in Points(frame, series).Where(p => double.IsFinite(p.X) && double.IsFinite(p.Y)))
            {
                DrawMarker(canvas, series, p, colour);
            }
        }
    }

    /// <summary>What the legend shows of a series.</summary>
    internal static LegendEntry Entry(Series series, Rgb colour) => new(series.Name, (canvas, key) =>
    {
        var centre = new Point(key.CentreX, key.CentreY);
        if (series.Sd is not null && series.Errors == ErrorStyle.Band)
        {
            canvas.Rectangle(new Rect(key.X, key.CentreY - 3, key.Width, 6), new Paint(colour, 0.2));
        }

        if (series.Style != SeriesStyle.Markers)
        {
            canvas.Polyline([new(key.X, key.CentreY), new(key.Right, key.CentreY)], Pen(series, colour));
        }

        if (series.Style is SeriesStyle.Markers or SeriesStyle.LineAndMarkers)
        {
            DrawMarker(canvas, series, centre, colour);
        }
    });

    /// <summary>Points close enough together along the drawn lines to find out what a legend would hide.</summary>
    internal static IEnumerable<Point> Trace(PlotFrame frame, Series series)
    {
        const double Apart = 4;
        foreach (Point[] run in Runs(frame, series))
        {
            for (int i = 0; i < run.Length; i++)
            {
                yield return run[i];
                int pieces = i + 1 < run.Length ? (int)Math.Min(Math.Max(Math.Abs(run[i + 1].X - run[i].X), Math.Abs(run[i + 1].Y - run[i].Y)) / Apart, 200) : 0;
                for (int k = 1; k < pieces; k++)
                {
                    double t = k / (double)pieces;
                    yield return new Point(run[i].X + (t * (run[i + 1].X - run[i].X)), run[i].Y + (t * (run[i + 1].Y - run[i].Y)));
                }
            }
        }
    }

    private static Stroke Pen(Series series, Rgb colour) => Stroke.Of(colour, series.LineWidth) with { Dashes = series.Dashed ? [4, 2.2] : [] };

    private static IEnumerable<Point> Points(PlotFrame frame, Series series)
    {
        for (int i = 0; i < series.X.Length; i++)
        {
            yield return frame.At(series.X[i], Ordinate(series, i));
        }
    }

    /// <summary>The pieces of the line between gaps.</summary>
    private static IEnumerable<Point[]> Runs(PlotFrame frame, Series series)
    {
        var run = new List<Point>();
        foreach (Point p in series.Style == SeriesStyle.Steps ? Stepped([.. Points(frame, series)]) : Points(frame, series))
        {
            if (double.IsFinite(p.X) && double.IsFinite(p.Y))
            {
                run.Add(p);
            }
            else if (run.Count > 0)
            {
                yield return [.. run];
                run.Clear();
            }
        }

        if (run.Count > 0)
        {
            yield return [.. run];
        }
    }

    private static IEnumerable<Point> Stepped(Point[] points)
    {
        for (int i = 0; i < points.Length; i++)
        {
            yield return i > 0 ? new Point((points[i - 1].X + points[i].X) / 2, points[i].Y) : points[i];
            yield return i + 1 < points.Length ? new Point((points[i].X + points[i + 1].X) / 2, points[i].Y) : points[i];
        }
    }

    private static void DrawErrors(ICanvas canvas, PlotFrame frame, Series series, double[] sd, Rgb colour)
    {
        int[] valid = [.. Enumerable.Range(0, sd.Length).Where(i => double.IsFinite(sd[i]) && double.IsFinite(series.Y[i]))];
        Point[] upper = [.. valid.Select(i => Bounded(frame, frame.At(series.X[i], Ordinate(series, i) + sd[i])))];
        Point[] lower = [.. valid.Select(i => Bounded(frame, frame.At(series.X[i], Ordinate(series, i) - sd[i])))];
        if (series.Errors == ErrorStyle.Bars)
        {
            canvas.Segments([.. upper.Zip(lower).SelectMany(p => (Point[])[p.First, p.Second])], Stroke.Of(colour, 0.7));
        }
        else if (upper.Length > 1)
        {
            canvas.Polygon([.. upper, .. lower.Reverse()], new Paint(colour, 0.2));
        }
    }

    /// <summary>The lower end of an error at or below zero on a logarithmic axis lies at the border.</summary>
    private static Point Bounded(PlotFrame frame, Point p) => double.IsNaN(p.Y) ? new Point(p.X, frame.Area.Bottom) : p;

    private static void DrawMarker(ICanvas canvas, Series series, Point p, Rgb colour)
    {
        double r = series.MarkerRadius;
        var fill = new Paint(series.Hollow ? Rgb.White : colour);
        Stroke edge = series.Hollow ? Stroke.Of(colour, 0.8) : Stroke.Of(Rgb.White, 0.4);
        switch (series.Marker)
        {
            case Marker.Square:
                canvas.Rectangle(new Rect(p.X - (0.9 * r), p.Y - (0.9 * r), 1.8 * r, 1.8 * r), fill, edge);
                break;
            case Marker.Triangle:
                canvas.Polygon([new(p.X, p.Y - (1.2 * r)), new(p.X + (1.1 * r), p.Y + (0.8 * r)), new(p.X - (1.1 * r), p.Y + (0.8 * r))], fill, edge);
                break;
            case Marker.Diamond:
                canvas.Polygon([new(p.X, p.Y - (1.3 * r)), new(p.X + (1.3 * r), p.Y), new(p.X, p.Y + (1.3 * r)), new(p.X - (1.3 * r), p.Y)], fill, edge);
                break;
            default:
                canvas.Circle(p, r, fill, edge);
                break;
        }
    }
}

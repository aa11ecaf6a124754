namespace Stria.Figures.Drawing;

/// <summary>What figures are drawn on. Coordinates in points from the upper left corner.</summary>
internal interface ICanvas
{
    /// <summary>Pixels per point at which raster images look sharp.</summary>
    double Density { get; }

    /// <summary>A line through points.</summary>
    void Polyline(ReadOnlySpan<Point> points, Stroke stroke);

    /// <summary>Separate lines: every two points are one.</summary>
    void Segments(ReadOnlySpan<Point> ends, Stroke stroke);

    /// <summary>A closed area, filled, outlined, or both.</summary>
    void Polygon(ReadOnlySpan<Point> points, Paint? fill, Stroke? stroke = null);

    /// <summary>A rectangle, filled, outlined, or both.</summary>
    void Rectangle(Rect area, Paint? fill, Stroke? stroke = null);

    /// <summary>A disc, filled, outlined, or both.</summary>
    void Circle(Point centre, double radius, Paint? fill, Stroke? stroke = null);

    /// <summary>One line of text.</summary>
    void Text(string text, Point at, TextStyle style);

    /// <summary>An image stretched over a rectangle.</summary>
    void Image(Raster raster, Rect area);

    /// <summary>Draws only inside a rectangle until <see cref="Unclip"/>.</summary>
    void Clip(Rect area);

    /// <summary>Ends the last <see cref="Clip"/>.</summary>
    void Unclip();
}

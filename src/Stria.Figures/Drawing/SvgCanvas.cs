using System.Globalization;
using System.Text;

namespace Stria.Figures.Drawing;

/// <summary>
/// Writes SVG by hand, because Cairo's own SVG turns text into numbered glyphs: text that cannot be searched or edited, and numbers that
/// collide when two figures stand in one page. No element here has an identifier.
/// </summary>
internal sealed class SvgCanvas : ICanvas
{
    private readonly StringBuilder svg = new();

    /// <param name="size">Size of the page [pt].</param>
    /// <param name="description">What the figure shows, for readers who do not see it.</param>
    internal SvgCanvas(Size size, string description)
    {
        string w = N(size.Width), h = N(size.Height);
        svg.Append($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}pt\" height=\"{h}pt\" viewBox=\"0 0 {w} {h}\" role=\"img\" aria-label=\"{Markup.Escape(description)}\"");
        svg.Append($" font-family=\"'{Theme.FontFamily}', Verdana, sans-serif\" stroke-linejoin=\"round\" fill=\"none\">\n");
    }

    // Half of print; rasters that are drawn for a density are twice as fine.
    public double Density => 2;

    public void Polyline(ReadOnlySpan<Point> points, Stroke stroke) => svg.Append($"<polyline points=\"{List(points)}\"{Pen(stroke)}/>\n");

    public void Segments(ReadOnlySpan<Point> ends, Stroke stroke)
    {
        var path = new StringBuilder();
        for (int i = 0; i + 1 < ends.Length; i += 2)
        {
            path.Append($"M{N(ends[i].X)} {N(ends[i].Y)}L{N(ends[i + 1].X)} {N(ends[i + 1].Y)}");
        }

        svg.Append($"<path d=\"{path}\"{Pen(stroke)}/>\n");
    }

    public void Polygon(ReadOnlySpan<Point> points, Paint? fill, Stroke? stroke = null) =>
        svg.Append($"<polygon points=\"{List(points)}\"{Fill(fill)}{Pen(stroke)}/>\n");

    public void Rectangle(Rect area, Paint? fill, Stroke? stroke = null) => svg.Append($"<rect{Box(area)}{Fill(fill)}{Pen(stroke)}/>\n");

    public void Circle(Point centre, double radius, Paint? fill, Stroke? stroke = null) =>
        svg.Append($"<circle cx=\"{N(centre.X)}\" cy=\"{N(centre.Y)}\" r=\"{N(radius)}\"{Fill(fill)}{Pen(stroke)}/>\n");

    public void Text(string text, Point at, TextStyle style)
    {
        string anchor = style.Anchor switch { Anchor.Middle => " text-anchor=\"middle\"", Anchor.End => " text-anchor=\"end\"", _ => "" };
        string weight = style.Bold ? " font-weight=\"bold\"" : "";
        string place = style.Upwards
            ? $" transform=\"translate({N(at.X)} {N(at.Y)}) rotate(-90)\" y=\"{N(style.BaselineShift)}\""
            : $" x=\"{N(at.X)}\" y=\"{N(at.Y + style.BaselineShift)}\"";
        svg.Append($"<text{place} font-size=\"{N(style.Size)}\"{anchor}{weight} fill=\"{style.Colour.Hex}\">{Markup.Escape(text)}</text>\n");
    }

    public void Image(Raster raster, Rect area)
    {
        string sharp = raster.Smooth ? "" : " image-rendering=\"optimizeSpeed\" style=\"image-rendering:pixelated\"";
        svg.Append($"<image{Box(area)} preserveAspectRatio=\"none\"{sharp} href=\"data:image/png;base64,{Convert.ToBase64String(PngWriter.Write(raster.Pixels, raster.Width, raster.Height))}\"/>\n");
    }

    // A nested svg element cuts off what lies outside it, and needs no identifier as a clipPath would.
    public void Clip(Rect area) =>
        svg.Append($"<svg{Box(area)} viewBox=\"{N(area.X)} {N(area.Y)} {N(area.Width)} {N(area.Height)}\" overflow=\"hidden\">\n");

    public void Unclip() => svg.Append("</svg>\n");

    /// <summary>The finished document.</summary>
    internal byte[] ToBytes() => Encoding.UTF8.GetBytes(svg + "</svg>\n");

    private static string N(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);

    private static string Box(Rect r) => $" x=\"{N(r.X)}\" y=\"{N(r.Y)}\" width=\"{N(r.Width)}\" height=\"{N(r.Height)}\"";

    private static string Fill(Paint? paint) =>
        paint is not Paint p ? "" : $" fill=\"{p.Colour.Hex}\"{(p.Opacity < 1 ? $" fill-opacity=\"{N(p.Opacity)}\"" : "")}";

    private static string Pen(Stroke? stroke)
    {
        if (stroke is not Stroke s)
        {
            return "";
        }

        string opacity = s.Paint.Opacity < 1 ? $" stroke-opacity=\"{N(s.Paint.Opacity)}\"" : "";
        string dashes = s.Dashes.Length > 0 ? $" stroke-dasharray=\"{string.Join(' ', s.Dashes.Select(N))}\"" : "";
        string ends = s.SquareEnds ? " stroke-linecap=\"square\"" : "";
        return $" stroke=\"{s.Paint.Colour.Hex}\" stroke-width=\"{N(s.Width)}\"{opacity}{dashes}{ends}";
    }

    private static string List(ReadOnlySpan<Point> points)
    {
        var list = new StringBuilder();
        foreach (Point p in points)
        {
            list.Append(list.Length > 0 ? " " : "").Append(N(p.X)).Append(',').Append(N(p.Y));
        }

        return list.ToString();
    }
}

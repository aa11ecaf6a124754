using Stria.Core;
using Stria.Figures.Drawing;
using Stria.Figures.Layout;

namespace Stria.Figures;

/// <summary>Turns figures into pictures. Equal figures give equal bytes.</summary>
public static class FigureRenderer
{
    /// <summary>The figure as a PNG file on white.</summary>
    /// <param name="figure">What to draw.</param>
    /// <param name="scale">Pixels per point, 0.1 … 20; 2 suits screens, 4 (288 dpi) print.</param>
    /// <exception cref="ArgumentException">The figure contradicts itself, as by series of unequal lengths.</exception>
    /// <exception cref="MissingLibraryException">Cairo is not installed.</exception>
    public static byte[] ToPng(Figure figure, double scale = 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(scale, 0.1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scale, 20);
        using var ruler = new TextRuler();
        return Png(FigureLayout.Of(figure, ruler), ruler, scale);
    }

    /// <summary>The figure as an SVG document (UTF-8) on white, texts as text, everything inside it.</summary>
    /// <param name="figure">What to draw.</param>
    /// <exception cref="ArgumentException">The figure contradicts itself, as by series of unequal lengths.</exception>
    /// <exception cref="MissingLibraryException">Cairo is not installed.</exception>
    public static byte[] ToSvg(Figure figure)
    {
        using var ruler = new TextRuler();
        return Svg(FigureLayout.Of(figure, ruler), ruler, figure);
    }

    /// <summary>Both at once, laid out once: the same bytes as those of <see cref="ToPng"/> and <see cref="ToSvg"/>.</summary>
    /// <param name="figure">What to draw.</param>
    /// <exception cref="ArgumentException">The figure contradicts itself, as by series of unequal lengths.</exception>
    /// <exception cref="MissingLibraryException">Cairo is not installed.</exception>
    public static (byte[] Png, byte[] Svg) ToPngAndSvg(Figure figure)
    {
        using var ruler = new TextRuler();
        FigureLayout layout = FigureLayout.Of(figure, ruler);
        return (Png(layout, ruler, 2), Svg(layout, ruler, figure));
    }

    private static byte[] Png(FigureLayout layout, TextRuler ruler, double scale)
    {
        using var canvas = new CairoCanvas(layout.Page, scale);
        Draw(canvas, ruler, layout);
        return canvas.ToPng();
    }

    private static byte[] Svg(FigureLayout layout, TextRuler ruler, Figure figure)
    {
        var canvas = new SvgCanvas(layout.Page, Describe(figure));
        Draw(canvas, ruler, layout);
        return canvas.ToBytes();
    }

    /// <summary>What the figure shows, in words.</summary>
    internal static string Describe(Figure figure) =>
        figure.Description ?? string.Join("; ", figure.Panels.Select(p => p.Title).Prepend(figure.Title).Where(t => !string.IsNullOrEmpty(t)));

    private static void Draw(ICanvas canvas, TextRuler ruler, FigureLayout layout)
    {
        canvas.Rectangle(new Rect(0, 0, layout.Page.Width, layout.Page.Height), new Paint(Rgb.White));
        double baseline = 6 + Theme.FigureTitleText;
        foreach (string line in layout.TitleLines)
        {
            canvas.Text(line, new Point(6, baseline), new TextStyle(Theme.FigureTitleText) { Bold = true });
            baseline += Theme.FigureTitleText * Theme.LineHeight;
        }

        foreach (PlacedPanel panel in layout.Panels)
        {
            DrawHeading(canvas, panel);
            panel.Drawing.Draw(canvas, ruler, panel.Plot);
        }
    }

    private static void DrawHeading(ICanvas canvas, PlacedPanel panel)
    {
        double baseline = panel.HeadingBottom - ((panel.Heading.Count - 1) * Theme.TitleText * Theme.LineHeight);
        foreach (string line in panel.Heading)
        {
            canvas.Text(line, new Point(panel.Plot.X, baseline), new TextStyle(Theme.TitleText) { Bold = true });
            baseline += Theme.TitleText * Theme.LineHeight;
        }
    }
}

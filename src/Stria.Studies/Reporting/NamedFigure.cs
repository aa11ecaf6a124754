using Stria.Core;
using Stria.Figures;
using Stria.Files;

namespace Stria.Studies;

/// <summary>A figure of the report with its file name.</summary>
/// <param name="Name">File name without extension.</param>
/// <param name="Report">The figure with heading and what to look for.</param>
internal sealed record NamedFigure(string Name, ReportFigure Report)
{
    /// <summary>Makes it from its parts.</summary>
    public static NamedFigure Of(string name, string heading, string lookFor, Figure figure, string? caption = null) =>
        new(name, new ReportFigure(heading, figure, lookFor) { Caption = caption });

    /// <summary>Draws it into a folder, as PNG and as SVG.</summary>
    /// <param name="folder">Where to.</param>
    /// <returns>The figure for the page, which need not draw it again.</returns>
    /// <exception cref="DataException">It cannot be written there.</exception>
    public ReportFigure Draw(string folder)
    {
        (byte[] png, byte[] svg) = FigureRenderer.ToPngAndSvg(Report.Figure);
        WholeFile.Write(Path.Combine(folder, Name + ".png"), png);
        string drawn = Path.Combine(folder, Name + ".svg");
        WholeFile.Write(drawn, svg);

        // The numbers behind a drawn figure are let go, and the picture too: those of all figures of a large map are as many as the map's own.
        return Report.AsPng ? Report : Report with { Svg = () => File.ReadAllBytes(drawn), Figure = Report.Figure with { Panels = [] } };
    }
}

using Stria.Figures.Drawing;

namespace Stria.Figures.Layout;

/// <summary>Draws one kind of panel.</summary>
internal interface IPanelDrawing
{
    /// <summary>Height of the plot area relative to its width.</summary>
    double Aspect { get; }

    /// <summary>Whether the aspect is the truth of an image, or a wish that the figure may change.</summary>
    bool IsImage { get; }

    /// <summary>Room that labels need around a plot area of about this size. Called again as the size settles.</summary>
    Margins Measure(TextRuler ruler, Size plot);

    /// <summary>Draws into a plot area and the margins around it.</summary>
    void Draw(ICanvas canvas, TextRuler ruler, Rect plot);
}

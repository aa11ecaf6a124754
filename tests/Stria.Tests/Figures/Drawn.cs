using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Stria.Core;
using Stria.Figures;
using Stria.Figures.Drawing;
using Stria.Figures.Layout;

namespace Stria.Tests.Figures;

/// <summary>What the tests of figures share: data without measurements, layouts, and the texts of an SVG with their places.</summary>
internal static class Drawn
{
    internal static readonly double[] Energies = [.. Enumerable.Range(0, 120).Select(i => 508 + (0.3 * i))];

    internal static ScalarField Field(int height, int width, Func<int, int, double> value, double pixel = 20e-9) => new(
        new ImageGrid(height, width) { PixelSizeY = pixel, PixelSizeX = pixel },
        [.. Enumerable.Range(0, height * width).Select(i => (float)value(i / width, i % width))],
        "x",
        "1");

    internal static Series Peak(string name, double centre) =>
        new(name, Energies, [.. Energies.Select(e => 0.2 + (1 / (1 + Math.Pow((e - centre) / 1.5, 2))))]);

    internal static FigureLayout Layout(Figure figure)
    {
        using var ruler = new TextRuler();
        return FigureLayout.Of(figure, ruler);
    }

    internal static XElement Svg(Figure figure) => XElement.Parse(Encoding.UTF8.GetString(FigureRenderer.ToSvg(figure)));

    internal static IEnumerable<string> Texts(Figure figure) => Svg(figure).Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value);

    /// <summary>Each text of a figure with the rectangle that its letters fill.</summary>
    internal static IReadOnlyList<(string Text, Rect Box)> TextBoxes(Figure figure)
    {
        using var ruler = new TextRuler();
        return [.. Svg(figure).Descendants().Where(e => e.Name.LocalName == "text").Select(e => (e.Value, Box(e, ruler)))];
    }

    private static Rect Box(XElement text, TextRuler ruler)
    {
        double size = Number(text, "font-size"), width = ruler.Width(text.Value, size, (string?)text.Attribute("font-weight") == "bold");
        double before = (string?)text.Attribute("text-anchor") switch { "middle" => width / 2, "end" => width, _ => 0 };
        double height = size * TextStyle.CapitalHeight;
        if ((string?)text.Attribute("transform") is string transform)
        {
            string[] place = transform["translate(".Length..transform.IndexOf(')')].Split(' ');
            double x = double.Parse(place[0], CultureInfo.InvariantCulture), y = double.Parse(place[1], CultureInfo.InvariantCulture);
            return new Rect(x + Number(text, "y") - height, y - (width - before), height, width);
        }

        return new Rect(Number(text, "x") - before, Number(text, "y") - height, width, height);
    }

    internal static double Number(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);
}

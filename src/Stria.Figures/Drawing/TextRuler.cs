using Stria.Figures.Native;

namespace Stria.Figures.Drawing;

/// <summary>Measures text before it is drawn.</summary>
internal sealed class TextRuler : IDisposable
{
    // Measured large and divided: the widths are then exact to a hundredth of a point.
    private const double Reference = 100;
    private readonly CairoSurface surface = CairoSurface.Create(1, 1);
    private readonly CairoContext context;
    private readonly Dictionary<(string Text, bool Bold), double> widths = [];

    internal TextRuler() => context = CairoContext.On(surface);

    /// <summary>Width of a text [pt].</summary>
    internal double Width(string text, double size, bool bold = false)
    {
        if (!widths.TryGetValue((text, bold), out double width))
        {
            context.Font(Theme.FontFamily, Reference, bold, italic: false);
            widths[(text, bold)] = width = context.Measure(text).AdvanceX / Reference;
        }

        return width * size;
    }

    /// <summary>The widest of several texts [pt]; 0 for none.</summary>
    internal double Widest(IEnumerable<string> texts, double size) => texts.Select(t => Width(t, size)).DefaultIfEmpty(0).Max();

    /// <summary>Breaks a text at spaces into lines no wider than given; a single long word keeps its own line.</summary>
    internal IReadOnlyList<string> Wrap(string text, double size, double width, bool bold = false)
    {
        var lines = new List<string>();
        string line = "";
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string longer = line.Length == 0 ? word : line + " " + word;
            if (line.Length > 0 && Width(longer, size, bold) > width)
            {
                lines.Add(line);
                line = word;
            }
            else
            {
                line = longer;
            }
        }

        return line.Length > 0 ? [.. lines, line] : lines;
    }

    public void Dispose()
    {
        context.Dispose();
        surface.Dispose();
    }
}

using Stria.Figures.Drawing;

namespace Stria.Figures.Layout;

/// <summary>
/// Places panels on the page. Labels are measured first; plot areas get what is left. In a column, plot areas start at the same place; in a row,
/// they start at the same height, and those that are no images end at the same height. All images have equal room, so equal maps have equal size.
/// </summary>
internal sealed class FigureLayout
{
    private const double Border = 6, ColumnGap = 14, RowGap = 12, HeadingGap = 4, TallestImage = 1.3, MostIndent = 0.15, LeastPlot = 20;

    // Tick labels depend on the size of the plot area and that on the labels; three rounds settle it.
    private const int Rounds = 4;

    private readonly Figure figure;
    private readonly TextRuler ruler;
    private readonly IPanelDrawing[] drawings;
    private readonly IReadOnlyList<string>[] headings;
    private readonly Margins[] margins;
    private readonly Rect[] plots;
    private readonly double[] columnStart;
    private readonly double[] columnWidth;
    private readonly double[] rowHeight;
    private readonly int columns;
    private readonly int rows;

    private FigureLayout(Figure figure, TextRuler ruler)
    {
        (this.figure, this.ruler) = (figure, ruler);
        columns = figure.Columns;
        rows = (figure.Panels.Count + columns - 1) / columns;
        drawings = [.. figure.Panels.Select(PanelDrawings.For)];
        margins = new Margins[drawings.Length];
        plots = new Rect[drawings.Length];
        rowHeight = new double[rows];
        (columnStart, columnWidth) = Columns(figure);
        headings = new IReadOnlyList<string>[drawings.Length];
        TitleLines = figure.Title is null ? [] : ruler.Wrap(figure.Title, Theme.FigureTitleText, figure.Width - (2 * Border), bold: true);
    }

    /// <summary>Size of the page [pt].</summary>
    internal Size Page { get; private set; }

    /// <summary>Lines of the figure's title.</summary>
    internal IReadOnlyList<string> TitleLines { get; }

    /// <summary>The panels with their places.</summary>
    internal IReadOnlyList<PlacedPanel> Panels =>
        [.. drawings.Select((d, i) => new PlacedPanel(d, headings[i], plots[i], plots[i].Y - margins[i].Top - HeadingGap))];

    /// <summary>Finds the places.</summary>
    /// <exception cref="ArgumentException">The figure contradicts itself: no panels, wrong number of widths.</exception>
    internal static FigureLayout Of(Figure figure, TextRuler ruler)
    {
        Check(figure);
        var layout = new FigureLayout(figure, ruler);
        for (int i = 0; i < layout.plots.Length; i++)
        {
            double width = 0.75 * layout.columnWidth[i % layout.columns];
            layout.plots[i] = new Rect(0, 0, width, width * Math.Min(layout.drawings[i].Aspect, TallestImage));
        }

        for (int round = 0; round < Rounds; round++)
        {
            layout.Settle();
        }

        return layout;
    }

    private static void Check(Figure figure)
    {
        if (figure.Panels.Count == 0 || figure.Columns < 1)
        {
            throw new ArgumentException($"A figure of {figure.Panels.Count} panels in {figure.Columns} columns cannot be drawn.", nameof(figure));
        }

        int rows = (figure.Panels.Count + figure.Columns - 1) / figure.Columns;
        CheckRelative(figure.ColumnWidths, figure.Columns, "column widths");
        CheckRelative(figure.RowHeights, rows, "row heights");
        if (!(figure.Width >= 72) || figure.Height <= 0)
        {
            throw new ArgumentException($"A figure of {figure.Width} pt × {figure.Height} pt is too small.", nameof(figure));
        }
    }

    private static void CheckRelative(IReadOnlyList<double>? sizes, int count, string what)
    {
        if (sizes is not null && (sizes.Count != count || sizes.Any(s => !(s > 0))))
        {
            throw new ArgumentException($"{count} positive {what} are needed, not {string.Join(", ", sizes)}.", nameof(sizes));
        }
    }

    private static (double[] Start, double[] Width) Columns(Figure figure)
    {
        double[] share = [.. figure.ColumnWidths ?? [.. Enumerable.Repeat(1.0, figure.Columns)]];
        double free = figure.Width - (2 * Border) - ((figure.Columns - 1) * ColumnGap);
        double[] width = [.. share.Select(s => free * s / share.Sum())];
        var start = new double[width.Length];
        start[0] = Border;
        for (int c = 1; c < width.Length; c++)
        {
            start[c] = start[c - 1] + width[c - 1] + ColumnGap;
        }

        return (start, width);
    }

    private IReadOnlyList<string> Heading(Panel panel, int index)
    {
        string letter = figure.PanelLetters ? $"({(char)('a' + (index % 26))})" : "";
        string text = $"{letter}  {panel.Title}".Trim();
        return ruler.Wrap(text, Theme.TitleText, columnWidth[index % columns] - margins[index].Left, bold: true);
    }

    /// <summary>One round: margins from plot areas, then plot areas from margins.</summary>
    private void Settle()
    {
        for (int i = 0; i < drawings.Length; i++)
        {
            margins[i] = drawings[i].Measure(ruler, plots[i].Size);
        }

        AlignColumns();
        for (int i = 0; i < drawings.Length; i++)
        {
            headings[i] = Heading(figure.Panels[i], i);
        }

        double[] top = [.. Enumerable.Range(0, rows).Select(r => InRow(r).Max(i => margins[i].Top))];
        double[] heading = [.. Enumerable.Range(0, rows).Select(r => InRow(r).Max(i => headings[i].Count) * Theme.TitleText * Theme.LineHeight)];
        double[] bottom = [.. Enumerable.Range(0, rows).Select(r => InRow(r).Max(i => margins[i].Bottom))];
        FindRowHeights(top.Sum() + heading.Sum() + bottom.Sum() + heading.Count(h => h > 0) * HeadingGap);
        double y = Border + TitleHeight;
        for (int r = 0; r < rows; r++)
        {
            y += heading[r] + (heading[r] > 0 ? HeadingGap : 0) + top[r];
            foreach (int i in InRow(r))
            {
                margins[i] = margins[i] with { Top = top[r] };
                plots[i] = new Rect(columnStart[i % columns] + margins[i].Left, y, PlotWidth(i), rowHeight[r]);
            }

            y += rowHeight[r] + bottom[r] + RowGap;
        }

        Page = new Size(figure.Width, figure.Height ?? y - RowGap + Border);
    }

    private double TitleHeight => TitleLines.Count == 0 ? 0 : (TitleLines.Count * Theme.FigureTitleText * Theme.LineHeight) + 4;

    private IEnumerable<int> InRow(int row) => Enumerable.Range(row * columns, Math.Min(columns, drawings.Length - (row * columns)));

    private double PlotWidth(int i) => Math.Max(columnWidth[i % columns] - margins[i].Left - margins[i].Right, LeastPlot);

    /// <summary>Plots of a column share their sides. Images are indented with the plots above or below them where that costs little, and all get equal room.</summary>
    private void AlignColumns()
    {
        int[] all = [.. Enumerable.Range(0, drawings.Length)];
        var indents = new double[columns];
        foreach (IGrouping<int, int> column in all.Where(i => !drawings[i].IsImage).GroupBy(i => i % columns))
        {
            (double left, double right) = (column.Max(i => margins[i].Left), column.Max(i => margins[i].Right));
            foreach (int i in column)
            {
                margins[i] = margins[i] with { Left = left, Right = right };
            }

            indents[column.Key] = left <= MostIndent * columnWidth[column.Key] ? left : 0;
        }

        int[] images = [.. all.Where(i => drawings[i].IsImage)];
        double beside = images.Select(i => margins[i].Right + indents[i % columns]).DefaultIfEmpty(0).Max();
        foreach (int i in images)
        {
            margins[i] = margins[i] with { Left = indents[i % columns], Right = beside - indents[i % columns] };
        }
    }

    private void FindRowHeights(double labels)
    {
        for (int r = 0; r < rows; r++)
        {
            rowHeight[r] = InRow(r).Max(i => PlotWidth(i) * Math.Min(drawings[i].Aspect, TallestImage)) * (figure.RowHeights?[r] ?? 1);
            rowHeight[r] = Math.Max(rowHeight[r], LeastPlot);
        }

        if (figure.Height is double height)
        {
            double free = height - labels - (2 * Border) - ((rows - 1) * RowGap) - TitleHeight, wanted = rowHeight.Sum();
            for (int r = 0; r < rows; r++)
            {
                rowHeight[r] = Math.Max(rowHeight[r] * free / wanted, LeastPlot);
            }
        }
    }
}

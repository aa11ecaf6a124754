namespace Stria.Figures;

/// <summary>Panels in a grid, row by row. A declaration: nothing is drawn until <see cref="FigureRenderer"/> does.</summary>
/// <param name="Panels">At least one; the last row may be incomplete.</param>
public sealed record Figure(IReadOnlyList<Panel> Panels)
{
    /// <summary>A figure of one panel.</summary>
    public Figure(Panel panel)
        : this([panel])
    {
    }

    /// <summary>Panels side by side, at least 1.</summary>
    public int Columns { get; init; } = 1;

    /// <summary>Width [pt]; 510 pt = 180 mm is the width of a journal page, 250 pt that of a column.</summary>
    public double Width { get; init; } = 510;

    /// <summary>Height [pt]; null = what the panels need.</summary>
    public double? Height { get; init; }

    /// <summary>Widths of the columns relative to each other; null = equal.</summary>
    public IReadOnlyList<double>? ColumnWidths { get; init; }

    /// <summary>Heights of the rows relative to each other, as factors on what each row would have; null = 1.</summary>
    public IReadOnlyList<double>? RowHeights { get; init; }

    /// <summary>Heading of the whole figure, or null.</summary>
    public string? Title { get; init; }

    /// <summary>Whether the panels carry (a), (b), (c) …</summary>
    public bool PanelLetters { get; init; }

    /// <summary>What the figure shows, for readers who cannot see it; null = the titles.</summary>
    public string? Description { get; init; }
}

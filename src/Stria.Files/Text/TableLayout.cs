namespace Stria.Files;

/// <summary>How a table stands in a text; what is null is found out from the text.</summary>
internal sealed record TableLayout
{
    /// <summary>What parts the cells: a tab, a comma, a semicolon; a space stands for any run of blanks.</summary>
    internal char? Delimiter { get; init; }

    /// <summary>The decimal mark: a point or a comma.</summary>
    internal char? DecimalMark { get; init; }

    /// <summary>The line with the headings, from 0; −1 when there are none.</summary>
    internal int? HeadingLine { get; init; }

    /// <summary>The first line of data, from 0; by default the first one with something in it after the headings.</summary>
    internal int? FirstLine { get; init; }

    /// <summary>One past the last line of data.</summary>
    internal int? EndLine { get; init; }
}

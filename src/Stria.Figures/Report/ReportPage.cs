using Stria.Core;

namespace Stria.Figures;

/// <summary>
/// The report of a run: one page that answers "can I trust this run?". Numbers first, then doubts, then a figure for each step, then tables,
/// a methods paragraph ready to paste, and what is needed to repeat the run. One file, no script, nothing fetched.
/// </summary>
/// <param name="Title">What was done to what.</param>
public sealed record ReportPage(string Title)
{
    /// <summary>One or two sentences below the title: what was asked and what came out; null = nothing.</summary>
    public string? Summary { get; init; }

    /// <summary>The numbers the run was made for.</summary>
    public IReadOnlyList<HeadlineNumber> Headlines { get; init; } = [];

    /// <summary>Warnings, assumptions and notes, from reading to the last step.</summary>
    public IReadOnlyList<Remark> Remarks { get; init; } = [];

    /// <summary>Figures in the order of the chain.</summary>
    public IReadOnlyList<ReportFigure> Figures { get; init; } = [];

    /// <summary>Full tables.</summary>
    public IReadOnlyList<ReportTable> Tables { get; init; } = [];

    /// <summary>Paragraphs for the methods section of a paper: steps, parameters, versions. Empty = none.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    /// <summary>Sources of the methods and of every number taken from literature.</summary>
    public IReadOnlyList<Citation> Citations { get; init; } = [];

    /// <summary>What is needed to repeat the run, or null.</summary>
    public ReportProvenance? Provenance { get; init; }

    /// <summary>The page as one HTML document that is also well-formed XML.</summary>
    /// <exception cref="ArgumentException">A figure contradicts itself, or a table row has another number of cells than the head.</exception>
    /// <exception cref="MissingLibraryException">Cairo is not installed.</exception>
    public string ToHtml()
    {
        using var text = new StringWriter();
        Write(text);
        return text.ToString();
    }

    /// <summary>Writes the same page figure by figure, so that it is never in memory as a whole.</summary>
    /// <param name="to">Where to.</param>
    /// <exception cref="ArgumentException">A figure contradicts itself, or a table row has another number of cells than the head.</exception>
    /// <exception cref="MissingLibraryException">Cairo is not installed.</exception>
    public void Write(TextWriter to) => new ReportWriter(this, to).Write();
}

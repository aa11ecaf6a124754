using Stria.Core;

namespace Stria.Studies;

/// <summary>What one step noticed and made besides its nouns; kept with its saved results, so that a resumed run tells the same story.</summary>
public sealed record StepNotes
{
    /// <summary>Assumptions, warnings and notes.</summary>
    public List<Remark> Remarks { get; init; } = [];

    /// <summary>Numbers that answer the question.</summary>
    public List<Headline> Headlines { get; init; } = [];

    /// <summary>Figures drawn.</summary>
    public List<RunFile> Figures { get; init; } = [];

    /// <summary>Tables written.</summary>
    public List<RunFile> Tables { get; init; } = [];

    /// <summary>Files read.</summary>
    public List<InputFile> Inputs { get; init; } = [];

    /// <summary>Citations.</summary>
    public List<string> Sources { get; init; } = [];

    /// <summary>Sentences of the methods paragraph.</summary>
    public List<string> Methods { get; init; } = [];
}

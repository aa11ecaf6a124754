namespace Stria.Studies;

/// <summary>One file of a measurement.</summary>
public sealed record MeasuredFile
{
    /// <summary>The instrument's file.</summary>
    [InputPath]
    public required string File { get; init; }
}

namespace Stria.Core;

/// <summary>How much a remark about the data should worry its reader.</summary>
public enum RemarkKind
{
    /// <summary>Something that was missing in the data and has been assumed.</summary>
    Assumed,

    /// <summary>Something that may make the result wrong.</summary>
    Warning,

    /// <summary>Something worth knowing.</summary>
    Note,
}

/// <summary>What was assumed, noticed or doubted while reading or working; ends in the report.</summary>
/// <param name="Kind">How much it should worry the reader.</param>
/// <param name="Text">One sentence, with the numbers.</param>
public sealed record Remark(RemarkKind Kind, string Text)
{
    /// <summary>A value that was missing and has been assumed.</summary>
    public static Remark Assumed(string text) => new(RemarkKind.Assumed, text);

    /// <summary>A doubt about the data or the result.</summary>
    public static Remark Warning(string text) => new(RemarkKind.Warning, text);

    /// <summary>A fact worth knowing.</summary>
    public static Remark Note(string text) => new(RemarkKind.Note, text);
}

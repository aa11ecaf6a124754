namespace Stria.Core;

/// <summary>Where data came from: the file, its reader, and what has been done since.</summary>
/// <param name="Source">The file or generator.</param>
/// <param name="Steps">The steps applied since, in order, with their figures.</param>
public sealed record Provenance(string Source, IReadOnlyList<string> Steps)
{
    /// <summary>The provenance of something just read or made.</summary>
    public static Provenance Of(string source) => new(source, []);

    /// <summary>This provenance with one more step.</summary>
    public Provenance Then(string step) => new(Source, [.. Steps, step]);
}

namespace Stria.Studies;

/// <summary>How a study is to be run; none of it changes its numbers.</summary>
/// <param name="Out">The run folder.</param>
public sealed record RunRequest(string Out)
{
    /// <summary>Whether an earlier run of that name may be replaced.</summary>
    public bool Force { get; init; }

    /// <summary>The step to go on from, with the results that an earlier run in the same folder saved; null does all steps.</summary>
    public string? FromStep { get; init; }
}

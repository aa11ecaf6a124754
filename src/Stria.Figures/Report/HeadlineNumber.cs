namespace Stria.Figures;

/// <summary>What to think of a number.</summary>
public enum Verdict
{
    /// <summary>Nothing is said.</summary>
    None,

    /// <summary>As it should be.</summary>
    Good,

    /// <summary>Look at it again before you use it.</summary>
    Doubtful,

    /// <summary>Do not use it.</summary>
    Bad,
}

/// <summary>One of the few numbers that a run was made for.</summary>
/// <param name="Name">What it is ("mean lithium content").</param>
/// <param name="Value">The number; NaN when there is none.</param>
/// <param name="Unit">Its unit; "1" or empty for a pure number.</param>
public sealed record HeadlineNumber(string Name, double Value, string Unit)
{
    /// <summary>Its standard deviation, in the same unit; null when unknown.</summary>
    public double? Sd { get; init; }

    /// <summary>Written instead of the number, for results that are words; null = the number.</summary>
    public string? Text { get; init; }

    /// <summary>A short remark below ("planted truth 0.300"), or null.</summary>
    public string? Note { get; init; }

    /// <summary>What to think of it.</summary>
    public Verdict Verdict { get; init; }
}

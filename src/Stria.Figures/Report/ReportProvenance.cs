namespace Stria.Figures;

/// <summary>A file that the run read.</summary>
/// <param name="Path">As given.</param>
/// <param name="Sha256">Its SHA-256, hexadecimal.</param>
public sealed record ReportInput(string Path, string Sha256);

/// <summary>How long a step took.</summary>
/// <param name="Step">Its name.</param>
/// <param name="Seconds">Wall time [s].</param>
public sealed record ReportTiming(string Step, double Seconds);

/// <summary>What is needed to repeat the run.</summary>
/// <param name="Version">Program version with commit.</param>
public sealed record ReportProvenance(string Version)
{
    /// <summary>Files that were read.</summary>
    public IReadOnlyList<ReportInput> Inputs { get; init; } = [];

    /// <summary>Times of the steps, in order.</summary>
    public IReadOnlyList<ReportTiming> Timings { get; init; } = [];

    /// <summary>Seed of the random numbers; null when none were drawn.</summary>
    public long? Seed { get; init; }

    /// <summary>When the run began, as written; null = not told.</summary>
    public string? Started { get; init; }

    /// <summary>The command that repeats the run, or null.</summary>
    public string? Command { get; init; }

    /// <summary>The complete scenario as text, or null.</summary>
    public string? Scenario { get; init; }
}

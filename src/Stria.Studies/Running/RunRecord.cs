using Stria.Core;

namespace Stria.Studies;

/// <summary>The content of run.json: what ran, on what, with which Stria, how long, and what was noticed.</summary>
public sealed record RunRecord
{
    /// <summary>The version of the folder's layout.</summary>
    public int FormatVersion { get; init; } = 1;

    /// <summary>The scenario's kind ("map").</summary>
    public required string Kind { get; init; }

    /// <summary>Where the run stands.</summary>
    public RunState State { get; init; } = RunState.Running;

    /// <summary>Why it was stopped or failed; null otherwise.</summary>
    public string? Reason { get; init; }

    /// <summary>SHA-256 of scenario.yaml.</summary>
    public required string ScenarioSha256 { get; init; }

    /// <summary>Version of Stria.</summary>
    public string Version { get; init; } = StriaVersion.Number;

    /// <summary>Commit that Stria was built from; "unknown" outside a repository.</summary>
    public string Commit { get; init; } = StriaVersion.Commit;

    /// <summary>Seed of the run's random numbers.</summary>
    public int Seed { get; init; }

    /// <summary>Threads used.</summary>
    public int Threads { get; init; }

    /// <summary>When it began, UTC.</summary>
    public DateTime Started { get; init; }

    /// <summary>When it ended, UTC; null while it runs.</summary>
    public DateTime? Finished { get; init; }

    /// <summary>The machine's name and the process at work, to tell a run at work from one that died.</summary>
    public string Machine { get; init; } = Environment.MachineName;

    /// <summary>The process at work.</summary>
    public int ProcessId { get; init; } = Environment.ProcessId;

    /// <summary>The finished steps.</summary>
    public IReadOnlyList<StepRecord> Steps { get; init; } = [];

    /// <summary>Every file that was read, with its hash.</summary>
    public IReadOnlyList<InputFile> Inputs { get; init; } = [];

    /// <summary>Assumptions, warnings and notes.</summary>
    public IReadOnlyList<Remark> Remarks { get; init; } = [];

    /// <summary>Citations of methods and of numbers taken from literature.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Sentences of the methods paragraph.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    /// <summary>The figures.</summary>
    public IReadOnlyList<RunFile> Figures { get; init; } = [];

    /// <summary>The tables.</summary>
    public IReadOnlyList<RunFile> Tables { get; init; } = [];
}

/// <summary>Where a run stands.</summary>
public enum RunState
{
    /// <summary>At work, or died without a word.</summary>
    Running,

    /// <summary>Done; the folder has its final name.</summary>
    Done,

    /// <summary>Stopped by the user; can be resumed.</summary>
    Stopped,

    /// <summary>Failed; the reason says why.</summary>
    Failed,
}

/// <summary>One finished step of a run.</summary>
/// <param name="Name">The step.</param>
/// <param name="Seconds">How long it took [s].</param>
/// <param name="FromCheckpoint">True when a saved result was used.</param>
public sealed record StepRecord(string Name, double Seconds, bool FromCheckpoint);

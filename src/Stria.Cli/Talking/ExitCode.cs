namespace Stria.Cli;

/// <summary>What the shell learns.</summary>
internal static class ExitCode
{
    /// <summary>All is done.</summary>
    public const int Done = 0;

    /// <summary>It failed; a message says why.</summary>
    public const int Failed = 1;

    /// <summary>The command was not understood.</summary>
    public const int WrongUse = 2;

    /// <summary>The user stopped it.</summary>
    public const int Stopped = 3;
}

namespace Stria.Files;

/// <summary>How a format's tables are to be understood.</summary>
internal sealed record TraceHabits(string Format)
{
    /// <summary>What the head told.</summary>
    internal CellInformation Cell { get; init; } = new();

    /// <summary>How the current is written.</summary>
    internal CurrentHabit Current { get; init; } = CurrentHabit.Unknown;

    /// <summary>What a text in the column of modes means for the sign: +1 charge, −1 discharge, 0 neither.</summary>
    internal Func<string, int>? SignOfMode { get; init; }

    /// <summary>Whether dates have the day first.</summary>
    internal bool DayFirst { get; init; }
}

/// <summary>How a format writes the current.</summary>
internal enum CurrentHabit
{
    /// <summary>Positive on charge.</summary>
    Signed,

    /// <summary>Without sign: the mode tells the direction.</summary>
    Unsigned,

    /// <summary>Not known beforehand.</summary>
    Unknown,
}

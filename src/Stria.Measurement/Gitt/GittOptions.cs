namespace Stria.Measurement.Gitt;

/// <summary>Limits of what is believed.</summary>
public sealed record GittOptions
{
    /// <summary>Share of the pulse, from its beginning, that is left out of the fit along √t (charging of the interface).</summary>
    public double EarlyShare { get; init; } = 0.05;

    /// <summary>Largest change of the slope along √t over the pulse, relative to the slope.</summary>
    public double LargestCurvature { get; init; } = 0.15;

    /// <summary>Largest root mean square of what the exact series leaves of the pulse, relative to the change of its potential.</summary>
    public double LargestMisfit { get; init; } = 0.01;

    /// <summary>Largest change of the rest potential, and of the potential during the pulse [V]; beyond, D and dU/dx cannot be even.</summary>
    public double LargestStep { get; init; } = 0.05;

    /// <summary>Largest change of dU/dx from one pulse to the next, relative to their mean.</summary>
    public double LargestSlopeChange { get; init; } = 0.1;

    /// <summary>Least |dU/dx| that is not flat [V].</summary>
    public double FlatSlope { get; init; } = 0.05;

    /// <summary>Largest change of the potential over the last tenth of the rest, relative to the change of the rest potential.</summary>
    public double LargestUnrest { get; init; } = 0.05;

    /// <summary>Largest bias of the short-time formula in the body, relative: tells which lengths of pulse are short.</summary>
    public double LargestBias { get; init; } = 0.05;
}

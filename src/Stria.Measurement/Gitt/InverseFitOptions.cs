namespace Stria.Measurement.Gitt;

/// <summary>How diffusion in the particle is fitted to a record.</summary>
public sealed record InverseFitOptions
{
    /// <summary>Number of cells of the particle.</summary>
    public int Cells { get; init; } = 60;

    /// <summary>Knots of the rest potential U(x) per pulse.</summary>
    public int PotentialKnotsPerPulse { get; init; } = 3;

    /// <summary>Pulses for one value of D: 1 where each pulse shall have its own.</summary>
    public int PulsesPerValue { get; init; } = 1;

    /// <summary>Time after each change of the current that is left out [s]: where charging of the interface is seen.</summary>
    public double SkipTime { get; init; }

    /// <summary>The most steps of the fit. Records whose rests are short against diffusion tell D and U apart poorly, and take several tens.</summary>
    public int MaximumIterations { get; init; } = 100;

    /// <summary>The most steps of the second fit, with other cells and knots, whose distance from the first is the error of the model.</summary>
    public int CheckIterations { get; init; } = 6;
}

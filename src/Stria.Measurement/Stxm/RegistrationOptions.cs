namespace Stria.Measurement.Stxm;

/// <summary>How frames are registered.</summary>
public sealed record RegistrationOptions
{
    /// <summary>The largest displacement between two neighbouring frames that is looked for [px].</summary>
    public double MaximumShift { get; init; } = 20;

    /// <summary>How many following frames each frame is compared with, besides a few far ones.</summary>
    public int Neighbours { get; init; } = 6;

    /// <summary>Standard deviation of the Gaussian before the gradient [px].</summary>
    public double Smoothing { get; init; } = 1.0;

    /// <summary>Degree of parallelism.</summary>
    public int Threads { get; init; } = 1;
}

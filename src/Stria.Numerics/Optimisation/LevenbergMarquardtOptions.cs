namespace Stria.Numerics.Optimisation;

/// <summary>Bounds of the parameters and when to stop.</summary>
public sealed record LevenbergMarquardtOptions
{
    /// <summary>The least allowed value of each parameter; null when none has one.</summary>
    public double[]? Lower { get; init; }

    /// <summary>The largest allowed value of each parameter; null when none has one.</summary>
    public double[]? Upper { get; init; }

    /// <summary>The most evaluations of derivatives before giving up.</summary>
    public int MaximumIterations { get; init; } = 200;

    /// <summary>Stop when a step lowers the sum of squares by less than this share of it.</summary>
    public double CostTolerance { get; init; } = 1e-13;

    /// <summary>Stop when the largest cosine between the residuals and a column of derivatives is below this.</summary>
    public double GradientTolerance { get; init; } = 1e-10;
}

namespace Stria.Numerics.Images;

/// <summary>What a blurred and noisy image shows of another one, u: data = B(factor · u) + noise, with a Gaussian B.</summary>
/// <param name="Height">Number of rows.</param>
/// <param name="Width">Number of columns.</param>
/// <param name="Blur">Standard deviation of the blur [px]; 0 = none.</param>
public sealed record BlurredView(int Height, int Width, double Blur)
{
    /// <summary>What was measured; anything finite where the weight is 0.</summary>
    public required double[] Data { get; init; }

    /// <summary>1/variance of what was measured; 0 where nothing was.</summary>
    public required double[] Weight { get; init; }

    /// <summary>Where u may differ from 0. Borders between these pixels and others cost nothing.</summary>
    public required bool[] Holds { get; init; }

    /// <summary>What u is multiplied by before it is blurred, best of the order of 1; null = 1.</summary>
    public double[]? Factor { get; init; }

    /// <summary>Typical standard deviation of u in a pixel: the unit in which differences of neighbours are counted.</summary>
    public required double Noise { get; init; }

    /// <summary>Whether u cannot be negative.</summary>
    public bool IsNonNegative { get; init; }

    /// <summary>λ, how much differences of neighbours cost; null takes the one with which the data are met within their noise (Morozov's discrepancy principle), between 0.25 and 2.</summary>
    public double? Strength { get; init; }

    /// <summary>Where the misfit of the discrepancy principle is taken; null = wherever there are data.</summary>
    public bool[]? Judged { get; init; }
}

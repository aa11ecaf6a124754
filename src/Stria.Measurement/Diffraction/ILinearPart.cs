namespace Stria.Measurement;

/// <summary>What is linear in a pattern: intensities and background.</summary>
internal interface ILinearPart
{
    /// <summary>The intensities, peak by peak.</summary>
    double[] Intensities { get; }

    /// <summary>The parts of the background.</summary>
    double[] Background { get; }

    /// <summary>How many linear parameters are fitted.</summary>
    int FreeCount { get; }

    /// <summary>Finds intensities and background for these columns.</summary>
    void Solve(PeakColumns columns);

    /// <summary>The normal matrix of the other parameters, with the linear part eliminated from it, and the gradient.</summary>
    ReducedNormal Reduce(PeakColumns columns, double[][] derivatives, double[] residuals);
}

/// <summary>The normal matrix of parameters with others eliminated, and minus half the gradient of the sum of squares.</summary>
/// <param name="Matrix">n × n, row by row.</param>
/// <param name="Right">n numbers.</param>
internal sealed record ReducedNormal(double[] Matrix, double[] Right);

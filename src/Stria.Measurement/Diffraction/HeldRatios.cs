using System.Numerics.Tensors;

namespace Stria.Measurement;

/// <summary>Intensities of which those of one phase keep given ratios: all its lines are one column with one scale, eliminated like a part of the background; the others are free.</summary>
/// <param name="counts">Counts.</param>
/// <param name="weights">1/σ².</param>
/// <param name="background">Parts of the background.</param>
/// <param name="first">Number of the first peak of the phase.</param>
/// <param name="ratios">Intensities of its peaks, up to a common factor.</param>
internal sealed class HeldRatios(double[] counts, double[] weights, double[][] background, int first, double[] ratios) : ILinearPart
{
    /// <summary>The solver that holds the column among the background.</summary>
    internal IntensitySolver Solver { get; private set; } = null!;

    /// <inheritdoc/>
    public double[] Intensities { get; private set; } = [];

    /// <inheritdoc/>
    public double[] Background => Solver.Background[..background.Length];

    /// <inheritdoc/>
    public int FreeCount => Solver.FreeCount;

    /// <inheritdoc/>
    public void Solve(PeakColumns columns)
    {
        var own = new double[counts.Length];
        for (int k = 0; k < ratios.Length; k++)
        {
            Span<double> window = own.AsSpan(columns.First(first + k)..columns.End(first + k));
            TensorPrimitives.MultiplyAdd(columns.Values(first + k), ratios[k], window, window);
        }

        Solver = new IntensitySolver(counts, weights, [.. background, own]) { Held = (first, first + ratios.Length) };
        Solver.Solve(columns);
        double scale = Math.Max(0, Solver.Background[^1]);
        Intensities = [.. Solver.Intensities];
        for (int k = 0; k < ratios.Length; k++)
        {
            Intensities[first + k] = scale * ratios[k];
        }
    }

    /// <inheritdoc/>
    public ReducedNormal Reduce(PeakColumns columns, double[][] derivatives, double[] residuals) => Solver.Reduce(columns, derivatives, residuals);
}

namespace Stria.Measurement.Stxm;

/// <summary>Displacement of the sample in each frame.</summary>
/// <param name="Rows">Displacement downwards [px], relative to the first frame.</param>
/// <param name="Columns">Displacement to the right [px], relative to the first frame.</param>
/// <param name="PairResidual">Root mean square of (measured − solved) over the pairs of frames, per axis [px]: what the pairs disagree by.</param>
/// <param name="PairCount">Pairs of frames compared.</param>
/// <param name="RejectedPairs">Pairs whose weight fell below one half in the robust solution.</param>
public sealed record RegistrationResult(double[] Rows, double[] Columns, double PairResidual, int PairCount, int RejectedPairs)
{
    /// <summary>Standard deviation of each displacement downwards [px]; empty when it is not known.</summary>
    public double[] RowDeviations { get; init; } = [];

    /// <summary>Standard deviation of each displacement to the right [px]; empty when it is not known.</summary>
    public double[] ColumnDeviations { get; init; } = [];

    /// <summary>Root mean square change of a displacement by the refinement, per axis [px].</summary>
    public double Refinement { get; init; }

    /// <summary>Root mean square of the standard deviations, both axes [px]; NaN when they are not known.</summary>
    public double Deviation => RowDeviations.Length == 0 ? double.NaN : Math.Sqrt((RowDeviations.Average(d => d * d) + ColumnDeviations.Average(d => d * d)) / 2);

    /// <summary>No displacement at all, for stacks that are aligned already.</summary>
    public static RegistrationResult None(int frames) => new(new double[frames], new double[frames], 0, 0, 0);

    /// <summary>The longest displacement [px].</summary>
    public double Longest => Enumerable.Range(0, Rows.Length).Max(i => Math.Sqrt((Rows[i] * Rows[i]) + (Columns[i] * Columns[i])));
}

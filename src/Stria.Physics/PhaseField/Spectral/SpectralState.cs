namespace Stria.Physics.PhaseField.Spectral;

/// <summary>Everything that a box needs to go on to the same bits.</summary>
public sealed record SpectralState
{
    /// <summary>Time [s].</summary>
    public required double Time { get; init; }

    /// <summary>Steps taken, and steps taken back.</summary>
    public required (int Taken, int Rejected) Steps { get; init; }

    /// <summary>How many compositions of the past are known, the present one included: 1 to 3.</summary>
    public required int Known { get; init; }

    /// <summary>Length of the step that is to be tried next [s]; 0 before the first.</summary>
    public required double NextStep { get; init; }

    /// <summary>Lengths of the last two steps, the last one first [s].</summary>
    public required (double Last, double Before) Lengths { get; init; }

    /// <summary>Site fraction of each pixel, row by row.</summary>
    public required double[] Composition { get; init; }

    /// <summary>Coefficients of c at three times and of f′ at one, of the first array and of the second, in the order of the transform.</summary>
    public required IReadOnlyList<double[]> Coefficients { get; init; }
}

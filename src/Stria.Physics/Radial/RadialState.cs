namespace Stria.Physics.Radial;

/// <summary>Everything that a radial particle needs to go on to the same bits.</summary>
public sealed record RadialState
{
    /// <summary>Time [s].</summary>
    public required double Time { get; init; }

    /// <summary>Steps taken, steps taken back, and iterations of Newton's method.</summary>
    public required (int Taken, int Rejected, int Iterations) Counts { get; init; }

    /// <summary>How many compositions are known, the present one included: 1 to 3.</summary>
    public required int Known { get; init; }

    /// <summary>Lithium that came through the surface, in units of the mean site fraction.</summary>
    public required double Inserted { get; init; }

    /// <summary>Length of the step that is to be tried next [s]; 0 before the first.</summary>
    public required double NextStep { get; init; }

    /// <summary>Whether the last attempt met a mode that grows faster than steps follow.</summary>
    public required bool IsGrowing { get; init; }

    /// <summary>Lengths of the last two steps, the last one first [s].</summary>
    public required (double Last, double Before) Lengths { get; init; }

    /// <summary>Site fraction of each shell at the present and the two times before, from the middle outwards, one time after the other.</summary>
    public required double[] Compositions { get; init; }
}

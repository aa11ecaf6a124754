namespace Stria.Matter;

/// <summary>A phase of a host: it is called so where From ≤ x &lt; Below.</summary>
/// <param name="Name">Name in maps and legends ("α").</param>
/// <param name="From">Lowest composition x that belongs to it [1]; −∞ for the first phase.</param>
/// <param name="Below">Composition x from which the next phase begins [1]; +∞ for the last phase.</param>
/// <param name="Source">Where the limits come from.</param>
public sealed record HostPhase(string Name, double From, double Below, string Source)
{
    /// <summary>Whether a composition belongs to the phase; never for NaN.</summary>
    public bool Holds(double x) => x >= From && x < Below;
}

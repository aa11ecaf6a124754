namespace Stria.Matter;

/// <summary>The indices of a reflection.</summary>
/// <param name="H">Along a*.</param>
/// <param name="K">Along b*.</param>
/// <param name="L">Along c*.</param>
public readonly record struct MillerIndices(int H, int K, int L)
{
    /// <summary>The indices with every sign turned: the Friedel mate.</summary>
    public static MillerIndices operator -(MillerIndices h) => new(-h.H, -h.K, -h.L);

    /// <summary>As written in lists: "1 0 -2".</summary>
    public override string ToString() => $"{H} {K} {L}";
}

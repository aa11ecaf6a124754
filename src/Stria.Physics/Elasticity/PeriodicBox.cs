namespace Stria.Physics.Elasticity;

/// <summary>A rectangle that repeats itself: u = E·x + ũ with ũ the same on opposite sides. Each component of the mean strain E along a repeated direction is given, or free to follow a given mean stress (Michel et al., Comput. Methods Appl. Mech. Eng. 172, 109, 1999).</summary>
/// <param name="AlongX">Whether the left and the right side are one.</param>
/// <param name="AlongY">Whether the lower and the upper side are one.</param>
public sealed record PeriodicBox(bool AlongX, bool AlongY)
{
    /// <summary>Mean strain: each component given, or null where it is free. Components that the repeated directions do not have are not looked at: a box that repeats along x alone has xx, one along y alone has yy.</summary>
    public MeanStrain Strain { get; init; } = new(null, null, null);

    /// <summary>Mean stress [Pa] where the strain is free.</summary>
    public MeanStress Stress { get; init; } = new(0, 0, 0);

    /// <summary>Which of xx, yy and xy the box has.</summary>
    internal bool[] Has => [AlongX, AlongY, AlongX && AlongY];
}

/// <summary>Mean strain of a box; null where it is free.</summary>
/// <param name="XX">ε_xx.</param>
/// <param name="YY">ε_yy.</param>
/// <param name="Shear">γ_xy = 2 ε_xy.</param>
public readonly record struct MeanStrain(double? XX, double? YY, double? Shear)
{
    internal double?[] Components => [XX, YY, Shear];
}

/// <summary>Mean stress of a box [Pa].</summary>
/// <param name="XX">σ_xx.</param>
/// <param name="YY">σ_yy.</param>
/// <param name="XY">σ_xy.</param>
public readonly record struct MeanStress(double XX, double YY, double XY)
{
    internal double[] Components => [XX, YY, XY];
}

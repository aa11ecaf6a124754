namespace Stria.Numerics.Geometry;

/// <summary>What can be wrong with outlines.</summary>
public enum OutlineFaultKind
{
    /// <summary>Two stretches of line cross or touch.</summary>
    Crossing,

    /// <summary>Two stretches of line come too near to each other, or a spike has no width.</summary>
    Neck,

    /// <summary>A line has fewer than three points, two points at one place, or no area.</summary>
    Collapsed,

    /// <summary>A hole lies outside of its particle or in another hole, or one particle lies inside another.</summary>
    Misplaced,
}

/// <summary>Something wrong with an outline, and where.</summary>
/// <param name="Kind">What.</param>
/// <param name="X">x [m].</param>
/// <param name="Y">y [m].</param>
/// <param name="Text">One sentence with names and numbers.</param>
public sealed record OutlineFault(OutlineFaultKind Kind, double X, double Y, string Text);

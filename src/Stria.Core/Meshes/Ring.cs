namespace Stria.Core;

/// <summary>A closed line of straight segments in the plane; each segment belongs to a named part of the boundary.</summary>
/// <param name="Points">x₀, y₀, x₁, y₁, … [m]; the last point is joined to the first and not repeated.</param>
/// <param name="SegmentParts">Name of the part that each segment belongs to; segment i runs from point i to the next.</param>
public sealed record Ring(double[] Points, string[] SegmentParts)
{
    /// <summary>Number of points, and of segments.</summary>
    public int Count => Points.Length / 2;

    /// <summary>Area [m²], positive when the points run counter-clockwise (x to the right, y upwards).</summary>
    public double SignedArea
    {
        get
        {
            double twice = 0;
            for (int i = 0, j = Count - 1; i < Count; j = i++)
            {
                twice += (Points[2 * j] * Points[(2 * i) + 1]) - (Points[2 * i] * Points[(2 * j) + 1]);
            }

            return twice / 2;
        }
    }
}

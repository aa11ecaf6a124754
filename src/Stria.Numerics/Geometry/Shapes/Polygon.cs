using Stria.Core;

namespace Stria.Numerics.Geometry.Shapes;

/// <summary>A polygon with straight sides.</summary>
public sealed class Polygon : IShape
{
    private readonly EvenOdd inside;

    /// <summary>Makes a polygon of one ring.</summary>
    /// <param name="corners">Corners [m] in order, either way round; the last is joined to the first. Equal neighbours count once.</param>
    /// <param name="parts">Name of each side, side i from corner i to the next; null names all "edge".</param>
    /// <exception cref="ScenarioException">Fewer than three different corners, or names that do not fit.</exception>
    public Polygon(IReadOnlyList<Point2> corners, IReadOnlyList<string>? parts = null)
    {
        if (parts is not null && parts.Count != corners.Count)
        {
            throw new ScenarioException($"The polygon has {corners.Count} corners but names for {parts.Count} sides.");
        }

        var sides = new List<IBoundaryCurve>();
        for (int i = 0; i < corners.Count; i++)
        {
            Point2 from = corners[i], to = corners[(i + 1) % corners.Count];
            if (from != to)
            {
                sides.Add(new LineCurve(from, to, parts?[i] ?? "edge"));
            }
        }

        if (sides.Count < 3)
        {
            throw new ScenarioException($"A polygon needs three different corners, not {sides.Count}. Perhaps points are repeated.");
        }

        Boundaries = [new("polygon", sides)];
        inside = new EvenOdd(sides);
    }

    /// <inheritdoc/>
    public IReadOnlyList<ShapeBoundary> Boundaries { get; }

    /// <inheritdoc/>
    public bool Contains(Point2 place) => inside.Contains(place);
}

using Stria.Core;

namespace Stria.Numerics.Geometry.Shapes;

/// <summary>Shapes put together, cut from each other, or cut down to what they share.</summary>
public sealed class CombinedShape : IShape
{
    private readonly IShape first, second;
    private readonly Kind kind;

    private CombinedShape(Kind kind, IShape first, IShape second) =>
        (this.kind, this.first, this.second, Boundaries) = (kind, first, second, [.. first.Boundaries, .. second.Boundaries]);

    private enum Kind
    {
        Union,
        Difference,
        Intersection,
    }

    /// <inheritdoc/>
    public IReadOnlyList<ShapeBoundary> Boundaries { get; }

    /// <summary>What lies in any of the shapes.</summary>
    /// <exception cref="ScenarioException">No shape is given.</exception>
    public static IShape Union(params ReadOnlySpan<IShape> shapes) => All(Kind.Union, shapes);

    /// <summary>What lies in the first shape but not in the second.</summary>
    public static IShape Difference(IShape shape, IShape taken) => new CombinedShape(Kind.Difference, shape, taken);

    /// <summary>What lies in all of the shapes.</summary>
    /// <exception cref="ScenarioException">No shape is given.</exception>
    public static IShape Intersection(params ReadOnlySpan<IShape> shapes) => All(Kind.Intersection, shapes);

    /// <inheritdoc/>
    public bool Contains(Point2 place) => kind switch
    {
        Kind.Union => first.Contains(place) || second.Contains(place),
        Kind.Difference => first.Contains(place) && !second.Contains(place),
        _ => first.Contains(place) && second.Contains(place),
    };

    private static IShape All(Kind kind, ReadOnlySpan<IShape> shapes)
    {
        if (shapes.Length == 0)
        {
            throw new ScenarioException($"The {kind.ToString().ToLowerInvariant()} of no shapes is no shape.");
        }

        IShape all = shapes[0];
        foreach (IShape shape in shapes[1..])
        {
            all = new CombinedShape(kind, all, shape);
        }

        return all;
    }
}

using Stria.Core;

namespace Stria.Numerics.Geometry.Shapes;

/// <summary>A sector of a ring, or the whole ring; parts "inner", "outer", "start", "end".</summary>
public sealed class RingSector : IShape
{
    private readonly Point2 centre;
    private readonly double inner, outer, start, sweep;

    /// <summary>Makes the sector.</summary>
    /// <param name="centre">Centre of both circles [m].</param>
    /// <param name="inner">Inner radius [m], positive.</param>
    /// <param name="outer">Outer radius [m], larger.</param>
    /// <param name="start">Angle [rad] from the x axis at which it starts.</param>
    /// <param name="sweep">Opening angle [rad], 0 … 2π, counter-clockwise; at 2π there is neither start nor end.</param>
    /// <exception cref="ScenarioException">A length is not positive, or the angle is out of range.</exception>
    public RingSector(Point2 centre, double inner, double outer, double start, double sweep)
    {
        Lengths.Refuse("ring", ("inner radius", inner), ("width", outer - inner));
        bool whole = Math.Abs(sweep - Math.Tau) < 1e-12;
        if (!(sweep > 0) || (!whole && sweep > Math.Tau))
        {
            throw new ScenarioException($"The opening angle of the ring is {sweep} rad; it must lie between 0 and 2π. Perhaps it was given in degrees.");
        }

        (this.centre, this.inner, this.outer, this.start, this.sweep) = (centre, inner, outer, start, sweep);
        var outside = new ArcCurve(centre, outer, start, sweep, "outer");
        var inside = new ArcCurve(centre, inner, start + sweep, -sweep, "inner");
        IBoundaryCurve[] curves = whole
            ? [outside, inside]
            : [new LineCurve(inside.At(1), outside.At(0), "start"), outside, new LineCurve(outside.At(1), inside.At(0), "end"), inside];
        Boundaries = [new("ring", curves)];
    }

    /// <inheritdoc/>
    public IReadOnlyList<ShapeBoundary> Boundaries { get; }

    /// <inheritdoc/>
    public bool Contains(Point2 place)
    {
        double x = place.X - centre.X, y = place.Y - centre.Y, r = Math.Sqrt((x * x) + (y * y)), turns = (Math.Atan2(y, x) - start) / Math.Tau;
        return r >= inner && r <= outer && (turns - Math.Floor(turns)) * Math.Tau <= sweep;
    }
}

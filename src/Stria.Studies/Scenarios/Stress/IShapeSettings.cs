using Stria.Core;

namespace Stria.Studies;

/// <summary>A shape in the plane.</summary>
public interface IShapeSettings
{
    /// <summary>A word for it ("disk").</summary>
    string Word { get; }
}

/// <summary>A rectangle; its parts are left, right, bottom, top.</summary>
public sealed record RectangleShape : IShapeSettings
{
    /// <summary>x of the left side [m].</summary>
    [Unit("m")]
    public double Left { get; init; }

    /// <summary>y of the lower side [m].</summary>
    [Unit("m")]
    public double Bottom { get; init; }

    /// <summary>Width [m].</summary>
    [Unit("m")]
    [Range(1e-12, 1e3)]
    public required double Width { get; init; }

    /// <summary>Height [m].</summary>
    [Unit("m")]
    [Range(1e-12, 1e3)]
    public required double Height { get; init; }

    /// <inheritdoc/>
    public string Word => "rectangle";
}

/// <summary>A disk; its part is edge.</summary>
public sealed record DiskShape : IShapeSettings
{
    /// <summary>x of the centre [m].</summary>
    [Unit("m")]
    public double CentreX { get; init; }

    /// <summary>y of the centre [m].</summary>
    [Unit("m")]
    public double CentreY { get; init; }

    /// <summary>Radius [m].</summary>
    [Unit("m")]
    [Range(1e-12, 1e3)]
    public required double Radius { get; init; }

    /// <inheritdoc/>
    public string Word => "disk";
}

/// <summary>An ellipse; its part is edge.</summary>
public sealed record EllipseShape : IShapeSettings
{
    /// <summary>x of the centre [m].</summary>
    [Unit("m")]
    public double CentreX { get; init; }

    /// <summary>y of the centre [m].</summary>
    [Unit("m")]
    public double CentreY { get; init; }

    /// <summary>Half axis along the direction of the angle [m].</summary>
    [Unit("m")]
    [Range(1e-12, 1e3)]
    public required double HalfAxisA { get; init; }

    /// <summary>The other half axis [m].</summary>
    [Unit("m")]
    [Range(1e-12, 1e3)]
    public required double HalfAxisB { get; init; }

    /// <summary>Direction of the first half axis against x [rad].</summary>
    [Unit("rad")]
    public double Angle { get; init; }

    /// <inheritdoc/>
    public string Word => "ellipse";
}

/// <summary>A sector of a ring: a bent wire; its parts are inner, outer, start, end.</summary>
public sealed record RingSectorShape : IShapeSettings, ICheckedSettings
{
    /// <summary>x of the centre [m].</summary>
    [Unit("m")]
    public double CentreX { get; init; }

    /// <summary>y of the centre [m].</summary>
    [Unit("m")]
    public double CentreY { get; init; }

    /// <summary>Inner radius [m].</summary>
    [Unit("m")]
    [Range(1e-12, 1e3)]
    public required double InnerRadius { get; init; }

    /// <summary>Outer radius [m].</summary>
    [Unit("m")]
    [Range(1e-12, 1e3)]
    public required double OuterRadius { get; init; }

    /// <summary>Direction of the start [rad], counter-clockwise from x.</summary>
    [Unit("rad")]
    public double StartAngle { get; init; }

    /// <summary>Direction of the end [rad].</summary>
    [Unit("rad")]
    public required double EndAngle { get; init; }

    /// <inheritdoc/>
    public string Word => "ring sector";

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (InnerRadius >= OuterRadius)
        {
            yield return $"The inner radius ({InnerRadius:g6} m) must be below the outer one ({OuterRadius:g6} m).";
        }

        if (EndAngle <= StartAngle || EndAngle - StartAngle > 2 * Math.PI)
        {
            yield return $"The sector must end ({EndAngle:g6} rad) after it begins ({StartAngle:g6} rad), within one turn.";
        }
    }
}

/// <summary>A polygon; its part is edge.</summary>
public sealed record PolygonShape : IShapeSettings, ICheckedSettings
{
    /// <summary>The corners.</summary>
    public required ValueList<PlanePoint> Corners { get; init; }

    /// <inheritdoc/>
    public string Word => "polygon";

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (Corners.Count < 3)
        {
            yield return $"A polygon has three corners or more, not {Corners.Count}.";
        }
    }
}

/// <summary>All that lies in at least one of several shapes.</summary>
public sealed record UnionShape : IShapeSettings
{
    /// <summary>The shapes.</summary>
    public required ValueList<IShapeSettings> Of { get; init; }

    /// <inheritdoc/>
    public string Word => "union";
}

/// <summary>A shape without what lies in others.</summary>
public sealed record DifferenceShape : IShapeSettings
{
    /// <summary>The shape.</summary>
    public required IShapeSettings From { get; init; }

    /// <summary>What is taken off.</summary>
    public required ValueList<IShapeSettings> Take { get; init; }

    /// <inheritdoc/>
    public string Word => "difference";
}

/// <summary>A place in the plane.</summary>
[WrittenAsList]
public sealed record PlanePoint
{
    /// <summary>To the right [m].</summary>
    [Unit("m")]
    public double X { get; init; }

    /// <summary>Upwards [m].</summary>
    [Unit("m")]
    public double Y { get; init; }
}

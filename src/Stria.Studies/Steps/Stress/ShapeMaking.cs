using Stria.Numerics.Geometry;
using Stria.Numerics.Geometry.Shapes;

namespace Stria.Studies;

/// <summary>Shapes from their settings.</summary>
internal static class ShapeMaking
{
    /// <summary>The regions of a geometry of shapes.</summary>
    public static PlanarDomain Domain(ShapeGeometry geometry) => new([.. geometry.Regions.Select(r => new DomainRegion(r.Name, Of(r.Shape)))]);

    private static IShape Of(IShapeSettings settings) => settings switch
    {
        RectangleShape s => new Rectangle(s.Left, s.Bottom, s.Width, s.Height),
        DiskShape s => Ellipse.Disk(new Point2(s.CentreX, s.CentreY), s.Radius),
        EllipseShape s => new Ellipse(new Point2(s.CentreX, s.CentreY), s.HalfAxisA, s.HalfAxisB, s.Angle),
        RingSectorShape s => new RingSector(new Point2(s.CentreX, s.CentreY), s.InnerRadius, s.OuterRadius, s.StartAngle, s.EndAngle - s.StartAngle),
        PolygonShape s => new Polygon([.. s.Corners.Select(c => new Point2(c.X, c.Y))]),
        UnionShape s => CombinedShape.Union([.. s.Of.Select(Of)]),
        DifferenceShape s => CombinedShape.Difference(Of(s.From), CombinedShape.Union([.. s.Take.Select(Of)])),
        _ => throw new InvalidOperationException($"{settings.GetType().Name} has no shape."),
    };
}

using Stria.Core;
using Stria.Numerics.Geometry;
using Stria.Numerics.Geometry.Meshing;
using Stria.Numerics.Geometry.Shapes;

namespace Stria.Tests.Numerics.Meshing;

/// <summary>Shapes with known areas, in micrometres so that the numbers are readable.</summary>
internal static class MeshedShapes
{
    public const double Micrometre = 1e-6;

    public static readonly MesherOptions Quadratic = new() { Order = MeshOrder.Quadratic };

    public static Point2 At(double x_um, double y_um) => new(x_um * Micrometre, y_um * Micrometre);

    public static IShape Disk(double x_um, double y_um, double r_um, string part = "edge") => Ellipse.Disk(At(x_um, y_um), r_um * Micrometre, part);

    public static IShape Box(double x_um, double y_um, double width_um, double height_um) =>
        new Rectangle(x_um * Micrometre, y_um * Micrometre, width_um * Micrometre, height_um * Micrometre);

    public static Polygon Corners(params (double X, double Y)[] corners_um) => new([.. corners_um.Select(c => At(c.X, c.Y))]);

    public static TriangleMesh Mesh(IShape shape, double size_um, MesherOptions? options = null) => Mesh(PlanarDomain.Of(shape), size_um, options).Mesh;

    public static MeshedDomain Mesh(PlanarDomain domain, double size_um, MesherOptions? options = null) =>
        TriangleMesher.Mesh(domain, new UniformSize(size_um * Micrometre), options);

    /// <summary>The common checks of a mesh; small angles only where a test says so.</summary>
    public static MeshChecks Whole(TriangleMesh mesh, int euler, double angle_deg = 28)
    {
        MeshChecks checks = MeshChecks.Whole(mesh, euler);
        checks.IsDelaunay();
        Assert.InRange(MeshChecks.SmallestAngle(mesh), angle_deg, 60);
        return checks;
    }
}

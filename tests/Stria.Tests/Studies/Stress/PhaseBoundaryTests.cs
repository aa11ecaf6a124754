using Stria.Core;
using Stria.Numerics.Geometry.Meshing;
using Stria.Studies;

namespace Stria.Tests.Studies.Stress;

public sealed class PhaseBoundaryTests
{
    // Four by two boxes of 1 m, each cut into two triangles; cells right of x = 2 are of the second phase.
    private static PhaseBoundary Halves(MeshOrder order, double border)
    {
        TriangleMesh mesh = StructuredMesh.Rectangle(4, 2, 4, 2, order);
        sbyte[] phases = new sbyte[mesh.CellCount];
        for (int c = 0; c < phases.Length; c++)
        {
            double sum = 0;
            foreach (int n in mesh.Cell(c)[..3])
            {
                sum += mesh.Points[2 * n];
            }

            phases[c] = (sbyte)(sum / 3 > border ? 1 : 0);
        }

        return new PhaseBoundary(mesh, phases);
    }

    [Theory]
    [InlineData(MeshOrder.Linear, 0.25, 1.3, 1.75)]
    [InlineData(MeshOrder.Quadratic, 3.5, 0.2, 1.5)]
    [InlineData(MeshOrder.Linear, 5, 6, 5)]
    public void The_distance_is_that_to_the_nearest_point_of_the_border(MeshOrder order, double x, double y, double expected) =>
        Assert.Equal(expected, Halves(order, 2).DistanceFrom(x, y)!.Value, 12);

    [Fact]
    public void Where_there_is_one_phase_there_is_no_distance() => Assert.Null(Halves(MeshOrder.Linear, 9).DistanceFrom(1, 1));
}

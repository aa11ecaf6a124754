using Stria.Core;
using Stria.Numerics.Geometry.Meshing;
using Stria.Physics.Elasticity;

namespace Stria.Tests.Physics;

/// <summary>States of constant strain are reproduced to rounding on any mesh.</summary>
public sealed class ElasticPatchTests
{
    public static TheoryData<PlaneModel, MeshOrder, bool> Cases
    {
        get
        {
            var data = new TheoryData<PlaneModel, MeshOrder, bool>();
            foreach (PlaneModel model in Enum.GetValues<PlaneModel>())
            {
                data.Add(model, MeshOrder.Linear, false);
                data.Add(model, MeshOrder.Quadratic, false);
                data.Add(model, MeshOrder.Quadratic, true);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_patch_of_constant_strain_is_reproduced(PlaneModel model, MeshOrder order, bool curved)
    {
        TriangleMesh mesh = Distorted(order, curved);
        double xx = 1e-3, yy = -4e-4, xy = model == PlaneModel.Axisymmetric ? 0 : 7e-4;
        double[] x = Bodies.AtNodes(mesh, (x, y) => (xx * x) + (0.25 * xy * y)), y = Bodies.AtNodes(mesh, (x, y) => (yy * y) + (0.75 * xy * x));
        var problem = new ElasticProblem(mesh, model, [Bodies.Isotropic()])
        {
            Boundary = [.. mesh.PartNames.Select(p => new Displacement(p) { XOfNode = x, YOfNode = y })],
        };
        ElasticSolution solution = Bodies.Solve(problem, new double[mesh.NodeCount]);
        double[] expected = model switch
        {
            PlaneModel.PlaneStress => [xx, yy, -Bodies.Nu / (1 - Bodies.Nu) * (xx + yy), xy],
            PlaneModel.PlaneStrain => [xx, yy, 0, xy],
            _ => [xx, yy, xx, 0],
        };
        for (int i = 0; i < solution.PointStrain.Length; i++)
        {
            Assert.InRange(solution.PointStrain[i] - expected[i % 4], -1e-13, 1e-13);
        }

        for (int n = 0; n < mesh.NodeCount; n++)
        {
            Assert.InRange(solution.Displacement[2 * n] - x[n], -1e-19, 1e-19);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Equal_composition_swells_a_free_body_without_stress(PlaneModel model, MeshOrder order, bool curved)
    {
        TriangleMesh mesh = Distorted(order, curved);
        ElasticSolution solution = Bodies.Solve(new ElasticProblem(mesh, model, [Bodies.Isotropic(0.2)]), Bodies.AtNodes(mesh, (_, _) => 0.7));
        double free = Bodies.Eta * 0.5, largest = Bodies.Largest(solution.PointStress);
        if (model == PlaneModel.PlaneStrain)
        {
            // The length along z is kept: σz = −E η Δc, and the sides give way by (1 + ν) η Δc.
            Assert.Equal(-Bodies.E * free, solution.PointStress[2], Bodies.E * free * 1e-10);
            Assert.Equal((1 + Bodies.Nu) * free, solution.PointStrain[0], free * 1e-10);
        }
        else
        {
            Assert.InRange(largest, 0, Bodies.E * free * 1e-10);
            Assert.Equal(free, solution.PointStrain[2], free * 1e-10);
        }
    }

    // A rectangle of 1 µm with inner nodes moved about, off the axis; curved: bent as a whole, so that sides of quadratic cells are bent.
    private static TriangleMesh Distorted(MeshOrder order, bool curved)
    {
        const double L = 1e-6;
        TriangleMesh mesh = StructuredMesh.Rectangle(L, 0.8 * L, 4, 3, order);
        mesh = Bodies.Moved(mesh, (x, y) =>
        {
            double bubble = 40 * x * (L - x) * y * ((0.8 * L) - y) / (L * L * L * L);
            return (x + (0.1 * L * bubble * Math.Sin(7e6 * y)) + (0.5 * L), y + (0.1 * L * bubble * Math.Cos(5e6 * x)));
        });
        if (order == MeshOrder.Quadratic && !curved)
        {
            mesh = Bodies.Straightened(mesh);
        }

        return curved ? Bodies.Moved(mesh, (x, y) => (x + (0.15 * y * y / L), y + (0.2 * x * x / L))) : mesh;
    }
}

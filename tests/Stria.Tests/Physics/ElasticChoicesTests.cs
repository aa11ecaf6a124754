using Stria.Core;
using Stria.Numerics.Geometry.Meshing;
using Stria.Physics.Elasticity;

namespace Stria.Tests.Physics;

/// <summary>Choices of a problem beside its geometry: where the composition is read, moduli of a composition, loads that are nearly balanced.</summary>
public sealed class ElasticChoicesTests
{
    private const double L = 1e-6;

    [Fact]
    public void Linear_cells_move_alike_wherever_a_linear_composition_is_read_but_store_less_energy_by_its_mean()
    {
        // ∫ ∇N c is the same for c and its mean; the stress that varies within a cell adds energy.
        TriangleMesh mesh = StructuredMesh.Rectangle(2 * L, L, 8, 4);
        double[] c = Bodies.AtNodes(mesh, (x, y) => 0.5 + (0.3 * Math.Sin(4e6 * x) * Math.Cos(3e6 * y)));
        var problem = new ElasticProblem(mesh, PlaneModel.PlaneStress, [Bodies.Isotropic()]) { Boundary = [new Fixed("left")] };
        ElasticSolution mean = Bodies.Solve(problem, c), points = Bodies.Solve(problem with { Sampling = EigenstrainSampling.QuadraturePoints }, c);
        Assert.Equal(1, mean.PointsPerCell);
        Assert.Equal(3, points.PointsPerCell);
        Assert.All(mean.Displacement.Zip(points.Displacement), p => Assert.Equal(p.First, p.Second, 1e-11 * Bodies.Largest(mean.Displacement)));
        Assert.True(points.Energy > 1.01 * mean.Energy);
        double[] cellMeans = points.CellMeans(points.PointStress, 4);
        Assert.All(cellMeans.Zip(mean.PointStress), p => Assert.Equal(p.First, p.Second, 1e-9 * Bodies.Largest(mean.PointStress)));
    }

    [Fact]
    public void Quadratic_cells_may_read_the_mean_of_a_cell()
    {
        TriangleMesh mesh = StructuredMesh.Disk(L, 3, MeshOrder.Quadratic);
        double[] c = Bodies.AtNodes(mesh, (x, _) => 0.5 + (3e5 * x));
        ElasticSolution solution = Bodies.Solve(new ElasticProblem(mesh, PlaneModel.PlaneStress, [Bodies.Isotropic()]) { Boundary = [new Fixed("edge")], Sampling = EigenstrainSampling.CellMean }, c);
        double[] eigenstrain = [.. Enumerable.Range(0, solution.PointWeights.Length).Select(i => solution.PointStrain[4 * i] - solution.PointElasticStrain[4 * i])];
        for (int cell = 0; cell < mesh.CellCount; cell++)
        {
            double[] within = eigenstrain[(6 * cell)..(6 * (cell + 1))];
            Assert.Equal(within.Min(), within.Max(), 1e-12);
        }

        Assert.True(eigenstrain.Max() > 1.2 * eigenstrain.Min());
    }

    [Fact]
    public void Moduli_may_follow_the_composition()
    {
        // E = (1 + c) E₀ in a clamped sheet: σ = −E(c) η c / (1 − ν).
        TriangleMesh mesh = StructuredMesh.Rectangle(L, L, 2, 2);
        var material = new ElasticMaterial(new Stiffening(), TensorStrain.Isotropic(Bodies.Eta, 0));
        double[] c = Bodies.AtNodes(mesh, (_, _) => 0.4);
        var problem = new ElasticProblem(mesh, PlaneModel.PlaneStress, [material]) { Boundary = [.. mesh.PartNames.Select(p => new Fixed(p))], ModuliComposition = c };
        double expected = -1.4 * Bodies.E * Bodies.Eta * 0.4 / (1 - Bodies.Nu);
        Assert.Equal(expected, Bodies.Solve(problem, c).PointStress[0], -1e-12 * expected);
        Assert.Contains("stiffening", Assert.Throws<ScenarioException>(() => new ElasticSystem(problem with { ModuliComposition = null })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_resultant_is_taken_up_and_stated()
    {
        TriangleMesh mesh = StructuredMesh.Rectangle(L, L, 4, 4);
        var problem = new ElasticProblem(mesh, PlaneModel.PlaneStress, [Bodies.Isotropic()]) { Boundary = [new Traction("left") { X = -1e8 }, new Traction("right") { X = 1.0001e8 }] };
        using ElasticSystem system = ElasticSystem.Factored(problem, Bodies.Solver);
        Assert.Contains(system.Remarks, r => r.Text.Contains("body force", StringComparison.Ordinal));
        double[] xx = ElasticCases.Component(system.Solve(new double[mesh.NodeCount]).PointStress, 0);
        Assert.All(xx, s => Assert.Equal(1e8, s, 1e4));
        Assert.Contains("'particle'", Assert.Throws<ScenarioException>(() => new ElasticSystem(problem with { Boundary = [new Traction("left") { X = -1e8 }, new Traction("right") { X = 1.01e8 }] })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_particle_may_lie_anywhere()
    {
        // A micrometre at ten millimetres from the origin, as on a stage: the free disk is as it is at the origin.
        TriangleMesh near = StructuredMesh.Disk(L, 4, MeshOrder.Quadratic), far = Bodies.Moved(near, (x, y) => (x + 1e-2, y - 2e-2));
        double[] c = Bodies.AtNodes(near, (x, y) => 0.5 + (0.4 * Math.Sin(3e6 * x) * Math.Cos(2e6 * y)));
        ElasticSolution one = Bodies.Solve(new ElasticProblem(near, PlaneModel.PlaneStrain, [Bodies.Isotropic()]), c), other = Bodies.Solve(new ElasticProblem(far, PlaneModel.PlaneStrain, [Bodies.Isotropic()]), c);
        Assert.Equal(one.Energy, other.Energy, 1e-9 * one.Energy);
        Assert.All(one.Displacement.Zip(other.Displacement), p => Assert.Equal(p.First, p.Second, 1e-9 * Bodies.Largest(one.Displacement)));
    }

    private sealed class Stiffening : IElasticLaw
    {
        public string Kind => "stiffening";

        public bool DependsOnComposition => true;

        public bool DependsOnDirection => false;

        public void Compliance(double composition, Span<double> compliance) => new IsotropicLaw((1 + composition) * Bodies.E, Bodies.Nu).Compliance(composition, compliance);
    }
}

using Stria.Core;
using Stria.Numerics.Geometry.Meshing;
using Stria.Physics.Elasticity;

namespace Stria.Tests.Physics;

/// <summary>Elasticity of boxes that repeat themselves, with mean strains that are given or free.</summary>
public sealed class PeriodicBoxTests
{
    private static readonly OrthotropicLaw Crystal = new(new OrthotropicConstants(E1: 60e9, E2: 30e9, E3: 45e9, Nu12: 0.25, Nu13: 0.2, Nu23: 0.15) { G12 = 12e9 }, 0.4);

    [Theory]
    [InlineData(PlaneModel.PlaneStrain, MeshOrder.Linear)]
    [InlineData(PlaneModel.PlaneStrain, MeshOrder.Quadratic)]
    [InlineData(PlaneModel.PlaneStress, MeshOrder.Linear)]
    [InlineData(PlaneModel.PlaneStress, MeshOrder.Quadratic)]
    public void A_given_mean_strain_is_the_strain_everywhere_in_an_even_box(PlaneModel model, MeshOrder order)
    {
        TriangleMesh mesh = Bodies.Moved(StructuredMesh.Rectangle(1, 0.6, 4, 3, order), PeriodicCases.Distorted(1, 0.6));
        double[] strain = [2e-3, -1e-3, 0, 3e-3], swelling = [4e-3, 1e-3, 2e-3, -2e-3];
        var problem = new ElasticProblem(mesh, model, [new ElasticMaterial(Crystal, new TensorStrain([4e-3, 1e-3, 2e-3, -2e-3], 0))]) { Periodic = new(true, true) { Strain = new(2e-3, -1e-3, 3e-3) } };
        ElasticSolution solution = Bodies.Solve(problem, Bodies.AtNodes(mesh, (_, _) => 1));
        var d = new double[16];
        PlaneStiffness.Of(Crystal, model, 1, 0, d);
        for (int i = 0; i < solution.PointWeights.Length; i++)
        {
            for (int k = 0; k < 4; k++)
            {
                double stress = Enumerable.Range(0, 4).Sum(j => d[(4 * k) + j] * (strain[j] - swelling[j]));
                Assert.Equal(stress, solution.PointStress[(4 * i) + k], 1e-12 * 60e9);
                if (k != 2)
                {
                    Assert.Equal(strain[k], solution.PointStrain[(4 * i) + k], 1e-12);
                }
            }
        }

        double[] mean = [.. Enumerable.Range(0, 2).Select(k => solution.Displacement.Where((_, i) => i % 2 == k).Average())];
        Assert.All(mean, m => Assert.Equal(0, m, 2e-4));
    }

    [Theory]
    [InlineData(MeshOrder.Linear)]
    [InlineData(MeshOrder.Quadratic)]
    public void A_free_even_box_takes_the_strain_of_its_composition_and_of_its_mean_stress(MeshOrder order)
    {
        TriangleMesh mesh = Bodies.Moved(StructuredMesh.Rectangle(1, 0.6, 4, 3, order), PeriodicCases.Distorted(1, 0.6));
        var problem = new ElasticProblem(mesh, PlaneModel.PlaneStress, [new ElasticMaterial(Crystal, new TensorStrain([4e-3, 1e-3, 2e-3, -2e-3], 0))]) { Periodic = new(true, true) };
        double[] one = Bodies.AtNodes(mesh, (_, _) => 1);
        ElasticSolution still = Bodies.Solve(problem, one), pulled = Bodies.Solve(problem with { Periodic = new(true, true) { Stress = new(5e7, -2e7, 3e7) } }, one);
        Assert.All(still.PointStress, s => Assert.Equal(0, s, 1e-12 * 60e9));
        Assert.Equal(4e-3, still.MeanOf(still.PointStrain)[0], 1e-14);
        Assert.Equal(-2e-3, still.MeanOf(still.PointStrain)[3], 1e-14);
        Span<double> compliance = stackalloc double[16];
        Crystal.Compliance(1, compliance);
        double[] stress = pulled.MeanOf(pulled.PointStress), strain = pulled.MeanOf(pulled.PointStrain);
        Assert.Equal(5e7, stress[0], 1e-2);
        Assert.Equal(-2e7, stress[1], 1e-2);
        Assert.Equal(3e7, stress[3], 1e-2);
        Assert.Equal(4e-3 + (compliance[0] * 5e7) - (compliance[1] * 2e7) + (compliance[3] * 3e7), strain[0], 1e-12);
        Assert.Equal(-2e-3 + (compliance[12] * 5e7) - (compliance[13] * 2e7) + (compliance[15] * 3e7), strain[3], 1e-12);
    }

    [Theory]
    [InlineData(MeshOrder.Linear)]
    [InlineData(MeshOrder.Quadratic)]
    public void A_stack_of_layers_has_its_closed_form(MeshOrder order)
    {
        // Without contraction (ν = 0): σ_yy = E (ē − ηc) in each layer, ē where their mean is the mean stress; nothing across them but that.
        (double soft, double hard, double share) = (20e9, 80e9, 0.25);
        TriangleMesh mesh = Bodies.WithRegions(StructuredMesh.Rectangle(1, 0.5, 8, 3, order), ["soft", "hard"], (x, _) => x < share ? 0 : 1);
        ElasticMaterial Material(double e, double eta) => new(new IsotropicLaw(e, 0), TensorStrain.Isotropic(eta, 0));
        var problem = new ElasticProblem(mesh, PlaneModel.PlaneStrain, [Material(soft, 0.02), Material(hard, -0.01)]) { Periodic = new(true, true) { Strain = new(null, null, 0), Stress = new(3e7, 4e7, 0) } };
        ElasticSolution solution = Bodies.Solve(problem, Bodies.AtNodes(mesh, (_, _) => 1));
        double along = (4e7 + (share * soft * 0.02) - ((1 - share) * hard * 0.01)) / ((share * soft) + ((1 - share) * hard));
        for (int i = 0; i < solution.PointWeights.Length; i++)
        {
            bool isSoft = solution.PointPlaces[2 * i] < share;
            Assert.Equal(3e7, solution.PointStress[4 * i], 1e-12 * hard);
            Assert.Equal(isSoft ? soft * (along - 0.02) : hard * (along + 0.01), solution.PointStress[(4 * i) + 1], 1e-12 * hard);
            Assert.Equal(0, solution.PointStress[(4 * i) + 3], 1e-12 * hard);
        }

        double across = (share * ((3e7 / soft) + 0.02)) + ((1 - share) * ((3e7 / hard) - 0.01));
        Assert.Equal(across, solution.MeanOf(solution.PointStrain)[0], 1e-13);
    }

    [Theory]
    [InlineData(MeshOrder.Linear, PlaneModel.PlaneStrain, 2, 2)]
    [InlineData(MeshOrder.Quadratic, PlaneModel.PlaneStress, 3, 3)]
    public void Waves_converge_to_their_closed_form(MeshOrder order, PlaneModel model, double displacement, double energy)
    {
        (double u0, double s0, double e0) = PeriodicCases.WaveErrors(8, order, model);
        (double u1, double s1, double e1) = PeriodicCases.WaveErrors(16, order, model);
        Assert.InRange(Math.Log2(u0 / u1), displacement - 0.2, displacement + 0.5);
        Assert.InRange(Math.Log2(s0 / s1), displacement - 1.2, displacement + 0.5);
        Assert.InRange(Math.Log2(e0 / e1), energy - 0.2, energy + 1.5);
        Assert.True(u1 < 0.02 && e1 < 0.05, $"{u1} {s1} {e1}");
    }

    [Fact]
    public void A_pattern_that_is_shifted_has_the_same_stress_shifted()
    {
        const int N = 8;
        TriangleMesh mesh = StructuredMesh.Rectangle(1, 1, N, N);
        var problem = new ElasticProblem(mesh, PlaneModel.PlaneStress, [new ElasticMaterial(Crystal, new TensorStrain([0.02, 0.01, 0, 0.004], 0.5))]) { Periodic = new(true, true) { Strain = new(null, 0.01, null) } };
        double Pattern(double x, double y) => 0.5 + (0.3 * Math.Sin(2 * Math.PI * x) * Math.Cos(2 * Math.PI * (x + y)));
        double[] here = Bodies.Solve(problem, Bodies.AtNodes(mesh, Pattern)).PointStress, there = Bodies.Solve(problem, Bodies.AtNodes(mesh, (x, y) => Pattern(x - (3.0 / N), y - (2.0 / N)))).PointStress;
        for (int cell = 0; cell < mesh.CellCount; cell++)
        {
            int box = cell / 2, moved = ((((box / N) + 2) % N) * N) + (((box % N) + 3) % N);
            for (int k = 0; k < 4; k++)
            {
                Assert.Equal(here[(4 * cell) + k], there[(4 * ((2 * moved) + (cell % 2))) + k], 1e-3);
            }
        }

        Assert.True(Bodies.Largest(here) > 1e7);
    }

    [Fact]
    public void A_box_that_repeats_along_x_alone_keeps_the_edges_of_its_other_sides()
    {
        // A bilayer that cannot bend: σ_xx = E (ē − ηc), free across; held by rollers it is that of plane stress between plates.
        TriangleMesh mesh = Bodies.WithRegions(StructuredMesh.Rectangle(1, 0.5, 4, 4), ["lower", "upper"], (_, y) => y < 0.25 ? 0 : 1);
        ElasticMaterial Material(double eta) => new(new IsotropicLaw(Bodies.E, Bodies.Nu), TensorStrain.Isotropic(eta, 0));
        var problem = new ElasticProblem(mesh, PlaneModel.PlaneStress, [Material(0), Material(0.01)]) { Periodic = new(true, false) };
        double[] one = Bodies.AtNodes(mesh, (_, _) => 1);
        ElasticSolution free = Bodies.Solve(problem, one), held = Bodies.Solve(problem with { Boundary = [new Roller("bottom"), new Roller("top")], Periodic = new(true, false) { Strain = new(0, null, null) } }, one);
        Assert.Equal(Bodies.E * 0.005, free.PointStress[0], 1e-3);
        Assert.Equal(-Bodies.E * 0.005, free.PointStress[^4], 1e-3);
        Assert.Equal(0, free.PointStress[1], 1e-3);
        Assert.Equal(0.005, free.MeanOf(free.PointStrain)[0], 1e-14);
        Assert.Equal(0, held.MeanOf(held.PointStrain)[0], 1e-15);
        Assert.Equal(0, held.MeanOf(held.PointStrain)[1], 1e-15);
        Assert.True(held.MeanOf(held.PointStress)[1] < -1e8);
        ElasticSolution carried = Bodies.Solve(problem with { Boundary = [new Traction("top") { Y = 1e7 }, new Traction("bottom") { Y = -1e7 }] }, one);
        Assert.Equal(1e7, carried.PointStress[1], 1e-3);
    }

    [Fact]
    public void Composition_and_loads_add_up()
    {
        TriangleMesh mesh = StructuredMesh.Rectangle(1, 1, 5, 5, MeshOrder.Quadratic);
        ElasticProblem With(MeanStress stress, MeanStrain strain) => new(mesh, PlaneModel.PlaneStrain, [Bodies.Isotropic(0.5)]) { Periodic = new(true, true) { Stress = stress, Strain = strain } };
        double[] pattern = Bodies.AtNodes(mesh, (x, y) => 0.5 + (0.3 * Math.Sin(2 * Math.PI * (x - y)))), even = Bodies.AtNodes(mesh, (_, _) => 0.5);
        ElasticSolution both = Bodies.Solve(With(new(1e8, 0, 0), new(null, 0.002, null)), pattern), load = Bodies.Solve(With(new(1e8, 0, 0), new(null, 0.002, null)), even), composition = Bodies.Solve(With(default, new(null, 0, null)), pattern);
        for (int i = 0; i < both.Displacement.Length; i++)
        {
            Assert.Equal(both.Displacement[i], load.Displacement[i] + composition.Displacement[i], 1e-14);
        }
    }

    [Theory]
    [InlineData("left")]
    [InlineData("top")]
    public void A_side_that_is_repeated_cannot_be_held(string part)
    {
        string words = Assert.Throws<ScenarioException>(() => Made(new(true, true), new Fixed(part))).Message;
        Assert.Contains($"'{part}' lies on sides of the periodic box", words, StringComparison.Ordinal);
        Assert.Contains("mean_strain", words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_side_that_is_held_along_the_box_asks_for_a_box_that_keeps_its_length()
    {
        Assert.Contains("'bottom' is held along x, the direction in which the periodic box is free to change its length", Assert.Throws<ScenarioException>(() => Made(new(true, false), new Fixed("bottom"))).Message, StringComparison.Ordinal);
        Assert.Contains("is stretched by 0.01", Assert.Throws<ScenarioException>(() => Made(new(true, false) { Strain = new(0.01, null, null) }, new Fixed("bottom"))).Message, StringComparison.Ordinal);
        Made(new(true, false) { Strain = new(0, null, null) }, new Fixed("bottom")).Dispose();
    }

    [Fact]
    public void A_box_needs_a_direction_a_plane_and_cells_that_do_not_reach_across()
    {
        Assert.Contains("repeats itself along x, y or both", Assert.Throws<ScenarioException>(() => Made(new(false, false))).Message, StringComparison.Ordinal);
        var ring = new ElasticProblem(StructuredMesh.Rectangle(1, 1, 3, 3), PlaneModel.Axisymmetric, [Bodies.Isotropic()]) { Periodic = new(false, true) };
        Assert.Contains("lies in the plane", Assert.Throws<ScenarioException>(() => new ElasticSystem(ring)).Message, StringComparison.Ordinal);
        var narrow = new ElasticProblem(StructuredMesh.Rectangle(1, 1, 1, 3), PlaneModel.PlaneStress, [Bodies.Isotropic()]) { Periodic = new(true, true) };
        Assert.Contains("reaches from one border to the opposite one", Assert.Throws<ScenarioException>(() => new ElasticSystem(narrow)).Message, StringComparison.Ordinal);
    }

    private static ElasticSystem Made(PeriodicBox box, params BoundaryCondition[] boundary) =>
        new(new ElasticProblem(StructuredMesh.Rectangle(1, 1, 3, 3), PlaneModel.PlaneStress, [Bodies.Isotropic()]) { Periodic = box, Boundary = boundary });
}

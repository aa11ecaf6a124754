using Stria.Core;
using Stria.Numerics.Fem;
using Stria.Numerics.Geometry.Meshing;
using Stria.Numerics.Statistics;
using Stria.Physics.Elasticity;

namespace Stria.Tests.Physics;

/// <summary>What is made of the stress: measures, statistics, values at nodes, uncertainty.</summary>
public sealed class StressResultsTests
{
    private const double L = 1e-6;

    [Fact]
    public void Measures_of_stress_agree_with_their_definitions()
    {
        double[] stress = [3, -1, 2, 2];
        Assert.Equal(Math.Sqrt((0.5 * (16 + 9 + 1)) + 12), StressMeasures.VonMises(stress)[0], 1e-14);
        Assert.Equal(Math.Sqrt(9 + 1 + 3 + 12), StressMeasures.VonMisesInPlane(stress)[0], 1e-14);
        Assert.Equal(4.0 / 3, StressMeasures.Hydrostatic(stress)[0], 1e-14);
        PrincipalStress principal = StressMeasures.Principal(stress);
        Assert.Equal(1 + Math.Sqrt(8), principal.First[0], 1e-14);
        Assert.Equal(1 - Math.Sqrt(8), principal.Second[0], 1e-14);
        double[] turned = StressMeasures.Local(stress, principal.Angle);
        Assert.Equal(principal.First[0], turned[0], 1e-14);
        Assert.InRange(turned[3], -1e-15, 1e-15);
        Assert.Equal(stress[2], turned[2]);
    }

    [Fact]
    public void Statistics_count_by_area()
    {
        // Two cells of area 1/2 and 3/2.
        var mesh = new TriangleMesh([0, 0, 1, 0, 0, 1, 3, 3], [0, 1, 2, 1, 3, 2], 3, new CellRegions([0, 1], ["a", "b"]));
        double area = mesh.TwiceCornerArea(1) / 2;
        ElasticSolution solution = Bodies.Solve(new ElasticProblem(mesh, PlaneModel.PlaneStress, [Bodies.Isotropic()]), new double[4]);
        PointStatistics statistics = solution.Statistics;
        double[] values = [10, 20];
        Assert.Equal((5 + (20 * area)) / (0.5 + area), statistics.Mean(values), 1e-13);
        Assert.Equal(5 + (20 * area), statistics.Integral(values), 1e-13);
        Assert.Equal(10, statistics.Mean(values, solution.CellsOf("a")), 1e-13);
        Assert.Equal(new PointValue(20, solution.PointPlaces[2], solution.PointPlaces[3], 1), statistics.Maximum(values));
        Assert.Equal(10, statistics.Maximum(values, [true, false]).Value);
        double middleOfFirst = 0.25 / (0.5 + area), middleOfSecond = (0.5 + (area / 2)) / (0.5 + area), half = (middleOfFirst + middleOfSecond) / 2;
        Assert.Equal(15, statistics.Quantile(values, half), 1e-12);
        Assert.Equal(10, statistics.Quantile(values, 0));
        Assert.Equal(20, statistics.Quantile(values, 1));
        Assert.True(double.IsNaN(statistics.Quantile(values, 0.5, [false, false])));
        Assert.Throws<ArgumentException>(() => solution.CellsOf("c"));
        Assert.Equal(values, solution.CellMeans(values, 1));
    }

    [Fact]
    public void Stress_at_nodes_jumps_between_regions_and_is_exact_within()
    {
        // Two sheets side by side, glued along x = L and held along y: stress along y jumps with the modulus, stress along x does not.
        TriangleMesh mesh = Bodies.WithRegions(StructuredMesh.Rectangle(2 * L, L, 4, 2, MeshOrder.Quadratic), ["soft", "stiff"], (x, _) => x < L ? 0 : 1);
        var stiff = new ElasticMaterial(new IsotropicLaw(2 * Bodies.E, 0), TensorStrain.Isotropic(Bodies.Eta, 0));
        var problem = new ElasticProblem(mesh, PlaneModel.PlaneStress, [Bodies.Isotropic(0, 0), stiff]) { Boundary = [new Roller("left"), new Roller("bottom"), new Roller("top")] };
        RegionField nodal = Bodies.Solve(problem, Bodies.AtNodes(mesh, (_, _) => 1)).NodalStress();
        Assert.Equal(mesh.NodeCount + 5, nodal.Places.Count);
        for (int cell = 0; cell < mesh.CellCount; cell++)
        {
            double expected = -Bodies.E * Bodies.Eta * (mesh.CellRegions[cell] + 1);
            for (int i = 0; i < 6; i++)
            {
                Assert.Equal(expected, nodal.At(cell, i)[1], 1e-9 * Bodies.E * Bodies.Eta);
            }
        }

        double[] mean = nodal.AtNodes();
        int between = Enumerable.Range(0, mesh.NodeCount).First(n => Math.Abs(mesh.Points[2 * n] - L) < 1e-12);
        Assert.Equal(-1.5 * Bodies.E * Bodies.Eta, mean[(4 * between) + 1], 1e-9 * Bodies.E * Bodies.Eta);
    }

    [Fact]
    public void Bending_held_as_pre_strain_gives_beam_stress()
    {
        TriangleMesh mesh = StructuredMesh.Rectangle(4 * L, L, 8, 2, MeshOrder.Quadratic);
        double[] distance = Bodies.AtNodes(mesh, (_, y) => y - (L / 2));
        const double Curvature = 5e4;
        var problem = new ElasticProblem(mesh, PlaneModel.PlaneStress, [Bodies.Isotropic(0.3)])
        {
            Boundary = [new Roller("left"), new Roller("right"), new PinnedPoint(0, 0) { X = null }],
            PreStrain = BendingStrain.Of(mesh, [.. Enumerable.Repeat(Curvature, mesh.NodeCount)], distance, new double[mesh.NodeCount]),
        };
        ElasticSolution solution = Bodies.Solve(problem, Bodies.AtNodes(mesh, (_, _) => 0.3));
        for (int i = 0; i < solution.PointWeights.Length; i++)
        {
            Assert.Equal(-Bodies.E * Curvature * (solution.PointPlaces[(2 * i) + 1] - (L / 2)), solution.PointStress[4 * i], 1e-9 * Bodies.E * Curvature * L);
        }

        Assert.Throws<ScenarioException>(() => BendingStrain.Of(mesh, [1], distance, distance));
    }

    [Fact]
    public void Solving_many_is_solving_each_and_repeats_to_the_bit()
    {
        TriangleMesh mesh = StructuredMesh.Disk(L, 5, MeshOrder.Quadratic);
        double[][] compositions = [.. Enumerable.Range(0, 20).Select(k => Bodies.AtNodes(mesh, (x, y) => 0.5 + (0.02 * k * Math.Sin((3e6 * x) + (k * 1e6 * y)))))];
        using ElasticSystem system = ElasticSystem.Factored(new ElasticProblem(mesh, PlaneModel.PlaneStrain, [Bodies.Isotropic()]), Bodies.Solver);
        IReadOnlyList<ElasticSolution> many = system.SolveMany(compositions), again = system.SolveMany(compositions);
        Assert.Equal(many[17].Displacement, again[17].Displacement);
        ElasticSolution alone = system.Solve(compositions[17]);
        Assert.All(alone.Displacement.Zip(many[17].Displacement), p => Assert.Equal(p.First, p.Second, 1e-12 * Bodies.Largest(alone.Displacement)));
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        Assert.Throws<OperationCanceledException>(() => system.SolveMany(compositions, null, stopped.Token));
    }

    [Fact]
    public void The_uncertainty_of_the_composition_reaches_the_stress()
    {
        // A clamped sheet whose composition is uncertain as a whole: σx = σy = −E η δc / (1 − ν).
        TriangleMesh mesh = StructuredMesh.Disk(L, 3);
        using ElasticSystem system = ElasticSystem.Factored(new ElasticProblem(mesh, PlaneModel.PlaneStress, [Bodies.Isotropic()]) { Boundary = [new Fixed("edge")] }, Bodies.Solver);
        double[] mean = Bodies.AtNodes(mesh, (_, _) => 0.5);
        var sampler = new EvenSampler(7, 0.02);
        double[] drawn = [.. Enumerable.Range(0, 30).Select(sampler.Draw)];
        double average = drawn.Average(), deviation = Math.Sqrt(drawn.Sum(d => (d - average) * (d - average)) / 29), factor = Bodies.E * Bodies.Eta / (1 - Bodies.Nu);
        StressDeviation found = StressUncertainty.Of(system, mean, sampler, 30);
        Assert.All(found.VonMises, s => Assert.Equal(factor * deviation, s, 1e-9 * factor));
        Assert.All(found.FirstPrincipal, s => Assert.Equal(factor * deviation, s, 1e-9 * factor));
        Assert.All(found.Hydrostatic, s => Assert.Equal(factor * deviation * 2 / 3, s, 1e-9 * factor));
        Assert.Equal(factor * deviation, found.Summary.Maximum, 1e-9 * factor);
        Assert.Equal(found.VonMises, StressUncertainty.Of(system, mean, new EvenSampler(7, 0.02), 30).VonMises);
        Assert.Contains("1 samples", Assert.Throws<ScenarioException>(() => StressUncertainty.Of(system, mean, sampler, 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Common_errors_add_by_their_squares_and_a_reference_that_follows_takes_them_off()
    {
        TriangleMesh mesh = StructuredMesh.Disk(L, 3);
        using ElasticSystem system = ElasticSystem.Factored(new ElasticProblem(mesh, PlaneModel.PlaneStress, [Bodies.Isotropic()]) { Boundary = [new Fixed("edge")] }, Bodies.Solver);
        double[] mean = Bodies.AtNodes(mesh, (_, _) => 0.5);
        double factor = Bodies.E * Bodies.Eta / (1 - Bodies.Nu);
        StressDeviation found = StressUncertainty.OfCommon(system, mean, new Uniform([(0.003, 0), (-0.004, 0)]), 2);
        Assert.All(found.VonMises, s => Assert.Equal(0.005 * factor, s, 1e-9 * factor));
        Assert.All(found.Hydrostatic, s => Assert.Equal(0.005 * factor * 2 / 3, s, 1e-9 * factor));
        Assert.Equal(0.005 * factor, found.Summary.Quantile95, 1e-9 * factor);

        // An error of the map's zero moves a stress-free composition that comes from the map by as much: nothing is left of it.
        Assert.All(StressUncertainty.OfCommon(system, mean, new Uniform([(0.003, 0.003)]), 1).VonMises, s => Assert.Equal(0, s, 1e-9 * factor));

        StressDeviation both = found.And(StressUncertainty.OfCommon(system, mean, new Uniform([(0.012, 0)]), 1));
        Assert.All(both.VonMises, s => Assert.Equal(0.013 * factor, s, 1e-9 * factor));
        Assert.Equal(0.013 * factor, both.Summary.Maximum, 1e-9 * factor);
    }

    [Fact]
    public void Another_stress_free_composition_is_the_same_as_another_law()
    {
        TriangleMesh mesh = StructuredMesh.Disk(L, 4, MeshOrder.Quadratic);
        StrainRow[] rows = [new(0, 0, 0, 0), new(0.4, 0.01, -0.004, 0.002, 0.001), new(1, 0.015, 0.01, 0.004, -0.002)];
        ElasticProblem Problem(double reference) => new(mesh, PlaneModel.PlaneStrain, [new ElasticMaterial(new IsotropicLaw(Bodies.E, Bodies.Nu), new StrainTable(rows, reference))]) { Boundary = [new Fixed("edge")] };
        double[] c = Bodies.AtNodes(mesh, (x, y) => 0.5 + (0.3 * x / L));
        using ElasticSystem one = ElasticSystem.Factored(Problem(0.2), Bodies.Solver), other = ElasticSystem.Factored(Problem(0.7), Bodies.Solver);
        double[] expected = other.Solve(c).PointStress, found = one.Solve([one.Load(c, 0.5)])[0].PointStress;
        Assert.True(expected.Max(Math.Abs) > 1e6);
        Assert.All(expected.Zip(found), p => Assert.Equal(p.First, p.Second, 1e-9 * expected.Max(Math.Abs)));
    }

    [Theory]
    [InlineData(MeshOrder.Linear)]
    [InlineData(MeshOrder.Quadratic)]
    public void A_composition_at_the_quadrature_points_is_that_at_the_nodes_where_it_is_linear(MeshOrder order)
    {
        TriangleMesh mesh = StructuredMesh.Rectangle(L, L, 3, 4, order);
        var problem = new ElasticProblem(mesh, PlaneModel.PlaneStress, [Bodies.Isotropic()]) { Boundary = [new Fixed("left")] };
        using ElasticSystem system = ElasticSystem.Factored(problem, Bodies.Solver);
        static double At(double x, double y) => 0.2 + (0.4 * x / L) - (0.1 * y / L);
        double[] places = problem.PointPlaces(), c = [.. Enumerable.Range(0, places.Length / 2).Select(i => At(places[2 * i], places[(2 * i) + 1]))];
        double[] expected = system.Solve(Bodies.AtNodes(mesh, At)).PointStress, found = system.Solve([system.LoadAtPoints(c)])[0].PointStress;
        Assert.All(expected.Zip(found), p => Assert.Equal(p.First, p.Second, 1e-9 * expected.Max(Math.Abs)));
        Assert.Contains($"{c.Length - 1} compositions for {mesh.CellCount} cells", Assert.Throws<ScenarioException>(() => system.LoadAtPoints(c.AsSpan(1))).Message, StringComparison.Ordinal);
        c[^1] = double.NaN;
        Assert.Contains("is not finite", Assert.Throws<ScenarioException>(() => system.LoadAtPoints(c)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_strain_of_a_composition_at_the_points_is_the_nearest_linear_one_in_each_cell()
    {
        TriangleMesh mesh = StructuredMesh.Rectangle(L, L, 2, 2, MeshOrder.Quadratic);
        var problem = new ElasticProblem(mesh, PlaneModel.PlaneStress, [Bodies.Isotropic()]);
        using var system = new ElasticSystem(problem);
        double[] places = problem.PointPlaces(), c = [.. Enumerable.Range(0, places.Length / 2).Select(i => Math.Pow(places[2 * i] / L, 3))];
        double[] strain = system.LoadAtPoints(c).Eigenstrain;
        int perCell = c.Length / mesh.CellCount;
        double[] weights = QuadratureRule.Triangle(4).Weights.ToArray();
        for (int cell = 0; cell < mesh.CellCount; cell++)
        {
            // What was taken off is orthogonal to 1, x and y.
            double[] off = [.. Enumerable.Range(cell * perCell, perCell).Select(i => (Bodies.Eta * c[i]) - strain[4 * i])];
            Assert.True(off.Max(Math.Abs) > 1e-4 * Bodies.Eta);
            foreach (Func<int, double> f in new Func<int, double>[] { _ => 1, i => places[2 * i] / L, i => places[(2 * i) + 1] / L })
            {
                Assert.Equal(0, Enumerable.Range(0, perCell).Sum(q => weights[q] * off[q] * f((cell * perCell) + q)), 1e-12 * Bodies.Eta);
            }
        }
    }

    [Theory]
    [InlineData(true, 1.5e-3)]
    [InlineData(false, 6e-3)]
    public void With_the_composition_at_the_points_the_energy_of_a_bent_wire_is_found_on_either_cut_of_the_boxes(bool along, double tolerance)
    {
        double nodal = Math.Abs((ElasticCases.BentWireEnergy(100, 25, MeshOrder.Quadratic, along) / BentWire.Energy) - 1), points = Math.Abs((ElasticCases.BentWireEnergy(100, 25, MeshOrder.Quadratic, along, true) / BentWire.Energy) - 1);
        Assert.InRange(points, 0, tolerance);
        Assert.True(points < nodal, $"{points} at the points, {nodal} at the nodes");
    }

    [Fact]
    public void A_fixed_block_turned_against_its_crystal_has_the_turned_stress()
    {
        // All sides held: σ = −D(θ) ε(θ) everywhere.
        TriangleMesh mesh = StructuredMesh.Rectangle(L, L, 3, 3);
        double[] crystal = [0.02, -0.01, 0.005, 0.004], turned = new double[4], stiffness = new double[16];
        var material = new ElasticMaterial(ManufacturedElasticityTests.Orthotropic, new TensorStrain(crystal, 0));
        var problem = new ElasticProblem(mesh, PlaneModel.PlaneStrain, [material])
        {
            Boundary = [.. mesh.PartNames.Select(p => new Fixed(p))], AxisAngles = [.. Enumerable.Repeat(0.6, mesh.CellCount)],
        };
        ElasticSolution solution = Bodies.Solve(problem, Bodies.AtNodes(mesh, (_, _) => 1));
        PlaneStiffness.Of(material.Law, PlaneModel.PlaneStrain, 1, 0.6, stiffness);
        PlaneFrame.StrainOutOf(0.6, crystal, turned);
        double[] expected = [.. Enumerable.Range(0, 4).Select(r => -Enumerable.Range(0, 4).Sum(k => stiffness[(4 * r) + k] * turned[k]))];
        Assert.All(Enumerable.Range(0, solution.PointStress.Length), i => Assert.Equal(expected[i % 4], solution.PointStress[i], 1e-10 * expected.Max(Math.Abs)));
        Assert.Equal(-0.5 * L * L * expected.Zip(turned, (s, e) => s * e).Sum(), solution.Energy, 1e-10 * solution.Energy);
    }

    [Fact]
    public void The_energy_of_a_bent_wire_is_that_of_fine_meshes()
    {
        double coarse = ElasticCases.BentWireEnergy(100, 25, MeshOrder.Quadratic);
        Assert.Equal(BentWire.Energy, coarse, 0.002 * BentWire.Energy);
    }

    private sealed class EvenSampler(long seed, double deviation) : ICompositionSampler
    {
        public double Draw(int index) => deviation * new SeededRandom(seed + (1000003L * index)).Normal();

        public double Sample(int index, Span<double> deviation)
        {
            deviation.Fill(Draw(index));
            return 0;
        }
    }

    private sealed class Uniform((double Change, double Reference)[] errors) : ICompositionSampler
    {
        public double Sample(int index, Span<double> deviation)
        {
            deviation.Fill(errors[index].Change);
            return errors[index].Reference;
        }
    }
}

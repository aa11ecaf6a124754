using Stria.Core;
using Stria.Numerics.Geometry.Meshing;
using Stria.Physics.Elasticity;

namespace Stria.Tests.Physics;

/// <summary>Boundary conditions, free particles, reactions.</summary>
public sealed class ElasticBoundaryTests
{
    private const double L = 1e-6;

    [Theory]
    [InlineData(MeshOrder.Linear)]
    [InlineData(MeshOrder.Quadratic)]
    public void Turning_everything_turns_the_result(MeshOrder order)
    {
        const double Angle = 0.7;
        (double s, double c) = Math.SinCos(Angle);
        TriangleMesh mesh = StructuredMesh.Rectangle(2 * L, L, 8, 4, order), turned = Bodies.Moved(mesh, (x, y) => ((c * x) - (s * y), (s * x) + (c * y)));
        double[] composition = Bodies.AtNodes(mesh, (x, y) => 0.5 + (0.3 * Math.Sin(4e6 * x) * Math.Cos(3e6 * y)));
        ElasticSolution straight = Bodies.Solve(Held(mesh, 0), composition), other = Bodies.Solve(Held(turned, Angle), composition);
        Assert.Equal(straight.Energy, other.Energy, 1e-10 * straight.Energy);
        double largest = Bodies.Largest(straight.Displacement);
        for (int n = 0; n < mesh.NodeCount; n++)
        {
            double x = straight.Displacement[2 * n], y = straight.Displacement[(2 * n) + 1];
            Assert.Equal((c * x) - (s * y), other.Displacement[2 * n], 1e-10 * largest);
            Assert.Equal((s * x) + (c * y), other.Displacement[(2 * n) + 1], 1e-10 * largest);
        }

        double[] one = StressMeasures.VonMises(straight.PointStress), two = StressMeasures.VonMises(other.PointStress);
        Assert.All(one.Zip(two), p => Assert.Equal(p.First, p.Second, 1e-10 * one.Max()));
        double[] local = StressMeasures.Local(other.PointStress, [.. Enumerable.Repeat(Angle, one.Length)]);
        Assert.All(straight.PointStress.Zip(local), p => Assert.Equal(p.First, p.Second, 1e-10 * one.Max()));
    }

    [Fact]
    public void A_disk_in_a_round_roller_is_pressed_evenly()
    {
        TriangleMesh mesh = StructuredMesh.Disk(L, 8, MeshOrder.Quadratic);
        ElasticSolution solution = Bodies.Solve(new ElasticProblem(mesh, PlaneModel.PlaneStress, [Bodies.Isotropic()]) { Boundary = [new Roller("edge")] }, Bodies.AtNodes(mesh, (_, _) => 0.5));
        double pressure = -Bodies.E * Bodies.Eta * 0.5 / (1 - Bodies.Nu);
        Assert.All(Enumerable.Range(0, solution.PointWeights.Length), i =>
        {
            Assert.Equal(pressure, solution.PointStress[4 * i], 1e-4 * -pressure);
            Assert.InRange(solution.PointStress[(4 * i) + 3], 1e-4 * pressure, -1e-4 * pressure);
        });
    }

    [Fact]
    public void The_mean_stress_of_a_clamped_sheet_follows_from_its_mean_composition()
    {
        TriangleMesh mesh = StructuredMesh.Disk(L, 10);
        double[] composition = Bodies.AtNodes(mesh, (x, y) => 0.4 + (0.3 * Math.Sin(5e6 * x) * Math.Exp(2e6 * y)));
        ElasticSolution solution = Bodies.Solve(new ElasticProblem(mesh, PlaneModel.PlaneStress, [Bodies.Isotropic(0.1)]) { Boundary = [new Fixed("edge")] }, composition);
        double mean = solution.Statistics.Mean([.. Enumerable.Range(0, mesh.CellCount).Select(c => (composition[mesh.Cell(c)[0]] + composition[mesh.Cell(c)[1]] + composition[mesh.Cell(c)[2]]) / 3)]);
        double inPlane = (solution.Statistics.Mean(ElasticCases.Component(solution.PointStress, 0)) + solution.Statistics.Mean(ElasticCases.Component(solution.PointStress, 1))) / 2;
        double expected = -Bodies.E * Bodies.Eta * (mean - 0.1) / (1 - Bodies.Nu);
        Assert.Equal(expected, inPlane, 1e-10 * Math.Abs(expected));
        Assert.Equal(2 * expected / 3, solution.Statistics.Mean(StressMeasures.Hydrostatic(solution.PointStress)), 1e-10 * Math.Abs(expected));
    }

    [Theory]
    [InlineData(PlaneModel.PlaneStress, 1)]
    [InlineData(PlaneModel.PlaneStrain, 1 / 0.7)]
    public void A_lamella_between_rollers_carries_its_misfit(PlaneModel model, double stiffer)
    {
        TriangleMesh mesh = StructuredMesh.Rectangle(2 * L, L, 4, 5, MeshOrder.Quadratic);
        var problem = new ElasticProblem(mesh, model, [Bodies.Isotropic(0.5)]) { Boundary = [new Roller("left"), new Roller("right"), new Roller("bottom")] };
        ElasticSolution solution = Bodies.Solve(problem, Bodies.AtNodes(mesh, (_, y) => y / L));
        for (int i = 0; i < solution.PointWeights.Length; i++)
        {
            double expected = -stiffer * Bodies.E * Bodies.Eta * ((solution.PointPlaces[(2 * i) + 1] / L) - 0.5);
            Assert.Equal(expected, solution.PointStress[4 * i], 1e-9 * Bodies.E * Bodies.Eta);
        }
    }

    [Fact]
    public void Reactions_balance_the_loads()
    {
        TriangleMesh mesh = StructuredMesh.Rectangle(2 * L, L, 6, 4, MeshOrder.Quadratic);
        var problem = new ElasticProblem(mesh, PlaneModel.PlaneStrain, [Bodies.Isotropic()])
        {
            Boundary = [new Fixed("left"), new Traction("right") { X = 3e8, Y = -1e8 }, new Traction("top") { Pressure = 2e8 }, new PinnedPoint(2 * L, 0) { X = null }],
        };
        IReadOnlyList<Reaction> reactions = Bodies.Solve(problem, Bodies.AtNodes(mesh, (x, _) => x / L)).Reactions();
        Assert.Equal(["left", problem.Boundary[3].Place], reactions.Select(r => r.Place));
        Assert.Equal(-3e8 * L, reactions.Sum(r => r.X), 1e-9 * 3e8 * L);
        Assert.Equal((1e8 * L) + (2e8 * 2 * L), reactions.Sum(r => r.Y), 1e-9 * 3e8 * L);
        Assert.True(Math.Abs(reactions[1].Y) > 1);
    }

    [Fact]
    public void Edge_tractions_may_vary_along_a_part()
    {
        // Pure bending: σx = S (1 − 2y/H) from linear tractions on both ends.
        TriangleMesh mesh = StructuredMesh.Rectangle(3 * L, L, 6, 2, MeshOrder.Quadratic);
        double[] Ends(string part, double sign) => [.. Enumerable.Range(0, mesh.EdgeCount).Where(e => mesh.PartNames[mesh.EdgeParts[e]] == part)
            .SelectMany(e => mesh.Edge(e).ToArray()).SelectMany(n => new[] { sign * 1e8 * (1 - (2 * mesh.Points[(2 * n) + 1] / L)), 0 })];
        var problem = new ElasticProblem(mesh, PlaneModel.PlaneStress, [Bodies.Isotropic()])
        {
            Boundary = [new Traction("left") { Values = Ends("left", -1) }, new Traction("right") { Values = Ends("right", 1) }],
        };
        using ElasticSystem system = ElasticSystem.Factored(problem, Bodies.Solver);
        ElasticSolution solution = system.Solve(new double[mesh.NodeCount]);
        for (int i = 0; i < solution.PointWeights.Length; i++)
        {
            Assert.Equal(1e8 * (1 - (2 * solution.PointPlaces[(2 * i) + 1] / L)), solution.PointStress[4 * i], 1e-2);
        }

        Assert.Contains("3 rigid motions", Assert.Single(system.Remarks).Text, StringComparison.Ordinal);
        Assert.Empty(solution.Reactions());
        Assert.Contains("12", Assert.Throws<ScenarioException>(() => new ElasticSystem(problem with { Boundary = [new Traction("left") { Values = new double[5] }] })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_floating_particle_that_is_pushed_is_named_with_the_force()
    {
        TriangleMesh mesh = TwoSquares("small", "large");
        var pushed = new ElasticProblem(mesh, PlaneModel.PlaneStress, [Bodies.Isotropic()]) { Boundary = [new Fixed("left"), new Traction("far right") { X = 2e8 }] };
        string message = Assert.Throws<ScenarioException>(() => new ElasticSystem(pushed)).Message;
        Assert.Contains("'large'", message, StringComparison.Ordinal);
        Assert.Contains("(200, 0) N/m", message, StringComparison.Ordinal);
        Assert.Contains("piece 2 of 2 of 'one'", Assert.Throws<ScenarioException>(() => new ElasticSystem(pushed with { Mesh = TwoSquares("one", "one") })).Message, StringComparison.Ordinal);
        using ElasticSystem free = ElasticSystem.Factored(pushed with { Boundary = [new Fixed("left")] }, Bodies.Solver);
        Assert.Contains("3 rigid motions of 'large'", Assert.Single(free.Remarks).Text, StringComparison.Ordinal);
        ElasticSolution solution = free.Solve(Bodies.AtNodes(mesh, (_, _) => 1));
        Assert.InRange(Bodies.Largest(StressMeasures.VonMises(solution.PointStress).AsSpan(mesh.CellCount / 2)), 0, 1);
    }

    [Fact]
    public void What_contradicts_itself_is_refused()
    {
        TriangleMesh mesh = StructuredMesh.Rectangle(L, L, 2, 2);
        string Message(params BoundaryCondition[] boundary) =>
            Assert.Throws<ScenarioException>(() => new ElasticSystem(new ElasticProblem(mesh, PlaneModel.PlaneStress, [Bodies.Isotropic()]) { Boundary = boundary })).Message;
        Assert.Contains("'rim'", Message(new Fixed("rim")), StringComparison.Ordinal);
        Assert.Contains("'left' and 'bottom'", Message(new Displacement("left") { X = 1e-9, Y = 0 }, new Displacement("bottom") { X = 2e-9 }), StringComparison.Ordinal);
        Assert.Contains("neither", Message(new Displacement("left")), StringComparison.Ordinal);
        Assert.Contains("not finite", Message(new Displacement("left") { X = double.NaN }), StringComparison.Ordinal);
        Assert.Contains("not finite", Message(new Traction("left") { X = double.NaN }), StringComparison.Ordinal);
        var problem = new ElasticProblem(mesh, PlaneModel.PlaneStress, [Bodies.Isotropic()]);
        Assert.Contains("2 materials for 1 regions", Assert.Throws<ScenarioException>(() => new ElasticSystem(problem with { Materials = [Bodies.Isotropic(), Bodies.Isotropic()] })).Message, StringComparison.Ordinal);
        Assert.Contains("radius", Assert.Throws<ScenarioException>(() => new ElasticSystem(problem with { Model = PlaneModel.Axisymmetric, Mesh = Bodies.Moved(mesh, (x, y) => (x - (L / 2), y)) })).Message, StringComparison.Ordinal);
        Assert.Contains("local axes", Assert.Throws<ScenarioException>(() => new ElasticSystem(problem with { AxisAngles = [0] })).Message, StringComparison.Ordinal);
        using ElasticSystem system = ElasticSystem.Factored(problem, Bodies.Solver);
        Assert.Contains("composition of node 0", Assert.Throws<ScenarioException>(() => system.Solve([double.NaN, .. new double[8]])).Message, StringComparison.Ordinal);
        Assert.Contains("3 compositions for 9 nodes", Assert.Throws<ScenarioException>(() => system.Solve(new double[3])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Particles_that_share_a_single_node_are_refused()
    {
        var hinge = new TriangleMesh([0, 0, -L, -L, L, -L, L, L, -L, L], [0, 1, 2, 0, 3, 4], 3, null, new NamedEdges([1, 2], [0], ["bottom"]));
        var problem = new ElasticProblem(hinge, PlaneModel.PlaneStress, [Bodies.Isotropic()]) { Boundary = [new Fixed("bottom")] };
        Assert.Contains("single node", Assert.Throws<ScenarioException>(() => ElasticSystem.Factored(problem, Bodies.Solver)).Message, StringComparison.Ordinal);
    }

    // An orthotropic bar held between inclined rollers and pulled.
    private static ElasticProblem Held(TriangleMesh mesh, double angle) => new(mesh, PlaneModel.PlaneStrain, [new ElasticMaterial(ManufacturedElasticityTests.Orthotropic, new TensorStrain([0.02, 0.005, 0.01, 0.003], 0.2))])
    {
        Boundary = [new Roller("left"), new Roller("bottom"), new Traction("right") { X = 1e8 * Math.Cos(angle), Y = 1e8 * Math.Sin(angle), Pressure = 5e7 }],
        AxisAngles = [.. Enumerable.Repeat(angle + 0.3, mesh.CellCount)],
    };

    private static TriangleMesh TwoSquares(string first, string second)
    {
        TriangleMesh square = StructuredMesh.Rectangle(L, L, 3, 3);
        double[] points = [.. square.Points, .. Bodies.Moved(square, (x, y) => (x + (3 * L), y)).Points];
        int[] cells = [.. square.Cells, .. square.Cells.ToArray().Select(n => n + square.NodeCount)];
        bool same = first == second;
        var regions = new CellRegions([.. Enumerable.Range(0, 2 * square.CellCount).Select(c => c < square.CellCount || same ? 0 : 1)], same ? [first] : [first, second]);
        int[] edges = [.. square.Edges, .. square.Edges.ToArray().Select(n => n + square.NodeCount)];
        int[] parts = [.. square.EdgeParts, .. square.EdgeParts.ToArray().Select(p => p + 4)];
        return new TriangleMesh(points, cells, 3, regions, new NamedEdges(edges, parts, [.. square.PartNames, .. square.PartNames.Select(p => "far " + p)]));
    }
}

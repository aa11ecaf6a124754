using Stria.Core;
using Stria.Numerics.Geometry.Meshing;
using Stria.Physics.PhaseField;
using Stria.Physics.Transport;

namespace Stria.Tests.Physics.PhaseField;

/// <summary>A total flux through a part of one potential.</summary>
public sealed class EquipotentialTests
{
    private static double[] On(PhaseFieldSolver solver, double[] unknowns, Func<double, double, bool> where)
    {
        double[] nodal = solver.ToNodes(unknowns);
        TriangleMesh mesh = solver.Problem.Mesh;
        return [.. Enumerable.Range(0, mesh.NodeCount).Where(n => where(mesh.Points[2 * n], mesh.Points[(2 * n) + 1])).Select(n => nodal[n])];
    }

    private static double Span(double[] values) => values.Max() - values.Min();

    [Theory]
    [InlineData(MeshOrder.Linear)]
    [InlineData(MeshOrder.Quadratic)]
    public void The_whole_of_the_flux_passes_and_the_part_has_one_potential(MeshOrder order)
    {
        TriangleMesh mesh = StructuredMesh.Rectangle(8, 4, 8, 4, order);
        PhaseFieldState Filled(TransportCondition flux, out double span, out double begun)
        {
            using var solver = new PhaseFieldSolver(PhaseFieldCases.Benchmark1(mesh) with { Boundary = [flux] }, new PhaseFieldTime { Method = PhaseFieldMethod.Newton });
            PhaseFieldState start = solver.Start(PhaseFieldCases.AtUnknowns(solver, (x, _) => 0.3 + (0.02 * Math.Cos(Math.PI * x / 8)))), end = solver.Advance(start, 2);
            (span, begun) = (Span(On(solver, end.Potential, (_, y) => y == 0)), start.Mass);
            return end;
        }

        PhaseFieldState even = Filled(new TotalFlux("bottom", -0.04), out double evenSpan, out double mass), shared = Filled(new EquipotentialFlux("bottom", -0.04), out double sharedSpan, out _);
        Assert.Equal(mass + 0.08, even.Mass, 1e-12);
        Assert.Equal(mass + 0.08, shared.Mass, 1e-12);
        Assert.InRange(sharedSpan, 0, 1e-9);
        Assert.True(evenSpan > 1e-3, $"{evenSpan}");
        // Lithium goes where there is less of it: the field is more even than where the flux is.
        Assert.True(Span(shared.Composition) < 0.9 * Span(even.Composition), $"{Span(shared.Composition)} {Span(even.Composition)}");
    }

    [Theory]
    [InlineData(MeshOrder.Linear, 8, 0.02)]
    [InlineData(MeshOrder.Quadratic, 4, 0.01)]
    public void A_wave_along_the_part_decays_at_its_rate(MeshOrder order, int cells, double tolerance) => Assert.Equal(1, EquipotentialCases.DecayRatio(cells, order), tolerance);

    [Fact]
    public void Where_nothing_varies_along_the_part_the_flux_is_even()
    {
        TriangleMesh mesh = StructuredMesh.Rectangle(4, 2, 8, 4);
        double[][] ends = [.. new TransportCondition[] { new TotalFlux("right", -0.04), new EquipotentialFlux("right", -0.04) }.Select(flux =>
        {
            using var solver = new PhaseFieldSolver(PhaseFieldCases.Benchmark1(mesh) with { Boundary = [flux], Quadrature = PhaseFieldQuadrature.Exact }, new PhaseFieldTime { Method = PhaseFieldMethod.Newton, Fixed = true, FirstStep = 0.1, NewtonTolerance = 1e-11 });
            return solver.Advance(solver.Start(PhaseFieldCases.AtUnknowns(solver, (_, _) => 0.3)), 5).Composition;
        })];
        // Crossed cells at the corners make the even flux uneven by the mesh, which one potential does not have.
        Assert.All(ends[0].Zip(ends[1]), p => Assert.Equal(p.First, p.Second, 2e-4));
    }

    [Fact]
    public void A_bounded_host_with_stress_and_a_varying_mobility_keeps_the_account()
    {
        TriangleMesh mesh = StructuredMesh.Rectangle(12, 6, 12, 6);
        PhaseFieldProblem problem = PhaseFieldCases.Coherent(mesh, Stria.Physics.Elasticity.PlaneModel.PlaneStrain, 2.5) with { Boundary = [new EquipotentialFlux("left", -0.1)] };
        using var solver = new PhaseFieldSolver(problem);
        PhaseFieldState start = solver.Start(PhaseFieldCases.AtUnknowns(solver, (_, y) => 0.1 + (0.02 * Math.Cos(Math.PI * y / 6)))), end = solver.Advance(start, 150);
        Assert.Equal(PhaseFieldMethod.Newton, end.Method);
        Assert.Equal(start.Mass + 15, end.Mass, 1e-10);
        Assert.InRange(Span(On(solver, end.Potential, (x, _) => x == 0)), 0, 1e-9);
        Assert.True(Span(end.Composition) > 0.3, "Two phases must stand in it.");
    }

    [Fact]
    public void Two_parts_of_one_potential_or_a_reservoir_beside_one_are_refused()
    {
        TriangleMesh mesh = StructuredMesh.Rectangle(2, 2, 2, 2);
        foreach (TransportCondition other in new TransportCondition[] { new EquipotentialFlux("left", 1), new FixedPotential("left", 1), new FixedComposition("left", 0.5) })
        {
            Assert.Contains("decides the potential of that part alone", Assert.Throws<ScenarioException>(
                () => new PhaseFieldSolver(PhaseFieldCases.Benchmark1(mesh) with { Boundary = [new EquipotentialFlux("right", 1), other] })).Message, StringComparison.Ordinal);
        }

        using (var solver = new PhaseFieldSolver(PhaseFieldCases.Benchmark1(mesh) with { Boundary = [new EquipotentialFlux("right", 1)] }, new PhaseFieldTime { Method = PhaseFieldMethod.Linear }))
        {
            Assert.Contains("needs the Newton method", Assert.Throws<ScenarioException>(() => solver.Start(PhaseFieldCases.AtUnknowns(solver, (_, _) => 0.5))).Message, StringComparison.Ordinal);
        }

        Assert.Contains("relaxes", Assert.Throws<ScenarioException>(
            () => new PhaseFieldSolver(PhaseFieldCases.Benchmark1(mesh) with { Boundary = [new EquipotentialFlux("right", 1)], Dynamics = PhaseFieldDynamics.Relaxing })).Message, StringComparison.Ordinal);
    }
}

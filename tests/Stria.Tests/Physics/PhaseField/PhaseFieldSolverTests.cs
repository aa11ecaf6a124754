using Stria.Core;
using Stria.Numerics.Geometry.Meshing;
using Stria.Numerics.Linear;
using Stria.Physics.Elasticity;
using Stria.Physics.FreeEnergies;
using Stria.Physics.PhaseField;
using Stria.Physics.Transport;

namespace Stria.Tests.Physics.PhaseField;

/// <summary>The laws that every run keeps, restart, choices and reasons.</summary>
public sealed class PhaseFieldSolverTests
{
    /// <summary>The built-in solver, which counts the factors that nobody has given back.</summary>
    private sealed class CountedSolver : ISparseSolver
    {
        private readonly BuiltInSolver inner = new();

        internal int Alive { get; private set; }

        public string Name => inner.Name;

        public bool IsAvailable => true;

        public IFactorization Factor(SymmetricMatrix matrix)
        {
            Alive++;
            return new Counted(inner.Factor(matrix), () => Alive--);
        }

        private sealed class Counted(IFactorization inner, Action given) : IFactorization
        {
            public int Order => inner.Order;

            public long FactorEntries => inner.FactorEntries;

            public long MemoryBytes => inner.MemoryBytes;

            public double SmallestEigenvalue => inner.SmallestEigenvalue;

            public void Solve(Span<double> rightHandSides, int count = 1) => inner.Solve(rightHandSides, count);

            public void Dispose()
            {
                inner.Dispose();
                given();
            }
        }
    }

    private static double Wavy(double x, double y) => 0.5 + (0.05 * Math.Cos(0.7 * x) * Math.Cos(0.5 * y)) + (0.02 * Math.Sin(1.3 * x));

    [Theory]
    [InlineData(PhaseFieldMethod.Linear, MeshOrder.Linear)]
    [InlineData(PhaseFieldMethod.Linear, MeshOrder.Quadratic)]
    [InlineData(PhaseFieldMethod.Newton, MeshOrder.Linear)]
    [InlineData(PhaseFieldMethod.Newton, MeshOrder.Quadratic)]
    public void A_closed_box_keeps_its_mass_and_never_gains_energy(PhaseFieldMethod method, MeshOrder order)
    {
        using var solver = new PhaseFieldSolver(PhaseFieldCases.Regular(StructuredMesh.Rectangle(12, 12, 12 / (int)order, 12 / (int)order, order)), new PhaseFieldTime { Method = method });
        WatchedRun run = PhaseFieldCases.Run(solver, solver.Start(PhaseFieldCases.AtUnknowns(solver, Wavy)), 120);
        Assert.True(run.LargestDrift <= 1e-14, $"{run.LargestDrift}");
        Assert.True(run.TotalDrift <= 1e-11);
        Assert.True(run.LargestRise <= 1e-12, $"{run.LargestRise}");
        Assert.True(run.Lowest > 0 && run.Highest < 1 && run.Highest - run.Lowest > 0.6, $"{run.Lowest} {run.Highest}");
        Assert.Equal(120, run.State.Time);
    }

    [Fact]
    public void Both_methods_find_the_same_way()
    {
        TriangleMesh mesh = StructuredMesh.Rectangle(10, 10, 12, 12);
        PhaseFieldState End(PhaseFieldMethod method)
        {
            using var solver = new PhaseFieldSolver(PhaseFieldCases.Regular(mesh), new PhaseFieldTime { Method = method, Fixed = true, FirstStep = 0.1 });
            return solver.Advance(solver.Start(PhaseFieldCases.AtUnknowns(solver, Wavy)), 30);
        }

        PhaseFieldState one = End(PhaseFieldMethod.Linear), other = End(PhaseFieldMethod.Newton);
        Assert.Equal(one.Energy, other.Energy, 5e-5 * Math.Abs(one.Energy));
        Assert.All(one.Composition.Zip(other.Composition), p => Assert.Equal(p.First, p.Second, 2e-3));
    }

    [Theory]
    [InlineData(PhaseFieldMethod.Linear, false)]
    [InlineData(PhaseFieldMethod.Newton, false)]
    [InlineData(PhaseFieldMethod.Linear, true)]
    [InlineData(PhaseFieldMethod.Newton, true)]
    public void A_run_that_was_interrupted_goes_on_with_the_same_bits(PhaseFieldMethod method, bool coherent)
    {
        TriangleMesh mesh = StructuredMesh.Rectangle(9, 9, 8, 8);
        PhaseFieldProblem problem = coherent ? PhaseFieldCases.Coherent(mesh, PlaneModel.PlaneStress) : PhaseFieldCases.Regular(mesh);
        var options = new PhaseFieldTime { Method = method };
        using var whole = new PhaseFieldSolver(problem, options);
        using var first = new PhaseFieldSolver(problem, options);
        using var second = new PhaseFieldSolver(problem, options);
        PhaseFieldState expected = whole.Advance(whole.Start(PhaseFieldCases.AtUnknowns(whole, Wavy)), 25);
        PhaseFieldState stopped = first.Start(PhaseFieldCases.AtUnknowns(first, Wavy));
        using var cancel = new CancellationTokenSource();
        var stop = new Stop(cancel, afterSteps: method == PhaseFieldMethod.Newton ? 6 : 17);
        Assert.Throws<OperationCanceledException>(() => first.Advance(stopped, 25, stop, null, cancel.Token));
        Assert.InRange(stop.Last!.Time, 0.1, 24);
        second.Resume(stop.Last);
        PhaseFieldState resumed = second.Advance(stop.Last, 25);
        Assert.Equal(expected.Composition, resumed.Composition);
        Assert.Equal(expected.Potential, resumed.Potential);
        Assert.Equal(expected.Displacement, resumed.Displacement);
        Assert.Equal(expected.Energies, resumed.Energies);
        Assert.Equal((expected.NextStep, expected.Counts.Steps), (resumed.NextStep, resumed.Counts.Steps));
    }

    [Fact]
    public void The_method_is_chosen_by_the_free_energy_and_told()
    {
        TriangleMesh mesh = StructuredMesh.Rectangle(10, 10, 4, 4);
        PhaseFieldMethod Chosen(PhaseFieldProblem problem)
        {
            using var solver = new PhaseFieldSolver(problem);
            PhaseFieldState start = solver.Start(PhaseFieldCases.AtUnknowns(solver, (_, _) => 0.5));
            Assert.Contains(solver.Remarks, r => r.Text.Contains(start.Method.ToString(), StringComparison.OrdinalIgnoreCase));
            return start.Method;
        }

        Assert.Equal(PhaseFieldMethod.Linear, Chosen(PhaseFieldCases.Benchmark1(mesh)));
        Assert.Equal(PhaseFieldMethod.Linear, Chosen(PhaseFieldCases.Regular(mesh, 2.8)));
        Assert.Equal(PhaseFieldMethod.Newton, Chosen(PhaseFieldCases.Regular(mesh, 3.2)));
        Assert.Equal(PhaseFieldMethod.Newton, Chosen(PhaseFieldCases.Regular(mesh) with { Boundary = [new ConstantFlux("left", -0.01)] }));
    }

    [Fact]
    public void A_problem_that_is_refused_leaves_no_factors_behind()
    {
        var counted = new CountedSolver();
        PhaseFieldProblem problem = PhaseFieldCases.Coherent(StructuredMesh.Rectangle(4, 4, 4, 4), PlaneModel.PlaneStress);
        Assert.Throws<ScenarioException>(() => new PhaseFieldSolver(problem with { Wetting = [new WettingSurface("nowhere", 0.1)] }, new PhaseFieldTime(), counted));
        Assert.Throws<ScenarioException>(() => new PhaseFieldSolver(problem with { Boundary = [new ConstantFlux("nowhere", 0.1)] }, new PhaseFieldTime(), counted));
        Assert.Equal(0, counted.Alive);
        using (new PhaseFieldSolver(problem, new PhaseFieldTime(), counted))
        {
            Assert.True(counted.Alive > 0);
        }

        Assert.Equal(0, counted.Alive);
    }

    [Fact]
    public void The_first_step_is_as_much_shorter_as_the_fast_axis_is_faster()
    {
        double First(double ratio)
        {
            using var solver = new PhaseFieldSolver(PhaseFieldCases.Regular(StructuredMesh.Rectangle(8, 8, 8, 8)) with { MobilityDirections = new CrystalTensor(1, ratio) });
            return solver.Start(PhaseFieldCases.AtUnknowns(solver, Wavy)).NextStep;
        }

        Assert.Equal(First(1) / 100, First(100), 1e-9 * First(1));
        Assert.Equal(First(1), First(0.01), 1e-9 * First(1));
    }

    [Fact]
    public void A_mixture_that_does_not_separate_is_stepped_by_the_linear_method()
    {
        using var solver = new PhaseFieldSolver(PhaseFieldCases.Regular(StructuredMesh.Rectangle(8, 8, 8, 8), 1.5));
        PhaseFieldState start = solver.Start(PhaseFieldCases.AtUnknowns(solver, (x, _) => 0.4 + (0.02 * Math.Cos(x))));
        Assert.Equal(PhaseFieldMethod.Linear, start.Method);
        Assert.DoesNotContain(solver.Remarks, r => r.Text.Contains("quench", StringComparison.Ordinal) || r.Text.Contains("E+", StringComparison.Ordinal));
        Assert.Contains(solver.Remarks, r => r.Text.Contains("does not separate", StringComparison.Ordinal));
        PhaseFieldState end = solver.Advance(start, 400);
        Assert.Equal(0, end.Composition.Max() - end.Composition.Min(), 1e-4);
    }

    [Fact]
    public void Wells_far_from_zero_to_one_are_stepped_as_those_within()
    {
        // The same problem moved by 30 along c takes the same steps.
        PhaseFieldCounts Steps(double shift)
        {
            TriangleMesh mesh = StructuredMesh.Rectangle(10, 10, 8, 8);
            var problem = new PhaseFieldProblem(mesh, new DoubleWell(1, shift - 1, shift + 1).ToChemicalPotential(), CrystalTensor.Isotropic(1), new ConstantMobility(1));
            using var solver = new PhaseFieldSolver(problem);
            return solver.Advance(solver.Start(PhaseFieldCases.AtUnknowns(solver, (x, y) => shift + (0.1 * Math.Cos(x) * Math.Sin(y)))), 5).Counts;
        }

        PhaseFieldCounts near = Steps(0), far = Steps(30);
        Assert.InRange(far.Steps, 0.9 * near.Steps, 1.1 * near.Steps);
        Assert.Equal(near.RejectedForBounds, far.RejectedForBounds);
    }

    [Fact]
    public void A_deep_quench_stays_within_its_bounds()
    {
        using var solver = new PhaseFieldSolver(PhaseFieldCases.Regular(StructuredMesh.Rectangle(6, 6, 16, 16), 4));
        WatchedRun run = PhaseFieldCases.Run(solver, solver.Start(PhaseFieldCases.AtUnknowns(solver, Wavy)), 20);
        Assert.Equal(PhaseFieldMethod.Newton, run.State.Method);
        Assert.True(run.Lowest > 0 && run.Highest < 1 && run.Lowest < 0.05 && run.Highest > 0.95, $"{run.Lowest} {run.Highest}");
        Assert.True(run.LargestRise <= 1e-12 && run.LargestDrift <= 1e-14);
    }

    [Theory]
    [InlineData(PhaseFieldMethod.Linear)]
    [InlineData(PhaseFieldMethod.Newton)]
    public void A_flux_fills_a_box_at_its_rate(PhaseFieldMethod method)
    {
        TriangleMesh mesh = StructuredMesh.Rectangle(4, 2, 8, 4);
        foreach (TransportCondition flux in new TransportCondition[] { new ConstantFlux("right", -0.02), new TotalFlux("right", -0.04) })
        {
            using var solver = new PhaseFieldSolver(PhaseFieldCases.Benchmark1(mesh) with { Boundary = [flux, new NoFlux("left")] }, new PhaseFieldTime { Method = method });
            PhaseFieldState start = solver.Start(PhaseFieldCases.AtUnknowns(solver, (_, _) => 0.3)), end = solver.Advance(start, 10);
            Assert.Equal(start.Mass + 0.4, end.Mass, 1e-12);
            Assert.True(end.Composition[8] > end.Composition[0]);
        }
    }

    [Theory]
    [InlineData(MeshOrder.Linear)]
    [InlineData(MeshOrder.Quadratic)]
    public void A_full_reservoir_at_a_nearly_empty_box_is_started_within_the_bounds(MeshOrder order)
    {
        using var solver = new PhaseFieldSolver(PhaseFieldCases.Regular(StructuredMesh.Rectangle(4, 2, 4, 2, order), 1.5) with { Boundary = [new FixedComposition("left", 0.95)] }, new PhaseFieldTime { Tolerance = 1e-2 });
        PhaseFieldState start = solver.Start(PhaseFieldCases.AtUnknowns(solver, (_, _) => 0.02)), end = solver.Advance(start, 0.5);
        Assert.Equal(0.95, start.Composition.Max(), 1e-15);
        Assert.True(double.IsFinite(start.Energy) && end.Mass > start.Mass, $"{start.Energy} {start.Mass} {end.Mass}");
        Assert.InRange(end.Composition.Min(), 1e-9, 0.5);
    }

    [Fact]
    public void A_reservoir_brings_the_box_to_its_potential()
    {
        TriangleMesh mesh = StructuredMesh.Rectangle(3, 1, 6, 2);
        RegularSolution law = new(1.5);
        double wanted = law.ToChemicalPotential().At(0.7).Slope;
        PhaseFieldProblem problem = PhaseFieldCases.Regular(mesh, 1.5);
        foreach (TransportCondition held in new TransportCondition[] { new FixedPotential("left", wanted), new FixedComposition("left", 0.7) })
        {
            using var solver = new PhaseFieldSolver(problem with { Boundary = [held] });
            PhaseFieldState end = solver.Advance(solver.Start(PhaseFieldCases.AtUnknowns(solver, (_, _) => 0.2)), 800);
            Assert.All(end.Composition, c => Assert.Equal(0.7, c, 1e-5));
            Assert.All(end.Potential, mu => Assert.Equal(wanted, mu, 1e-5));
        }
    }

    [Fact]
    public void A_surface_that_prefers_a_phase_holds_it()
    {
        TriangleMesh mesh = StructuredMesh.Rectangle(10, 2, 20, 4);
        using var solver = new PhaseFieldSolver(PhaseFieldCases.Benchmark1(mesh) with { Wetting = [new WettingSurface("left", -0.05), new WettingSurface("right", 0.05)] });
        WatchedRun run = PhaseFieldCases.Run(solver, solver.Start(PhaseFieldCases.AtUnknowns(solver, (_, _) => 0.5)), 200);
        Assert.True(run.State.Composition[0] > 0.6 && run.State.Composition[20] < 0.4);
        Assert.True(run.LargestRise <= 1e-12);
        Assert.Contains(run.State.Energies, e => e.Kind == "wetting" && e.Value < 0);
    }

    [Fact]
    public void A_fast_axis_carries_further()
    {
        TriangleMesh mesh = StructuredMesh.Rectangle(8, 8, 16, 16);
        using var solver = new PhaseFieldSolver(PhaseFieldCases.Regular(mesh, 0, 1e-3) with
        {
            MobilityDirections = new CrystalTensor(1, 0.05),
            AxisAngles = [.. Enumerable.Repeat(Math.PI / 2, mesh.CellCount)],
        });
        PhaseFieldState end = solver.Advance(solver.Start(PhaseFieldCases.AtUnknowns(solver, (x, y) => 0.2 + (0.5 * Math.Exp(-(((x - 4) * (x - 4)) + ((y - 4) * (y - 4))) / 1.0)))), 1);
        Assert.True(end.Composition[(17 * 12) + 8] > end.Composition[(17 * 8) + 12] + 0.03);
    }

    [Fact]
    public void What_cannot_be_computed_is_refused_with_its_reason()
    {
        TriangleMesh mesh = StructuredMesh.Rectangle(4, 2, 8, 4);
        PhaseFieldProblem problem = PhaseFieldCases.Regular(mesh);
        string Refusal(PhaseFieldProblem asked, double start = 0.5)
        {
            return Assert.Throws<ScenarioException>(() =>
            {
                using var solver = new PhaseFieldSolver(asked);
                solver.Start(PhaseFieldCases.AtUnknowns(solver, (_, _) => start));
            }).Message;
        }

        Assert.Contains("κ is 0", Refusal(problem with { Gradient = CrystalTensor.Isotropic(0) }), StringComparison.Ordinal);
        Assert.Contains("1.2", Refusal(problem, 1.2), StringComparison.Ordinal);
        Assert.Contains("noise", Refusal(problem, 0), StringComparison.Ordinal);
        Assert.Contains("'west'", Refusal(problem with { Boundary = [new NoFlux("west")] }), StringComparison.Ordinal);
        Assert.Contains("held on 'left'", Refusal(problem with { Boundary = [new FixedComposition("left", 1)] }), StringComparison.Ordinal);
        Assert.Contains("both must be above 0", Refusal(problem with { MobilityDirections = new CrystalTensor(1, 0) }), StringComparison.Ordinal);
        Assert.Contains("local axes", Refusal(problem with { AxisAngles = [1] }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_flux_that_starves_the_body_ends_the_run_with_a_sentence()
    {
        TriangleMesh mesh = StructuredMesh.Rectangle(4, 2, 8, 4);
        using var solver = new PhaseFieldSolver(PhaseFieldCases.Regular(mesh, 1.5, 0.1) with { Boundary = [new ConstantFlux("right", 0.2)] }, new PhaseFieldTime { SmallestShare = 1e-3 });
        PhaseFieldException stopped = Assert.Throws<PhaseFieldException>(() => solver.Advance(solver.Start(PhaseFieldCases.AtUnknowns(solver, (_, _) => 0.5)), 100));
        Assert.Contains("run empty", stopped.Message, StringComparison.Ordinal);
        Assert.Contains("smaller current", stopped.Message, StringComparison.Ordinal);
        Assert.InRange(stopped.State.Time, 0.1, 10);
        Assert.True(stopped.State.Composition.Min() > 0);
    }

    [Fact]
    public void Scales_lead_from_SI_to_plain_numbers()
    {
        var scales = new PhaseFieldScales(5e-9, 8.314462618 * 298.15, 18532, 5e-15);
        Assert.Equal(5e-3, scales.Time, 1e-15);
        Assert.Equal(8.8e-15 / (2478.957 * 25e-18), scales.Gradient(8.8e-15), 1e-5);
        Assert.Equal(4.594e7, scales.EnergyDensity, 1e4);
        Assert.Equal(1e-3 / (scales.EnergyDensity * 5e-9), scales.Wetting(1e-3), 1e-15);
        Assert.Equal(1e-6 * 5e-9 / (18532 * 5e-15), scales.Flux(1e-6), 1e-12);
        Assert.Equal(scales.Flux(2), scales.TotalFlux(2 * 5e-9), 1e-9);
        TriangleMesh metres = StructuredMesh.Rectangle(1e-7, 5e-8, 4, 2), plain = scales.Mesh(metres);
        Assert.Equal(20, plain.Points[8], 1e-12);
        ElasticProblem problem = scales.Elastic(new ElasticProblem(metres, PlaneModel.PlaneStress, [Bodies.Isotropic()]) { Boundary = [new Displacement("left") { X = 1e-9 }, new PinnedPoint(5e-8, 0), new Free("top")] }, plain);
        Assert.Equal((0.2, 10, null), (((Displacement)problem.Boundary[0]).X, ((PinnedPoint)problem.Boundary[1]).AtX, ((Displacement)problem.Boundary[0]).Y));
    }

    [Fact]
    public void The_same_problem_in_SI_and_in_plain_numbers_has_one_result()
    {
        var scales = new PhaseFieldScales(5e-9, 8.314462618 * 298.15, 18532, 5e-15);
        TriangleMesh metres = StructuredMesh.Rectangle(5e-8, 1e-8, 20, 4), plain = scales.Mesh(metres);
        var material = new ElasticMaterial(new IsotropicLaw(Bodies.E, Bodies.Nu), TensorStrain.Isotropic(Bodies.Eta, 0.5));
        BoundaryCondition[] rollers = [new Roller("left"), new Roller("bottom")];
        PhaseFieldProblem one = PhaseFieldCases.Regular(plain, 2.5, 0.15) with
        {
            FreeEnergy = RegularSolution.At(2.5, 298.15).ToChemicalPotential(),
            Elasticity = scales.Elastic(new ElasticProblem(metres, PlaneModel.PlaneStrain, [material]) { Boundary = rollers }, plain),
            Scales = scales,
        };
        var soft = new ElasticMaterial(new IsotropicLaw(Bodies.E / scales.EnergyDensity, Bodies.Nu), TensorStrain.Isotropic(Bodies.Eta, 0.5));
        PhaseFieldProblem other = PhaseFieldCases.Regular(plain, 2.5, 0.15) with { Elasticity = new ElasticProblem(plain, PlaneModel.PlaneStrain, [soft]) { Boundary = rollers } };
        double[] c = Bodies.AtNodes(plain, (x, _) => 0.5 + (0.1 * Math.Cos(1.2 * x)));
        using PhaseFieldSolver si = new(one), numbers = new(other);
        PhaseFieldState a = si.Advance(si.Start(c), 3), b = numbers.Advance(numbers.Start(c), 3);
        Assert.Equal(a.Energy, b.Energy, 1e-9);
        Assert.All(a.Composition.Zip(b.Composition), p => Assert.Equal(p.First, p.Second, 1e-7));
        Assert.True(a.Energies.Single(e => e.Kind == "elastic").Value > 1e-4);
        Assert.True(si.ElasticSolutionOf(a).PointStress.Max() > 1e7);
    }

    private sealed class Stop(CancellationTokenSource cancel, int afterSteps) : IProgress<PhaseFieldStep>
    {
        private int steps;

        public PhaseFieldState? Last { get; private set; }

        public void Report(PhaseFieldStep value)
        {
            Last = value.State;
            if (++steps == afterSteps)
            {
                cancel.Cancel();
            }
        }
    }
}

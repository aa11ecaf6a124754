using System.Text.Json;
using Stria.Core;
using Stria.Numerics.Geometry.Meshing;
using Stria.Physics.Elasticity;
using Stria.Physics.FreeEnergies;
using Stria.Physics.PhaseField;
using Stria.Physics.Transport;

namespace Stria.Bench;

/// <summary>Steps of Cahn–Hilliard with the numbers of three yardsticks: linear steps and Newton's iterations of PFHub benchmark 1, and coupled steps of a bent strip in plane stress.</summary>
internal static class PhaseFieldCase
{
    private const double Step = 0.25, StripStep = 1e-4;

    /// <summary>Measures the three, after the compiler has seen the same work on small meshes.</summary>
    /// <returns>Three lines of JSON.</returns>
    public static string Run()
    {
        for (int i = 0; i < 3; i++)
        {
            Linear(20, 8);
            Newton(40, 8);
            Strip(32, 4);
            Thread.Sleep(200);
        }

        return string.Join('\n', Line("CH-linear", Linear(100, 40)), Line("CH-newton", Newton(200, 20)), Line("CH-strip", Strip(320, 10)));
    }

    private static Measured Linear(int boxes, int steps)
    {
        PhaseFieldProblem problem = Benchmark(StructuredMesh.Rectangle(200, 200, boxes, boxes, MeshOrder.Quadratic));
        return Timed(problem, new PhaseFieldTime { Method = PhaseFieldMethod.Linear, Fixed = true, FirstStep = Step, Stabilisation = 0.8 }, Start, steps, perIteration: false);
    }

    private static Measured Newton(int boxes, int steps)
    {
        PhaseFieldProblem problem = Benchmark(StructuredMesh.Rectangle(200, 200, boxes, boxes));
        return Timed(problem, new PhaseFieldTime { Method = PhaseFieldMethod.Newton, Fixed = true, FirstStep = Step }, Start, steps, perIteration: true);
    }

    private static Measured Strip(int along, int steps)
    {
        const double Volume = 0.04476, Young = 936.4, Poisson = 0.3;
        TriangleMesh mesh = StructuredMesh.RingSector(0.9, 1.1, Math.PI / 2, along / 8, along);
        var material = new ElasticMaterial(new IsotropicLaw(Young, Poisson), TensorStrain.Isotropic(Volume / 3, 0.5));
        var problem = new PhaseFieldProblem(mesh, new RegularSolution(2.5).ToChemicalPotential(), CrystalTensor.Isotropic(1e-4), new LatticeMobility())
        {
            Elasticity = new ElasticProblem(mesh, PlaneModel.PlaneStress, [material]) { Boundary = [new Roller("start"), new Roller("end")], Sampling = EigenstrainSampling.QuadraturePoints },
            Quadrature = PhaseFieldQuadrature.Exact,
        };
        return Timed(problem, new PhaseFieldTime { Method = PhaseFieldMethod.Newton, Fixed = true, FirstStep = StripStep, NewtonTolerance = 1e-7 }, StripStart, steps, perIteration: false);
    }

    private static PhaseFieldProblem Benchmark(TriangleMesh mesh) =>
        new(mesh, new DoubleWell(5, 0.3, 0.7).ToChemicalPotential(), CrystalTensor.Isotropic(2), new ConstantMobility(5)) { Quadrature = PhaseFieldQuadrature.Exact };

    private static double Start(double x, double y) =>
        0.5 + (0.01 * (Math.Cos(0.105 * x) * Math.Cos(0.11 * y) + Math.Pow(Math.Cos(0.13 * x) * Math.Cos(0.087 * y), 2) + (Math.Cos((0.025 * x) - (0.15 * y)) * Math.Cos((0.07 * x) - (0.02 * y)))));

    private static double StripStart(double x, double y)
    {
        double angle = Math.Atan2(y, x), across = (double.Hypot(x, y) - 0.9) / 0.2;
        return 0.5 + (0.01 * ((Math.Cos(37 * angle) * Math.Cos(2 * Math.PI * across)) + Math.Cos((23 * angle) + 1) + (Math.Cos(11 * angle) * Math.Cos(Math.PI * across))));
    }

    // The first step, in which factors are made and memory is met for the first time, is not counted, as the yardsticks give medians or leave it out.
    private static Measured Timed(PhaseFieldProblem problem, PhaseFieldTime time, Func<double, double, double> start, int steps, bool perIteration)
    {
        using var solver = new PhaseFieldSolver(problem, time);
        var clock = new StageClock();
        TriangleMesh mesh = problem.Mesh;
        double[] c = [.. Enumerable.Range(0, mesh.NodeCount).Select(n => start(mesh.Points[2 * n], mesh.Points[(2 * n) + 1]))];
        double step = time.FirstStep!.Value;
        PhaseFieldState first = clock.Measure("start", () => solver.Advance(solver.Start(c), 2 * step));
        PhaseFieldState last = clock.Measure("steps", () => solver.Advance(first, steps * step));
        int count = perIteration ? last.Counts.Iterations - first.Counts.Iterations : steps - 2;
        return new Measured(clock.Cpu["steps"] / count, clock.Wall["steps"] / count, last, problem.Elasticity is null ? 2 * c.Length : 4 * c.Length);
    }

    private static string Line(string name, Measured measured) => JsonSerializer.Serialize(new
    {
        yard = name,
        impl = "stria",
        unknowns = measured.Unknowns,
        steps = measured.State.Counts.Steps,
        iterations = measured.State.Counts.Iterations,
        products = measured.State.Counts.Products,
        factorisations = measured.State.Counts.Factorisations,
        cpu_s = Math.Round(measured.Cpu, 5),
        wall_s = Math.Round(measured.Wall, 5),
        energy = measured.State.Energy,
        peak_GB = Math.Round(PeakMemory.Gigabytes, 3),
        threads = 1,
    });

    private sealed record Measured(double Cpu, double Wall, PhaseFieldState State, int Unknowns);
}

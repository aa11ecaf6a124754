using System.Text.Json;
using Stria.Core;
using Stria.Numerics.Geometry.Meshing;
using Stria.Numerics.Linear;
using Stria.Physics.Elasticity;

namespace Stria.Bench;

/// <summary>A bent wire with a striated composition in plane stress (a quarter ring of 2 µm mean radius and 0.4 µm width, rollers at both ends): assemble, factor and solve.</summary>
internal static class ElasticityCase
{
    private const double MeanRadius = 2e-6, Width = 0.4e-6, Young = 43e9, Poisson = 0.3, VolumeStrain = 0.04476;

    /// <summary>Measures linear cells, then quadratic ones, with the same unknowns.</summary>
    /// <returns>Two lines of JSON.</returns>
    public static string Run(BenchOptions options)
    {
        ISparseSolver solver = SparseSolvers.Choose(SparseSolvers.Automatic).Solver;
        WarmUp(options, solver);
        return Measure(options, MeshOrder.Linear, solver) + "\n" + Measure(options, MeshOrder.Quadratic, solver);
    }

    private static string Measure(BenchOptions options, MeshOrder order, ISparseSolver solver)
    {
        ElasticProblem problem = Problem(options, order);
        double[] c = Composition(problem.Mesh);
        // As the yardstick does: the work is done twice and the quicker one counts.
        (StageClock Clock, ElasticSolution Solution)[] runs = [Timed(problem, c, solver), Timed(problem, c, solver)];
        (StageClock clock, ElasticSolution solution) = runs.MinBy(r => r.Clock.Cpu.Values.Sum());
        return JsonSerializer.Serialize(new
        {
            yard = order == MeshOrder.Linear ? "T3" : "P2",
            impl = "stria",
            solver = solver.Name,
            unknowns = 2 * problem.Mesh.NodeCount,
            cells = problem.Mesh.CellCount,
            cpu_s = clock.Cpu,
            wall_s = clock.Wall,
            energy = solution.Energy,
            largest_displacement = solution.Displacement.Max(Math.Abs),
            peak_GB = Math.Round(PeakMemory.Gigabytes, 3),
            threads = 1,
        });
    }

    private static void WarmUp(BenchOptions options, ISparseSolver solver)
    {
        foreach (MeshOrder order in Enum.GetValues<MeshOrder>())
        {
            ElasticProblem small = Problem(options with { Columns = 64, Rows = 16 }, order);
            for (int i = 0; i < 40; i++)
            {
                Timed(small, Composition(small.Mesh), solver);
                Thread.Sleep(i % 10 == 9 ? 150 : 0);
            }
        }

        GC.Collect();
    }

    private static (StageClock Clock, ElasticSolution Solution) Timed(ElasticProblem problem, double[] c, ISparseSolver solver)
    {
        var clock = new StageClock();
        (ElasticSystem system, ElasticLoad load) = clock.Measure("assemble", () =>
        {
            var assembled = new ElasticSystem(problem);
            return (assembled, assembled.Load(c));
        });
        using (system)
        {
            clock.Measure("factor", () =>
            {
                system.Factor(solver);
                return 0;
            });
            return (clock, clock.Measure("solve", () => system.Solve([load])[0]));
        }
    }

    private static ElasticProblem Problem(BenchOptions options, MeshOrder order)
    {
        int along = options.Columns / (int)order, across = options.Rows / (int)order;
        TriangleMesh mesh = StructuredMesh.RingSector(MeanRadius - (Width / 2), MeanRadius + (Width / 2), Math.PI / 2, across, along, order);
        var material = new ElasticMaterial(new IsotropicLaw(Young, Poisson), TensorStrain.Isotropic(VolumeStrain / 3, 0));
        return new ElasticProblem(order == MeshOrder.Linear ? mesh : Straightened(mesh), PlaneModel.PlaneStress, [material]) { Boundary = [new Roller("start"), new Roller("end")] };
    }

    // The yardstick's sides are straight, and its composition is linear in each cell.
    private static TriangleMesh Straightened(TriangleMesh mesh)
    {
        double[] points = mesh.Points.ToArray();
        EachMiddle(mesh, (a, b, middle) =>
        {
            points[2 * middle] = (points[2 * a] + points[2 * b]) / 2;
            points[(2 * middle) + 1] = (points[(2 * a) + 1] + points[(2 * b) + 1]) / 2;
        });
        return new TriangleMesh(points, mesh.Cells.ToArray(), mesh.NodesPerCell, null, new NamedEdges(mesh.Edges.ToArray(), mesh.EdgeParts.ToArray(), mesh.PartNames));
    }

    private static double[] Composition(TriangleMesh mesh)
    {
        double[] c = [.. Enumerable.Range(0, mesh.NodeCount).Select(n => Striated(mesh.Points[2 * n] * 1e6, mesh.Points[(2 * n) + 1] * 1e6))];
        if (mesh.NodesPerCell == 6)
        {
            EachMiddle(mesh, (a, b, middle) => c[middle] = (c[a] + c[b]) / 2);
        }

        return c;
    }

    private static double Striated(double x, double y)
    {
        double angle = Math.Atan2(y, x), radius = double.Hypot(x, y);
        return 0.35 + (0.3 * Math.Tanh(6 * Math.Sin((24 * angle) + (6 * (radius - 2)))) * Math.Exp(-Math.Pow((angle - (Math.PI / 4)) / 0.45, 2)));
    }

    private static void EachMiddle(TriangleMesh mesh, Action<int, int, int> action)
    {
        for (int cell = 0; cell < mesh.CellCount; cell++)
        {
            ReadOnlySpan<int> n = mesh.Cell(cell);
            for (int side = 0; side < 3; side++)
            {
                action(n[side], n[(side + 1) % 3], n[3 + side]);
            }
        }
    }
}

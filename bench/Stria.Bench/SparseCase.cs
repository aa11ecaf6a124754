using System.Text.Json;
using Stria.Numerics.Linear;

namespace Stria.Bench;

/// <summary>Elasticity of a strip by every sparse solver; MUMPS is the yardstick of the built-in one.</summary>
internal static class SparseCase
{
    private const int WarmUpColumns = 80, WarmUpRows = 40, WarmUps = 40;

    /// <summary>Measures each solver once, after the compiler has seen the same work on a small strip.</summary>
    /// <returns>One line of JSON for each solver.</returns>
    public static string Run(BenchOptions options)
    {
        SymmetricMatrix small = ElasticStrip.Assemble(WarmUpColumns, WarmUpRows), matrix = ElasticStrip.Assemble(options.Columns, options.Rows);
        ISparseSolver[] solvers = [.. SparseSolvers.All.Where(s => s.IsAvailable)];
        foreach (ISparseSolver solver in solvers)
        {
            for (int i = 0; i < WarmUps; i++)
            {
                Measure(solver, small);
                Thread.Sleep(10);
            }
        }

        Thread.Sleep(500);
        return string.Join('\n', solvers.Select(s => Measure(s, matrix)));
    }

    private static string Measure(ISparseSolver solver, SymmetricMatrix matrix)
    {
        GC.Collect();
        // A load along the strip on every node that is not held.
        double[] load = [.. Enumerable.Range(0, matrix.Order).Select(i => i % 2 == 1 && matrix.Values[matrix.RowStart[i]] != 1 ? 1e-3 : 0)], x = [.. load];
        var clock = new StageClock();
        using IFactorization factors = clock.Measure("factor", () => solver.Factor(matrix));
        clock.Measure("solve", () =>
        {
            factors.Solve(x);
            return 0;
        });
        return JsonSerializer.Serialize(new
        {
            yard = "sparse",
            impl = solver.Name == "built-in" ? "stria" : solver.Name,
            unknowns = matrix.Order,
            entries = matrix.EntryCount,
            cpu_s = clock.Cpu,
            wall_s = clock.Wall,
            total_cpu_s = Math.Round(clock.Cpu.Values.Sum(), 4),
            factor_entries = factors.FactorEntries,
            factor_MB = Math.Round(factors.MemoryBytes / 1e6, 1),
            relative_residual = matrix.RelativeResidual(x, load),
            largest_displacement = x.Max(Math.Abs),
            threads = 1,
        });
    }
}

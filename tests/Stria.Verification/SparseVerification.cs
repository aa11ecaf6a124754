using Stria.Numerics.Linear;
using Stria.Tests.Numerics.Sparse;

namespace Stria.Verification;

/// <summary>Each sparse solver against known fields, against the other, and against bodies of which one is not held.</summary>
[Collection(VerificationCollection.Name)]
public sealed class SparseVerification
{
    private const string Section = "Sparse solvers";

    public static TheoryData<string> Solvers => [.. SparseSolvers.All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Solvers))]
    public void A_manufactured_field_is_approached_with_the_square_of_the_spacing(string name)
    {
        ISparseSolver solver = SparseSolvers.Choose(name).Solver;
        double[] errors = [.. new[] { 15, 31, 63, 127, 255 }.Select(n => SparseSamples.PoissonError(solver, n))];
        for (int i = 1; i < errors.Length; i++)
        {
            VerificationRecord.Between(Section, $"{name}: Poisson's equation, {32 << i >> 1} intervals: rate", 1.95, 2.05, Math.Log2(errors[i - 1] / errors[i]));
        }
    }

    [Theory]
    [MemberData(nameof(Solvers))]
    public void The_softest_mode_of_a_membrane_shows(string name)
    {
        const int N = 255;
        using IFactorization factors = SparseSolvers.Choose(name).Solver.Factor(SparseSamples.Laplacian(N));
        VerificationRecord.Between(Section, $"{name}: membrane of {N} × {N} points, smallest eigenvalue estimated / exact", 1, 20, factors.SmallestEigenvalue / (1 - Math.Cos(Math.PI / (N + 1))));
    }

    [Fact]
    public void Solvers_agree_on_a_long_truss()
    {
        const int Columns = 240, Rows = 40;
        EntryList truss = SparseSamples.Truss(Columns, Rows);
        for (int k = 0; k < Rows; k++)
        {
            truss.Add(2 * k * Columns, 2 * k * Columns, 1);
            truss.Add((2 * k * Columns) + 1, (2 * k * Columns) + 1, 1);
        }

        SymmetricMatrix matrix = truss.ToMatrix(2);
        double[] b = SparseSamples.RandomVector(matrix.Order, 1), first = [];
        long entries = 0;
        foreach (ISparseSolver solver in SparseSolvers.All)
        {
            double[] x = [.. b];
            using IFactorization factors = solver.Factor(matrix);
            factors.Solve(x);
            VerificationRecord.AtMost(Section, $"{solver.Name}: truss of {matrix.Order} unknowns, relative residual", 1e-14, matrix.RelativeResidual(x, b));
            (first, entries) = first.Length == 0 ? (x, factors.FactorEntries) : (first, entries);
            if (x != first)
            {
                double largest = first.Max(Math.Abs);
                VerificationRecord.AtMost(Section, $"{solver.Name} − {SparseSolvers.All[0].Name}: truss, largest difference / largest displacement", 1e-10, x.Zip(first, (p, q) => Math.Abs(p - q)).Max() / largest);
                VerificationRecord.AtMost(Section, $"{solver.Name} / {SparseSolvers.All[0].Name}: truss, entries of the factor", 1.25, factors.FactorEntries / (double)entries);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Solvers))]
    public void The_one_floating_body_of_many_is_named(string name)
    {
        const int Bodies = 20, Columns = 12, Rows = 9, Unknowns = 2 * Columns * Rows;
        ISparseSolver solver = SparseSolvers.Choose(name).Solver;
        EntryList bodies = Row(Bodies, Columns, Rows);
        int named = 0;
        for (int free = 0; free < Bodies; free++)
        {
            SymmetricMatrix matrix = bodies.ToMatrix(2);
            double[] values = [.. matrix.Values];
            for (int body = 0; body < Bodies; body++)
            {
                // The free body can still not shift: it can only turn about its corner.
                for (int k = 0; k < (body == free ? 2 : 4); k++)
                {
                    values[matrix.RowStart[(body * Unknowns) + k]] += 1;
                }
            }

            var thrown = Assert.Throws<SingularMatrixException>(() => solver.Factor(matrix with { Values = values }).Dispose());
            named += thrown.Unknown / Unknowns == free ? 1 : 0;
        }

        VerificationRecord.Add(Section, $"{name}: {Bodies} bodies, each in turn free to turn: how often it was the one named", Bodies, named, 0);
    }

    private static EntryList Row(int bodies, int columns, int rows)
    {
        var all = new EntryList(2 * bodies * columns * rows);
        for (int body = 0; body < bodies; body++)
        {
            SparseSamples.Truss(columns, rows, all, body * columns * rows);
        }

        return all;
    }
}

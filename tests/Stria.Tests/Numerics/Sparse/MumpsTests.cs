using Stria.Core;
using Stria.Numerics.Linear;

namespace Stria.Tests.Numerics.Sparse;

public sealed unsafe class MumpsTests
{
    [Fact]
    public void The_structure_is_laid_out_as_the_header_of_5_5_says()
    {
        // offsetof and sizeof of DMUMPS_STRUC_C in dmumps_c.h 5.5.1, x86-64.
        DmumpsStruct s = default;
        byte* start = (byte*)&s;
        Assert.Equal(8360, sizeof(DmumpsStruct));
        Assert.Equal(8, (byte*)&s.Job - start);
        Assert.Equal(16, (byte*)s.Icntl - start);
        Assert.Equal([2256L, 5416, 5432, 5440, 5448, 5456, 5600, 5672, 5676, 6048, 7016, 7072, 8196], new long[]
        {
            (byte*)s.Cntl - start, (byte*)&s.N - start, (byte*)&s.NNz - start, (byte*)&s.Irn - start, (byte*)&s.Jcn - start, (byte*)&s.A - start,
            (byte*)&s.Rhs - start, (byte*)&s.NRhs - start, (byte*)&s.LRhs - start, (byte*)s.Infog - start, (byte*)&s.PivNulList - start,
            (byte*)s.VersionNumber - start, (byte*)s.MetisOptions - start,
        });
    }

    [Fact]
    public void A_missing_library_gives_one_message_with_its_package()
    {
        var solver = new MumpsSolver(new NativeLibraryName("no-such-mumps", "MUMPS", ["libno-such-mumps.so.1", "libno-such-mumps.so"], "solve large sparse systems", "libmumps-seq-5.5"));
        Assert.False(solver.IsAvailable);
        string message = Assert.Throws<MissingLibraryException>(() => solver.Factor(SparseSamples.Laplacian(2))).Message;
        Assert.Contains("apt-get install libmumps-seq-5.5", message);
        Assert.Contains("MUMPS is missing", message);
    }

    [Fact]
    public void A_version_whose_layout_is_not_known_is_told() =>
        Assert.Contains("version '5.7.3' is on this machine", MumpsErrors.WrongVersion("5.7.3").Message);

    [Fact]
    public void Indefinite_systems_are_solved_when_they_are_called_so()
    {
        // A chain of springs whose middle is held by a multiplier: the diagonal entry of the multiplier is 0.
        const int Points = 21;
        var entries = new EntryList(Points + 1);
        for (int i = 1; i < Points; i++)
        {
            entries.AddSpring(i - 1, i, 1);
        }

        entries.Add(Points / 2, Points, 1);
        entries.Add(Points, Points, 0);
        SymmetricMatrix matrix = entries.ToMatrix();
        double[] x = new double[Points + 1];
        (x[Points - 1], x[Points]) = (1, 0.5);
        using IFactorization factors = new MumpsSolver().Factor(matrix, MatrixKind.Indefinite);
        factors.Solve(x);
        Assert.Equal(0.5, x[Points / 2], 1e-13);
        Assert.Equal(0.5 + (Points / 2), x[Points - 1], 1e-12);
        Assert.Equal(1, x[Points], 1e-13);
        Assert.Throws<SingularMatrixException>(() => new MumpsSolver().Factor(matrix));
    }

    [Fact]
    public void A_singular_matrix_called_indefinite_is_found_too()
    {
        SingularMatrixException thrown = Assert.Throws<SingularMatrixException>(() => new MumpsSolver().Factor(SparseSamples.Chain(30, held: 0), MatrixKind.Indefinite).Dispose());
        Assert.InRange(thrown.Unknown, 0, 29);
    }

    [Fact]
    public void Matrices_of_no_symmetry_are_solved()
    {
        // Two fields c and μ on a chain, coupled as in a Cahn–Hilliard step: rows 2k and 2k + 1; some pivots are 0 at first.
        const int Points = 60;
        var start = new List<int> { 0 };
        var columns = new List<int>();
        var values = new List<double>();
        for (int row = 0; row < 2 * Points; row++)
        {
            int k = row / 2;
            foreach (int j in new[] { k - 1, k, k + 1 }.Where(j => j is >= 0 and < Points))
            {
                columns.AddRange([2 * j, (2 * j) + 1]);
                double laplacian = j == k ? 2 : -1;
                values.AddRange(row % 2 == 0 ? [j == k ? 1 : 0, 0.3 * laplacian] : [(0.7 * laplacian) - (j == k ? 1.4 : 0), j == k ? -1 : 0]);
            }

            start.Add(columns.Count);
        }

        var matrix = new SparseMatrix(2 * Points, [.. start], [.. columns], [.. values]);
        double[] x = SparseSamples.RandomVector(matrix.Order, 1), b = new double[matrix.Order];
        matrix.Multiply(x, b);
        using IFactorization factors = new MumpsSolver().Factor(matrix);
        factors.Solve(b);
        Assert.All(Enumerable.Range(0, x.Length), i => Assert.Equal(x[i], b[i], 1e-11));
        Assert.Throws<ArgumentException>(() => matrix.Multiply(x, b.AsSpan(1)));
    }

    [Fact]
    public void A_singular_or_broken_matrix_of_no_symmetry_is_refused()
    {
        var solver = new MumpsSolver();
        var singular = new SparseMatrix(3, [0, 2, 4, 6], [0, 1, 1, 2, 0, 2], [1, -1, 1, -1, -1, 1]);
        Assert.Throws<SingularMatrixException>(() => solver.Factor(singular).Dispose());
        Assert.Throws<SingularMatrixException>(() => solver.Factor(new SparseMatrix(2, [0, 1, 1], [0], [1])).Dispose());
        Assert.Contains("(2, 0) of the matrix is NaN", Assert.Throws<ArgumentException>(() => solver.Factor(singular with { Values = [1, -1, 1, -1, double.NaN, 1] })).Message);
        Assert.Contains("column 3", Assert.Throws<ArgumentException>(() => solver.Factor(singular with { Columns = [0, 1, 1, 3, 0, 2] })).Message);
        Assert.Throws<ArgumentException>(() => solver.Factor(singular with { RowStart = [0, 4, 2, 6] }));
    }

    [Fact]
    public void Errors_say_what_they_mean()
    {
        Assert.Contains("do not fit into memory (MUMPS -13, 3 million", Assert.IsType<ScenarioException>(MumpsErrors.Of(-13, -3, 10)).Message);
        Assert.Contains("rank 7", Assert.IsType<SingularMatrixException>(MumpsErrors.Of(-6, 7, 10)).Message);
        Assert.IsType<SingularMatrixException>(MumpsErrors.Of(-10, 7, 10));
        Assert.IsType<SingularMatrixException>(MumpsErrors.Of(-40, 7, 10));
        Assert.Contains("error -53", Assert.IsType<InvalidOperationException>(MumpsErrors.Of(-53, 0, 10)).Message);
    }

    [Fact]
    public void What_every_call_of_MUMPS_returns_is_looked_at()
    {
        IEnumerable<string> lines = Directory.GetFiles(Path.Combine(SharedData.Repository, "src", "Stria.Numerics", "Linear", "Sparse", "Mumps"), "*.cs").SelectMany(File.ReadAllLines).Select(l => l.Trim());
        string[] calls = [.. lines.Where(l => (l.Contains("Call(", StringComparison.Ordinal) || l.Contains("instance.Solve(", StringComparison.Ordinal)) && !l.StartsWith("internal", StringComparison.Ordinal))];
        Assert.True(calls.Length >= 6);
        Assert.All(calls, l => Assert.True(l.Contains("error = ", StringComparison.Ordinal) || l.StartsWith("Check(", StringComparison.Ordinal), l));
    }
}

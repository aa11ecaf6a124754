using Stria.Numerics.Linear;

namespace Stria.Tests.Numerics.Sparse;

/// <summary>Matrices that no solver may accept.</summary>
public sealed class RefusedMatrixTests
{
    public static TheoryData<string> Solvers => SparseSolverTests.Solvers;

    [Theory]
    [MemberData(nameof(Solvers))]
    public void A_chain_that_nothing_holds_is_named(string name)
    {
        SingularMatrixException thrown = Refused(name, SparseSamples.Chain(50, held: 0));
        Assert.InRange(thrown.Unknown, 0, 49);
        Assert.Contains("can move without any force", thrown.Message);
        using IFactorization held = SparseSolverTests.Of(name).Factor(SparseSamples.Chain(50, held: 1e-6));
        Assert.Equal(50, held.Order);
    }

    [Theory]
    [MemberData(nameof(Solvers))]
    public void The_floating_particle_among_held_ones_is_named(string name)
    {
        // Three bodies; the middle one, nodes 40 … 59, is not held.
        const int Nodes = 100;
        var entries = new EntryList(Nodes);
        for (int i = 1; i < Nodes; i++)
        {
            if (i is not (40 or 60))
            {
                entries.AddSpring(i - 1, i, 1e9 + i);
            }
        }

        entries.Add(0, 0, 1e9);
        entries.Add(Nodes - 1, Nodes - 1, 1e9);
        SymmetricMatrix matrix = entries.ToMatrix();
        int unknown = Refused(name, matrix).Unknown;
        var parts = GraphComponents.Of(matrix);
        Assert.Equal(1, parts.Parts[unknown]);
        Assert.Equal(Enumerable.Range(40, 20), parts.Members(1));
    }

    [Theory]
    [MemberData(nameof(Solvers))]
    public void A_body_that_can_only_turn_is_refused(string name)
    {
        EntryList truss = SparseSamples.Truss(30, 8);
        truss.Add(0, 0, 1);
        truss.Add(1, 1, 1);
        Assert.InRange(Refused(name, truss.ToMatrix(2)).Unknown, 0, 479);
        truss.Add(2 * 29 + 1, 2 * 29 + 1, 1);
        using IFactorization held = SparseSolverTests.Of(name).Factor(truss.ToMatrix(2));
        Assert.Equal(480, held.Order);
    }

    [Theory]
    [MemberData(nameof(Solvers))]
    public void An_exactly_zero_pivot_is_found(string name)
    {
        var pair = new SymmetricMatrix(2, [0, 2, 3], [0, 1, 1], [1, -1, 1]);
        Assert.InRange(Refused(name, pair).Unknown, 0, 1);
    }

    [Theory]
    [MemberData(nameof(Solvers))]
    public void A_long_slender_beam_is_not_taken_for_floating(string name)
    {
        // 500 squares long, held at one end only: its softest mode is a billion times softer than a bar.
        EntryList truss = SparseSamples.Truss(500, 2);
        foreach (int node in new[] { 0, 500 })
        {
            truss.Add(2 * node, 2 * node, 1);
            truss.Add((2 * node) + 1, (2 * node) + 1, 1);
        }

        SymmetricMatrix matrix = truss.ToMatrix();
        double[] b = SparseSamples.RandomVector(matrix.Order, 3), x = [.. b];
        using IFactorization factors = SparseSolverTests.Of(name).Factor(matrix);
        factors.Solve(x);
        Assert.InRange(matrix.RelativeResidual(x, b), 0, 1e-12);
    }

    [Theory]
    [MemberData(nameof(Solvers))]
    public void An_indefinite_matrix_is_refused(string name)
    {
        var saddle = new SymmetricMatrix(3, [0, 3, 5, 6], [0, 1, 2, 1, 2, 2], [2, 5, 1, 2, 1, 9]);
        Assert.Contains("not positive definite", Refused(name, saddle).Message);
        var negative = new SymmetricMatrix(2, [0, 1, 2], [0, 1], [1, -3]);
        SingularMatrixException thrown = Refused(name, negative);
        Assert.Equal(1, thrown.Unknown);
        Assert.Contains("-3", thrown.Message);
    }

    [Theory]
    [MemberData(nameof(Solvers))]
    public void An_unknown_without_stiffness_is_named(string name)
    {
        var matrix = new SymmetricMatrix(3, [0, 1, 2, 3], [0, 1, 2], [1, 0, 1]);
        SingularMatrixException thrown = Refused(name, matrix);
        Assert.Equal(1, thrown.Unknown);
        Assert.Contains("no cell", thrown.Message);
    }

    [Theory]
    [MemberData(nameof(Solvers))]
    public void Values_that_are_not_finite_are_refused_with_their_place(string name)
    {
        SymmetricMatrix matrix = SparseSamples.Laplacian(3);
        double[] values = [.. matrix.Values];
        values[4] = double.NaN;
        Assert.Contains("(1, 2) of the matrix is NaN", Assert.Throws<ArgumentException>(() => SparseSolverTests.Of(name).Factor(matrix with { Values = values })).Message);
        using IFactorization factors = SparseSolverTests.Of(name).Factor(matrix);
        double[] b = [.. Enumerable.Repeat(1.0, 8), double.PositiveInfinity];
        Assert.Contains("unknown 8", Assert.Throws<ArgumentException>(() => factors.Solve(b)).Message);
        Assert.Contains("18 values", Assert.Throws<ArgumentException>(() => factors.Solve(new double[9], 2)).Message);
    }

    [Theory]
    [MemberData(nameof(Solvers))]
    public void Entries_out_of_place_are_refused(string name)
    {
        ISparseSolver solver = SparseSolverTests.Of(name);
        SymmetricMatrix good = SparseSamples.Laplacian(2);
        int[] beyond = [.. good.Columns], below = [.. good.Columns];
        beyond[2] = 4;
        below[2] = 0;
        Assert.Contains("column 4", Assert.Throws<ArgumentException>(() => solver.Factor(good with { Columns = beyond })).Message);
        Assert.Contains("column 0 after 1", Assert.Throws<ArgumentException>(() => solver.Factor(good with { Columns = below })).Message);
        Assert.Throws<ArgumentException>(() => solver.Factor(good with { RowStart = [0, 3, 3, 5, 6] }));
        Assert.Throws<ArgumentException>(() => solver.Factor(good with { BlockSize = 3 }));
    }

    private static SingularMatrixException Refused(string name, SymmetricMatrix matrix) =>
        Assert.Throws<SingularMatrixException>(() => SparseSolverTests.Of(name).Factor(matrix).Dispose());
}

using Stria.Numerics.Linear;

namespace Stria.Tests.Numerics.Sparse;

/// <summary>The pieces of the built-in solver.</summary>
public sealed unsafe class BuiltInSolverTests
{
    [Fact]
    public void The_order_of_elimination_names_every_node_once()
    {
        foreach (SymmetricMatrix matrix in new[] { SparseSamples.Laplacian(17), SparseSamples.RandomDominant(300, 1, 1), SparseSamples.RandomDominant(200, 20, 2), SparseSamples.RandomDominant(40, 0, 3) })
        {
            int[] order = OrderOf(matrix);
            Assert.Equal(Enumerable.Range(0, matrix.Order), order.Order());
        }
    }

    [Fact]
    public void A_tree_is_eliminated_without_fill()
    {
        const int Points = 500;
        double[] random = SparseSamples.RandomVector(Points, 4);
        var entries = new EntryList(Points);
        entries.Add(0, 0, 1);
        for (int i = 1; i < Points; i++)
        {
            entries.AddSpring((int)(Math.Abs(random[i]) * 1e6) % i, i, 1);
        }

        SymmetricMatrix matrix = entries.ToMatrix();
        Assert.Equal(matrix.EntryCount, Fill(matrix, OrderOf(matrix)));
    }

    [Fact]
    public void Fill_is_little_more_than_with_the_order_that_MUMPS_finds()
    {
        // The dense random graph needs more room for its lists than there is at first.
        foreach ((SymmetricMatrix matrix, double most) in new[] { (SparseSamples.Laplacian(60), 1.25), (SparseSamples.RandomDominant(600, 12, 5), 1.1), (SparseSamples.RandomDominant(800, 2, 6), 1.1) })
        {
            using IFactorization mumps = new MumpsSolver().Factor(matrix);
            Assert.InRange(Fill(matrix, OrderOf(matrix)) / (double)mumps.FactorEntries, 0.3, most);
        }
    }

    [Fact]
    public void Unknowns_of_a_node_are_found_by_their_neighbours()
    {
        var groups = NodeGroups.Of(AdjacencyGraph.Of(SparseSamples.Truss(12, 7).ToMatrix()));
        Assert.Equal(12 * 7, groups.Graph.Count);
        Assert.All(Enumerable.Range(0, groups.Graph.Count), g => Assert.Equal([2 * g, (2 * g) + 1], groups.Members[groups.MemberStart[g]..groups.MemberStart[g + 1]]));
        Assert.Equal(64, NodeGroups.Of(AdjacencyGraph.Of(SparseSamples.Laplacian(8))).Graph.Count);
    }

    [Fact]
    public void Blocks_hold_every_entry_of_the_factor_and_few_others()
    {
        foreach (SymmetricMatrix matrix in new[] { SparseSamples.Laplacian(14), SparseSamples.RandomDominant(150, 2, 7), SparseSamples.Truss(9, 9).ToMatrix() })
        {
            var groups = NodeGroups.Of(AdjacencyGraph.Of(matrix));
            int[] weights = [.. Enumerable.Range(0, groups.Graph.Count).Select(groups.Weight)];
            var blocks = Supernodes.Of(groups, EliminationTree.Of(groups, MinimumDegree.Order(groups.Graph, weights)));
            bool[,] factor = Eliminate(matrix, blocks.Order);
            int stored = 0, needed = factor.Cast<bool>().Count(b => b);
            for (int s = 0; s < blocks.Count; s++)
            {
                int[] rows = [.. Enumerable.Range(blocks.FirstColumn[s], blocks.Columns(s)), .. blocks.RowsOf(s)];
                Assert.Equal(rows.Distinct().Order(), rows);
                for (int c = 0; c < blocks.Columns(s); c++)
                {
                    int column = rows[c];
                    int[] below = [.. Enumerable.Range(column, matrix.Order - column).Where(r => factor[r, column])];
                    Assert.Empty(below.Except(rows[c..]));
                    stored += rows.Length - c;
                }
            }

            Assert.InRange(stored / (double)needed, 1, 2);
        }
    }

    [Fact]
    public void Dense_blocks_are_factored_as_plain_loops_do()
    {
        foreach ((int rows, int columns) in new[] { (1, 1), (2, 1), (7, 7), (9, 3), (33, 32), (40, 33), (71, 37), (90, 90), (131, 100), (64, 64) })
        {
            double[] plain = Lower(rows, columns), guarded = [.. Enumerable.Repeat(7.0, 16), .. plain, .. Enumerable.Repeat(9.0, 16)];
            PlainFactor(plain, rows, columns);
            fixed (double* p = guarded)
            {
                Assert.Equal(0, DenseBlocks.Factor(p + 16, rows, columns));
            }

            for (int i = 0; i < plain.Length; i++)
            {
                Assert.True(i % rows < i / rows || Math.Abs(plain[i] - guarded[i + 16]) < 1e-12, $"{rows} × {columns}: value {i}");
            }

            Assert.All(guarded[..16], v => Assert.Equal(7.0, v));
            Assert.All(guarded[^16..], v => Assert.Equal(9.0, v));
        }
    }

    [Fact]
    public void Updates_are_products_of_the_rows_below()
    {
        foreach ((int rows, int depth) in new[] { (1, 1), (5, 3), (8, 2), (17, 9), (40, 33), (75, 4) })
        {
            double[] a = SparseSamples.RandomVector((rows * depth) + DenseBlocks.Guard, rows), u = new double[DenseBlocks.UpdateLength(rows)];
            fixed (double* pa = a, pu = u)
            {
                DenseBlocks.Update(pu, pa, pa, rows, (rows, depth));
            }

            for (int j = 0; j < rows; j++)
            {
                for (int i = j; i < rows; i++)
                {
                    Assert.Equal(-Enumerable.Range(0, depth).Sum(k => a[(k * rows) + i] * a[(k * rows) + j]), u[(j * DenseBlocks.UpdateStride(rows)) + i], 1e-12);
                }
            }
        }
    }

    [Fact]
    public void A_pivot_that_is_not_positive_is_counted()
    {
        double[] block = [1, 2, 0, 0, 1, 0, 0, 0, -4];
        fixed (double* p = block)
        {
            Assert.Equal(2, DenseBlocks.Factor(p, 3, 3));
        }

        Assert.All(block, v => Assert.True(double.IsFinite(v)));
    }

    private static int[] OrderOf(SymmetricMatrix matrix) => MinimumDegree.Order(AdjacencyGraph.Of(matrix), [.. Enumerable.Repeat(1, matrix.Order)]);

    private static long Fill(SymmetricMatrix matrix, int[] order) => Eliminate(matrix, order).Cast<bool>().LongCount(b => b);

    // The pattern of the factor by elimination in a full table.
    private static bool[,] Eliminate(SymmetricMatrix matrix, int[] order)
    {
        int n = matrix.Order;
        int[] position = EliminationTree.Inverse(order);
        var table = new bool[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int p = matrix.RowStart[i]; p < matrix.RowStart[i + 1]; p++)
            {
                int a = position[i], b = position[matrix.Columns[p]];
                table[Math.Max(a, b), Math.Min(a, b)] = true;
            }
        }

        for (int k = 0; k < n; k++)
        {
            int[] below = [.. Enumerable.Range(k + 1, n - k - 1).Where(i => table[i, k])];
            for (int q = 0; q < below.Length; q++)
            {
                for (int p = q; p < below.Length; p++)
                {
                    table[below[p], below[q]] = true;
                }
            }
        }

        return table;
    }

    private static double[] Lower(int rows, int columns)
    {
        double[] random = SparseSamples.RandomVector(rows * columns, rows);
        for (int j = 0; j < columns; j++)
        {
            random[(j * rows) + j] = rows + 1;
        }

        return random;
    }

    private static void PlainFactor(double[] a, int rows, int columns)
    {
        for (int j = 0; j < columns; j++)
        {
            double root = Math.Sqrt(a[(j * rows) + j]);
            for (int i = j; i < rows; i++)
            {
                a[(j * rows) + i] /= root;
            }

            for (int k = j + 1; k < columns; k++)
            {
                for (int i = k; i < rows; i++)
                {
                    a[(k * rows) + i] -= a[(j * rows) + i] * a[(j * rows) + k];
                }
            }
        }
    }
}

using Stria.Core;
using Stria.Numerics.Fem;
using Stria.Numerics.Geometry.Meshing;
using Stria.Numerics.Linear;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Numerics.Fem;

/// <summary>The assembled matrix is the sum of the cells', entry by entry.</summary>
public sealed class AssemblyTests
{
    private static readonly double[] Stiffness = [5, 2, 1, 0.3, 2, 4, 0.8, -0.2, 1, 0.8, 3, 0.1, 0.3, -0.2, 0.1, 1.5];

    [Theory]
    [InlineData(MeshOrder.Linear, false, false)]
    [InlineData(MeshOrder.Linear, true, true)]
    [InlineData(MeshOrder.Quadratic, false, false)]
    [InlineData(MeshOrder.Quadratic, false, true)]
    [InlineData(MeshOrder.Quadratic, true, false)]
    public void The_matrix_agrees_with_a_dense_sum_over_quadrature_points(MeshOrder order, bool curved, bool axisymmetric)
    {
        TriangleMesh mesh = Shuffled(order, curved);
        NodalUnknowns unknowns = SomeHeldSomeTurned(mesh.NodeCount);
        var operation = new StrainOperator(axisymmetric);
        var form = new StrainStiffness(mesh, new CellModuli(Stiffness, new int[mesh.CellCount]), operation, QuadratureRule.Triangle(4));
        AssembledSystem found = SymmetricAssembly.Run(SymmetricPattern.Of(mesh, unknowns), form);
        (double[,] matrix, double[] lift) = Dense(mesh, unknowns, operation);
        double scale = Enumerable.Range(0, unknowns.Count).Max(i => matrix[i, i]);
        int entries = 0;
        for (int i = 0; i < unknowns.Count; i++)
        {
            Assert.Equal(i, found.Matrix.Columns[found.Matrix.RowStart[i]]);
            for (int p = found.Matrix.RowStart[i]; p < found.Matrix.RowStart[i + 1]; p++, entries++)
            {
                Assert.True(p == found.Matrix.RowStart[i] || found.Matrix.Columns[p] > found.Matrix.Columns[p - 1]);
                Assert.Equal(matrix[i, found.Matrix.Columns[p]], found.Matrix.Values[p], 1e-13 * scale);
                matrix[i, found.Matrix.Columns[p]] = 0;
            }

            Assert.All(Enumerable.Range(i, unknowns.Count - i), j => Assert.True(Math.Abs(matrix[i, j]) < 1e-13 * scale));
            Assert.Equal(lift[i], found.Lift[i], 1e-12 * scale);
        }

        Assert.Equal(found.Matrix.EntryCount, entries);
        found.Matrix.Check();
    }

    [Fact]
    public void One_unknown_per_node_assembles_the_Laplacian()
    {
        TriangleMesh mesh = StructuredMesh.Rectangle(1, 1, 4, 4);
        var held = new bool[mesh.NodeCount];
        held[3] = true;
        var unknowns = new NodalUnknowns(1, held, [.. held.Select(h => h ? 2.0 : 0)]);
        AssembledSystem system = SymmetricAssembly.Run(SymmetricPattern.Of(mesh, unknowns), new Laplacian(mesh));
        // With one value held the harmonic function is that value everywhere.
        double[] x = [.. system.Lift];
        using IFactorization factors = SparseSolvers.Choose(SparseSolvers.Automatic).Solver.Factor(system.Matrix);
        factors.Solve(x);
        Assert.All(x, v => Assert.Equal(2, v, 1e-12));
        var nodal = new double[mesh.NodeCount];
        unknowns.Expand(x, nodal);
        Assert.Equal(2, nodal[3]);
    }

    [Fact]
    public void Unknowns_know_their_nodes()
    {
        NodalUnknowns unknowns = SomeHeldSomeTurned(40);
        int count = 0;
        for (int n = 0; n < 40; n++)
        {
            for (int k = 0; k < unknowns.CountAt(n); k++, count++)
            {
                Assert.Equal(n, unknowns.NodeOf(count));
            }
        }

        Assert.Equal(unknowns.Count, count);
        bool[] found = [.. Enumerable.Range(0, 40).Where(n => unknowns.CountAt(n) > 0).SelectMany(n => new[] { !unknowns.IsHeld(n, 0), !unknowns.IsHeld(n, 1) })];
        double[] free = [.. Enumerable.Range(0, count).Select(i => Math.Sin(i))], nodal = new double[80], back = new double[count];
        unknowns.Expand(free, nodal);
        unknowns.Restrict(nodal, back);
        Assert.Equal(2, found.Distinct().Count());
        Assert.All(Enumerable.Range(0, count).Where(i => found[i]), i => Assert.Equal(free[i], back[i], 1e-15));
        Assert.All(Enumerable.Range(0, count).Where(i => !found[i]), i => Assert.Equal(0, back[i]));
        (double x, double y) = unknowns.Axis(10, 0);
        Assert.True(unknowns.IsHeld(10, 0));
        Assert.Equal(unknowns.HeldValue(10, 0), (x * nodal[20]) + (y * nodal[21]), 1e-15);
    }

    [Fact]
    public void Parts_of_a_mesh_are_found()
    {
        TriangleMesh one = StructuredMesh.Rectangle(1, 1, 2, 1);
        double[] points = [.. one.Points, .. one.Points, 9, 9];
        var mesh = new TriangleMesh(points, [.. one.Cells.ToArray().Select(n => n + one.NodeCount), .. one.Cells], 3);
        ConnectedParts parts = ConnectedParts.Of(mesh);
        Assert.Equal(2, parts.Count);
        Assert.Equal([.. Enumerable.Repeat(0, one.NodeCount), .. Enumerable.Repeat(1, one.NodeCount), -1], parts.OfNode.ToArray());
    }

    private static NodalUnknowns SomeHeldSomeTurned(int nodes)
    {
        bool[] held = new bool[2 * nodes];
        double[] values = new double[2 * nodes], axes = [.. Enumerable.Range(0, 2 * nodes).Select(i => i % 2 == 0 ? 1.0 : 0)];
        for (int n = 0; n < nodes; n += 5)
        {
            (held[2 * n], values[2 * n], held[(2 * n) + 1], values[(2 * n) + 1]) = (true, 0.1 * n, n % 3 == 0, -0.2);
            (axes[2 * n], axes[(2 * n) + 1]) = n % 2 == 0 ? (Math.Cos(n), Math.Sin(n)) : (1, 0);
        }

        (axes[2 * 7], axes[(2 * 7) + 1], held[2 * 11], held[(2 * 12) + 1]) = (0.6, 0.8, true, true);
        return new NodalUnknowns(2, held, values, axes);
    }

    // Nodes numbered by chance, so that low and high numbers meet in any order within a cell.
    private static TriangleMesh Shuffled(MeshOrder order, bool curved)
    {
        TriangleMesh mesh = StructuredMesh.Rectangle(2, 1, 4, 2, order);
        var random = new SeededRandom(3);
        int[] place = [.. Enumerable.Range(0, mesh.NodeCount).OrderBy(_ => random.Uniform())];
        var points = new double[2 * mesh.NodeCount];
        for (int n = 0; n < mesh.NodeCount; n++)
        {
            double x = mesh.Points[2 * n], y = mesh.Points[(2 * n) + 1];
            (points[2 * place[n]], points[(2 * place[n]) + 1]) = curved ? (1 + x + (0.1 * y * y), y + (0.05 * x * x)) : (1 + x + (0.3 * y), y + (0.1 * x));
        }

        return new TriangleMesh(points, [.. mesh.Cells.ToArray().Select(n => place[n])], mesh.NodesPerCell);
    }

    // Bᵀ D B with full matrices, turned and eliminated by the definitions.
    private static (double[,] Matrix, double[] Lift) Dense(TriangleMesh mesh, NodalUnknowns unknowns, StrainOperator operation)
    {
        int size = 2 * mesh.NodeCount;
        double[,] full = new double[size, size];
        var cells = new CellValues(mesh, QuadratureRule.Triangle(4));
        double[] unit = new double[size], strain = new double[4];
        for (int cell = 0; cell < mesh.CellCount; cell++)
        {
            cells.MoveTo(cell);
            int[] at = [.. mesh.Cell(cell).ToArray().SelectMany(n => new[] { 2 * n, (2 * n) + 1 })];
            for (int q = 0; q < cells.PointCount; q++)
            {
                double[][] columns = [.. at.Select(i =>
                {
                    Array.Clear(unit);
                    unit[i] = 1;
                    operation.Strain(cells, q, mesh.Cell(cell), unit, strain);
                    return strain.ToArray();
                })];
                Accumulate(full, at, columns, operation.Weight(cells, q));
            }
        }

        return Reduce(full, unknowns);
    }

    private static void Accumulate(double[,] full, int[] at, double[][] columns, double weight)
    {
        for (int i = 0; i < at.Length; i++)
        {
            for (int j = 0; j < at.Length; j++)
            {
                for (int k = 0; k < 16; k++)
                {
                    full[at[i], at[j]] += weight * columns[i][k / 4] * Stiffness[k] * columns[j][k % 4];
                }
            }
        }
    }

    private static (double[,] Matrix, double[] Lift) Reduce(double[,] full, NodalUnknowns unknowns)
    {
        int size = full.GetLength(0), kept = 0;
        double Turned(int i, int j)
        {
            (double ax, double ay) = unknowns.Axis(i / 2, i % 2);
            (double bx, double by) = unknowns.Axis(j / 2, j % 2);
            int a = i / 2 * 2, b = j / 2 * 2;
            return (ax * ((full[a, b] * bx) + (full[a, b + 1] * by))) + (ay * ((full[a + 1, b] * bx) + (full[a + 1, b + 1] * by)));
        }

        int[] number = [.. Enumerable.Range(0, size).Select(i => unknowns.CountAt(i / 2) == 0 ? -1 : kept++)];
        double[,] matrix = new double[kept, kept];
        var lift = new double[kept];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size && number[i] >= 0; j++)
            {
                bool rowHeld = unknowns.IsHeld(i / 2, i % 2), columnHeld = unknowns.IsHeld(j / 2, j % 2);
                if (i == j || (!rowHeld && !columnHeld))
                {
                    matrix[number[i], number[j]] = Turned(i, j);
                }
                else if (!rowHeld)
                {
                    lift[number[i]] -= Turned(i, j) * unknowns.HeldValue(j / 2, j % 2);
                }
            }
        }

        return (matrix, lift);
    }

    private readonly struct Laplacian(TriangleMesh mesh) : ICellMatrix
    {
        private readonly CellValues cells = new(mesh, QuadratureRule.Triangle(1));

        public void Compute(int cell, Span<double> blocks)
        {
            cells.MoveTo(cell);
            ReadOnlySpan<double> g = cells.Gradients(0);
            for (int i = 0; i < 3; i++)
            {
                for (int j = i; j < 3; j++)
                {
                    blocks[SymmetricPattern.Pair(i, j, 3)] = cells.Weight(0) * ((g[2 * i] * g[2 * j]) + (g[(2 * i) + 1] * g[(2 * j) + 1]));
                }
            }
        }
    }
}

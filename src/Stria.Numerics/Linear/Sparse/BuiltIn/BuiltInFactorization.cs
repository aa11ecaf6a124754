namespace Stria.Numerics.Linear;

/// <summary>Factors that live in managed memory.</summary>
internal sealed unsafe class BuiltInFactorization : IFactorization
{
    // Replaced pivots shift the eigenvalue of a floating part by as much as they are.
    private const double ShiftedRounding = 1e-12;

    private readonly Supernodes blocks;
    private readonly DiagonalScaling scaling;
    private readonly long[] valueStart;
    private readonly int tallest;
    private readonly double[]? signs;
    private double[]? values;

    /// <exception cref="SingularMatrixException">The factors show that a part floats or that the matrix is indefinite.</exception>
    internal BuiltInFactorization(Supernodes blocks, DiagonalScaling scaling, Multifrontal run)
    {
        (this.blocks, this.scaling, valueStart, values, signs) = (blocks, scaling, run.ValueStart, run.Values, run.Signs);
        (Order, MemoryBytes) = (blocks.Order.Length, run.MemoryBytes);
        for (int s = 0; s < blocks.Count; s++)
        {
            long columns = blocks.Columns(s), below = blocks.RowsBelow(s);
            FactorEntries += (columns * (columns + 1) / 2) + (columns * below);
            tallest = Math.Max(tallest, (int)(columns + below));
        }

        if (signs is not null)
        {
            SmallestEigenvalue = double.NaN;
            return;
        }

        SmallestEigenvalue = RigidityProbe.Check(Order, run.Replaced, v => SolveScaled(run.Values, v, 1), run.Replaced > 0 ? ShiftedRounding : RigidityProbe.Rounding);
    }

    public int Order { get; }

    public long FactorEntries { get; }

    public long MemoryBytes { get; }

    public double SmallestEigenvalue { get; }

    public void Solve(Span<double> rightHandSides, int count = 1)
    {
        RightHandSides.Check(rightHandSides, Order, count);
        double[] factor = values ?? throw new ObjectDisposedException(nameof(BuiltInFactorization));
        scaling.Apply(rightHandSides, count);
        SolveScaled(factor, rightHandSides, count);
        scaling.Apply(rightHandSides, count);
    }

    public void Dispose() => values = null;

    // Several right-hand sides go through the factor eight abreast, so that it is read once for all of them.
    private void SolveScaled(double[] factor, Span<double> vectors, int count)
    {
        int lanes = count > 1 ? TriangularSolves.Lanes : 1;
        double[] x = new double[(long)Order * lanes], work = new double[tallest * lanes];
        for (int done = 0; done < count; done += lanes)
        {
            int abreast = Math.Min(lanes, count - done);
            Span<double> these = vectors.Slice(done * Order, abreast * Order);
            for (int i = 0; i < x.Length; i += lanes)
            {
                int from = blocks.Order[i / lanes];
                for (int lane = 0; lane < abreast; lane++)
                {
                    x[i + lane] = these[(lane * Order) + from];
                }
            }

            Sweep(factor, x, work, lanes);
            for (int i = 0; i < x.Length; i += lanes)
            {
                int to = blocks.Order[i / lanes];
                for (int lane = 0; lane < abreast; lane++)
                {
                    these[(lane * Order) + to] = x[i + lane];
                }
            }
        }
    }

    private void Sweep(double[] factor, double[] vectors, double[] work, int lanes)
    {
        fixed (double* l = factor, x = vectors, w = work)
        {
            for (int s = 0; s < blocks.Count; s++)
            {
                double* block = l + valueStart[s], own = x + ((long)blocks.FirstColumn[s] * lanes);
                if (lanes == 1)
                {
                    TriangularSolves.Forward(block, blocks.Columns(s), blocks.RowsOf(s), new SolveVectors(own, x, w));
                }
                else
                {
                    TriangularSolves.ForwardAbreast(block, blocks.Columns(s), blocks.RowsOf(s), new SolveVectors(own, x, w));
                }
            }

            for (int i = 0; signs is not null && i < vectors.Length; i++)
            {
                x[i] *= signs[i / lanes];
            }

            for (int s = blocks.Count - 1; s >= 0; s--)
            {
                double* block = l + valueStart[s], own = x + ((long)blocks.FirstColumn[s] * lanes);
                if (lanes == 1)
                {
                    TriangularSolves.Backward(block, blocks.Columns(s), blocks.RowsOf(s), new SolveVectors(own, x, w));
                }
                else
                {
                    TriangularSolves.BackwardAbreast(block, blocks.Columns(s), blocks.RowsOf(s), new SolveVectors(own, x, w));
                }
            }
        }
    }
}

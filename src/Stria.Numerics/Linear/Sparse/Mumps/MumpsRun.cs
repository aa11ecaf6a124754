namespace Stria.Numerics.Linear;

/// <summary>The entries of a matrix by rows, one triangle of it when it is symmetric.</summary>
internal sealed record MumpsEntries(int Order, int[] RowStart, int[] Columns, double[] Values)
{
    internal int Count => RowStart[Order];

    /// <summary>Unknowns that have the same neighbours come in groups of so many.</summary>
    internal int BlockSize { get; init; } = 1;
}

/// <summary>Analysis and factorisation of one matrix, and what must be checked after it because MUMPS does not.</summary>
internal sealed unsafe class MumpsRun(MumpsInstance instance, MumpsEntries matrix, DiagonalScaling? scaling)
{
    // Controls (ICNTL) and results (INFOG) by their numbers in the users' guide.
    private const int LargeDiagonal = 6, Ordering = 7, Scaling = 8, WorkspaceMargin = 14, Blocks = 15, NullPivots = 24;
    private const int NegativePivots = 12, NullPivotCount = 28;
    private const int ApproximateMinimumDegree = 0, ApproximateMinimumFill = 2;
    private const int FirstMargin = 100, LargestMargin = 1600;

    // Of the scaled matrix: enough to carry a singular matrix past its last pivot, too little to hide its floating part from the probe.
    private const double Regularisation = 1e-13;

    /// <summary>Factors the matrix.</summary>
    internal void Factor()
    {
        // Automatic ordering would take SCOTCH, which is slower in two dimensions and does not repeat itself.
        instance.Set(Ordering, instance.IsSymmetric ? ApproximateMinimumFill : ApproximateMinimumDegree);
        if (!instance.IsSymmetric)
        {
            // The diagonals of coupled diffusion are large enough where they stand.
            instance.Set(LargeDiagonal, 0);
        }

        if (scaling is null)
        {
            instance.Set(NullPivots, 1);
        }
        else
        {
            instance.Set(Scaling, 0);
        }

        if (matrix.BlockSize > 1)
        {
            instance.Set(Blocks, -matrix.BlockSize);
        }

        int error = Factor(0);
        if (error == MumpsErrors.NumericallySingular && scaling is not null)
        {
            // Only to learn who floats: the factors of the changed matrix are never given out.
            Check(Factor(Regularisation));
            Probe(10 * Regularisation);
        }

        Check(error);
    }

    /// <summary>Makes sure that the factors are those of a regular matrix, positive definite where it should be.</summary>
    /// <returns>The smallest eigenvalue of the scaled matrix as far as it shows; NaN when the matrix need not be positive definite.</returns>
    internal double CheckPivots()
    {
        if (scaling is null)
        {
            if (instance.Info(NullPivotCount) > 0)
            {
                throw SingularMatrixException.Floating(matrix.Order, instance.Parameters->PivNulList[0] - 1);
            }

            return double.NaN;
        }

        return Probe(RigidityProbe.Rounding);
    }

    private double Probe(double tolerance) => RigidityProbe.Check(matrix.Order, instance.Info(NegativePivots), Solve, tolerance);

    private void Solve(Span<double> vector)
    {
        fixed (double* p = vector)
        {
            Check(instance.Solve(p, 1));
        }
    }

    private void Check(int error)
    {
        if (error < 0)
        {
            throw MumpsErrors.Of(error, instance.Info(2), matrix.Order);
        }
    }

    private int Factor(double addedDiagonal)
    {
        int count = matrix.Count;
        int[] rows = GC.AllocateUninitializedArray<int>(count), columns = GC.AllocateUninitializedArray<int>(count);
        double[] values = GC.AllocateUninitializedArray<double>(count);
        Write(rows, columns, values, addedDiagonal);
        fixed (int* irn = rows, jcn = columns)
        fixed (double* a = values)
        {
            DmumpsStruct* p = instance.Parameters;
            (p->N, p->NNz) = (matrix.Order, count);
            p->Irn = irn;
            p->Jcn = jcn;
            p->A = a;
            int error = instance.Call(MumpsInstance.Analyse);
            if (error >= 0)
            {
                error = FactorWithEnoughWorkspace();
            }

            p->Irn = p->Jcn = null;
            p->A = null;
            return error;
        }
    }

    private int FactorWithEnoughWorkspace()
    {
        int error = instance.Call(MumpsInstance.FactorNumerically);
        for (int margin = FirstMargin; error is MumpsErrors.WorkspaceTooSmall or MumpsErrors.IntegerWorkspaceTooSmall && margin <= LargestMargin; margin *= 2)
        {
            instance.Set(WorkspaceMargin, margin);
            error = instance.Call(MumpsInstance.FactorNumerically);
        }

        return error;
    }

    // MUMPS counts from one and takes each entry with its row and column.
    private void Write(int[] rows, int[] columns, double[] values, double addedDiagonal)
    {
        ReadOnlySpan<double> s = scaling is null ? default : scaling.Factors;
        for (int i = 0; i < matrix.Order; i++)
        {
            int start = matrix.RowStart[i], length = matrix.RowStart[i + 1] - start;
            rows.AsSpan(start, length).Fill(i + 1);
            for (int p = start; p < start + length; p++)
            {
                int j = matrix.Columns[p];
                columns[p] = j + 1;
                values[p] = s.IsEmpty ? matrix.Values[p] : matrix.Values[p] * s[i] * s[j];
            }

            if (addedDiagonal != 0)
            {
                values[start] += addedDiagonal;
            }
        }
    }
}

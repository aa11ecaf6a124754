namespace Stria.Numerics.Linear;

/// <summary>Factors that MUMPS holds.</summary>
internal sealed unsafe class MumpsFactorization(MumpsInstance instance, DiagonalScaling? scaling, double smallestEigenvalue) : IFactorization
{
    private const int EffectiveEntries = 29, MemoryUsed = 22;

    public int Order { get; } = instance.Order;

    public long FactorEntries { get; } = instance.LargeInfo(EffectiveEntries);

    public long MemoryBytes { get; } = 1_000_000L * instance.Info(MemoryUsed);

    public double SmallestEigenvalue => smallestEigenvalue;

    public void Solve(Span<double> rightHandSides, int count = 1)
    {
        RightHandSides.Check(rightHandSides, Order, count);
        ObjectDisposedException.ThrowIf(instance.IsClosed, this);
        if (count == 0 || Order == 0)
        {
            return;
        }

        bool held = false;
        try
        {
            // Another thread may dispose the factors meanwhile; they stay until this solve is done.
            instance.DangerousAddRef(ref held);
            scaling?.Apply(rightHandSides, count);
            fixed (double* b = rightHandSides)
            {
                int error = instance.Solve(b, count);
                if (error < 0)
                {
                    throw MumpsErrors.Of(error, instance.Info(2), Order);
                }
            }

            scaling?.Apply(rightHandSides, count);
        }
        finally
        {
            if (held)
            {
                instance.DangerousRelease();
            }
        }
    }

    public void Dispose() => instance.Dispose();
}

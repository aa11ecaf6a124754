namespace Stria.Numerics;

/// <summary>One piece of work for each row (or block, or frame) of something.</summary>
public interface IRowOperation
{
    /// <summary>Does the work of one row. Rows must not depend on each other.</summary>
    void Invoke(int row);
}

/// <summary>The one parallel loop: a struct operation on rows. What a row computes does not depend on the number of threads.</summary>
public static class Rows
{
    /// <summary>Runs the operation for rows 0 … count − 1.</summary>
    /// <param name="count">Number of rows.</param>
    /// <param name="threads">Degree of parallelism; 1 = in order on this thread, 0 = all cores.</param>
    /// <param name="operation">The work.</param>
    /// <param name="cancel">Stops between rows.</param>
    public static void For<T>(int count, int threads, T operation, CancellationToken cancel = default)
        where T : struct, IRowOperation
    {
        int degree = threads <= 0 ? Environment.ProcessorCount : threads;
        if (degree == 1 || count <= 1)
        {
            for (int i = 0; i < count; i++)
            {
                cancel.ThrowIfCancellationRequested();
                operation.Invoke(i);
            }

            return;
        }

        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = degree, CancellationToken = cancel }, i => operation.Invoke(i));
    }
}

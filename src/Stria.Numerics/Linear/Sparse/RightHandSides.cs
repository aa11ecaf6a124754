namespace Stria.Numerics.Linear;

/// <summary>What is asked of right-hand sides before any solver sees them.</summary>
internal static class RightHandSides
{
    /// <summary>There are as many values as announced, and all are finite.</summary>
    internal static void Check(ReadOnlySpan<double> values, int order, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (values.Length != (long)order * count)
        {
            throw new ArgumentException($"{count} right-hand sides of {order} unknowns need {(long)order * count} values; there are {values.Length}.", nameof(values));
        }

        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw new ArgumentException($"The right-hand side of unknown {i % order} is {values[i]}.", nameof(values));
            }
        }
    }
}

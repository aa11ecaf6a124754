namespace Stria.Numerics.Statistics;

/// <summary>The largest difference between two distributions.</summary>
public static class KolmogorovSmirnov
{
    /// <summary>Largest difference between the cumulative distributions of two samples, 0 … 1; 1 when one of them is empty, 0 when both are.</summary>
    public static double Distance(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        if (a.IsEmpty || b.IsEmpty)
        {
            return a.IsEmpty && b.IsEmpty ? 0 : 1;
        }

        double[] first = a.ToArray(), second = b.ToArray();
        Array.Sort(first);
        Array.Sort(second);
        double largest = 0;
        for (int i = 0, j = 0; i < first.Length && j < second.Length;)
        {
            double at = Math.Min(first[i], second[j]);
            while (i < first.Length && first[i] <= at)
            {
                i++;
            }

            while (j < second.Length && second[j] <= at)
            {
                j++;
            }

            largest = Math.Max(largest, Math.Abs(((double)i / first.Length) - ((double)j / second.Length)));
        }

        return largest;
    }
}

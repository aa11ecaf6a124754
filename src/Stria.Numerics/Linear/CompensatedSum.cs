namespace Stria.Numerics.Linear;

/// <summary>Sums whose rounding is carried along (Neumaier, Z. Angew. Math. Mech. 54, 39 (1974)): as exact as twice the digits would be.</summary>
public static class CompensatedSum
{
    /// <summary>Σ xᵢ.</summary>
    public static double Of(ReadOnlySpan<double> x)
    {
        double sum = 0, rest = 0;
        foreach (double value in x)
        {
            Add(value, ref sum, ref rest);
        }

        return sum + rest;
    }

    /// <summary>Σ wᵢ xᵢ, products included.</summary>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static double Of(ReadOnlySpan<double> w, ReadOnlySpan<double> x)
    {
        if (w.Length != x.Length)
        {
            throw new ArgumentException($"{w.Length} weights for {x.Length} values.", nameof(x));
        }

        double sum = 0, rest = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double product = w[i] * x[i];
            rest += Math.FusedMultiplyAdd(w[i], x[i], -product);
            Add(product, ref sum, ref rest);
        }

        return sum + rest;
    }

    private static void Add(double value, ref double sum, ref double rest)
    {
        double next = sum + value;
        rest += Math.Abs(sum) >= Math.Abs(value) ? sum - next + value : value - next + sum;
        sum = next;
    }
}

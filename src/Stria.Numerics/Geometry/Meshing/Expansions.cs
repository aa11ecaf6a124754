namespace Stria.Numerics.Geometry.Meshing;

/// <summary>Exact sums and products of doubles as expansions: sums of components that do not overlap, least first
/// (Priest; Shewchuk, Discrete Comput. Geom. 18 (1997) 305). Zero components are left out; the sign is that of the last one.</summary>
internal static class Expansions
{
    /// <summary>a − b; returns the number of components.</summary>
    public static int Difference(double a, double b, Span<double> result)
    {
        double sum = a - b, virtualB = a - sum, error = (a - (sum + virtualB)) + (virtualB - b);
        return Pack(error, sum, result);
    }

    /// <summary>e + f; the result needs room for all components of both.</summary>
    public static int Sum(ReadOnlySpan<double> e, ReadOnlySpan<double> f, Span<double> result)
    {
        int i = 0, j = 0, count = 0;
        double total = Smaller(e, f, ref i, ref j);
        for (int left = e.Length + f.Length - 1; left > 0; left--)
        {
            double next = Smaller(e, f, ref i, ref j), sum = total + next, virtualNext = sum - total;
            double error = (total - (sum - virtualNext)) + (next - virtualNext);
            if (error != 0)
            {
                result[count++] = error;
            }

            total = sum;
        }

        if (total != 0)
        {
            result[count++] = total;
        }

        return count;
    }

    /// <summary>e · f; the result and the scratch need room for 2 · e · f components.</summary>
    public static int Product(ReadOnlySpan<double> e, ReadOnlySpan<double> f, Span<double> result, Span<double> scratch)
    {
        Span<double> scaled = stackalloc double[2 * e.Length];
        int count = 0;
        foreach (double factor in f)
        {
            int some = Scale(e, factor, scaled);
            int sum = Sum(result[..count], scaled[..some], scratch);
            scratch[..sum].CopyTo(result);
            count = sum;
        }

        return count;
    }

    /// <summary>Changes every sign.</summary>
    public static Span<double> Negate(Span<double> e)
    {
        foreach (ref double component in e)
        {
            component = -component;
        }

        return e;
    }

    /// <summary>The sign of an expansion as a number.</summary>
    public static double Sign(ReadOnlySpan<double> e) => e.Length == 0 ? 0 : Math.Sign(e[^1]);

    private static int Scale(ReadOnlySpan<double> e, double factor, Span<double> result)
    {
        int count = 0;
        double carry = 0;
        foreach (double component in e)
        {
            double product = component * factor, low = Math.FusedMultiplyAdd(component, factor, -product);
            double sum = carry + low, virtualLow = sum - carry, error = (carry - (sum - virtualLow)) + (low - virtualLow);
            count += Keep(error, result[count..]);
            carry = product + sum;
            count += Keep(sum - (carry - product), result[count..]);
        }

        return count + Keep(carry, result[count..]);
    }

    private static int Keep(double component, Span<double> result)
    {
        if (component == 0)
        {
            return 0;
        }

        result[0] = component;
        return 1;
    }

    private static int Pack(double low, double high, Span<double> result)
    {
        int count = Keep(low, result);
        return count + Keep(high, result[count..]);
    }

    private static double Smaller(ReadOnlySpan<double> e, ReadOnlySpan<double> f, ref int i, ref int j)
    {
        if (i >= e.Length)
        {
            return j < f.Length ? f[j++] : 0;
        }

        return j >= f.Length || Math.Abs(e[i]) < Math.Abs(f[j]) ? e[i++] : f[j++];
    }
}

namespace Stria.Numerics.Jets;

/// <summary>Polynomials on neighbouring intervals, each in the distance from its interval's left end; not a number beyond the ends.</summary>
public readonly struct PiecewisePolynomial : IJetFunction
{
    private readonly double[] knots, coefficients;
    private readonly int terms;

    /// <summary>Makes the function.</summary>
    /// <param name="knots">Ends of the intervals, ascending, one more than there are intervals.</param>
    /// <param name="coefficients">Coefficients of 1, d, d² … of the first interval, then of the next; as many for each.</param>
    /// <exception cref="ArgumentException">Knots do not ascend or the coefficients cannot be shared out among the intervals.</exception>
    public PiecewisePolynomial(double[] knots, double[] coefficients)
    {
        int pieces = knots.Length - 1;
        if (pieces < 1 || coefficients.Length < pieces || coefficients.Length % pieces != 0)
        {
            throw new ArgumentException($"{coefficients.Length} coefficients for {pieces} intervals.", nameof(coefficients));
        }

        for (int i = 0; i < pieces; i++)
        {
            if (!(knots[i + 1] > knots[i]))
            {
                throw new ArgumentException($"Knots must ascend, but {knots[i + 1]} follows {knots[i]}.", nameof(knots));
            }
        }

        (this.knots, this.coefficients, terms) = (knots, coefficients, coefficients.Length / pieces);
    }

    /// <summary>Ends of the intervals.</summary>
    public ReadOnlySpan<double> Knots => knots;

    /// <inheritdoc/>
    public Jet At(Jet x)
    {
        if (!(x.Value >= knots[0] && x.Value <= knots[^1]))
        {
            return new(double.NaN, double.NaN, double.NaN);
        }

        int k = Array.BinarySearch(knots, x.Value);
        k = Math.Min(k >= 0 ? k : ~k - 1, knots.Length - 2);
        Jet d = x - knots[k];
        Jet sum = Jet.Constant(coefficients[((k + 1) * terms) - 1]);
        for (int j = terms - 2; j >= 0; j--)
        {
            sum = (sum * d) + coefficients[(k * terms) + j];
        }

        return sum;
    }
}

using System.Numerics.Tensors;

namespace Stria.Numerics.Linear;

/// <summary>Looks, by one solve, for a combination of unknowns that costs no energy: the motion of a part that nothing holds.</summary>
/// <remarks>For a matrix with unit diagonal, x = A⁻¹b of a rough b is nearly the mode v of the smallest eigenvalue λ when λ is tiny, and bᵀx / xᵀx is then λ,
/// whatever the share of v in b. Of a floating part only rounding is left, λ ≈ 10⁻¹⁶; a slender but held body of a million unknowns keeps λ &gt; 10⁻¹³.</remarks>
internal static class RigidityProbe
{
    internal const double Rounding = 1e-15;

    /// <summary>Solves in place for one right-hand side of the scaled matrix.</summary>
    internal delegate void SolveInPlace(Span<double> vector);

    /// <summary>Refuses factors of a matrix that is singular or not positive definite.</summary>
    /// <param name="order">Number of unknowns.</param>
    /// <param name="negativePivots">Number of negative pivots in the factors.</param>
    /// <param name="solve">A solve with the factors of the scaled matrix.</param>
    /// <param name="tolerance">Eigenvalues below it are none: rounding, or what was added to the diagonal on purpose.</param>
    /// <returns>The smallest eigenvalue as far as the probe shows it.</returns>
    /// <exception cref="SingularMatrixException">A part floats (it is named), or the matrix is indefinite.</exception>
    internal static double Check(int order, int negativePivots, SolveInPlace solve, double tolerance = Rounding)
    {
        if (order == 0)
        {
            return double.NaN;
        }

        double[] b = Rough(order), x = [.. b];
        solve(x);
        (double eigenvalue, int unknown) = SmallestEigenvalue(b, x);
        if (Math.Abs(eigenvalue) < tolerance)
        {
            throw SingularMatrixException.Floating(order, unknown);
        }

        if (negativePivots > 0)
        {
            throw SingularMatrixException.Indefinite(order, negativePivots);
        }

        return eigenvalue;
    }

    /// <summary>A right-hand side without direction: values of either sign, no two regions alike, the same every time.</summary>
    internal static double[] Rough(int order)
    {
        var b = new double[order];
        uint state = 0x9E3779B9;
        for (int i = 0; i < order; i++)
        {
            state = (state * 1664525) + 1013904223;
            b[i] = (state / (double)(1u << 31)) - 1;
        }

        return b;
    }

    /// <summary>The smallest eigenvalue as far as the solution x of A·x = b shows it, and the unknown that moves most in its mode.</summary>
    internal static (double Eigenvalue, int Unknown) SmallestEigenvalue(ReadOnlySpan<double> b, ReadOnlySpan<double> x)
    {
        int unknown = TensorPrimitives.IndexOfMaxMagnitude(x);
        double largest = Math.Abs(x[unknown]);
        if (!double.IsFinite(largest))
        {
            return (0, unknown);
        }

        double energy = 0, size = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double xi = x[i] / largest;
            energy += b[i] * xi;
            size += xi * xi;
        }

        return (energy / (size * largest), unknown);
    }
}

using System.Numerics.Tensors;

namespace Stria.Numerics.Linear;

/// <summary>A square matrix known by its products.</summary>
public interface ILinearOperator
{
    /// <summary>y = A·x.</summary>
    /// <param name="x">The vector.</param>
    /// <param name="y">Receives the product; does not overlap x.</param>
    void Apply(ReadOnlySpan<double> x, Span<double> y);
}

/// <summary>Generalised minimal residuals for A·x = b, preconditioned from the left by factors of a matrix near A (Saad and Schultz, SIAM J. Sci. Stat. Comput. 7, 856 (1986)).</summary>
/// <remarks>Residuals are measured after the preconditioner, that is in units of the solution. Vectors are made orthogonal twice, so that the result depends on rounding as little as can be.</remarks>
public static class Gmres
{
    /// <summary>Solves from a first guess of zero.</summary>
    /// <param name="matrix">A.</param>
    /// <param name="near">Factors of a matrix near A.</param>
    /// <param name="b">The right-hand side.</param>
    /// <param name="x">Receives the solution.</param>
    /// <param name="goal">Largest residual by the first one, both preconditioned, and the largest number of iterations.</param>
    /// <returns>Iterations and the relative residual that was reached.</returns>
    public static GmresResult Solve(ILinearOperator matrix, IFactorization near, ReadOnlySpan<double> b, Span<double> x, (double Tolerance, int Iterations) goal)
    {
        int n = b.Length, most = goal.Iterations;
        double[] first = b.ToArray();
        near.Solve(first);
        double size = TensorPrimitives.Norm<double>(first);
        x.Clear();
        if (size == 0 || most == 0)
        {
            return new GmresResult(0, size == 0 ? 0 : 1);
        }

        var basis = new List<double[]>(most + 1) { first };
        TensorPrimitives.Divide(first, size, first);
        double[] hessenberg = new double[(most + 1) * most], cosines = new double[most], sines = new double[most], side = new double[most + 1];
        side[0] = size;
        int used = 0;
        double residual = 1;
        while (used < most && residual > goal.Tolerance)
        {
            var next = new double[n];
            matrix.Apply(basis[used], next);
            near.Solve(next);
            Span<double> column = hessenberg.AsSpan(used * (most + 1), used + 2);
            Orthogonalise(basis, next, column);
            Rotate(column, cosines, sines, side, used);
            used++;
            residual = Math.Abs(side[used]) / size;
            basis.Add(next);
            if (!double.IsFinite(residual))
            {
                break;
            }
        }

        AddSolution(basis, hessenberg, side, used, x);
        return new GmresResult(used, residual);
    }

    private static void Orthogonalise(List<double[]> basis, double[] next, Span<double> column)
    {
        for (int round = 0; round < 2; round++)
        {
            for (int k = 0; k < column.Length - 1; k++)
            {
                double h = TensorPrimitives.Dot<double>(basis[k], next);
                column[k] += h;
                TensorPrimitives.MultiplyAdd(basis[k], -h, next, next);
            }
        }

        double length = TensorPrimitives.Norm<double>(next);
        column[^1] = length;
        if (length > 0)
        {
            TensorPrimitives.Divide(next, length, next);
        }
    }

    // Givens' rotations keep the small least-squares problem triangular.
    private static void Rotate(Span<double> column, double[] cosines, double[] sines, double[] side, int k)
    {
        for (int i = 0; i < k; i++)
        {
            (column[i], column[i + 1]) = ((cosines[i] * column[i]) + (sines[i] * column[i + 1]), (cosines[i] * column[i + 1]) - (sines[i] * column[i]));
        }

        double length = double.Hypot(column[k], column[k + 1]);
        (cosines[k], sines[k]) = length > 0 ? (column[k] / length, column[k + 1] / length) : (1, 0);
        (column[k], side[k + 1], side[k]) = (length, -sines[k] * side[k], cosines[k] * side[k]);
    }

    private static void AddSolution(List<double[]> basis, double[] hessenberg, double[] side, int used, Span<double> x)
    {
        int stride = side.Length;
        for (int i = used - 1; i >= 0; i--)
        {
            double sum = side[i];
            for (int k = i + 1; k < used; k++)
            {
                sum -= hessenberg[(k * stride) + i] * side[k];
            }

            side[i] = sum / hessenberg[(i * stride) + i];
        }

        for (int i = 0; i < used; i++)
        {
            TensorPrimitives.MultiplyAdd(basis[i], side[i], x, x);
        }
    }
}

/// <summary>How an iteration ended.</summary>
/// <param name="Iterations">Products with the matrix.</param>
/// <param name="Residual">Residual by the first one.</param>
public readonly record struct GmresResult(int Iterations, double Residual);

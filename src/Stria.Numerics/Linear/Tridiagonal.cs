namespace Stria.Numerics.Linear;

/// <summary>Systems of equations in which each unknown meets its two neighbours only.</summary>
internal static class Tridiagonal
{
    /// <summary>Solves in place by elimination without pivoting, which diagonally dominant systems such as those of splines allow.</summary>
    /// <param name="low">Coefficient of the unknown before, one per row; the first is not read.</param>
    /// <param name="diagonal">Coefficient of the row's own unknown; overwritten.</param>
    /// <param name="up">Coefficient of the unknown after; the last is not read.</param>
    /// <param name="right">Right-hand side; receives the solution.</param>
    public static void Solve(double[] low, double[] diagonal, double[] up, double[] right)
    {
        int n = right.Length;
        for (int i = 1; i < n; i++)
        {
            double factor = low[i] / diagonal[i - 1];
            diagonal[i] -= factor * up[i - 1];
            right[i] -= factor * right[i - 1];
        }

        right[n - 1] /= diagonal[n - 1];
        for (int i = n - 2; i >= 0; i--)
        {
            right[i] = (right[i] - (up[i] * right[i + 1])) / diagonal[i];
        }
    }
}

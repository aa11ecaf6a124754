using Stria.Core;

namespace Stria.Matter;

/// <summary>The reduced cell of a lattice (Niggli): the same for every description of one lattice (Křivý and Gruber, Acta Cryst. A32, 297 (1976); tolerances as in Grosse-Kunstleve, Sauter and Adams, Acta Cryst. A60, 1 (2004)).</summary>
public static class NiggliReduction
{
    private const int MostSteps = 1000;

    /// <summary>The reduced cell of a primitive cell, and the transformation to it.</summary>
    /// <param name="cell">A primitive cell; a centred one is first brought to one by its own transformation.</param>
    /// <exception cref="ScenarioException">The cell is so oblique that the steps do not end.</exception>
    public static (UnitCell Reduced, CellTransformation Change) Of(UnitCell cell)
    {
        double[] p = [1, 0, 0, 0, 1, 0, 0, 0, 1];
        double[] metric = cell.Metric_angstrom2();
        double tolerance = 1e-9 * Math.Cbrt(SymmetricMatrix3.Determinant(metric));
        for (int step = 0; step < MostSteps; step++)
        {
            double[]? move = Move(metric, tolerance);
            if (move is null)
            {
                CellTransformation change = CellTransformation.OfAxes(p);
                return (change.Apply(cell), change);
            }

            p = Product(p, move);
            metric = SymmetricMatrix3.Congruent(metric, move);
        }

        throw new ScenarioException($"The cell {cell} is not reduced after {MostSteps} steps: it is very oblique. Perhaps an angle has a wrong digit.");
    }

    // The first step of the algorithm that applies, or null when none does.
    private static double[]? Move(double[] g, double e)
    {
        (double a, double b, double c, double xi, double eta, double zeta) = (g[0], g[1], g[2], 2 * g[3], 2 * g[4], 2 * g[5]);
        if (a > b + e || (Same(a, b, e) && Math.Abs(xi) > Math.Abs(eta) + e))
        {
            return [0, -1, 0, -1, 0, 0, 0, 0, -1];
        }

        if (b > c + e || (Same(b, c, e) && Math.Abs(eta) > Math.Abs(zeta) + e))
        {
            return [-1, 0, 0, 0, 0, -1, 0, -1, 0];
        }

        return Signs(xi, eta, zeta, e) ?? Shorten(a, b, (xi, eta, zeta), e);
    }

    // All three angles acute, or none.
    private static double[]? Signs(double xi, double eta, double zeta, double e)
    {
        int Sign(double v) => v > e ? 1 : v < -e ? -1 : 0;
        (int l, int m, int n) = (Sign(xi), Sign(eta), Sign(zeta));
        if (l * m * n > 0)
        {
            return l > 0 && m > 0 && n > 0 ? null : [l < 0 ? -1 : 1, 0, 0, 0, m < 0 ? -1 : 1, 0, 0, 0, n < 0 ? -1 : 1];
        }

        if (l <= 0 && m <= 0 && n <= 0)
        {
            return null;
        }

        int[] f = [l > 0 ? -1 : 1, m > 0 ? -1 : 1, n > 0 ? -1 : 1];
        if (f[0] * f[1] * f[2] < 0)
        {
            int free = n == 0 ? 2 : m == 0 ? 1 : 0;
            f[free] = -f[free];
        }

        return [f[0], 0, 0, 0, f[1], 0, 0, 0, f[2]];
    }

    private static double[]? Shorten(double a, double b, (double Xi, double Eta, double Zeta) s, double e)
    {
        (double xi, double eta, double zeta) = s;
        if (Math.Abs(xi) > b + e || (Same(xi, b, e) && 2 * eta < zeta - e) || (Same(xi, -b, e) && zeta < -e))
        {
            return [1, 0, 0, 0, 1, -Math.Sign(xi), 0, 0, 1];
        }

        if (Math.Abs(eta) > a + e || (Same(eta, a, e) && 2 * xi < zeta - e) || (Same(eta, -a, e) && zeta < -e))
        {
            return [1, 0, -Math.Sign(eta), 0, 1, 0, 0, 0, 1];
        }

        if (Math.Abs(zeta) > a + e || (Same(zeta, a, e) && 2 * xi < eta - e) || (Same(zeta, -a, e) && eta < -e))
        {
            return [1, -Math.Sign(zeta), 0, 0, 1, 0, 0, 0, 1];
        }

        double sum = xi + eta + zeta + a + b;
        return sum < -e || (Same(sum, 0, e) && 2 * (a + eta) + zeta > e) ? [1, 0, 1, 0, 1, 1, 0, 0, 1] : null;
    }

    private static bool Same(double p, double q, double e) => Math.Abs(p - q) <= e;

    private static double[] Product(double[] x, double[] y)
    {
        var product = new double[9];
        for (int i = 0; i < 9; i++)
        {
            int row = i / 3 * 3, column = i % 3;
            product[i] = (x[row] * y[column]) + (x[row + 1] * y[3 + column]) + (x[row + 2] * y[6 + column]);
        }

        return product;
    }
}

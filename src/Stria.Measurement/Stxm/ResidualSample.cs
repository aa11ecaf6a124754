using Stria.Core;
using Stria.Numerics.Linear;

namespace Stria.Measurement.Stxm;

/// <summary>Residuals of the fit of some pixels, with all that is needed to see what else would explain them: the amounts of each pixel and a straight background are free beside it.</summary>
internal sealed class ResidualSample
{
    private readonly double[] weights, residual, basis;
    private readonly ReferenceDesign design;
    private readonly Elimination[] eliminations;

    private ResidualSample(FittedPixels fitted)
    {
        (design, Pixels, weights) = (fitted.Design, fitted.Pixels, fitted.Weights);
        (Amounts, Energies) = (fitted.Amounts, fitted.Energies);
        double middle = (Energies - 1) / 2.0;
        basis = [.. design.Values, .. Enumerable.Repeat(1.0, Energies), .. Enumerable.Range(0, Energies).Select(e => (e - middle) / Energies)];
        eliminations = [.. Enumerable.Range(0, Pixels.Length).Select(s => Prepare(s, fitted.Free[s]))];
        residual = new double[fitted.Data.Length];
        for (int i = 0; i < residual.Length; i++)
        {
            residual[i] = weights[i] > 0 ? fitted.Data[i] - fitted.Model[i] : 0;
        }

        Eliminate(residual);
    }

    /// <summary>The pixels.</summary>
    public int[] Pixels { get; }

    /// <summary>Number of energies.</summary>
    public int Energies { get; }

    /// <summary>Amounts [row of the design, pixel].</summary>
    public double[] Amounts { get; }

    /// <summary>Fits pixels as a map does.</summary>
    public static ResidualSample Fit(OpticalDensityStack od, ReferenceFitOptions options, int[] pixels) => new(FittedPixels.Of(od, options, pixels));

    /// <summary>For each pixel by itself the weighted product of its residual with a direction, and that of the direction with itself, both as far as amounts and a straight line do not reach: their quotient is the strength that fits best.</summary>
    /// <param name="direction">[energy, pixel]; what amounts can do is taken off it.</param>
    public (double[] Slope, double[] Information) Against(double[] direction)
    {
        Eliminate(direction);
        int n = Pixels.Length;
        double[] slope = new double[n], information = new double[n];
        for (int i = 0; i < direction.Length; i++)
        {
            double weighted = weights[i] * direction[i];
            slope[i % n] += weighted * residual[i];
            information[i % n] += weighted * direction[i];
        }

        return (slope, information);
    }

    // Takes off, pixel by pixel, what the free amounts and a straight background would do.
    private void Eliminate(double[] values)
    {
        int n = Pixels.Length;
        Span<double> right = stackalloc double[design.RowCount + 2];
        for (int s = 0; s < n; s++)
        {
            Elimination own = eliminations[s];
            int m = own.Rows.Length;
            right[..m].Clear();
            for (int e = 0; e < Energies; e++)
            {
                double w = weights[(e * n) + s], v = w > 0 ? values[(e * n) + s] : 0;
                values[(e * n) + s] = v;
                for (int i = 0; i < m; i++)
                {
                    right[i] += w * v * basis[(own.Rows[i] * Energies) + e];
                }
            }

            if (own.Factor.Length == 0)
            {
                continue;
            }

            SmallCholesky.Solve(own.Factor, m, right[..m]);
            for (int e = 0; e < Energies; e++)
            {
                double sum = 0;
                for (int i = 0; i < m; i++)
                {
                    sum += right[i] * basis[(own.Rows[i] * Energies) + e];
                }

                values[(e * n) + s] -= weights[(e * n) + s] > 0 ? sum : 0;
            }
        }
    }

    // The rows that are free in a pixel, the straight line with them, and the Cholesky factor of their weighted products.
    private Elimination Prepare(int s, ulong free)
    {
        int n = Pixels.Length;
        int[] rows = [.. Enumerable.Range(0, design.RowCount).Where(r => r < design.Count && (free >> r & 1) != 0), design.RowCount, design.RowCount + 1];
        int m = rows.Length;
        var gram = new double[m * m];
        for (int e = 0; e < Energies; e++)
        {
            double w = weights[(e * n) + s];
            for (int i = 0; i < m && w > 0; i++)
            {
                for (int j = 0; j <= i; j++)
                {
                    gram[(i * m) + j] += w * basis[(rows[i] * Energies) + e] * basis[(rows[j] * Energies) + e];
                }
            }
        }

        for (int i = 0; i < m; i++)
        {
            gram[(i * m) + i] *= 1 + 1e-12;
        }

        return new Elimination(rows, SmallCholesky.Factor(gram, m) ? gram : []);
    }

    private sealed record Elimination(int[] Rows, double[] Factor);
}

using System.Numerics.Tensors;
using Stria.Core;
using Stria.Numerics.Linear;

namespace Stria.Measurement.Stxm;

/// <summary>Residuals of the fit of some pixels, with all that is needed to see what else would explain them: the amounts of each pixel and a straight background are free beside it.</summary>
internal sealed class ResidualSample
{
    private readonly double[] weights, residual, basis, transposed;
    private readonly int rows;
    private readonly ReferenceDesign design;
    private readonly Elimination[] eliminations;

    private ResidualSample(FittedPixels fitted)
    {
        (design, Pixels, weights) = (fitted.Design, fitted.Pixels, fitted.Weights);
        (Amounts, Energies) = (fitted.Amounts, fitted.Energies);
        double middle = (Energies - 1) / 2.0;
        basis = [.. design.Values, .. Enumerable.Repeat(1.0, Energies), .. Enumerable.Range(0, Energies).Select(e => (e - middle) / Energies)];
        rows = basis.Length / Energies;
        transposed = [.. Enumerable.Range(0, basis.Length).Select(i => basis[(i % rows * Energies) + (i / rows)])];
        double[] grams = Grams();
        eliminations = [.. Enumerable.Range(0, Pixels.Length).Select(s => Prepare(grams, s, fitted.Free[s]))];
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
        var weighted = new double[n];
        for (int e = 0; e < Energies; e++)
        {
            ReadOnlySpan<double> here = direction.AsSpan(e * n, n);
            TensorPrimitives.Multiply(weights.AsSpan(e * n, n), here, weighted);
            TensorPrimitives.MultiplyAdd(weighted, residual.AsSpan(e * n, n), slope, slope);
            TensorPrimitives.MultiplyAdd(weighted, here, information, information);
        }

        return (slope, information);
    }

    // Takes off, pixel by pixel, what the free amounts and a straight background would do.
    private void Eliminate(double[] values)
    {
        int n = Pixels.Length;
        double[] product = new double[values.Length], rights = new double[rows * n], strengths = new double[rows * n];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = weights[i] > 0 ? values[i] : 0;
        }

        TensorPrimitives.Multiply(weights, values, product);
        Product((basis, rows, Energies), (product, n), rights);
        Span<double> right = stackalloc double[rows];
        for (int s = 0; s < n; s++)
        {
            Elimination own = eliminations[s];
            int m = own.Factor.Length == 0 ? 0 : own.Rows.Length;
            for (int i = 0; i < m; i++)
            {
                right[i] = rights[(own.Rows[i] * n) + s];
            }

            if (m > 0)
            {
                SmallCholesky.Solve(own.Factor, m, right[..m]);
            }

            for (int i = 0; i < m; i++)
            {
                strengths[(own.Rows[i] * n) + s] = right[i];
            }
        }

        Product((transposed, Energies, rows), (strengths, n), product);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] -= weights[i] > 0 ? product[i] : 0;
        }
    }

    // Weighted products of all rows with each other [pair i ≥ j, pixel], for all pixels at once.
    private double[] Grams()
    {
        int count = rows * (rows + 1) / 2;
        double[] pairs = new double[count * Energies], grams = new double[count * Pixels.Length];
        for (int i = 0, p = 0; i < rows; i++)
        {
            for (int j = 0; j <= i; j++, p++)
            {
                TensorPrimitives.Multiply(basis.AsSpan(i * Energies, Energies), basis.AsSpan(j * Energies, Energies), pairs.AsSpan(p * Energies, Energies));
            }
        }

        Product((pairs, count, Energies), (weights, Pixels.Length), grams);
        return grams;
    }

    private static unsafe void Product((double[] Values, int Rows, int Columns) a, (double[] Values, int Columns) b, double[] result)
    {
        fixed (double* left = a.Values, right = b.Values, to = result)
        {
            OpenBlas.Multiply(new MatrixView<double>(left, a.Rows, a.Columns), new MatrixView<double>(right, a.Columns, b.Columns), new MatrixView<double>(to, a.Rows, b.Columns));
        }
    }

    // The rows that are free in a pixel, the straight line with them, and the Cholesky factor of their weighted products.
    private Elimination Prepare(double[] grams, int s, ulong free)
    {
        int[] own = [.. Enumerable.Range(0, design.RowCount).Where(r => r < design.Count && (free >> r & 1) != 0), design.RowCount, design.RowCount + 1];
        int m = own.Length;
        var gram = new double[m * m];
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                gram[(i * m) + j] = grams[(((own[i] * (own[i] + 1) / 2) + own[j]) * Pixels.Length) + s];
            }

            gram[(i * m) + i] *= 1 + 1e-12;
        }

        return new Elimination(own, SmallCholesky.Factor(gram, m) ? gram : []);
    }

    private sealed record Elimination(int[] Rows, double[] Factor);
}

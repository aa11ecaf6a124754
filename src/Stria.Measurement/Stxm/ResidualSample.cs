using System.Numerics.Tensors;
using Stria.Core;
using Stria.Numerics.Linear;

namespace Stria.Measurement.Stxm;

/// <summary>Residuals of the fit of some pixels, with all that is needed to see what else would explain them: the amounts of each pixel and a straight background are free beside it.</summary>
internal sealed class ResidualSample
{
    private const int Reweightings = 2;
    private readonly double[] weights, residual, basis, transposed;
    private readonly int rows;
    private readonly ReferenceDesign design;
    private readonly Elimination[] eliminations;

    private ResidualSample(ReferenceDesign design, int[] pixels, (double[] Weights, double[] Data) input, SpectraFitBlock solution)
    {
        (this.design, Pixels, weights) = (design, pixels, input.Weights);
        (Amounts, Model, Energies) = (solution.Amounts, solution.Model, design.Used.Length);
        double middle = (Energies - 1) / 2.0;
        basis = [.. design.Values, .. Enumerable.Repeat(1.0, Energies), .. Enumerable.Range(0, Energies).Select(e => (e - middle) / Energies)];
        rows = basis.Length / Energies;
        transposed = [.. Enumerable.Range(0, basis.Length).Select(i => basis[(i % rows * Energies) + (i / rows)])];
        double[] grams = Grams();
        eliminations = [.. Enumerable.Range(0, pixels.Length).Select(s => Prepare(grams, s, solution.Free[s]))];
        residual = new double[input.Data.Length];
        for (int i = 0; i < residual.Length; i++)
        {
            residual[i] = weights[i] > 0 ? input.Data[i] - Model[i] : 0;
        }

        Scales = MeanNoise();
        Eliminate(residual);
    }

    /// <summary>The pixels.</summary>
    public int[] Pixels { get; }

    /// <summary>Number of energies.</summary>
    public int Energies { get; }

    /// <summary>Amounts [row of the design, pixel].</summary>
    public double[] Amounts { get; }

    /// <summary>Fitted optical densities [energy, pixel].</summary>
    public double[] Model { get; }

    /// <summary>Typical standard deviation of a value at each energy [optical density]; 1 where nothing is used.</summary>
    public double[] Scales { get; }

    /// <summary>Length of a fitted spectrum over the noise, its straight background taken off; root mean square over the pixels.</summary>
    public double Structure
    {
        get
        {
            int n = Pixels.Length;
            double sum = 0;
            for (int s = 0; s < n; s++)
            {
                double mean = 0, tilt = 0, count = 0, middle = (Energies - 1) / 2.0, moment = 0;
                for (int e = 0; e < Energies; e++)
                {
                    double m = weights[(e * n) + s] > 0 ? Model[(e * n) + s] / Scales[e] : 0;
                    (mean, count) = (mean + m, count + (weights[(e * n) + s] > 0 ? 1 : 0));
                    (tilt, moment) = (tilt + (m * (e - middle)), moment + ((e - middle) * (e - middle)));
                }

                (mean, tilt) = (mean / Math.Max(1, count), tilt / Math.Max(1, moment));
                for (int e = 0; e < Energies; e++)
                {
                    double left = weights[(e * n) + s] > 0 ? (Model[(e * n) + s] / Scales[e]) - mean - (tilt * (e - middle)) : 0;
                    sum += left * left;
                }
            }

            return Math.Sqrt(sum / n);
        }
    }

    /// <summary>Fits pixels as a map does.</summary>
    public static ResidualSample Fit(OpticalDensityStack od, ReferenceFitOptions options, int[] pixels)
    {
        int n = pixels.Length, energies = od.FrameCount;
        double[] measured = new double[energies * n], data = new double[energies * n], weights = new double[energies * n], light = new double[n];
        for (int e = 0; e < energies; e++)
        {
            ReadOnlySpan<float> frame = od.Frame(e);
            for (int i = 0; i < n; i++)
            {
                measured[(e * n) + i] = frame[pixels[i]];
            }
        }

        for (int i = 0; i < n; i++)
        {
            light[i] = options.AdditiveLight is { } added ? added[pixels[i]] : 0;
        }

        var fit = new SpectraFit(options.Design, options.Solver, options.Amounts) { NoiseIsKnown = od.Noise.Gain > 0 || od.Noise.Floor > 0 };
        var solution = new SpectraFitBlock(fit, n);
        var weighting = new FitWeights(od.Incident, options.NoiseFactors, od.Noise, options.Design.Used);
        weighting.Start(measured, n, data, weights);
        fit.Solve(data, weights, n, solution);
        for (int k = 0; k < Reweightings; k++)
        {
            weighting.FromModel(measured, solution.Model, light, data, weights);
            fit.Solve(data, weights, n, solution, goOn: true);
        }

        return new ResidualSample(options.Design, pixels, (weights, data), solution);
    }

    /// <summary>Residuals over the noise of the first or the second half of the pixels [energy, pixel].</summary>
    public double[] Half(int which)
    {
        int n = Pixels.Length, half = n / 2;
        var values = new double[Energies * half];
        for (int e = 0; e < Energies; e++)
        {
            for (int i = 0; i < half; i++)
            {
                values[(e * half) + i] = residual[(e * n) + (which * half) + i] / Scales[e];
            }
        }

        return values;
    }

    /// <summary>Takes off directions, each with one strength for all pixels, by weighted least squares; what amounts can do is not asked of them.</summary>
    /// <param name="directions">Each [energy, pixel].</param>
    public void TakeOff(IReadOnlyList<double[]> directions)
    {
        foreach (double[] direction in directions)
        {
            Eliminate(direction);
        }

        // One after the other, each against those before it: directions that are alike do not amplify each other.
        var kept = new List<double[]>();
        foreach (double[] direction in directions)
        {
            double before = Product(direction, direction);
            foreach (double[] earlier in kept)
            {
                Subtract(direction, earlier, Product(direction, earlier));
            }

            double length = Product(direction, direction);
            if (length > 1e-6 * before && length > 0)
            {
                double scale = 1 / Math.Sqrt(length);
                for (int i = 0; i < direction.Length; i++)
                {
                    direction[i] *= scale;
                }

                kept.Add(direction);
                Subtract(residual, direction, Product(residual, direction));
            }
        }
    }

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

    private static void Subtract(double[] from, double[] direction, double factor)
    {
        for (int i = 0; i < from.Length; i++)
        {
            from[i] -= factor * direction[i];
        }
    }

    private double Product(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += weights[i] * a[i] * b[i];
        }

        return sum;
    }

    private double[] MeanNoise()
    {
        int n = Pixels.Length;
        var scales = new double[Energies];
        for (int e = 0; e < Energies; e++)
        {
            double sum = 0;
            int used = 0;
            for (int i = e * n; i < (e + 1) * n; i++)
            {
                (sum, used) = weights[i] > 0 ? (sum + (1 / weights[i]), used + 1) : (sum, used);
            }

            scales[e] = used > 0 ? Math.Sqrt(sum / used) : 1;
        }

        return scales;
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

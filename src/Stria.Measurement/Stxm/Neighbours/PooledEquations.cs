using System.Numerics.Tensors;
using Stria.Numerics;

namespace Stria.Measurement.Stxm;

/// <summary>The normal equations of each pixel for the fractions fᵣ of the references, its total amount T and its background taken out, so that pixels of one composition can be added up: d = T·A·f, so AᵀWA counts by T² and AᵀWd by T.</summary>
internal sealed class PooledEquations
{
    private readonly double[] grams, rights;
    private readonly int packed;

    /// <summary>Takes them from a fit.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="threads">Degree of parallelism.</param>
    /// <param name="cancel">Stops between rows.</param>
    /// <exception cref="InvalidOperationException">The fit did not keep its normal equations.</exception>
    public PooledEquations(ReferenceFitResult fit, int threads, CancellationToken cancel)
    {
        NormalEquations normal = fit.Normal ?? throw new InvalidOperationException("The fit has to keep its normal equations: KeepNormalEquations.");
        (Compounds, packed) = (fit.Amounts.Length, fit.Amounts.Length * (fit.Amounts.Length + 1) / 2);
        int pixels = fit.Grid.Count;
        (grams, rights, Totals) = (new double[pixels * packed], new double[pixels * Compounds], new double[pixels]);
        Rows.For(fit.Grid.Height, threads, new Reduce(this, fit, normal), cancel);
    }

    /// <summary>Number of references.</summary>
    public int Compounds { get; }

    /// <summary>Length of a packed AᵀWA.</summary>
    public int PackedLength => packed;

    /// <summary>Total amount of each pixel by its own fit; 0 where there is nothing.</summary>
    public double[] Totals { get; }

    /// <summary>T² AᵀWA of a pixel, its upper triangle row by row.</summary>
    public ReadOnlySpan<double> Gram(int pixel) => grams.AsSpan(pixel * packed, packed);

    /// <summary>T AᵀWd of a pixel.</summary>
    public ReadOnlySpan<double> Right(int pixel) => rights.AsSpan(pixel * Compounds, Compounds);

    /// <summary>The whole of a packed symmetric matrix.</summary>
    public static void Unpack(ReadOnlySpan<double> triangle, Span<double> full, int n)
    {
        for (int i = 0, k = 0; i < n; i++)
        {
            for (int j = i; j < n; j++, k++)
            {
                full[(i * n) + j] = full[(j * n) + i] = triangle[k];
            }
        }
    }

    /// <summary>fᵀGf.</summary>
    public static double Square(ReadOnlySpan<double> gram, ReadOnlySpan<double> f)
    {
        double sum = 0;
        for (int i = 0; i < f.Length; i++)
        {
            sum += f[i] * TensorPrimitives.Dot(gram.Slice(i * f.Length, f.Length), f);
        }

        return sum;
    }

    private readonly struct Reduce(PooledEquations target, ReferenceFitResult fit, NormalEquations normal) : IRowOperation
    {
        public void Invoke(int row)
        {
            int rows = normal.Rows, m = target.Compounds;
            double[] gram = new double[rows * rows], right = new double[rows], own = new double[rows], column = new double[rows];
            for (int p = row * fit.Grid.Width; p < (row + 1) * fit.Grid.Width; p++)
            {
                if (!normal.Has(p))
                {
                    continue;
                }

                Unpack(normal.Gram(p), gram, rows);
                normal.Right(p).CopyTo(right);
                Numerics.Statistics.NonNegativeLeastSquares.Solve(gram, right, own);
                double total = TensorPrimitives.Sum<double>(own.AsSpan(0, m));
                target.Totals[p] = total;
                for (int b = rows - 1; b >= m && total > 0; b--)
                {
                    Eliminate((gram, right), (rows, b, own[b] > 0), column);
                }

                target.Store(p, gram, right, total);
            }
        }

        // A background that the pixel has is free in it; one that it has not stays away.
        private static void Eliminate((double[] Gram, double[] Right) of, (int Rows, int Which, bool IsFree) background, double[] column)
        {
            (int n, int b, bool isFree) = background;
            double pivot = of.Gram[(b * n) + b];
            if (!isFree || !(pivot > 0))
            {
                return;
            }

            of.Gram.AsSpan(b * n, n).CopyTo(column);
            double right = of.Right[b];
            for (int i = 0; i < b; i++)
            {
                double factor = column[i] / pivot;
                of.Right[i] -= factor * right;
                for (int j = 0; j < b; j++)
                {
                    of.Gram[(i * n) + j] -= factor * column[j];
                }
            }
        }
    }

    private void Store(int pixel, double[] gram, double[] right, double total)
    {
        int n = right.Length, m = Compounds, k = pixel * packed;
        for (int i = 0; i < m; i++)
        {
            rights[(pixel * m) + i] = total * right[i];
            for (int j = i; j < m; j++, k++)
            {
                grams[k] = total * total * gram[(i * n) + j];
            }
        }
    }
}

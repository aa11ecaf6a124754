using System.Numerics.Tensors;
using Stria.Core;
using Stria.Numerics.Linear;

namespace Stria.Numerics.Statistics;

/// <summary>How many principal components hold more than noise, judged in three ways.</summary>
public sealed record ComponentSignificance
{
    private const int Folds = 7, MostTested = 1500, BlockLength = 64;

    /// <summary>Malinowski's indicator function for 1, 2, … components (Anal. Chem. 49, 612, 1977); least at the number of real ones.</summary>
    public required double[] Indicator { get; init; }

    /// <summary>Share of the variance that each component would have if the variance were broken at random (Frontier, 1976).</summary>
    public required double[] BrokenStick { get; init; }

    /// <summary>Share of the variance of each component.</summary>
    public required double[] Shares { get; init; }

    /// <summary>Mean squared error of values left out, for 1, 2, … components, as many as all foldings can try; empty where it was not sought.</summary>
    public required double[] CrossValidation { get; init; }

    /// <summary>Number by the indicator function.</summary>
    public int ByIndicator => Lowest(Indicator);

    /// <summary>Number by the broken stick: leading components above their share.</summary>
    public int ByBrokenStick => Math.Max(1, Shares.Zip(BrokenStick, (own, broken) => own > broken).TakeWhile(above => above).Count());

    /// <summary>Number by cross-validation; 0 where it was not sought.</summary>
    public int ByCrossValidation => CrossValidation.Length == 0 ? 0 : Lowest(CrossValidation);

    /// <summary>Judges the components of data.</summary>
    /// <param name="pca">The components.</param>
    /// <param name="values">The data [variable, observation] that they were found in.</param>
    /// <param name="chosen">The observations used.</param>
    /// <param name="most">The most components that are considered.</param>
    public static ComponentSignificance Of(Pca pca, float[] values, int[] chosen, int most) => Of(pca, new MemoryFrames(values, pca.Mean.Length), chosen, most);

    /// <summary>Judges the components of data that may lie outside memory.</summary>
    /// <param name="pca">The components.</param>
    /// <param name="values">One frame per variable, as they were found in.</param>
    /// <param name="chosen">The observations used.</param>
    /// <param name="most">The most components that are considered.</param>
    public static ComponentSignificance Of(Pca pca, FrameStore values, int[] chosen, int most)
    {
        int n = pca.Eigenvalues.Length, shown = Math.Clamp(most, 1, Math.Max(1, n - 2));
        double total = pca.Eigenvalues.Sum(v => Math.Max(v, 0)), tail = total;
        double[] indicator = new double[shown], broken = new double[shown], shares = new double[shown];
        for (int k = 1; k <= shown; k++)
        {
            tail -= Math.Max(pca.Eigenvalues[k - 1], 0);
            indicator[k - 1] = Math.Sqrt(Math.Max(tail, 0) / (n - k)) / Math.Pow(n - k, 2);
            shares[k - 1] = Math.Max(pca.Eigenvalues[k - 1], 0) / total;
            for (int i = k; i <= n; i++)
            {
                broken[k - 1] += 1.0 / (i * (double)n);
            }
        }

        return new ComponentSignificance { Indicator = indicator, BrokenStick = broken, Shares = shares, CrossValidation = CrossValidate(pca, Sample(values, chosen), shown) };
    }

    // Some of the observations, evenly spread: [variable, observation].
    private static float[] Sample(FrameStore values, int[] chosen)
    {
        int tested = Math.Min(MostTested, chosen.Length);
        var sample = new float[values.FrameCount * tested];
        for (int v = 0; v < values.FrameCount; v++)
        {
            ReadOnlySpan<float> frame = values.Frame(v);
            for (int i = 0; i < tested; i++)
            {
                sample[(v * tested) + i] = frame[chosen[(int)((long)i * chosen.Length / tested)]];
            }
        }

        return sample;
    }

    // Every seventh energy is left out in turn; the scores that fit the others best predict it. Components of noise predict worse than none.
    private static double[] CrossValidate(Pca pca, float[] sample, int most)
    {
        int variables = pca.Mean.Length, folds = Math.Min(Folds, variables);

        // Only numbers that every fold can try compare: the first fold leaves out the most variables.
        most = Math.Max(1, Math.Min(most, variables - ((variables + folds - 1) / folds) - 1));
        Fold[] split = [.. Enumerable.Range(0, folds).Select(f => new Fold(pca, [.. Enumerable.Range(0, variables).Select(v => v % Folds == f)], most))];
        var errors = new double[most];
        int tested = sample.Length / variables;
        var deviations = new double[variables * BlockLength];
        for (int first = 0; first < tested; first += BlockLength)
        {
            int count = Math.Min(BlockLength, tested - first);
            for (int v = 0; v < variables; v++)
            {
                for (int i = 0; i < count; i++)
                {
                    deviations[(v * count) + i] = sample[(v * tested) + first + i] - pca.Mean[v];
                }
            }

            foreach (Fold fold in split)
            {
                fold.Add(deviations, count, errors);
            }
        }

        return [.. errors.Select(e => e / sample.Length)];
    }

    private static int Lowest(double[] curve)
    {
        int best = 0;
        for (int k = 1; k < curve.Length; k++)
        {
            best = curve[k] < curve[best] * (1 - 1e-9) ? k : best;
        }

        return best + 1;
    }

    /// <summary>Some variables left out: how well the scores that fit the others predict them, with more and more components.</summary>
    private sealed unsafe class Fold
    {
        private readonly int variables, most;
        private readonly int[] left;
        private readonly double[] kept, predictors, projected, scores, predicted;
        private readonly double[]?[] inverses;

        public Fold(Pca pca, bool[] isLeft, int most)
        {
            (variables, this.most, left) = (isLeft.Length, most, [.. Enumerable.Range(0, isLeft.Length).Where(v => isLeft[v])]);
            kept = [.. Enumerable.Range(0, most * variables).Select(i => isLeft[i % variables] ? 0 : pca.Components[i])];
            predictors = [.. left.SelectMany(v => Enumerable.Range(0, most).Select(a => pca.Components[(a * variables) + v]))];
            (projected, scores, predicted) = (new double[most * BlockLength], new double[most * BlockLength], new double[left.Length * BlockLength]);
            inverses = [.. Enumerable.Range(1, most).Select(Inverse)];
        }

        /// <summary>Adds the squared errors of the predictions of some observations [variable, observation], for each number of components.</summary>
        public void Add(double[] deviations, int count, double[] errors)
        {
            fixed (double* d = deviations, u = kept, p = projected)
            {
                SlimProduct.Multiply(new MatrixView<double>(u, most, variables), new MatrixView<double>(d, variables, count), new MatrixView<double>(p, most, count));
            }

            for (int k = 1; k <= most; k++)
            {
                errors[k - 1] += inverses[k - 1] is { } inverse ? Error(inverse, k, deviations, count) : double.PositiveInfinity;
            }
        }

        private double Error(double[] inverse, int k, double[] deviations, int count)
        {
            fixed (double* g = inverse, p = projected, s = scores, w = predictors, q = predicted)
            {
                SlimProduct.Multiply(new MatrixView<double>(g, k, k), new MatrixView<double>(p, k, count), new MatrixView<double>(s, k, count));
                SlimProduct.Multiply(new MatrixView<double>(w, left.Length, k, most), new MatrixView<double>(s, k, count), new MatrixView<double>(q, left.Length, count));
            }

            double sum = 0;
            for (int i = 0; i < left.Length; i++)
            {
                Span<double> rest = predicted.AsSpan(i * count, count);
                TensorPrimitives.Subtract(deviations.AsSpan(left[i] * count, count), rest, rest);
                foreach (double r in rest)
                {
                    sum += r * r;
                }
            }

            return sum;
        }

        // Of the products of the first components over the variables kept; null where they are dependent there.
        private double[]? Inverse(int k)
        {
            double[] gram = new double[k * k], inverse = new double[k * k], column = new double[k];
            for (int i = 0; i < k * k; i++)
            {
                gram[i] = Enumerable.Range(0, variables).Sum(v => kept[(i / k * variables) + v] * kept[(i % k * variables) + v]) + (i / k == i % k ? 1e-12 : 0);
            }

            if (!SmallCholesky.Factor(gram, k))
            {
                return null;
            }

            for (int i = 0; i < k; i++)
            {
                column.AsSpan().Clear();
                column[i] = 1;
                SmallCholesky.Solve(gram, k, column);
                column.CopyTo(inverse, i * k);
            }

            return inverse;
        }
    }
}

using Stria.Core;
using Stria.Numerics.Linear;

namespace Stria.Numerics.Statistics;

/// <summary>How many principal components hold more than noise, judged in three ways.</summary>
public sealed record ComponentSignificance
{
    private const int Folds = 7, MostTested = 1500;

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
        var errors = new double[most];
        for (int fold = 0; fold < folds; fold++)
        {
            int[] left = [.. Enumerable.Range(0, variables).Where(v => v % Folds == fold)], kept = [.. Enumerable.Range(0, variables).Where(v => v % Folds != fold)];
            for (int k = 1; k <= Math.Min(most, kept.Length - 1); k++)
            {
                errors[k - 1] += Error(pca, sample, (left, kept), k);
            }
        }

        return [.. errors.Select(e => e / sample.Length)];
    }

    private static double Error(Pca pca, float[] sample, (int[] Left, int[] Kept) split, int k)
    {
        int variables = pca.Mean.Length, tested = sample.Length / variables;
        double Loading(int component, int variable) => pca.Components[(component * variables) + variable];
        double[] gram = new double[k * k], scores = new double[k];
        for (int a = 0; a < k; a++)
        {
            for (int b = 0; b <= a; b++)
            {
                gram[(a * k) + b] = split.Kept.Sum(v => Loading(a, v) * Loading(b, v)) + (a == b ? 1e-12 : 0);
            }
        }

        if (!SmallCholesky.Factor(gram, k))
        {
            return double.PositiveInfinity;
        }

        double sum = 0;
        for (int p = 0; p < tested; p++)
        {
            Array.Clear(scores);
            foreach (int v in split.Kept)
            {
                double d = sample[(v * tested) + p] - pca.Mean[v];
                for (int a = 0; a < k; a++)
                {
                    scores[a] += d * Loading(a, v);
                }
            }

            SmallCholesky.Solve(gram, k, scores);
            foreach (int v in split.Left)
            {
                double d = sample[(v * tested) + p] - pca.Mean[v];
                for (int a = 0; a < k; a++)
                {
                    d -= scores[a] * Loading(a, v);
                }

                sum += d * d;
            }
        }

        return sum;
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
}

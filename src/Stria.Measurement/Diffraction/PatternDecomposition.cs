using System.Numerics.Tensors;
using Stria.Core;
using Stria.Numerics.Statistics;

namespace Stria.Measurement;

/// <summary>A first look at a series without any phase: patterns as sums of a few patterns with weights, none negative (hierarchical alternating least squares: Cichocki and Phan, IEICE Trans. E92-A, 708 (2009)).</summary>
/// <param name="Components">The component patterns, on the positions of the first pattern.</param>
/// <param name="Weights">For each pattern its weight in each component, pattern by pattern; the largest of each component is 1.</param>
/// <param name="RelativeResidual">‖X − W H‖/‖X‖ [1].</param>
public sealed record PatternDecomposition(IReadOnlyList<double[]> Components, double[] Weights, double RelativeResidual)
{
    private const double Least = 1e-12;

    private static bool IsOff(double one, double other) => Math.Abs(one - other) > 1e-6 * Math.Max(1, Math.Abs(other));

    /// <summary>Decomposes a series.</summary>
    /// <param name="patterns">The patterns, on the same positions.</param>
    /// <param name="components">How many.</param>
    /// <param name="seed">Seed of the start.</param>
    /// <param name="iterations">Sweeps over all components.</param>
    /// <exception cref="ScenarioException">The patterns have different positions, or there are fewer than components.</exception>
    public static PatternDecomposition Of(IReadOnlyList<Diffractogram> patterns, int components, int seed = 1, int iterations = 200)
    {
        int rows = patterns.Count, points = patterns[0].Count;
        if (components < 1 || components > rows || patterns.Any(p => p.Count != points || IsOff(p.Positions[0], patterns[0].Positions[0]) || IsOff(p.Positions[^1], patterns[0].Positions[^1])))
        {
            throw new ScenarioException($"{rows} patterns do not decompose into {components} components: they must be at least as many, and on the same positions.");
        }

        var random = new SeededRandom(seed);
        double[][] x = [.. patterns.Select(p => p.Counts.Select(c => Math.Max(c, 0)).ToArray())], h = [.. Enumerable.Range(0, components).Select(k => x[k * (rows - 1) / Math.Max(1, components - 1)].Select(c => c + (1e-3 * random.Uniform())).ToArray())];
        double[] w = [.. Enumerable.Range(0, rows * components).Select(_ => 1.0 / components)];
        for (int iteration = 0; iteration < iterations; iteration++)
        {
            for (int k = 0; k < components; k++)
            {
                Update(x, w, h, k);
            }
        }

        return Scaled(x, w, h);
    }

    private static void Update(double[][] x, double[] w, double[][] h, int k)
    {
        int components = h.Length, points = x[0].Length;
        double own = TensorPrimitives.Dot<double>(h[k], h[k]);
        for (int i = 0; i < x.Length && own > 0; i++)
        {
            double sum = TensorPrimitives.Dot<double>(x[i], h[k]);
            for (int j = 0; j < components; j++)
            {
                sum -= j == k ? 0 : w[(i * components) + j] * TensorPrimitives.Dot<double>(h[j], h[k]);
            }

            w[(i * components) + k] = Math.Max(Least, sum / own);
        }

        var total = new double[points];
        double weight = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double share = w[(i * components) + k];
            weight += share * share;
            TensorPrimitives.MultiplyAdd(x[i], share, total, total);
        }

        for (int j = 0; j < components; j++)
        {
            double cross = 0;
            for (int i = 0; i < x.Length && j != k; i++)
            {
                cross += w[(i * components) + j] * w[(i * components) + k];
            }

            TensorPrimitives.MultiplyAdd(h[j], -cross, total, total);
        }

        for (int p = 0; p < points; p++)
        {
            h[k][p] = Math.Max(Least, total[p] / weight);
        }
    }

    private static PatternDecomposition Scaled(double[][] x, double[] w, double[][] h)
    {
        int components = h.Length;
        double left = 0, whole = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double[] rest = [.. x[i]];
            for (int k = 0; k < components; k++)
            {
                TensorPrimitives.MultiplyAdd(h[k], -w[(i * components) + k], rest, rest);
            }

            left += TensorPrimitives.SumOfSquares<double>(rest);
            whole += TensorPrimitives.SumOfSquares<double>(x[i]);
        }

        for (int k = 0; k < components; k++)
        {
            double most = Enumerable.Range(0, x.Length).Max(i => w[(i * components) + k]);
            for (int i = 0; i < x.Length; i++)
            {
                w[(i * components) + k] /= most;
            }

            TensorPrimitives.Multiply(h[k], most, h[k]);
        }

        return new PatternDecomposition(h, w, Math.Sqrt(left / whole));
    }
}

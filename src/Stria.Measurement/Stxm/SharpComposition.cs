using System.Numerics.Tensors;
using Stria.Core;
using Stria.Numerics;
using Stria.Numerics.Images;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>Takes the blur of the beam off a composition map, and noise that no border of the sample explains.</summary>
/// <remarks>
/// A blurred pixel shows Σ b n x/Σ b n, b the beam and n the amounts (to first order in differences of optical density within the beam). The map made least is Σ (x − found)²/σ² + 2λ Σ |difference of neighbours|/σ̄ with the
/// differences counted as √(d² + ε²): borders may stay sharp and cost no more than the same step spread out, while noise, amplified by any plain deconvolution, is held down (total variation; Rudin, Osher and Fatemi,
/// Physica D 60, 259, 1992; solved by lagged diffusivity, Vogel and Oman, SIAM J. Sci. Comput. 17, 227, 1996). Only pixels with a composition take part, so nothing rings at the particle's edge or the border of the field.
/// Standard deviations are the scatter of draws from the posterior that is Gaussian about the solution (perturbation sampling: Papandreou and Yuille, NIPS 2010).
/// </remarks>
public static class SharpComposition
{
    private const double Strength = 0.7, Roundness = 0.15, Anchor = 1e-6, Tolerance = 1e-4, Neighbourhood = 1;
    private const int Rounds = 10, RoundSteps = 20, Draws = 8, DrawSteps = 40;

    /// <summary>Sharpens.</summary>
    /// <param name="maps">Composition with its standard deviation and amounts.</param>
    /// <param name="basis">What the references are, for the phases.</param>
    /// <param name="width_px">Standard deviation of the beam [px]; 0 takes no blur off, and only holds noise down.</param>
    /// <param name="seed">Start of the random numbers.</param>
    /// <param name="threads">Degree of parallelism; the result does not depend on it.</param>
    /// <param name="cancel">Stops between rounds.</param>
    public static CompositionMaps Apply(CompositionMaps maps, CompositionBasis basis, double width_px, long seed, int threads = 1, CancellationToken cancel = default)
    {
        var problem = new Problem(maps, width_px);
        if (problem.Used == 0)
        {
            return maps;
        }

        double[] x = [.. problem.Found];
        for (int round = 0; round < Rounds; round++)
        {
            cancel.ThrowIfCancellationRequested();
            problem.Linearise(x);
            problem.Solve(problem.Right(), x, RoundSteps);
        }

        var squares = new double[Draws][];
        Rows.For(Draws, threads, new Draw(problem, seed, squares), cancel);
        return problem.Filled(maps, basis, x, squares);
    }

    private readonly struct Draw(Problem problem, long seed, double[][] squares) : IRowOperation
    {
        public void Invoke(int row)
        {
            double[] drawn = new double[problem.Found.Length];
            problem.Solve(problem.Noise(new SeededRandom((seed * 1_000_003) + row)), drawn, DrawSteps);
            TensorPrimitives.Multiply(drawn, drawn, drawn);
            squares[row] = drawn;
        }
    }

    private sealed class Problem
    {
        private readonly int height, width;
        private readonly bool[] holds;
        private readonly double[] weight, amount, below, beside;
        private readonly double blur, typical;
        private readonly float[] reach;

        public Problem(CompositionMaps maps, double width_px)
        {
            (height, width, blur) = (maps.Grid.Height, maps.Grid.Width, width_px);
            int n = maps.Grid.Count;
            (Found, weight, amount, holds, below, beside) = (new double[n], new double[n], new double[n], new bool[n], new double[n], new double[n]);
            var deviations = new List<double>();
            for (int p = 0; p < n; p++)
            {
                double x = maps.Composition.Values[p], sigma = maps.Deviation.Values[p], total = maps.Total.Values[p];
                holds[p] = double.IsFinite(x) && sigma > 0 && double.IsFinite(sigma) && total > 0;
                if (holds[p])
                {
                    (Found[p], weight[p], amount[p]) = (x, 1 / (sigma * sigma), total);
                    deviations.Add(sigma);
                }
            }

            Used = deviations.Count;
            typical = Used > 0 ? Quantiles.Median([.. deviations]) : 1;
            double most = amount.Max();
            TensorPrimitives.Divide(amount, most > 0 ? most : 1, amount);
            reach = [.. Blurred(amount).Select(v => Math.Max(v, 1e-6f))];
        }

        public double[] Found { get; }

        public int Used { get; }

        public void Linearise(double[] x)
        {
            double round = Roundness * typical;
            for (int p = 0; p < x.Length; p++)
            {
                below[p] = p + width < x.Length && holds[p] && holds[p + width] ? Strength / typical / Math.Sqrt(Square(x[p + width] - x[p]) + (round * round)) : 0;
                beside[p] = p % width < width - 1 && holds[p] && holds[p + 1] ? Strength / typical / Math.Sqrt(Square(x[p + 1] - x[p]) + (round * round)) : 0;
            }
        }

        public double[] Right()
        {
            double[] product = new double[Found.Length];
            TensorPrimitives.Multiply(weight, Found, product);
            return Back(product);
        }

        // Aᵀ W^½ ε₁ + Dᵀ Ψ^½ ε₂ has the covariance of the matrix, so what solves for it scatters as the posterior does.
        public double[] Noise(SeededRandom random)
        {
            double[] noise = new double[Found.Length];
            for (int p = 0; p < noise.Length; p++)
            {
                noise[p] = Math.Sqrt(weight[p]) * random.Normal();
            }

            double[] right = Back(noise);
            for (int p = 0; p < right.Length; p++)
            {
                double down = Math.Sqrt(below[p]) * random.Normal(), side = Math.Sqrt(beside[p]) * random.Normal();
                right[p] -= down + side;
                if (below[p] > 0)
                {
                    right[p + width] += down;
                }

                if (beside[p] > 0)
                {
                    right[p + 1] += side;
                }
            }

            return right;
        }

        // Conjugate gradients.
        public void Solve(double[] right, double[] x, int steps)
        {
            double[] residual = Times(x), search = new double[x.Length];
            TensorPrimitives.Subtract(right, residual, residual);
            residual.CopyTo(search, 0);
            double square = TensorPrimitives.SumOfSquares<double>(residual), enough = Tolerance * Tolerance * TensorPrimitives.SumOfSquares<double>(right);
            for (int step = 0; step < steps && square > enough; step++)
            {
                double[] moved = Times(search);
                double length = square / TensorPrimitives.Dot<double>(search, moved);
                TensorPrimitives.MultiplyAdd(search, length, x, x);
                TensorPrimitives.MultiplyAdd(moved, -length, residual, residual);
                double next = TensorPrimitives.SumOfSquares<double>(residual);
                TensorPrimitives.MultiplyAdd(search, next / square, residual, search);
                square = next;
            }
        }

        public CompositionMaps Filled(CompositionMaps maps, CompositionBasis basis, double[] x, double[][] squares)
        {
            float[] composition = [.. maps.Composition.Values], variance = new float[x.Length];
            sbyte[] labels = [.. maps.PhaseLabels];
            double lowest = basis.Compositions.Min(), highest = basis.Compositions.Max();
            for (int p = 0; p < x.Length; p++)
            {
                variance[p] = float.NaN;
                if (holds[p])
                {
                    composition[p] = (float)Math.Clamp(x[p], lowest, highest);
                    variance[p] = (float)squares.Average(s => s[p]);
                    labels[p] = labels[p] >= 0 ? (sbyte)basis.PhaseOf(composition[p]) : labels[p];
                }
            }

            float[] deviation = [.. GaussianFilter.SmoothMasked(variance, height, width, Neighbourhood).Select(MathF.Sqrt)];
            return maps with
            {
                PhaseLabels = labels,
                Composition = new ScalarField(maps.Grid, composition, "x", "1"),
                Deviation = new ScalarField(maps.Grid, deviation, "σ(x)", "1"),
            };
        }

        private double[] Times(double[] x)
        {
            double[] seen = new double[x.Length];
            TensorPrimitives.Multiply(x, amount, seen);
            float[] blurred = Blurred(seen);
            for (int p = 0; p < seen.Length; p++)
            {
                seen[p] = weight[p] * blurred[p] / reach[p];
            }

            double[] result = Back(seen);
            for (int p = 0; p < x.Length; p++)
            {
                result[p] += Anchor / (typical * typical) * x[p];
                if (below[p] > 0)
                {
                    double pull = below[p] * (x[p + width] - x[p]);
                    (result[p], result[p + width]) = (result[p] - pull, result[p + width] + pull);
                }

                if (beside[p] > 0)
                {
                    double pull = beside[p] * (x[p + 1] - x[p]);
                    (result[p], result[p + 1]) = (result[p] - pull, result[p + 1] + pull);
                }
            }

            return result;
        }

        private double[] Back(double[] y)
        {
            double[] back = new double[y.Length];
            for (int p = 0; p < y.Length; p++)
            {
                back[p] = y[p] / reach[p];
            }

            float[] blurred = Blurred(back);
            for (int p = 0; p < y.Length; p++)
            {
                back[p] = amount[p] * blurred[p];
            }

            return back;
        }

        private float[] Blurred(double[] of)
        {
            float[] image = [.. of.Select(v => (float)v)];
            return blur > 0 ? GaussianFilter.Smooth(image, height, width, blur) : image;
        }

        private static double Square(double v) => v * v;
    }
}

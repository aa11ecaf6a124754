using System.Numerics.Tensors;
using Stria.Numerics.Statistics;

namespace Stria.Numerics.Images;

/// <summary>Undoes a Gaussian blur under noise: borders stay sharp, and noise, which any plain deconvolution amplifies, is held down.</summary>
/// <remarks>
/// The image made least is Σ w (B(a u) − d)² + 2λ/σ Σ √(δ² + ε²) over the differences δ of next neighbours along rows and columns, σ the noise and ε a little of it (total variation; Rudin, Osher and Fatemi, Physica D 60, 259,
/// 1992), by lagged diffusivity (Vogel and Oman, SIAM J. Sci. Comput. 17, 227, 1996): each round fixes the weights of the differences and takes some steps of conjugate gradients. Where u cannot be negative, a round
/// leaves out the pixels that stand at 0 and would fall below it, and what falls below it is put to 0 (Moré and Toraldo, SIAM J. Optim. 1, 93, 1991). λ, where not given, follows the misfit from round to round.
/// </remarks>
public sealed class TotalVariationDeblurring
{
    private const double Roundness = 0.15, Anchor = 1e-6, Tolerance = 1e-4, LeastStrength = 0.25, MostStrength = 2, FirstStrength = 0.5, Response = 1.5;
    private const int Rounds = 12, RoundSteps = 25;

    private readonly BlurredView view;
    private readonly double[] below, beside;
    private readonly bool[] free;

    private TotalVariationDeblurring(BlurredView view)
    {
        this.view = view;
        (below, beside, free) = (new double[view.Data.Length], new double[view.Data.Length], [.. view.Holds]);
        Strength = view.Strength ?? FirstStrength;
        Image = new double[view.Data.Length];
    }

    /// <summary>u, row by row; 0 where it was not asked for.</summary>
    public double[] Image { get; private set; }

    /// <summary>λ.</summary>
    public double Strength { get; private set; }

    /// <summary>Mean square of (B(a u) − d)/σ.</summary>
    public double Misfit { get; private set; }

    /// <summary>Finds u.</summary>
    /// <param name="view">What is seen of it.</param>
    /// <param name="start">Where to start, one value for each pixel.</param>
    /// <param name="cancel">Stops between rounds.</param>
    public static TotalVariationDeblurring Of(BlurredView view, ReadOnlySpan<double> start, CancellationToken cancel = default)
    {
        var found = new TotalVariationDeblurring(view);
        double[] u = start.ToArray(), right = found.Right();
        found.Project(u);
        for (int round = 0; round < Rounds; round++)
        {
            cancel.ThrowIfCancellationRequested();
            found.Linearise(u);
            found.Solve(right, u, round);
            found.Project(u);
            found.Misfit = found.MisfitOf(u);
            if (view.Strength is null && round < Rounds - 1)
            {
                found.Strength = Math.Clamp(found.Strength * Math.Pow(Math.Max(found.Misfit, 1e-3), -Response), LeastStrength, MostStrength);
            }
        }

        found.Image = u;
        return found;
    }

    /// <summary>One draw of the error of u by a parametric bootstrap: what u shows is blurred and given noise once more, and undone in the same way (Efron and Tibshirani 1993, ch. 10).</summary>
    /// <param name="random">The random numbers.</param>
    /// <param name="cancel">Stops between rounds.</param>
    /// <returns>u found again less u: the scatter, and what the penalty takes off borders.</returns>
    public double[] Error(SeededRandom random, CancellationToken cancel = default)
    {
        double[] data = new double[Image.Length];
        TensorPrimitives.ConvertTruncating<float, double>(Seen(Image), data);
        for (int p = 0; p < data.Length; p++)
        {
            double noise = random.Normal();
            data[p] += view.Weight[p] > 0 ? noise / Math.Sqrt(view.Weight[p]) : 0;
        }

        double[] again = Of(view with { Data = data, Strength = Strength }, Image, cancel).Image;
        TensorPrimitives.Subtract(again, Image, again);
        return again;
    }

    private void Project(double[] u)
    {
        for (int p = 0; p < u.Length; p++)
        {
            u[p] = view.Holds[p] ? view.IsNonNegative ? Math.Max(0, u[p]) : u[p] : 0;
        }
    }

    private void Linearise(double[] u)
    {
        double round = Roundness * view.Noise, scale = Strength / view.Noise;
        for (int p = 0; p < u.Length; p++)
        {
            below[p] = p + view.Width < u.Length && view.Holds[p] && view.Holds[p + view.Width] ? scale / double.Hypot(u[p + view.Width] - u[p], round) : 0;
            beside[p] = p % view.Width < view.Width - 1 && view.Holds[p] && view.Holds[p + 1] ? scale / double.Hypot(u[p + 1] - u[p], round) : 0;
        }
    }

    private double[] Right()
    {
        double[] product = new double[view.Data.Length];
        TensorPrimitives.Multiply(view.Weight, view.Data, product);
        return Back(product);
    }

    // Conjugate gradients over the pixels that are free.
    private void Solve(double[] right, double[] u, int round)
    {
        double[] residual = Times(u);
        TensorPrimitives.Subtract(right, residual, residual);
        for (int p = 0; p < u.Length && view.IsNonNegative; p++)
        {
            free[p] = view.Holds[p] && (u[p] > 0 || residual[p] > 0 || round == 0);
        }

        Restrict(residual);
        double[] search = [.. residual];
        double square = TensorPrimitives.SumOfSquares<double>(residual), enough = Tolerance * Tolerance * TensorPrimitives.SumOfSquares<double>(right);
        for (int step = 0; step < RoundSteps && square > enough; step++)
        {
            double[] moved = Times(search);
            Restrict(moved);
            double length = square / TensorPrimitives.Dot<double>(search, moved);
            TensorPrimitives.MultiplyAdd(search, length, u, u);
            TensorPrimitives.MultiplyAdd(moved, -length, residual, residual);
            double next = TensorPrimitives.SumOfSquares<double>(residual);
            TensorPrimitives.MultiplyAdd(search, next / square, residual, search);
            square = next;
        }
    }

    private void Restrict(double[] v)
    {
        for (int p = 0; p < v.Length; p++)
        {
            v[p] = free[p] ? v[p] : 0;
        }
    }

    private double MisfitOf(double[] u)
    {
        float[] seen = Seen(u);
        double sum = 0;
        int n = 0;
        for (int p = 0; p < u.Length; p++)
        {
            if (view.Weight[p] > 0 && (view.Judged is null || view.Judged[p]))
            {
                double off = seen[p] - view.Data[p];
                (sum, n) = (sum + (view.Weight[p] * off * off), n + 1);
            }
        }

        return n > 0 ? sum / n : 1;
    }

    private double[] Times(double[] u)
    {
        float[] seen = Seen(u);
        double[] weighted = new double[u.Length];
        TensorPrimitives.ConvertTruncating<float, double>(seen, weighted);
        TensorPrimitives.Multiply(weighted, view.Weight, weighted);
        double[] result = Back(weighted);
        TensorPrimitives.MultiplyAdd(u, Anchor / (view.Noise * view.Noise), result, result);
        for (int p = 0; p < u.Length; p++)
        {
            if (below[p] > 0)
            {
                double pull = below[p] * (u[p + view.Width] - u[p]);
                (result[p], result[p + view.Width]) = (result[p] - pull, result[p + view.Width] + pull);
            }

            if (beside[p] > 0)
            {
                double pull = beside[p] * (u[p + 1] - u[p]);
                (result[p], result[p + 1]) = (result[p] - pull, result[p + 1] + pull);
            }
        }

        return result;
    }

    private float[] Seen(double[] u)
    {
        if (view.Factor is null)
        {
            return Blurred(u);
        }

        double[] product = new double[u.Length];
        TensorPrimitives.Multiply(u, view.Factor, product);
        return Blurred(product);
    }

    private double[] Back(double[] y)
    {
        double[] back = new double[y.Length];
        TensorPrimitives.ConvertTruncating<float, double>(Blurred(y), back);
        if (view.Factor is { } factor)
        {
            TensorPrimitives.Multiply(back, factor, back);
        }

        for (int p = 0; p < y.Length; p++)
        {
            back[p] = view.Holds[p] ? back[p] : 0;
        }

        return back;
    }

    private float[] Blurred(double[] of)
    {
        float[] image = new float[of.Length];
        TensorPrimitives.ConvertTruncating<double, float>(of, image);
        if (view.Blur > 0)
        {
            GaussianFilter.Smooth(image, view.Height, view.Width, view.Blur, image);
        }

        return image;
    }
}

using Stria.Numerics.Linear;

namespace Stria.Numerics.Statistics;

/// <summary>A mixture of normal distributions with full covariances, by expectation maximisation from k-means clusters (Dempster, Laird and Rubin, 1977).</summary>
public sealed class GaussianMixture
{
    private const double LeastVariance = 1e-6; // of the overall variance: keeps a component from closing in on one point
    private readonly double[] means, factors, logNormal;
    private readonly int k, d;

    private GaussianMixture(int k, int d)
    {
        (this.k, this.d) = (k, d);
        (means, factors, logNormal) = (new double[k * d], new double[k * d * d], new double[k]);
        Shares = new double[k];
    }

    /// <summary>Share of each component.</summary>
    public double[] Shares { get; }

    /// <summary>Mean log-likelihood of a point after each round; it does not fall.</summary>
    public IReadOnlyList<double> LogLikelihoods { get; private set; } = [];

    /// <summary>The Bayesian criterion −2 ln L + p ln n; less is better.</summary>
    public double Bayes { get; private set; }

    /// <summary>The Bayesian criterion plus twice the entropy of the memberships (Biernacki, Celeux and Govaert, IEEE Trans. PAMI 22, 719, 2000): components that overlap count against it, so that it counts clusters and not the normal curves that one cluster takes; less is better.</summary>
    public double CompletedLikelihood { get; private set; }

    /// <summary>Fits a mixture.</summary>
    /// <param name="points">[dimension, point], row by row; finite.</param>
    /// <param name="dimensions">Number of dimensions.</param>
    /// <param name="labels">Cluster of each point at the start.</param>
    /// <param name="count">Number of components.</param>
    /// <param name="cancel">Stops between rounds.</param>
    public static GaussianMixture Of(float[] points, int dimensions, int[] labels, int count, CancellationToken cancel = default)
    {
        var mixture = new GaussianMixture(count, dimensions);
        int n = labels.Length;
        var shares = new double[n * count];
        for (int i = 0; i < n; i++)
        {
            shares[(i * count) + labels[i]] = 1;
        }

        double ridge = LeastVariance * Variance(points, dimensions, n);
        var history = new List<double>();
        for (int round = 0; round < 200; round++)
        {
            cancel.ThrowIfCancellationRequested();
            mixture.Maximise(points, shares, ridge);
            history.Add(mixture.Expect(points, shares));
            if (round > 0 && history[^1] - history[^2] < 1e-7 * Math.Abs(history[^2]))
            {
                break;
            }
        }

        mixture.LogLikelihoods = history;
        double parameters = (count - 1) + (count * dimensions) + (count * dimensions * (dimensions + 1) / 2.0);
        mixture.Bayes = (-2 * n * history[^1]) + (parameters * Math.Log(n));
        mixture.CompletedLikelihood = mixture.Bayes - (2 * shares.Sum(s => s > 0 ? s * Math.Log(s) : 0));
        return mixture;
    }

    /// <summary>Probability that a point belongs to each component: [point, component].</summary>
    /// <param name="points">[dimension, point], row by row.</param>
    public double[] Probabilities(float[] points)
    {
        var shares = new double[points.Length / d * k];
        Expect(points, shares);
        return shares;
    }

    private static double Variance(float[] points, int dimensions, int n)
    {
        double total = 0;
        for (int j = 0; j < dimensions; j++)
        {
            double sum = 0, squares = 0;
            for (int i = 0; i < n; i++)
            {
                double v = points[(j * n) + i];
                (sum, squares) = (sum + v, squares + (v * v));
            }

            total += (squares / n) - (sum / n * (sum / n));
        }

        return Math.Max(total / dimensions, double.Epsilon);
    }

    private void Maximise(float[] points, double[] shares, double ridge)
    {
        int n = shares.Length / k;
        for (int c = 0; c < k; c++)
        {
            double weight = 1e-12;
            double[] mean = new double[d], covariance = new double[d * d];
            for (int i = 0; i < n; i++)
            {
                double s = shares[(i * k) + c];
                weight += s;
                for (int j = 0; j < d && s > 0; j++)
                {
                    mean[j] += s * points[(j * n) + i];
                }
            }

            for (int j = 0; j < d; j++)
            {
                means[(c * d) + j] = mean[j] /= weight;
            }

            for (int i = 0; i < n; i++)
            {
                double s = shares[(i * k) + c];
                for (int a = 0; a < d && s > 1e-12; a++)
                {
                    double da = s * (points[(a * n) + i] - mean[a]);
                    for (int b = 0; b <= a; b++)
                    {
                        covariance[(a * d) + b] += da * (points[(b * n) + i] - mean[b]);
                    }
                }
            }

            Factor(c, covariance, weight, ridge);
            Shares[c] = weight / n;
        }
    }

    private void Factor(int c, double[] covariance, double weight, double ridge)
    {
        double[] factor;
        double added = ridge;
        do
        {
            factor = [.. covariance.Select(v => v / weight)];
            for (int a = 0; a < d; a++)
            {
                factor[(a * d) + a] += added;
            }

            added *= 100;
        }
        while (!SmallCholesky.Factor(factor, d));
        factor.CopyTo(factors, c * d * d);
        double log = 0;
        for (int a = 0; a < d; a++)
        {
            log += Math.Log(factor[(a * d) + a]);
        }

        logNormal[c] = -log - (0.5 * d * Math.Log(2 * Math.PI));
    }

    // Probabilities of the components for each point; returns the mean log-likelihood.
    private double Expect(float[] points, double[] shares)
    {
        int n = shares.Length / k;
        double total = 0;
        Span<double> off = stackalloc double[d], log = stackalloc double[k];
        for (int i = 0; i < n; i++)
        {
            double highest = double.NegativeInfinity;
            for (int c = 0; c < k; c++)
            {
                // Forward substitution L z = x − m; the exponent is −|z|²/2.
                double squares = 0;
                for (int a = 0; a < d; a++)
                {
                    double z = points[(a * n) + i] - means[(c * d) + a];
                    for (int b = 0; b < a; b++)
                    {
                        z -= factors[(((c * d) + a) * d) + b] * off[b];
                    }

                    off[a] = z / factors[(((c * d) + a) * d) + a];
                    squares += off[a] * off[a];
                }

                log[c] = Math.Log(Shares[c]) + logNormal[c] - (0.5 * squares);
                highest = Math.Max(highest, log[c]);
            }

            double sum = 0;
            for (int c = 0; c < k; c++)
            {
                sum += shares[(i * k) + c] = Math.Exp(log[c] - highest);
            }

            for (int c = 0; c < k; c++)
            {
                shares[(i * k) + c] /= sum;
            }

            total += highest + Math.Log(sum);
        }

        return total / n;
    }
}

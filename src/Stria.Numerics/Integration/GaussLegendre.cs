using Stria.Core;

namespace Stria.Numerics.Integration;

/// <summary>Gauss–Legendre quadrature on an interval.</summary>
public sealed class GaussLegendre
{
    private readonly double[] nodes, weights;

    /// <summary>Makes the rule of a number of points, exact for polynomials of the degree 2n − 1.</summary>
    /// <param name="points">n, at least 1.</param>
    public GaussLegendre(int points)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 1);
        (nodes, weights) = (new double[points], new double[points]);
        for (int i = 0; i < points; i++)
        {
            // Newton's method from the usual guess finds the roots of P_n to the last bit in a few steps.
            double x = Math.Cos(Math.PI * (i + 0.75) / (points + 0.5)), slope = 1;
            for (int pass = 0; pass < 100; pass++)
            {
                (double value, slope) = Polynomial(points, x);
                double step = value / slope;
                x -= step;
                if (Math.Abs(step) < 1e-16)
                {
                    break;
                }
            }

            (nodes[i], weights[i]) = (-x, 2 / ((1 - (x * x)) * slope * slope));
        }
    }

    /// <summary>Points in (−1, 1), ascending.</summary>
    public ReadOnlySpan<double> Nodes => nodes;

    /// <summary>Their weights, of sum 2.</summary>
    public ReadOnlySpan<double> Weights => weights;

    /// <summary>The integral of a smooth function, on more and more equal parts of the interval until two results agree.</summary>
    /// <param name="function">Fills the values (second) at the points (first).</param>
    /// <param name="from">Lower end.</param>
    /// <param name="to">Upper end.</param>
    /// <param name="tolerance">Relative difference between two results in a row that ends the search.</param>
    /// <exception cref="ConvergenceException">Two results in a row never agreed.</exception>
    public double Integrate(Action<double[], double[]> function, double from, double to, double tolerance = 1e-12)
    {
        double before = double.NaN;
        var history = new List<double>();
        for (int parts = 1; parts <= 4096; parts *= 2)
        {
            double sum = Sum(function, from, to, parts);
            history.Add(sum);
            if (Math.Abs(sum - before) <= tolerance * Math.Abs(sum))
            {
                return sum;
            }

            before = sum;
        }

        throw new ConvergenceException($"The integral from {from:G6} to {to:G6} does not settle: the last two results are {history[^2]:G12} and {history[^1]:G12}.", history);
    }

    /// <summary>The integral on a number of equal parts of the interval.</summary>
    /// <param name="function">Fills the values (second) at the points (first).</param>
    /// <param name="from">Lower end.</param>
    /// <param name="to">Upper end.</param>
    /// <param name="parts">Number of parts.</param>
    public double Sum(Action<double[], double[]> function, double from, double to, int parts = 1)
    {
        double[] points = new double[nodes.Length], values = new double[nodes.Length];
        double h = (to - from) / parts, sum = 0;
        for (int k = 0; k < parts; k++)
        {
            double middle = from + ((k + 0.5) * h);
            for (int i = 0; i < points.Length; i++)
            {
                points[i] = middle + (0.5 * h * nodes[i]);
            }

            function(points, values);
            for (int i = 0; i < values.Length; i++)
            {
                sum += 0.5 * h * weights[i] * values[i];
            }
        }

        return sum;
    }

    private static (double Value, double Slope) Polynomial(int degree, double x)
    {
        (double before, double now) = (1, x);
        for (int k = 1; k < degree; k++)
        {
            (before, now) = (now, ((((2 * k) + 1) * x * now) - (k * before)) / (k + 1));
        }

        return (now, degree * ((x * now) - before) / ((x * x) - 1));
    }
}

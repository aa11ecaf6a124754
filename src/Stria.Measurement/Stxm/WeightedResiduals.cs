using System.Numerics;

namespace Stria.Measurement.Stxm;

/// <summary>Residuals in standard deviations, and the sum of their squares. The order of the sums does not depend on where arrays lie in memory, so that results are the same to the last bit.</summary>
internal static class WeightedResiduals
{
    /// <summary>√w (data − model) of each value.</summary>
    /// <param name="data">The data.</param>
    /// <param name="model">What was fitted to them.</param>
    /// <param name="weights">1/variance; 0 = not used.</param>
    /// <returns>The residuals, the sum of their squares, and how many values are used.</returns>
    public static (double[] Residuals, double Cost, int Used) Of(ReadOnlySpan<double> data, ReadOnlySpan<double> model, ReadOnlySpan<double> weights)
    {
        double[] residuals = GC.AllocateUninitializedArray<double>(data.Length);
        double cost = Find(data, model, weights, residuals);
        return (residuals, cost, weights.Length - weights.Count(0.0));
    }

    /// <summary>The residuals, and the sum of their squares.</summary>
    /// <param name="data">The data.</param>
    /// <param name="model">What was fitted to them.</param>
    /// <param name="weights">1/variance; 0 = not used.</param>
    /// <param name="residuals">Receives √w (data − model); may be the data.</param>
    public static double Find(ReadOnlySpan<double> data, ReadOnlySpan<double> model, ReadOnlySpan<double> weights, Span<double> residuals)
    {
        int lanes = Vector<double>.Count, i = 0;
        Vector<double> sums = Vector<double>.Zero;
        for (; i + lanes <= residuals.Length; i += lanes)
        {
            Vector<double> r = Vector.SquareRoot(new Vector<double>(weights[i..])) * (new Vector<double>(data[i..]) - new Vector<double>(model[i..]));
            r.CopyTo(residuals[i..]);
            sums += r * r;
        }

        double cost = Vector.Sum(sums);
        for (; i < residuals.Length; i++)
        {
            residuals[i] = Math.Sqrt(weights[i]) * (data[i] - model[i]);
            cost += residuals[i] * residuals[i];
        }

        return cost;
    }
}

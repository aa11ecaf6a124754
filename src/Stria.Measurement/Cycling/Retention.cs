using Stria.Core;

namespace Stria.Measurement.Cycling;

/// <summary>Capacity against cycle from like cells: mean and standard deviation of the capacity and of the share that is left of the capacity of a reference cycle.</summary>
/// <param name="Cycle">The cycle, counted from 1.</param>
/// <param name="Capacity">Mean capacity with the standard deviation over the cells, in the unit given; the standard deviation is NaN for one cell.</param>
/// <param name="Share">Mean of each cell's own share [1], with the standard deviation over the cells.</param>
/// <param name="Cells">How many cells reached this cycle.</param>
public sealed record Retention(int Cycle, MeasuredValue Capacity, MeasuredValue Share, int Cells)
{
    /// <summary>Computes the retention.</summary>
    /// <param name="cells">Capacities of each cell, cycle by cycle.</param>
    /// <param name="reference">The cycle that counts as 100 %, from 1.</param>
    /// <exception cref="DataException">There is no cell, or one did not reach the reference cycle.</exception>
    public static IReadOnlyList<Retention> Of(IReadOnlyList<double[]> cells, int reference = 1)
    {
        int missing = cells.ToList().FindIndex(c => c.Length < reference || !(c[reference - 1] > 0));
        if (cells.Count == 0 || reference < 1 || missing >= 0)
        {
            throw new DataException(cells.Count == 0 ? "There is no cell whose retention could be told." : $"Cell {missing + 1} has no capacity in cycle {reference}, which is to count as 100 %.");
        }

        return
        [
            .. Enumerable.Range(1, cells.Max(c => c.Length)).Select(cycle =>
            {
                double[][] there = [.. cells.Where(c => c.Length >= cycle)];
                return new Retention(cycle, Mean([.. there.Select(c => c[cycle - 1])]), Mean([.. there.Select(c => c[cycle - 1] / c[reference - 1])]), there.Length);
            }),
        ];
    }

    /// <summary>Mean of values with their standard deviation (n − 1), which is NaN for one value.</summary>
    public static MeasuredValue Mean(double[] values)
    {
        double mean = values.Average();
        return new MeasuredValue(mean, values.Length > 1 ? Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1)) : double.NaN);
    }
}

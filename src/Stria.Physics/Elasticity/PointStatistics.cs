namespace Stria.Physics.Elasticity;

/// <summary>Means, quantiles and extremes of values at quadrature points, each counted with the area (about an axis: the volume) that it stands for.</summary>
public sealed class PointStatistics
{
    private readonly double[] weights, places;
    private readonly int perCell;

    internal PointStatistics(double[] weights, double[] places, int perCell) => (this.weights, this.places, this.perCell) = (weights, places, perCell);

    /// <summary>Mean over the area.</summary>
    /// <param name="values">One value per quadrature point.</param>
    /// <param name="cells">Cells that count; null for all.</param>
    /// <returns>The mean; NaN where no cell counts.</returns>
    public double Mean(ReadOnlySpan<double> values, bool[]? cells = null)
    {
        double sum = 0, area = 0;
        for (int i = 0; i < values.Length; i++)
        {
            double w = cells is null || cells[i / perCell] ? weights[i] : 0;
            (sum, area) = (sum + (w * values[i]), area + w);
        }

        return sum / area;
    }

    /// <summary>The value that a share of the area stays below, interpolated between the middles of the points' shares.</summary>
    /// <param name="values">One value per quadrature point.</param>
    /// <param name="share">Share of the area, 0 … 1.</param>
    /// <param name="cells">Cells that count; null for all.</param>
    /// <returns>The quantile; NaN where no cell counts.</returns>
    public double Quantile(ReadOnlySpan<double> values, double share, bool[]? cells = null)
    {
        int[] chosen = Chosen(values.Length, cells);
        if (chosen.Length == 0)
        {
            return double.NaN;
        }

        double[] sorted = new double[chosen.Length], areas = new double[chosen.Length];
        for (int k = 0; k < chosen.Length; k++)
        {
            (sorted[k], areas[k]) = (values[chosen[k]], weights[chosen[k]]);
        }

        Array.Sort(sorted, areas);
        double goal = share * areas.Sum(), below = 0, before = 0;
        for (int k = 0; k < sorted.Length; k++)
        {
            double middle = below + (areas[k] / 2);
            if (middle >= goal)
            {
                return k == 0 ? sorted[0] : sorted[k - 1] + ((sorted[k] - sorted[k - 1]) * (goal - before) / (middle - before));
            }

            (below, before) = (below + areas[k], middle);
        }

        return sorted[^1];
    }

    /// <summary>The largest value and its place.</summary>
    /// <param name="values">One value per quadrature point.</param>
    /// <param name="cells">Cells that count; null for all.</param>
    /// <exception cref="ArgumentException">No cell counts.</exception>
    public PointValue Maximum(ReadOnlySpan<double> values, bool[]? cells = null)
    {
        int best = -1;
        for (int i = 0; i < values.Length; i++)
        {
            if ((cells is null || cells[i / perCell]) && (best < 0 || values[i] > values[best]))
            {
                best = i;
            }
        }

        return best >= 0 ? new PointValue(values[best], places[2 * best], places[(2 * best) + 1], best / perCell) : throw new ArgumentException("No cell counts.", nameof(cells));
    }

    /// <summary>Integral over the area [unit · m², about an axis · m³].</summary>
    /// <param name="values">One value per quadrature point.</param>
    /// <param name="cells">Cells that count; null for all.</param>
    public double Integral(ReadOnlySpan<double> values, bool[]? cells = null)
    {
        double sum = 0;
        for (int i = 0; i < values.Length; i++)
        {
            sum += cells is null || cells[i / perCell] ? weights[i] * values[i] : 0;
        }

        return sum;
    }

    private int[] Chosen(int count, bool[]? cells) => [.. Enumerable.Range(0, count).Where(i => cells is null || cells[i / perCell])];
}

/// <summary>A value and where it was found.</summary>
/// <param name="Value">The value.</param>
/// <param name="X">x [m].</param>
/// <param name="Y">y [m].</param>
/// <param name="Cell">The cell.</param>
public readonly record struct PointValue(double Value, double X, double Y, int Cell);

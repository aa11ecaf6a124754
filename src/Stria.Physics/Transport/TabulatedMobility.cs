using Stria.Core;

namespace Stria.Physics.Transport;

/// <summary>Mobility from a table: between its rows a cubic that does not overshoot (Fritsch and Butland, SIAM J. Sci. Stat. Comput. 5, 300 (1984)), beyond them the end values.</summary>
public sealed class TabulatedMobility : IMobility
{
    private readonly double[] knots, values, slopes;

    /// <summary>Makes the law.</summary>
    /// <param name="compositions">Site fractions, ascending; at least two.</param>
    /// <param name="mobilities">M, one per site fraction, above 0.</param>
    /// <exception cref="ScenarioException">The table is too short, does not ascend, or holds a mobility that is not above 0.</exception>
    public TabulatedMobility(IReadOnlyList<double> compositions, IReadOnlyList<double> mobilities)
    {
        if (compositions.Count < 2 || compositions.Count != mobilities.Count)
        {
            throw new ScenarioException($"A table of mobility has {compositions.Count} compositions and {mobilities.Count} mobilities; it needs two or more rows of both.");
        }

        for (int k = 0; k < compositions.Count; k++)
        {
            if (k > 0 && !(compositions[k] > compositions[k - 1]))
            {
                throw new ScenarioException($"The compositions of a table of mobility must ascend, but {compositions[k]:G6} follows {compositions[k - 1]:G6}.");
            }

            if (!(mobilities[k] > 0 && double.IsFinite(mobilities[k])))
            {
                throw new ScenarioException($"The mobility at c = {compositions[k]:G6} is {mobilities[k]:G6}; it must be above 0.");
            }
        }

        (knots, values) = ([.. compositions], [.. mobilities]);
        slopes = new double[knots.Length];
        for (int k = 1; k < knots.Length - 1; k++)
        {
            double before = Secant(k - 1), after = Secant(k), h0 = knots[k] - knots[k - 1], h1 = knots[k + 1] - knots[k], w = (h0 + (2 * h1)) / (3 * (h0 + h1));
            slopes[k] = before * after > 0 ? before * after / ((w * after) + ((1 - w) * before)) : 0;
        }
    }

    /// <inheritdoc/>
    public string Kind => "table";

    /// <inheritdoc/>
    public bool IsConstant => false;

    /// <inheritdoc/>
    public double Largest => values.Max();

    /// <inheritdoc/>
    public void Evaluate(ReadOnlySpan<double> composition, Span<double> mobility, Span<double> slope)
    {
        for (int i = 0; i < composition.Length; i++)
        {
            double c = Math.Clamp(composition[i], knots[0], knots[^1]);
            int k = Array.BinarySearch(knots, c);
            k = Math.Min(k >= 0 ? k : ~k - 1, knots.Length - 2);
            double h = knots[k + 1] - knots[k], t = (c - knots[k]) / h, r = 1 - t;
            mobility[i] = (r * r * (1 + (2 * t)) * values[k]) + (t * t * (3 - (2 * t)) * values[k + 1]) + (h * t * r * ((r * slopes[k]) - (t * slopes[k + 1])));
            if (!slope.IsEmpty)
            {
                slope[i] = (6 * t * r * Secant(k)) + (r * (1 - (3 * t)) * slopes[k]) + (t * ((3 * t) - 2) * slopes[k + 1]);
            }
        }
    }

    private double Secant(int k) => (values[k + 1] - values[k]) / (knots[k + 1] - knots[k]);
}

using Stria.Core;

namespace Stria.Measurement;

/// <summary>How much later a transformation reaches one depth of an electrode than another, from series measured layer by layer.</summary>
public static class LayerLag
{
    /// <summary>Where the fraction of a phase first crosses a level, on the series' own abscissa.</summary>
    /// <param name="layer">The series of one layer, in the order measured.</param>
    /// <param name="phase">Name of the phase.</param>
    /// <param name="level">The level of its fraction, between 0 and 1.</param>
    /// <returns>The place with its standard deviation, linear between the two patterns around it; null when the fraction does not cross the level.</returns>
    /// <exception cref="ScenarioException">The level is none, or the phase is not in the series.</exception>
    public static MeasuredValue? Crossing(SeriesFitResult layer, string phase, double level = 0.5)
    {
        if (level is <= 0 or >= 1)
        {
            throw new ScenarioException($"A fraction crosses levels between 0 and 1; {level:g4} is none.");
        }

        if (layer.Patterns.All(p => p.Of(phase) is null))
        {
            throw new ScenarioException($"The phase '{phase}' is in none of the {layer.Patterns.Count} patterns of a layer.");
        }

        (double At, MeasuredValue Of)[] fractions = [.. layer.Patterns.Select(p => (p.Abscissa, p.Fractions.TryGetValue(phase, out MeasuredValue f) ? f : new MeasuredValue(0)))];
        for (int k = 1; k < fractions.Length; k++)
        {
            ((double at0, MeasuredValue f0), (double at1, MeasuredValue f1)) = (fractions[k - 1], fractions[k]);
            if ((f0.Value - level) * (f1.Value - level) <= 0 && f0.Value != f1.Value)
            {
                double slope = (f1.Value - f0.Value) / (at1 - at0), share = (level - f0.Value) / (f1.Value - f0.Value);
                double sigma = Math.Sqrt(Math.Pow((1 - share) * f0.Sigma, 2) + Math.Pow(share * f1.Sigma, 2)) / Math.Abs(slope);
                return new MeasuredValue(at0 + (share * (at1 - at0)), sigma);
            }
        }

        return null;
    }

    /// <summary>The lag of each layer behind the first.</summary>
    /// <param name="layers">One series for each layer, on one abscissa, from the side where the transformation begins.</param>
    /// <param name="phase">Name of the phase.</param>
    /// <param name="level">The level of its fraction, between 0 and 1.</param>
    /// <returns>One lag per layer, the first zero; null for a layer whose fraction does not cross the level.</returns>
    /// <exception cref="ScenarioException">The first layer does not cross the level, or what <see cref="Crossing"/> refuses.</exception>
    public static IReadOnlyList<MeasuredValue?> Of(IReadOnlyList<SeriesFitResult> layers, string phase, double level = 0.5)
    {
        MeasuredValue first = Crossing(layers[0], phase, level)
            ?? throw new ScenarioException($"The fraction of '{phase}' does not cross {level:g3} in the first layer, which lags are counted from. Perhaps another level, or another layer first.");
        return [.. layers.Select((layer, k) => k == 0 ? new MeasuredValue(0) : Crossing(layer, phase, level) is { } at
            ? new MeasuredValue(at.Value - first.Value, Math.Sqrt((at.Sigma * at.Sigma) + (first.Sigma * first.Sigma)))
            : (MeasuredValue?)null)];
    }
}

using Stria.Core;

namespace Stria.Measurement.Spectra;

/// <summary>All combinations of standards, fitted and ranked.</summary>
public static class CombinationSearch
{
    /// <summary>The most combinations that are tried.</summary>
    public const int MostCombinations = 100_000;

    private const double Negligible = 5e-4; // of a weight: such a combination is one of fewer standards

    /// <summary>Fits every combination and ranks them, best first. A combination in which a standard that is not required has no weight is left out, where there are others: it is one of fewer standards.</summary>
    /// <param name="spectrum">The spectrum.</param>
    /// <param name="standards">The standards to choose from.</param>
    /// <param name="search">Which combinations, and by what they are ranked.</param>
    /// <param name="options">How each is fitted.</param>
    /// <param name="cancel">Stops between combinations.</param>
    /// <exception cref="DataException">A fit is impossible, or there are too many combinations.</exception>
    public static IReadOnlyList<CombinationFit> Rank(
        FormedSpectrum spectrum, IReadOnlyList<CombinationStandard> standards, CombinationSearchOptions search, CombinationOptions options, CancellationToken cancel = default)
    {
        // All combinations are compared on the same points, those that every standard covers, or their figures would not compare.
        int[] common = LinearCombination.UsedPoints(spectrum.Values, standards, options);
        double[] e = spectrum.Values.PhotonEnergies_eV;
        CombinationOptions fixedOptions = common.Length < 2 ? options : options with { Windows_eV = [.. Clip(options.Windows_eV, e[common[0]], e[common[^1]])] };
        List<CombinationFit> fits = [], idle = [];
        int[][] possible = [.. Choices(standards, (search.Fewest, search.Most)).Where(c => CanBe(c.Length, options, common.Length))];
        if (possible.Length == 0)
        {
            throw new DataException(
                $"no combination of {search.Fewest} to {search.Most} standards can be fitted: weights lie between {options.LeastWeight} and {options.LargestWeight}{(options.SumToOne ? " and sum to one" : "")}, and {common.Length} points are compared. Perhaps the bounds are too narrow, or the window.");
        }

        foreach (int[] chosen in possible)
        {
            cancel.ThrowIfCancellationRequested();
            CombinationFit fit = LinearCombination.Fit(spectrum, [.. chosen.Select(k => standards[k])], fixedOptions with { WithIntervals = false });
            bool isWhole = chosen.Length == 1 || fit.Weights.Select((w, k) => Math.Abs(w) >= Negligible || fit.Standards[k].IsRequired).All(used => used);
            (isWhole ? fits : idle).Add(fit);
        }

        IEnumerable<CombinationFit> best = (fits.Count > 0 ? fits : idle).OrderBy(f => Figure(f, search.Rank)).Take(search.Keep);
        return options.WithIntervals ? [.. best.Select(f => LinearCombination.Fit(spectrum, f.Standards, fixedOptions))] : [.. best];
    }

    /// <summary>The number of combinations of given sizes.</summary>
    public static double Count(int standards, int required, (int Fewest, int Most) sizes)
    {
        double total = 0;
        for (int size = Math.Max(sizes.Fewest, Math.Max(1, required)); size <= Math.Min(sizes.Most, standards); size++)
        {
            double ways = 1;
            for (int i = 0; i < size - required; i++)
            {
                ways = ways * (standards - required - i) / (i + 1);
            }

            total += Math.Round(ways);
        }

        return total;
    }

    /// <summary>The figure by which a fit is ranked; less is better.</summary>
    public static double Figure(CombinationFit fit, CombinationRank rank) => rank switch
    {
        CombinationRank.RFactor => fit.RFactor,
        CombinationRank.Akaike => fit.Akaike,
        CombinationRank.Bayes => fit.Bayes,
        _ => fit.ReducedChiSquare,
    };

    // Sizes whose weights cannot sum to one, and those with more parameters than points, are no combinations.
    private static bool CanBe(int size, CombinationOptions options, int points)
    {
        bool sums = !options.SumToOne || (size * options.LeastWeight <= 1 && size * options.LargestWeight >= 1);
        int parameters = size - (options.SumToOne ? 1 : 0)
            + (options.Shift == ShiftChoice.Each ? size : options.Shift == ShiftChoice.Shared ? 1 : 0)
            + (options.Background switch { CombinationBackground.None => 0, CombinationBackground.Constant => 1, _ => 2 });
        return sums && (points < 2 || parameters < points);
    }

    private static IEnumerable<(double Low, double High)> Clip(IReadOnlyList<(double Low, double High)> windows, double low, double high) =>
        windows.Count == 0 ? [(low, high)] : windows.Select(w => (Math.Max(w.Low, low), Math.Min(w.High, high))).Where(w => w.Item1 <= w.Item2);

    private static IEnumerable<int[]> Choices(IReadOnlyList<CombinationStandard> standards, (int Fewest, int Most) sizes)
    {
        int[] required = [.. Enumerable.Range(0, standards.Count).Where(k => standards[k].IsRequired)], others = [.. Enumerable.Range(0, standards.Count).Except(required)];
        if (Count(standards.Count, required.Length, sizes) is var number && number is > MostCombinations or 0)
        {
            throw new DataException($"there are {number:f0} combinations of {sizes.Fewest} to {sizes.Most} out of {standards.Count} standards, {required.Length} of them required; between 1 and {MostCombinations} are tried. Perhaps fewer standards, or a smaller 'most'.");
        }

        for (int size = Math.Max(Math.Max(sizes.Fewest, 1), required.Length); size <= Math.Min(sizes.Most, standards.Count); size++)
        {
            foreach (int[] rest in Subsets(others, size - required.Length, 0))
            {
                yield return [.. required.Concat(rest).Order()];
            }
        }
    }

    private static IEnumerable<int[]> Subsets(int[] items, int size, int from)
    {
        if (size == 0)
        {
            yield return [];
            yield break;
        }

        for (int i = from; i <= items.Length - size; i++)
        {
            foreach (int[] rest in Subsets(items, size - 1, i + 1))
            {
                yield return [items[i], .. rest];
            }
        }
    }
}

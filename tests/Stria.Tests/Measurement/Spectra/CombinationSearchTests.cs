using Stria.Core;
using Stria.Measurement.Spectra;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Measurement.Spectra;

public sealed class CombinationSearchTests
{
    private static readonly CombinationStandard[] Five =
    [
        MadeEdge.Standard("a", 5463, 0.2), MadeEdge.Standard("b", 5466, 0.7), MadeEdge.Standard("c", 5468, 0.4), MadeEdge.Standard("d", 5464, 1.1), MadeEdge.Standard("e", 5470, 0.9),
    ];

    private static readonly CombinationOptions Window = new() { Windows_eV = [(5445, 5510)] };

    private static FormedSpectrum Noisy(int seed)
    {
        Spectrum exact = MadeEdge.Mix("mixture", (0.45, Five[1].Form.Values), (0.55, Five[3].Form.Values));
        var random = new SeededRandom(seed);
        return new FormedSpectrum(new Spectrum(exact.PhotonEnergies_eV, [.. exact.Values.Select(v => v + (0.005 * random.Normal()))], "mixture"), null);
    }

    [Fact]
    public void The_planted_pair_is_first_by_the_Bayesian_criterion()
    {
        int found = 0;
        for (int seed = 1; seed <= 10; seed++)
        {
            IReadOnlyList<CombinationFit> ranked = CombinationSearch.Rank(Noisy(seed), Five, new CombinationSearchOptions { Most = 3, Rank = CombinationRank.Bayes }, Window with { WithIntervals = false });
            found += ranked[0].Standards.Select(s => s.Name).SequenceEqual(["b", "d"]) ? 1 : 0;
        }

        Assert.True(found >= 8, $"{found} of 10");
    }

    [Theory]
    [InlineData(CombinationRank.ReducedChiSquare)]
    [InlineData(CombinationRank.RFactor)]
    [InlineData(CombinationRank.Akaike)]
    public void Ranks_ascend_in_their_own_figure(CombinationRank rank)
    {
        IReadOnlyList<CombinationFit> ranked = CombinationSearch.Rank(Noisy(3), Five, new CombinationSearchOptions { Rank = rank, Keep = 9 }, Window);
        Assert.Equal(9, ranked.Count);
        double[] figures = [.. ranked.Select(f => CombinationSearch.Figure(f, rank))];
        Assert.Equal(figures.Order(), figures);
        Assert.All(ranked, f => Assert.Equal(f.Weights.Length, f.Intervals.Length));
    }

    [Fact]
    public void A_required_standard_is_in_every_combination_even_without_weight()
    {
        CombinationStandard[] standards = [.. Five.Select(s => s.Name == "e" ? s with { IsRequired = true } : s)];
        IReadOnlyList<CombinationFit> ranked = CombinationSearch.Rank(Noisy(2), standards, new CombinationSearchOptions { Fewest = 1, Most = 3 }, Window);
        Assert.NotEmpty(ranked);
        Assert.All(ranked, f => Assert.Contains(f.Standards, s => s.Name == "e"));
    }

    [Fact]
    public void A_combination_with_an_idle_standard_is_left_out()
    {
        IReadOnlyList<CombinationFit> ranked = CombinationSearch.Rank(Noisy(2), Five, new CombinationSearchOptions { Fewest = 2, Most = 5, Keep = 100 }, Window);
        Assert.All(ranked, f => Assert.All(f.Weights, w => Assert.True(Math.Abs(w) >= 5e-4)));
        Assert.True(ranked.Count < CombinationSearch.Count(5, 0, (2, 5)));
    }

    [Fact]
    public void All_combinations_are_compared_on_the_same_points()
    {
        Spectrum whole = Five[4].Form.Values;
        int n = whole.Values.Length - 60;
        CombinationStandard shorter = new(new FormedSpectrum(new Spectrum(whole.PhotonEnergies_eV[..n], whole.Values[..n], "short"), null));
        IReadOnlyList<CombinationFit> ranked = CombinationSearch.Rank(Noisy(1), [.. Five[..4], shorter], new CombinationSearchOptions { Most = 2 }, new CombinationOptions { WithIntervals = false });
        Assert.Single(ranked.Select(f => f.Data.Length).Distinct());
    }

    [Theory]
    [InlineData(5, 0, 1, 5, 31)]
    [InlineData(6, 0, 2, 4, 50)]
    [InlineData(6, 2, 1, 3, 5)]
    [InlineData(12, 0, 1, 4, 793)]
    public void Combinations_are_counted(int standards, int required, int fewest, int most, double expected) =>
        Assert.Equal(expected, CombinationSearch.Count(standards, required, (fewest, most)));

    [Fact]
    public void Too_many_combinations_are_refused_before_any_is_fitted()
    {
        CombinationStandard[] many = [.. Enumerable.Range(0, 40).Select(k => MadeEdge.Standard($"s{k}", 5460 + (0.2 * k), 0.5))];
        Assert.Contains("combinations of 1 to 6 out of 40", Assert.Throws<DataException>(() => CombinationSearch.Rank(Noisy(1), many, new CombinationSearchOptions { Most = 6 }, Window)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sizes_whose_weights_cannot_sum_to_one_are_left_out()
    {
        CombinationOptions bounded = Window with { SumToOne = true, LargestWeight = 0.8, WithIntervals = false };
        IReadOnlyList<CombinationFit> ranked = CombinationSearch.Rank(Noisy(1), Five[..3], new CombinationSearchOptions { Fewest = 1, Most = 3 }, bounded);
        Assert.NotEmpty(ranked);
        Assert.All(ranked, f => Assert.True(f.Standards.Count >= 2));
        string message = Assert.Throws<DataException>(() => CombinationSearch.Rank(Noisy(1), Five[..3], new CombinationSearchOptions { Most = 3 }, bounded with { LargestWeight = 0.2 })).Message;
        Assert.Contains("weights lie between 0 and 0.2 and sum to one", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Combinations_of_more_parameters_than_points_are_left_out()
    {
        Spectrum whole = Noisy(1).Values;
        int[] few = [.. Enumerable.Range(0, whole.Values.Length).Where(i => whole.PhotonEnergies_eV[i] is > 5462 and < 5464)];
        var narrow = new FormedSpectrum(new Spectrum([.. few.Select(i => whole.PhotonEnergies_eV[i])], [.. few.Select(i => whole.Values[i])], "narrow"), null);
        IReadOnlyList<CombinationFit> ranked = CombinationSearch.Rank(narrow, Five, new CombinationSearchOptions { Most = 4 }, new CombinationOptions { Shift = ShiftChoice.Each, WithIntervals = false, ShiftRange_eV = 0.2 });
        Assert.All(ranked, f => Assert.True(f.ParameterCount < few.Length));
    }

    [Fact]
    public void A_search_can_be_stopped()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => CombinationSearch.Rank(Noisy(1), Five, new CombinationSearchOptions(), Window, stop.Token));
    }
}

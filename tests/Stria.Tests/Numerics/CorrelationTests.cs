using Stria.Numerics.Statistics;

namespace Stria.Tests.Numerics;

public sealed class CorrelationTests
{
    [Fact]
    public void A_straight_relation_is_one_and_a_falling_one_minus_one()
    {
        double[] x = [1, 2, 4, 7, 9], y = [.. x.Select(v => 3 - (2 * v))];
        Assert.Equal(1, Correlation.Pearson(x, x).Coefficient, 1e-12);
        Assert.Equal(-1, Correlation.Pearson(x, y).Coefficient, 1e-12);
        Assert.Equal(1, Correlation.Spearman(x, [.. x.Select(v => Math.Exp(v))]).Coefficient, 1e-12);
    }

    // Ranks 1 2 3 4 5 and 2 1 4 3 5: 1 − 6 Σd²/(n(n² − 1)) = 1 − 24/120.
    [Fact]
    public void Spearman_of_a_small_table_is_that_by_hand_and_ties_share_ranks()
    {
        Assert.Equal(0.8, Correlation.Spearman([10, 20, 30, 40, 50], [2, 1, 4, 3, 5]).Coefficient, 1e-12);
        Assert.Equal(Correlation.Pearson([1, 2.5, 2.5, 4], [1, 2, 3, 4]).Coefficient, Correlation.Spearman([5, 6, 6, 9], [1, 2, 3, 4]).Coefficient, 1e-12);
    }

    [Fact]
    public void Ninety_five_of_a_hundred_intervals_hold_the_truth()
    {
        const double truth = 0.6;
        const int trials = 400;
        var random = new SeededRandom(7);
        int held = 0, heldBySpearman = 0;
        for (int t = 0; t < trials; t++)
        {
            double[] x = [.. Enumerable.Range(0, 40).Select(_ => random.Normal())], y = [.. x.Select(v => (truth * v) + (Math.Sqrt(1 - (truth * truth)) * random.Normal()))];
            Correlation r = Correlation.Pearson(x, y), s = Correlation.Spearman(x, y);
            held += r.Low <= truth && truth <= r.High ? 1 : 0;
            double rank = 6 / Math.PI * Math.Asin(truth / 2);
            heldBySpearman += s.Low <= rank && rank <= s.High ? 1 : 0;
        }

        Assert.InRange(held / (double)trials, 0.92, 0.98);
        Assert.InRange(heldBySpearman / (double)trials, 0.92, 0.98);
    }

    [Fact]
    public void What_does_not_vary_or_is_too_little_has_no_coefficient()
    {
        Assert.Equal(double.NaN, Correlation.Pearson([1, 1, 1, 1], [1, 2, 3, 4]).Coefficient);
        Assert.Equal(double.NaN, Correlation.Pearson([1, 2, double.NaN, 4], [1, 2, 3, 4]).Coefficient);
        Assert.False(Correlation.Pearson([1, 1, 1, 1], [1, 2, 3, 4]).IsSignificant);
    }

    [Fact]
    public void A_line_through_scattered_points_holds_the_truth_in_its_interval()
    {
        var random = new SeededRandom(9);
        int slopes = 0, middles = 0;
        for (int t = 0; t < 300; t++)
        {
            double[] x = [.. Enumerable.Range(0, 12).Select(i => i / 3.0)], y = [.. x.Select(v => 2 - (0.7 * v) + (0.4 * random.Normal()))];
            LineFit line = LineFit.Of(x, y)!;
            slopes += Math.Abs(line.Slope + 0.7) <= line.SlopeHalfInterval ? 1 : 0;
            middles += Math.Abs(line.At(1) - 1.3) <= line.HalfInterval(1) ? 1 : 0;
        }

        Assert.InRange(slopes, 274, 295);
        Assert.InRange(middles, 274, 295);
        Assert.Null(LineFit.Of([1, 1, 1], [1, 2, 3]));
        Assert.Null(LineFit.Of([1, 2, double.NaN], [1, 2, 3]));
    }

    [Fact]
    public void Two_samples_differ_by_the_largest_step_of_their_distributions()
    {
        Assert.Equal(0, KolmogorovSmirnov.Distance([1, 2, 3], [3, 2, 1]));
        Assert.Equal(1, KolmogorovSmirnov.Distance([1, 2], [3, 4]));
        Assert.Equal(0.5, KolmogorovSmirnov.Distance([1, 2, 3, 4], [3, 4]), 1e-12);
        Assert.Equal(1, KolmogorovSmirnov.Distance([], [3]));
        Assert.Equal(0, KolmogorovSmirnov.Distance([], []));
    }
}

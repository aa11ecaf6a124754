using Stria.Measurement.Particles;

namespace Stria.Tests.Measurement.Particles;

public sealed class SegmentationScoreTests
{
    private static int[] Run(int from, int count) => [.. Enumerable.Range(from, count)];

    [Fact]
    public void The_same_particles_score_one_in_any_order()
    {
        var score = SegmentationScore.Of([Run(0, 10), Run(20, 10)], [Run(20, 10), Run(0, 10)]);
        Assert.Equal((1.0, 1.0, 1.0, 1.0, 0.0), (score.AveragePrecision, score.Recall, score.Precision, score.MeanOverlap, score.AreaDistance));
        Assert.Equal([1, 0], score.Partner);
    }

    [Fact]
    public void A_missed_and_a_surplus_particle_count_against_it()
    {
        var score = SegmentationScore.Of([Run(0, 10), Run(20, 10), Run(40, 10)], [Run(0, 10), Run(20, 10), Run(60, 10)]);
        Assert.Equal(0.5, score.AveragePrecision);
        Assert.Equal((2.0 / 3, 2.0 / 3), (score.Recall, score.Precision));
        Assert.Equal(-1, score.Partner[2]);
    }

    [Fact]
    public void Half_of_the_union_is_not_enough_and_a_little_more_is()
    {
        Assert.Equal(0, SegmentationScore.Of([Run(0, 10)], [Run(0, 5)]).Matched);
        Assert.Equal(1, SegmentationScore.Of([Run(0, 10)], [Run(0, 6)]).Matched);
        Assert.Equal(0.6, SegmentationScore.Of([Run(0, 10)], [Run(0, 6)]).MeanOverlap, 1e-12);
    }

    [Fact]
    public void Overlapping_particles_are_paired_with_the_better_first_and_each_once()
    {
        // Both found ones overlap both known ones by more than half.
        var score = SegmentationScore.Of([Run(0, 20), Run(2, 20)], [Run(2, 20), Run(1, 20)]);
        Assert.Equal(2, score.Matched);
        Assert.Equal([1, 0], score.Partner);
    }

    [Fact]
    public void Nothing_against_nothing_is_right_and_against_something_wrong()
    {
        Assert.Equal(1, SegmentationScore.Of([], []).AveragePrecision);
        Assert.Equal(0, SegmentationScore.Of([Run(0, 5)], []).AveragePrecision);
        Assert.Equal(1, SegmentationScore.Of([Run(0, 5)], []).AreaDistance);
    }
}

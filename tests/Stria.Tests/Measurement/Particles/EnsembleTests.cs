using Stria.Measurement.Particles;

namespace Stria.Tests.Measurement.Particles;

public sealed class EnsembleTests
{
    [Fact]
    public void Of_ninety_wires_of_which_a_quarter_cross_three_quarters_are_found_and_their_areas_are_right()
    {
        (SegmentationScore score, double crossing) = Ensembles.Score(360, 90, 0.25, 1);
        Assert.Equal(90, score.Planted);
        Assert.InRange(crossing, 0.22, 0.28);
        Assert.True(score.AveragePrecision >= 0.75, $"AP50 {score.AveragePrecision:f3}");
        Assert.True(score.AreaDistance <= 0.12, $"KS {score.AreaDistance:f3}");
    }

    [Fact]
    public void The_scene_plants_the_crossings_that_are_asked_for()
    {
        Assert.Equal(0, Ensembles.Score(200, 30, 0, 3).Crossing);
        Assert.InRange(Ensembles.Score(200, 30, 0.5, 3).Crossing, 0.45, 0.55);
        Assert.True(Ensembles.Score(200, 30, null, 3).Crossing > 0.6);
    }
}

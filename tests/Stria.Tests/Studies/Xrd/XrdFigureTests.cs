using Stria.Studies;

namespace Stria.Tests.Studies.Xrd;

public sealed class XrdFigureTests
{
    private const double Gap = double.NaN;

    [Fact]
    public void Cells_between_two_points_of_a_pattern_are_no_stripes()
    {
        // 601 points on 600 columns: here and there a column has none.
        double[] row = [1, Gap, 3, 4, Gap, Gap, 7];
        XrdSeriesFigures.FillGaps(row, 3);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], row);
    }

    [Fact]
    public void What_was_left_out_stays_empty()
    {
        double[] row = [Gap, 1, Gap, Gap, Gap, 5, Gap];
        XrdSeriesFigures.FillGaps(row, 3);
        Assert.Equal([Gap, 1, Gap, Gap, Gap, 5, Gap], row);
    }

    [Fact]
    public void A_row_without_values_stays_without()
    {
        double[] row = [Gap, Gap];
        XrdSeriesFigures.FillGaps(row, 5);
        Assert.All(row, v => Assert.Equal(Gap, v));
    }

    [Theory]
    [InlineData("pattern", 3, "pattern 3")]
    [InlineData("time [h]", 1.25, "time = 1.250 h")]
    [InlineData("potential [V]", 3.4567, "potential = 3.457 V")]
    [InlineData("x [1]", 0.5, "x = 0.500")]
    [InlineData("depth", 2, "depth = 2.000")]
    public void A_frame_says_where_it_stands(string label, double at, string said) => Assert.Equal(said, XrdAnimation.Place(label, at));
}

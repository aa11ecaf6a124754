using Stria.Studies;

namespace Stria.Tests.Studies.PhaseField;

/// <summary>When pictures are taken, and lines of the history as numbers.</summary>
public sealed class PhaseFieldMomentsTests
{
    [Fact]
    public void Pictures_at_equal_distances_end_with_the_run() =>
        Assert.Equal([2.0, 4.0, 6.0, 8.0], new PhaseFieldOutput { Snapshots = 4 }.Moments(8));

    [Fact]
    public void Pictures_by_equal_factors_begin_at_a_thousandth_and_end_with_the_run()
    {
        IReadOnlyList<double> moments = new PhaseFieldOutput { Snapshots = 4, Spacing = SnapshotSpacing.Logarithmic }.Moments(50);
        Assert.Equal(4, moments.Count);
        Assert.Equal(0.05, moments[0], 1e-12);
        Assert.Equal(0.5, moments[1], 1e-11);
        Assert.Equal(5, moments[2], 1e-10);
        Assert.Equal(50.0, moments[3]);
    }

    [Fact]
    public void A_single_picture_is_that_of_the_end()
    {
        Assert.Equal([7.0], new PhaseFieldOutput { Snapshots = 1 }.Moments(7));
        Assert.Equal([7.0], new PhaseFieldOutput { Snapshots = 1, Spacing = SnapshotSpacing.Logarithmic }.Moments(7));
    }

    [Theory]
    [InlineData(8, 4)]
    [InlineData(9, 5)]
    [InlineData(1, 1)]
    public void Pictures_at_a_given_distance_are_followed_by_the_end_once(double end, int count)
    {
        IReadOnlyList<double> moments = new PhaseFieldOutput { Every = 2, Snapshots = 99 }.Moments(end);
        Assert.Equal(count, moments.Count);
        Assert.Equal(end, moments[count - 1]);
        Assert.All(Enumerable.Range(0, count - 1), i => Assert.Equal(2 * (i + 1.0), moments[i]));
    }

    [Fact]
    public void Distances_that_divide_the_end_but_for_rounding_leave_no_double_picture()
    {
        IReadOnlyList<double> moments = new PhaseFieldOutput { Every = 0.1 }.Moments(0.3);
        Assert.Equal(3, moments.Count);
        Assert.Equal(0.3, moments[2]);
    }

    [Fact]
    public void A_line_of_the_history_comes_back_from_its_numbers()
    {
        var row = new HistoryRow(3, 0.5, double.NaN, 12, 0.1, 0.9, -0.2, true, [4, -1.5, 0.25]);
        double[] numbers = [.. row.Numbers()];
        Assert.Equal(HistoryRow.Fixed + 3, numbers.Length);
        var back = HistoryRow.Of(numbers);
        Assert.Equal(row with { Energies = back.Energies }, back);
        Assert.Equal(row.Energies, back.Energies);
        Assert.Equal(2.75, back.Energy, 1e-15);
    }
}

using Stria.Numerics.Statistics;

namespace Stria.Tests.Numerics;

public sealed class PlaneNoiseTests
{
    private const double Length = 2.5;

    [Fact]
    public void A_point_has_one_value_whatever_points_stand_beside_it()
    {
        var field = new PlaneNoise(Length, 7);
        double[] many = Raster(40, 30, 0.8);
        double[] all = field.At(many);
        for (int n = 0; n < all.Length; n += 137)
        {
            Assert.Equal(all[n], field.At(many.AsSpan(2 * n, 2))[0], 1e-14);
        }

        // Two points so far apart that the numbers between them are not kept.
        Assert.Equal(all[5], field.At([many[10], many[11], 1e7, -1e7])[0], 1e-14);
    }

    [Fact]
    public void A_seed_has_one_field_and_another_seed_another()
    {
        double[] points = Raster(30, 30, 1), first = new PlaneNoise(Length, 1).At(points);
        Assert.Equal(first, new PlaneNoise(Length, 1).At(points));
        Assert.InRange(Correlation(first, new PlaneNoise(Length, 2).At(points)), -0.25, 0.25);
    }

    [Fact]
    public void Values_are_evenly_distributed_between_minus_one_and_one()
    {
        // Points so far apart that they are independent: 2500 of them, so that the share of a tenth has a standard error of 0.006.
        double[] values = new PlaneNoise(Length, 3).At(Raster(50, 50, 4 * Length));
        Assert.InRange(values.Max(), 0.99, 1);
        Assert.InRange(values.Min(), -1, -0.99);
        for (int tenth = 0; tenth < 10; tenth++)
        {
            double low = -1 + (0.2 * tenth);
            Assert.Equal(0.1, values.Count(v => v >= low && v < low + 0.2) / (double)values.Length, 0.02);
        }
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(2)]
    public void Values_are_alike_over_the_length_in_both_directions(double lengths)
    {
        double[] points = Raster(50, 50, 4 * Length), values = new PlaneNoise(Length, 3).At(points);
        double expected = 6 / Math.PI * Math.Asin(0.5 * Math.Exp(-lengths * lengths / 2));
        foreach ((double dx, double dy) in new[] { (lengths * Length, 0.0), (0.0, lengths * Length), (0.6 * lengths * Length, -0.8 * lengths * Length) })
        {
            double[] moved = [.. points.Select((v, i) => v + (i % 2 == 0 ? dx : dy))];
            Assert.Equal(expected, Correlation(values, new PlaneNoise(Length, 3).At(moved)), 0.05);
        }
    }

    [Fact]
    public void A_field_with_periods_repeats_itself_and_is_no_less_even_at_the_seam()
    {
        var field = new PlaneNoise(Length, 5, (41, 0));
        double[] points = Raster(40, 20, 1), values = field.At(points);
        double[] later = field.At([.. points.Select((v, i) => v + (i % 2 == 0 ? 41 : 0))]), above = field.At([.. points.Select((v, i) => v + (i % 2 == 0 ? 0 : 41))]);
        for (int n = 0; n < values.Length; n++)
        {
            Assert.Equal(values[n], later[n], 1e-12);
        }

        Assert.InRange(Correlation(values, above), -0.3, 0.3);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_length_that_is_none_is_refused(double length) => Assert.Throws<ArgumentOutOfRangeException>(() => new PlaneNoise(length, 1));

    [Fact]
    public void A_period_without_room_for_the_field_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new PlaneNoise(1, 1, (7.9, 0)));

    private static double[] Raster(int width, int height, double step) => [.. Enumerable.Range(0, width * height).SelectMany(n => new[] { n % width * step, n / width * step })];

    private static double Correlation(double[] a, double[] b)
    {
        double meanA = a.Average(), meanB = b.Average();
        return a.Zip(b, (x, y) => (x - meanA) * (y - meanB)).Sum() / Math.Sqrt(a.Sum(x => (x - meanA) * (x - meanA)) * b.Sum(y => (y - meanB) * (y - meanB)));
    }
}

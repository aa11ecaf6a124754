using Stria.Numerics;

namespace Stria.Tests.Numerics;

public sealed class SteadyVectorsTests
{
    [Fact]
    public void The_exponential_is_that_of_the_library_to_rounding_at_every_length()
    {
        for (int length = 0; length < 40; length++)
        {
            double[] x = [.. Enumerable.Range(0, length).Select(i => -9 + (0.4731 * i))], result = new double[length];
            SteadyVectors.Exp(x, result);
            Assert.All(x.Zip(result), p => Assert.Equal(1, p.Second / Math.Exp(p.First), 1e-15));
        }
    }

    [Fact]
    public void Large_and_small_arguments_are_held_in_range_and_what_is_no_number_stays_none()
    {
        double[] x = [-1e9, -699, 0, 699, 1e9, double.NaN, double.NegativeInfinity, double.PositiveInfinity, 1e-300], result = new double[x.Length];
        SteadyVectors.Exp(x, result);
        Assert.Equal(1, result[2]);
        Assert.Equal(1, result[8]);
        Assert.Equal(1, result[1] / Math.Exp(-699), 1e-13);
        Assert.Equal(1, result[3] / Math.Exp(699), 1e-13);
        Assert.True(double.IsNaN(result[5]));
        Assert.Equal((result[0], result[4]), (result[6], result[7]));
        Assert.InRange(result[0], 0, 1e-300);
        Assert.InRange(result[4], 1e300, double.MaxValue);
    }

    [Fact]
    public void Multiples_are_added_one_rounding_at_a_time_wherever_the_values_lie()
    {
        double[] x = [.. Enumerable.Range(0, 37).Select(i => 1.0 / (i + 3))], y = [.. Enumerable.Range(0, 37).Select(i => Math.Sqrt(i))];
        for (int from = 0; from < 6; from++)
        {
            double[] sum = [.. y[from..]];
            SteadyVectors.AddMultiple(x.AsSpan(from), 0.1, sum);
            Assert.Equal(y[from..].Zip(x[from..]).Select(p => p.First + (0.1 * p.Second)), sum);
        }
    }
}

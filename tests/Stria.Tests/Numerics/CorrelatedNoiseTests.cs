using Stria.Numerics.Statistics;

namespace Stria.Tests.Numerics;

public sealed class CorrelatedNoiseTests
{
    private const int Height = 24, Width = 30, Count = 400;

    [Theory]
    [InlineData(0)]
    [InlineData(1.2)]
    [InlineData(3)]
    public void Every_pixel_has_unit_variance_at_the_border_as_inside(double length)
    {
        float[][] fields = new CorrelatedNoise(Height, Width, length, 5).Realisations(Count);
        double border = 0, inside = 0, mean = 0;
        int atBorder = 0;
        for (int i = 0; i < Height * Width; i++)
        {
            double variance = fields.Average(f => (double)f[i] * f[i]);
            bool edge = i / Width is 0 or Height - 1 || i % Width is 0 or Width - 1;
            (border, atBorder, inside) = edge ? (border + variance, atBorder + 1, inside) : (border, atBorder, inside + variance);
            mean += fields.Average(f => (double)f[i]);
        }

        // With L = 3 px about 720/(4π L²) = 6 independent values per field: standard errors of 0.03.
        double tolerance = 0.02 + (0.02 * length);
        Assert.Equal(1, border / atBorder, tolerance);
        Assert.Equal(1, inside / ((Height * Width) - atBorder), tolerance);
        Assert.Equal(0, mean / (Height * Width), tolerance);
    }

    [Theory]
    [InlineData(1.2)]
    [InlineData(2.5)]
    public void The_autocorrelation_is_that_of_the_model_in_every_direction(double length)
    {
        float[][] fields = new CorrelatedNoise(Height, Width, length, 11).Realisations(Count);
        foreach ((int dr, int dc) in new[] { (0, 1), (1, 0), (2, 0), (0, 3), (2, 2), (0, 6) })
        {
            double sum = 0;
            int n = 0;
            foreach (float[] field in fields)
            {
                for (int r = 0; r < Height - dr; r++)
                {
                    for (int c = 0; c < Width - dc; c++, n++)
                    {
                        sum += (double)field[(r * Width) + c] * field[((r + dr) * Width) + c + dc];
                    }
                }
            }

            Assert.Equal(Math.Exp(-0.5 * ((dr * dr) + (dc * dc)) / (length * length)), sum / n, 0.03);
        }
    }

    [Fact]
    public void Fields_repeat_with_their_seed_and_differ_between_numbers()
    {
        float[][] once = new CorrelatedNoise(Height, Width, 1.5, 7).Realisations(6, 1), again = new CorrelatedNoise(Height, Width, 1.5, 7).Realisations(6, 3);
        Assert.Equal(once, again);
        var fourth = new float[Height * Width];
        new CorrelatedNoise(Height, Width, 1.5, 7).Realise(3, fourth);
        Assert.Equal(once[3], fourth);
        float[][] other = new CorrelatedNoise(Height, Width, 1.5, 8).Realisations(6);
        double[] products = [.. Enumerable.Range(0, 5).Select(k => once[k].Zip(once[k + 1], (a, b) => (double)a * b).Average()), .. Enumerable.Range(0, 6).Select(k => once[k].Zip(other[k], (a, b) => (double)a * b).Average())];

        // A mean over 720 pixels with L = 1.5 has a standard deviation of √(2π L²/720) ≈ 0.14.
        Assert.All(products, p => Assert.InRange(p, -0.6, 0.6));
        Assert.InRange(products.Average(Math.Abs), 0.001, 0.25);
    }

    [Fact]
    public void A_negative_length_and_a_wrong_room_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new CorrelatedNoise(4, 4, -1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CorrelatedNoise(4, 4, double.NaN, 1));
        Assert.Throws<ArgumentException>(() => new CorrelatedNoise(4, 4, 1, 1).Realise(0, new float[15]));
    }
}

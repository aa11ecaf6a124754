using Stria.Core;
using Stria.Measurement.Stxm;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Measurement;

public sealed class RegistrationTests
{
    private const double Limit_px = 0.06;

    [Theory]
    [InlineData(1000, false)]
    [InlineData(1000, true)]
    public void Planted_drifts_are_found_to_six_hundredths_of_a_pixel(double counts, bool contrastChanges)
    {
        (double[] rows, double[] columns) = Path(30, jump: 0);
        RegistrationResult found = Registration.Find(Made.DriftingParticle(rows, columns, counts, 1, contrastChanges), new RegistrationOptions());
        Assert.InRange(Made.Scatter(found.Rows, rows), 1e-4, Limit_px);
        Assert.InRange(Made.Scatter(found.Columns, columns), 1e-4, Limit_px);
        Assert.Equal(0, found.Rows[0]);
        Assert.Equal(0, found.Columns[0]);
        Assert.InRange(found.PairResidual, 0.001, 0.3);
    }

    [Theory]
    [InlineData(6, 29 + 28 + 27 + 26 + 25 + 24 + 20 + 14 + 5)]
    [InlineData(2, 29 + 28 + 7 + 5 + 2)]
    [InlineData(1, 29 + 4 + 3 + 1)]
    public void A_narrow_band_of_neighbours_measures_few_far_pairs_and_finds_the_same_drift(int neighbours, int pairs)
    {
        (double[] rows, double[] columns) = Path(30, jump: 0);
        RegistrationResult found = Registration.Find(Made.DriftingParticle(rows, columns, 1000, 1, contrastChanges: true), new RegistrationOptions { Neighbours = neighbours });
        Assert.InRange(Made.Scatter(found.Rows, rows), 0, Limit_px);
        Assert.InRange(Made.Scatter(found.Columns, columns), 0, Limit_px);
        Assert.Equal(pairs, found.PairCount);
    }

    [Fact]
    public void Jumps_of_ten_pixels_are_followed()
    {
        (double[] rows, double[] columns) = Path(24, jump: 10);
        RegistrationResult found = Registration.Find(Made.DriftingParticle(rows, columns, 1000, 2, true), new RegistrationOptions());
        Assert.True(rows.Zip(rows.Skip(1), (a, b) => Math.Abs(b - a)).Max() > 9);
        Assert.InRange(Made.Scatter(found.Rows, rows), 0, Limit_px);
        Assert.InRange(Made.Scatter(found.Columns, columns), 0, Limit_px);
    }

    [Fact]
    public void Hot_pixels_do_not_disturb_after_despiking()
    {
        (double[] rows, double[] columns) = Path(24, jump: 0);
        SpectralStack stack = Made.DriftingParticle(rows, columns, 1000, 3, true);
        var random = new SeededRandom(4);
        for (int f = 2; f < 24; f += 3)
        {
            stack.Counts[(f * stack.Grid.Count) + random.Below(stack.Grid.Count)] = 40_000;
        }

        RegistrationResult found = Registration.Find(Despike.Find(stack, NoiseModel.Poisson).Stack, new RegistrationOptions());
        Assert.InRange(Made.Scatter(found.Rows, rows), 0, Limit_px);
        Assert.InRange(Made.Scatter(found.Columns, columns), 0, Limit_px);
    }

    [Fact]
    public void One_two_and_three_threads_give_the_same_bits()
    {
        (double[] rows, double[] columns) = Path(12, jump: 0);
        SpectralStack stack = Made.DriftingParticle(rows, columns, 500, 5, true);
        RegistrationResult one = Registration.Find(stack, new RegistrationOptions { Threads = 1 });
        foreach (int threads in (int[])[2, 3])
        {
            RegistrationResult more = Registration.Find(stack, new RegistrationOptions { Threads = threads });
            Assert.Equal(one.Rows, more.Rows);
            Assert.Equal(one.Columns, more.Columns);
        }
    }

    [Fact]
    public void Frames_that_do_not_move_are_found_not_to_move()
    {
        RegistrationResult found = Registration.Find(Made.DriftingParticle(new double[10], new double[10], 1000, 6, false), new RegistrationOptions());
        Assert.InRange(found.Longest, 0, 0.15);
    }

    [Theory]
    [InlineData(40, 40)]
    [InlineData(120, 60)]
    public void Frames_that_show_nothing_are_left_where_they_are(int height, int width)
    {
        RegistrationResult found = Registration.Find(Made.Stack(Made.Energies(5), height, width, (_, _, _) => 100), new RegistrationOptions());
        Assert.Equal(0, found.Longest);
    }

    [Theory]
    [InlineData(20, 24)]
    [InlineData(30, 44)]
    [InlineData(50, 52)]
    public void Small_images_are_registered_too(int height, int width)
    {
        double[] rows = [0, 0.4, 1.3, 2.2, 1.6, 3.1], columns = [0, -0.6, -1.1, 0.3, -2.4, -1.9];
        var random = new SeededRandom(8);
        SpectralStack stack = Made.Stack(Made.Energies(6), height, width, (f, r, c) =>
        {
            double y = r - rows[f] - (0.5 * height), x = c - columns[f] - (0.5 * width);
            return random.Poisson(3000 * Math.Exp(-0.8 / (1 + Math.Exp(((y * y) + (0.6 * x * x) - 16) / 5))));
        });
        RegistrationResult found = Registration.Find(stack, new RegistrationOptions());
        Assert.InRange(Made.Scatter(found.Rows, rows), 0, 0.15);
        Assert.InRange(Made.Scatter(found.Columns, columns), 0, 0.15);
    }

    [Fact]
    public void One_frame_has_nowhere_to_move() =>
        Assert.Equal([0], Registration.Find(Made.Stack([510], 20, 20, (_, r, c) => r * c), new RegistrationOptions()).Rows);

    private static (double[] Rows, double[] Columns) Path(int frames, double jump)
    {
        var random = new SeededRandom(9);
        double[] rows = new double[frames], columns = new double[frames];
        double y = 0, x = 0;
        for (int f = 1; f < frames; f++)
        {
            (y, x) = (y + (0.12 * random.Normal()), x + (0.12 * random.Normal()));
            (y, x) = f == frames / 2 ? (y + jump, x - (0.6 * jump)) : (y, x);
            (rows[f], columns[f]) = (y + (3.7 * f / frames), x - (2.4 * f / frames));
        }

        return (rows, columns);
    }
}

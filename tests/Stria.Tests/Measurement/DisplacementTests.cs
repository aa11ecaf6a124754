using Stria.Core;
using Stria.Measurement.Stxm;

namespace Stria.Tests.Measurement;

/// <summary>The parts of registration: pyramids, correlation of two images, the network of pairs.</summary>
public sealed class DisplacementTests
{
    private const int Side = 48;

    [Fact]
    public void Sliding_products_are_the_sums_at_each_displacement_on_top_of_what_was_there()
    {
        float[] a = [.. Enumerable.Range(0, 21).Select(i => (float)((i * 5 % 7) - 3))], b = [.. Enumerable.Range(0, 29).Select(i => (float)((i * 3 % 11) - 4))];
        var sums = new double[9];
        Array.Fill(sums, 100);
        SlidingProducts.Add(a, b, sums);
        for (int d = 0; d < sums.Length; d++)
        {
            Assert.Equal(100 + a.Select((v, i) => v * b[i + d]).Sum(), sums[d]);
        }
    }

    [Theory]
    [InlineData(3, 7)]
    [InlineData(8, 7)]
    [InlineData(64, 7)]
    [InlineData(71, 7)]
    [InlineData(3, 5)]
    [InlineData(8, 5)]
    [InlineData(64, 5)]
    [InlineData(71, 5)]
    [InlineData(71, 12)]
    public void What_is_left_over_of_a_line_counts_once_whatever_its_length(int length, int displacements)
    {
        float[] a = [.. Enumerable.Range(0, length).Select(i => (float)((i * 5 % 7) - 3))], b = [.. Enumerable.Range(0, length + displacements - 1).Select(i => (float)((i * 3 % 11) - 4))];
        var sums = new double[displacements];
        SlidingProducts.Add(a, b, sums);
        Assert.Equal(Enumerable.Range(0, displacements).Select(d => (double)a.Select((v, i) => v * b[i + d]).Sum()), sums);
    }

    [Fact]
    public void Energies_of_the_window_are_its_sums_of_squares_at_each_displacement()
    {
        const int Height = 31, Width = 43, Reach = 3;
        float[] image = [.. Enumerable.Range(0, Height * Width).Select(i => (float)Math.Sin(i * 0.37) * (1 + (i % 5)))];
        FrameStore store = MemoryFrames.New(1, ImagePyramid.Length(Height, Width));
        double[] found = PairCorrelation.Energies(new ImagePyramid(store, 0, image, Height, Width).Levels[0], (4, 27), (5, 38), Reach);
        for (int k = 0; k < found.Length; k++)
        {
            (int dy, int dx) = ((k / 7) - Reach, (k % 7) - Reach);
            double expected = Enumerable.Range(4, 23).Sum(r => Enumerable.Range(5, 33).Sum(c => Math.Pow(image[((r + dy) * Width) + c + dx], 2)));
            Assert.Equal(expected, found[k], 1e-9 * expected);
        }
    }

    [Fact]
    public void A_pyramid_halves_down_to_its_smallest_side_and_keeps_the_mean()
    {
        FrameStore store = MemoryFrames.New(1, ImagePyramid.Length(96, 120));
        float[] image = [.. Enumerable.Range(0, 96 * 120).Select(i => (float)(i % 13))];
        var pyramid = new ImagePyramid(store, 0, image, 96, 120);
        (int, int)[] sizes = [(96, 120), (48, 60), (24, 30)];
        Assert.Equal(sizes, pyramid.Levels.Select(l => (l.Height, l.Width)));
        Assert.Equal(sizes.Sum(s => s.Item1 * s.Item2), store.FrameLength);
        Assert.All(pyramid.Levels, l => Assert.Equal(image.Average(), l.Image.ToArray().Average(), 1e-3f));
    }

    [Fact]
    public void A_small_image_has_one_level() => Assert.Equal(20 * 300, ImagePyramid.Length(20, 300));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, -2)]
    [InlineData(-4, 5)]
    public void A_whole_displacement_is_found_and_stays_when_refined(int down, int right)
    {
        FrameStore store = MemoryFrames.New(2, ImagePyramid.Length(Side, Side));
        ImagePyramid first = new(store, 0, Spot(0, 0), Side, Side), second = new(store, 1, Spot(down, right), Side, Side);
        (double row, double column) = PairCorrelation.Search(first, second, 10);
        Assert.Equal(down, row, 0.1);
        Assert.Equal(right, column, 0.1);
        (row, column) = PairCorrelation.Refine(first.Levels[0], second.Levels[0], down, right);
        Assert.Equal(down, row, 0.05);
        Assert.Equal(right, column, 0.05);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3.5, -7.25)]
    [InlineData(-12.2, 9.8)]
    public void Large_images_are_searched_at_half_their_resolution_and_found_to_a_fraction_of_a_pixel(double down, double right)
    {
        const int Large = 160;
        FrameStore store = MemoryFrames.New(2, ImagePyramid.Length(Large, Large));
        ImagePyramid first = new(store, 0, Ring(0, 0, Large), Large, Large), second = new(store, 1, Ring(down, right, Large), Large, Large);
        first.Levels[0].Values.Clear(); // not looked at
        (double row, double column) = PairCorrelation.Search(first, second, 20);
        Assert.Equal(down, row, 0.3);
        Assert.Equal(right, column, 0.3);
    }

    [Fact]
    public void Images_without_anything_in_them_are_not_displaced()
    {
        FrameStore store = MemoryFrames.New(2, ImagePyramid.Length(Side, Side));
        ImagePyramid first = new(store, 0, new float[Side * Side], Side, Side), second = new(store, 1, new float[Side * Side], Side, Side);
        Assert.Equal((0.0, 0.0), PairCorrelation.Search(first, second, 10));
    }

    [Fact]
    public void Pairs_that_agree_give_the_displacements_of_all_frames()
    {
        (int First, int Second)[] pairs = Pairs();
        RegistrationResult found = ShiftNetwork.Solve(5, pairs, Measured(pairs));
        AssertPlanted(found, 1e-9);
        Assert.Equal(0, found.RejectedPairs);
        Assert.Equal(10, found.PairCount);
        Assert.Equal(0, found.PairResidual, 1e-9);
    }

    [Fact]
    public void A_pair_that_contradicts_the_others_is_rejected()
    {
        (int First, int Second)[] pairs = Pairs();
        (double Row, double Column)[] measured = Measured(pairs);
        measured[4] = (measured[4].Row + 5, measured[4].Column);
        RegistrationResult found = ShiftNetwork.Solve(5, pairs, measured);
        AssertPlanted(found, 0.01);
        Assert.Equal(1, found.RejectedPairs);
    }

    [Fact]
    public void The_longest_displacement_is_by_both_axes()
    {
        Assert.Equal(5, new RegistrationResult([0, 3, 1], [0, -4, 1], 0, 0, 0).Longest, 1e-12);
        Assert.Equal(0, RegistrationResult.None(3).Longest);
    }

    private static double[] Rows { get; } = [0, 1.5, -2, 3, 0.25];

    private static double[] Columns { get; } = [0, -0.5, 4, 1, 2];

    private static void AssertPlanted(RegistrationResult found, double tolerance)
    {
        for (int f = 0; f < Rows.Length; f++)
        {
            Assert.Equal(Rows[f], found.Rows[f], tolerance);
            Assert.Equal(Columns[f], found.Columns[f], tolerance);
        }
    }

    private static (int First, int Second)[] Pairs() => [.. Enumerable.Range(0, 5).SelectMany(i => Enumerable.Range(i + 1, 4 - i).Select(j => (i, j)))];

    private static (double Row, double Column)[] Measured((int First, int Second)[] pairs) =>
        [.. pairs.Select(p => (Rows[p.Second] - Rows[p.First], Columns[p.Second] - Columns[p.First]))];

    private static float[] Spot(int down, int right) =>
        [.. Enumerable.Range(0, Side * Side).Select(i => (float)Math.Exp(-(Square((i / Side) - 24 - down) + Square((i % Side) - 24 - right)) / 18.0))];

    private static float[] Ring(double down, double right, int side) =>
        [.. Enumerable.Range(0, side * side).Select(i =>
        {
            double y = (i / side) - (0.5 * side) - down, x = (i % side) - (0.5 * side) - right;
            return (float)Math.Exp(-Math.Pow(Math.Sqrt((y * y) + (0.6 * x * x)) - 30, 2) / 8);
        })];

    private static int Square(int value) => value * value;
}

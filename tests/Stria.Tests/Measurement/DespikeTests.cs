using Stria.Core;
using Stria.Measurement.Stxm;
using Stria.Measurement.Synthesis;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Measurement;

public sealed class DespikeTests
{
    [Fact]
    public void Planted_hot_and_dead_pixels_are_found_and_nothing_else()
    {
        var random = new SeededRandom(3);
        (int Frame, int Row, int Column)[] planted = [(0, 0, 0), (0, 12, 20), (1, 39, 7), (2, 25, 49), (2, 26, 12), (3, 5, 5)];
        SpectralStack stack = Made.Stack(Made.Energies(4), 40, 50, (f, r, c) => planted.Contains((f, r, c)) ? (c == 5 ? 3 : 4000) : random.Poisson(c < 25 ? 800 : 300));
        float[] before = [.. stack.Counts];
        DespikedStack found = Despike.Find(stack, NoiseModel.Poisson);
        Assert.Equal(planted, found.Spikes.Select(s => (int.Parse(s.Frame), s.Row, s.Column)));
        Assert.All(planted, p => Assert.True(float.IsNaN(found.Stack.Frame(p.Frame)[(p.Row * 50) + p.Column])));
        Assert.Equal(planted.Length, found.Stack.Counts.Count(float.IsNaN));
        Assert.All(found.Spikes, s => Assert.InRange(s.Expected, s.Column < 25 ? 700 : 240, s.Column < 25 ? 900 : 360));
        Assert.Equal(before, stack.Counts);
    }

    [Fact]
    public void A_stack_that_is_given_away_is_marked_itself_and_the_same_spikes_are_found()
    {
        var random = new SeededRandom(8);
        SpectralStack stack = Made.Stack(Made.Energies(3), 33, 47, (_, r, c) => (r * c) % 311 == 17 ? 5000 : random.Poisson(c > r ? 900 : 90));
        DespikedStack copied = Despike.Find(stack, NoiseModel.Poisson), taken = Despike.TakeOver(stack, NoiseModel.Poisson);
        Assert.Equal(copied.Spikes, taken.Spikes);
        Assert.Same(stack.Frames, taken.Stack.Frames);
        Assert.Equal(copied.Stack.Counts, taken.Stack.Counts);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0.4, 30)]
    public void Whole_vectors_are_passed_over_only_where_no_pixel_is_a_spike_by_the_sorted_neighbours(double gain, double floor)
    {
        var random = new SeededRandom(9);
        var noise = new NoiseModel(gain, floor);
        SpectralStack stack = Made.Stack(Made.Energies(1), 64, 71, (_, r, c) => random.Poisson(r / 9 % 2 == c / 7 % 2 ? 40 : 900) * (random.Below(60) == 0 ? 1.7 : 1));
        float[] image = stack.Counts;
        var expected = new List<(int, int)>();
        for (int p = 0; p < image.Length; p++)
        {
            (int row, int column) = (p / 71, p % 71);
            float[] around = [.. from r in Enumerable.Range(row - 1, 3) from c in Enumerable.Range(column - 1, 3) where r >= 0 && r < 64 && c >= 0 && c < 71 && (r, c) != (row, column) select image[(r * 71) + c]];
            Array.Sort(around);
            double median = around.Length % 2 == 1 ? around[around.Length / 2] : 0.5f * (around[(around.Length / 2) - 1] + around[around.Length / 2]);
            double limit = 6 * (Math.Sqrt(noise.Variance(median + gain)) + (0.5 * (around[^2] - around[1])));
            if (Math.Abs(image[p] - median) > limit)
            {
                expected.Add((row, column));
            }
        }

        Assert.InRange(expected.Count, 3, 400);
        Assert.Equal(expected, Despike.Find(stack, noise).Spikes.Select(s => (s.Row, s.Column)));
    }

    [Fact]
    public void Two_hot_pixels_side_by_side_are_both_found()
    {
        var random = new SeededRandom(4);
        SpectralStack stack = Made.Stack(Made.Energies(1), 20, 20, (_, r, c) => r == 9 && c is 9 or 10 && r == 9 ? 9000 + c : random.Poisson(500));
        Assert.Equal([(9, 9), (9, 10)], Despike.Find(stack, NoiseModel.Poisson).Spikes.Select(s => (s.Row, s.Column)));
    }

    [Theory]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(17)]
    [InlineData(29)]
    public void Spikes_are_found_in_every_column_of_frames_of_any_width_each_once(int width)
    {
        var random = new SeededRandom(11);
        SpectralStack stack = Made.Stack(Made.Energies(width), 7, width, (f, r, c) => (r, c) == (3, f) ? 9000 : random.Poisson(500));
        Assert.Equal(Enumerable.Range(0, width).Select(c => (3, c)), Despike.Find(stack, NoiseModel.Poisson).Spikes.Select(s => (s.Row, s.Column)));
    }

    [Fact]
    public void The_edge_of_a_particle_is_no_spike()
    {
        SpectralStack stack = CoreShellScene.Make(Made.V2O5, new CoreShellOptions { Seed = 5, Height = 56, Width = 76, HotPixels = false }).Stack;
        Assert.Empty(Despike.Find(stack, NoiseModel.Poisson).Spikes);
    }

    [Theory]
    [InlineData(0.3, false)]
    [InlineData(1.5, false)]
    [InlineData(2, true)]
    [InlineData(4, true)]
    [InlineData(20, true)]
    public void Low_counts_raise_fewer_false_alarms_than_one_in_a_hundred_thousand(double mean, bool zerosMasked)
    {
        var random = new SeededRandom(6);
        SpectralStack stack = Made.Stack(Made.Energies(12), 200, 200, (_, _, _) => random.Poisson(mean));
        stack = zerosMasked ? FrameSelection.Select(stack, new FrameSelectionOptions { Content = StackContent.Intensity }).Stack : stack;
        Assert.Equal(12, stack.FrameCount);
        Assert.InRange(Despike.Find(stack, NoiseModel.Poisson).Spikes.Count, 0, 4);
    }

    [Fact]
    public void The_number_of_threads_and_holes_beside_do_not_matter()
    {
        var random = new SeededRandom(7);
        SpectralStack stack = Made.Stack(Made.Energies(5), 30, 30, (f, r, c) => (r, c) switch
        {
            (10, 10) => 9000,
            (10, 11) or (11, 10) => double.NaN,
            _ => random.Poisson(400),
        });
        DespikedStack one = Despike.Find(stack, NoiseModel.Poisson, threads: 1), three = Despike.Find(stack, NoiseModel.Poisson, threads: 3);
        Assert.Equal(5, one.Spikes.Count);
        Assert.Equal(one.Spikes, three.Spikes);
        Assert.Equal(one.Stack.Counts, three.Stack.Counts);
    }

    [Fact]
    public void A_higher_threshold_finds_fewer()
    {
        var random = new SeededRandom(8);
        SpectralStack stack = Made.Stack(Made.Energies(3), 60, 60, (f, r, c) => (r, c) == (30, 30) ? 700 : random.Poisson(400));
        Assert.Equal(3, Despike.Find(stack, NoiseModel.Poisson, 4).Spikes.Count(s => (s.Row, s.Column) == (30, 30)));
        Assert.Empty(Despike.Find(stack, NoiseModel.Poisson, 20).Spikes);
    }
}

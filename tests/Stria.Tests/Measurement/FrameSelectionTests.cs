using Stria.Core;
using Stria.Measurement.Stxm;

namespace Stria.Tests.Measurement;

public sealed class FrameSelectionTests
{
    private static readonly FrameSelectionOptions Plain = new() { Content = StackContent.Intensity };

    [Fact]
    public void Descending_energies_are_sorted_and_said_to_descend()
    {
        SpectralStack stack = Made.Stack([530, 520, 510], 2, 3, (f, r, c) => 100 + (10 * f) + (3 * r) + c);
        SelectedFrames selected = FrameSelection.Select(stack, Plain);
        Assert.Equal([510, 520, 530], selected.Stack.PhotonEnergies_eV);
        Assert.Equal(["2", "1", "0"], selected.Stack.FrameNames);
        Assert.Equal(stack.Frame(2).ToArray(), selected.Stack.Frame(0).ToArray());
        Remark remark = Assert.Single(selected.Remarks);
        Assert.Equal(RemarkKind.Warning, remark.Kind);
        Assert.Contains("descend from frame 0 to 2", remark.Text);
    }

    [Fact]
    public void Unsorted_energies_are_sorted_and_the_first_offender_is_named()
    {
        SelectedFrames selected = FrameSelection.Select(Made.Stack([510, 530, 520, 540], 2, 2, (f, _, _) => 100 + f), Plain);
        Assert.Equal([510, 520, 530, 540], selected.Stack.PhotonEnergies_eV);
        Assert.Equal([100f, 102, 101, 103], Enumerable.Range(0, 4).Select(f => selected.Stack.Frame(f)[0]));
        Assert.Contains("first at frame 2, 520.000 eV", Assert.Single(selected.Remarks).Text);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.0006)]
    [InlineData(0.001)]
    public void Frames_of_one_energy_are_averaged_and_named(double apart)
    {
        SpectralStack stack = Made.Stack([510, 520, 520 + apart, 530], 1, 10, (f, _, c) => f == 2 && c == 1 ? double.NaN : 100 * (f + 1));
        SelectedFrames selected = FrameSelection.Select(stack, Plain with { Content = StackContent.OpticalDensity });
        Assert.Equal(3, selected.Stack.FrameCount);
        Assert.Equal(520 + (apart / 2), selected.Stack.PhotonEnergies_eV[1], 1e-9);
        Assert.Equal([250f, 200, 250], selected.Stack.Frame(1)[..3].ToArray());
        Assert.Equal(["0", "1+2", "3"], selected.Stack.FrameNames);
        Assert.Contains(selected.Remarks, r => r.Kind == RemarkKind.Warning && r.Text.Contains("Frames 1, 2 have one energy (520.000 eV)", StringComparison.Ordinal));
    }

    [Fact]
    public void Frames_two_thousandths_apart_stay_two() =>
        Assert.Equal(4, FrameSelection.Select(Made.Stack([510, 520, 520.002, 530], 1, 1, (_, _, _) => 5), Plain).Stack.FrameCount);

    [Fact]
    public void Values_that_cannot_be_used_are_masked_and_counted_by_frame_and_reason()
    {
        SpectralStack stack = Made.Stack(Made.Energies(3), 10, 10, (f, r, c) => (f, r, c) switch
        {
            (0, 0, 0) => double.NaN,
            (0, 0, 1) => double.PositiveInfinity,
            (0, 0, 2) => 0,
            (1, 0, 0) => -4,
            (1, 0, < 3) => 60000,
            _ => 500,
        });
        float[] before = [.. stack.Counts];
        SelectedFrames selected = FrameSelection.Select(stack, Plain with { Saturation = 60000 });
        Assert.Equal([(2, 1, 0), (0, 1, 2), (0, 0, 0)], selected.Masked.Select(m => (m.NotNumbers, m.NotPositive, m.Saturated)));
        Assert.Equal([3, 3, 0], Enumerable.Range(0, 3).Select(f => selected.Stack.Frame(f).ToArray().Count(float.IsNaN)));
        Assert.All(selected.Stack.Counts, v => Assert.True(float.IsNaN(v) || v == 500));
        Assert.Contains(selected.Remarks, r => r.Text.Contains("6 values in 2 of 3 frames", StringComparison.Ordinal));
        Assert.Equal(before, stack.Counts);
    }

    [Fact]
    public void A_stack_that_is_given_away_is_masked_itself_to_the_same_values()
    {
        SpectralStack Stack() => Made.Stack(Made.Energies(4), 9, 10, (f, r, c) => (f + (10 * r) + c) % 29 == 0 ? -1 : 500 + f);
        SpectralStack given = Stack();
        SelectedFrames copied = FrameSelection.Select(Stack(), Plain), masked = FrameSelection.TakeOver(given, Plain);
        Assert.Equal(copied.Stack.Counts, masked.Stack.Counts);
        Assert.Same(given.Counts, masked.Stack.Counts);
        Assert.Equal(copied.Masked, masked.Masked);
        Assert.Contains(given.Counts, float.IsNaN);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(64)]
    [InlineData(101)]
    public void The_range_of_a_frame_is_that_of_all_its_values(int length)
    {
        float[] frame = [.. Enumerable.Range(0, length).Select(i => (float)((i * 37 % 101) - 40))];
        foreach (int place in (int[])[0, length / 2, length - 1])
        {
            float before = frame[place];
            frame[place] = 900;
            Assert.Equal(new FrameRange(frame.Min(), 900, true), FrameRange.Of(frame));
            frame[place] = -900;
            Assert.Equal(new FrameRange(-900, frame.Max(), true), FrameRange.Of(frame));
            frame[place] = float.NaN;
            Assert.Equal((frame.Where(float.IsFinite).Max(), false), (FrameRange.Of(frame).Highest, FrameRange.Of(frame).IsFinite));
            frame[place] = float.PositiveInfinity;
            Assert.False(FrameRange.Of(frame).IsFinite);
            frame[place] = before;
        }
    }

    [Fact]
    public void Optical_densities_may_be_zero_or_negative()
    {
        SpectralStack stack = Made.Stack(Made.Energies(3), 1, 4, (f, _, c) => (0.3 * c) - 0.3);
        SelectedFrames selected = FrameSelection.Select(stack, new FrameSelectionOptions());
        Assert.Equal(StackContent.OpticalDensity, selected.Content);
        Assert.All(selected.Masked, m => Assert.Equal(0, m.Total));
    }

    [Theory]
    [InlineData(20, 4)]
    [InlineData(21, 3)]
    public void A_frame_more_than_a_fifth_masked_is_left_out_with_a_warning_that_names_it(int bad, int left)
    {
        SpectralStack stack = Made.Stack(Made.Energies(4), 10, 10, (f, r, c) => f == 2 && (10 * r) + c < bad ? double.NaN : 500);
        SelectedFrames selected = FrameSelection.Select(stack, Plain);
        Assert.Equal(left, selected.Stack.FrameCount);
        Assert.Equal(left == 3, selected.Remarks.Any(r => r.Kind == RemarkKind.Warning && r.Text.Contains("Frame 2 (512.000 eV) is left out: 21.0", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_full_counter_is_recognised_by_its_many_equal_values()
    {
        SelectedFrames full = FrameSelection.Select(Made.Stack(Made.Energies(3), 20, 20, (f, r, c) => r == 0 && c < 8 ? 65535 : 900 + c), new FrameSelectionOptions());
        Assert.Equal([8, 8, 8], full.Masked.Select(m => m.Saturated));
        Assert.Contains(full.Remarks, r => r.Kind == RemarkKind.Assumed && r.Text.Contains("24 values equal 65535", StringComparison.Ordinal));
        SelectedFrames single = FrameSelection.Select(Made.Stack(Made.Energies(3), 20, 20, (f, r, c) => r == 0 && c < 3 ? 65535 : 900 + c), new FrameSelectionOptions());
        Assert.All(single.Masked, m => Assert.Equal(0, m.Total));
    }

    [Fact]
    public void Frames_are_left_out_by_number_and_by_window()
    {
        SpectralStack stack = Made.Stack(Made.Energies(10), 2, 2, (f, _, _) => 100 + f);
        SelectedFrames selected = FrameSelection.Select(stack, Plain with { Exclude = ["4", "6"], Lowest_eV = 512, Highest_eV = 518 });
        Assert.Equal([512, 513, 515, 517, 518], selected.Stack.PhotonEnergies_eV);
        Assert.Contains("5 of 10 frames left out", Assert.Single(selected.Remarks).Text);
    }

    [Fact]
    public void Dwell_times_follow_their_frames()
    {
        var stack = new SpectralStack([520, 510, 510, 530], new ImageGrid(1, 1), [1, 2, 3, 4], Provenance.Of("made")) { Dwells = [1, 2, 4, 8] };
        Assert.Equal([3, 1, 8], FrameSelection.Select(stack, Plain).Stack.Dwells!);
    }

    [Theory]
    [InlineData(double.NaN, "photon energy 'NaN'")]
    [InlineData(0, "photon energy '0'")]
    [InlineData(-510, "photon energy '-510'")]
    public void An_energy_that_is_no_positive_number_is_refused(double energy, string part)
    {
        SpectralStack stack = Made.Stack([510, energy, 530], 2, 2, (_, _, _) => 100);
        string message = Assert.Throws<DataException>(() => FrameSelection.Select(stack, Plain)).Message;
        Assert.Contains("made: frame 1", message);
        Assert.Contains(part, message);
    }

    [Fact]
    public void Too_few_frames_and_unknown_frames_are_refused_with_the_numbers()
    {
        SpectralStack stack = Made.Stack(Made.Energies(5), 2, 2, (_, _, _) => 100);
        Assert.Contains("only 2 usable frames of 5; at least 3", Assert.Throws<DataException>(() => FrameSelection.Select(stack, Plain with { Highest_eV = 511 })).Message);
        Assert.Contains("frame '7' is to be excluded, but the frames are 0 … 4", Assert.Throws<DataException>(() => FrameSelection.Select(stack, Plain with { Exclude = ["7"] })).Message);
    }

    [Theory]
    [InlineData(StackContent.Intensity, 300.5, 900)]
    [InlineData(StackContent.Transmission, 0.35, 1.02)]
    [InlineData(StackContent.OpticalDensity, -0.02, 1.9)]
    [InlineData(StackContent.OpticalDensity, 0.02, 1.1)]
    public void What_the_numbers_are_is_recognised_by_where_the_open_area_lies(StackContent content, double sampleEnd, double openEnd)
    {
        // Two thirds of the field open, one third sample; open is the upper end of a transmission, the lower end of an optical density.
        bool inverted = content == StackContent.OpticalDensity;
        SpectralStack stack = Made.Stack(Made.Energies(4), 30, 30, (f, r, c) =>
        {
            double share = r < 20 ? 0.98 + (0.02 * Math.Sin(r + c + f)) : 0.7 * Math.Abs(Math.Sin(r * c));
            return sampleEnd + ((inverted ? 1 - share : share) * (openEnd - sampleEnd));
        });
        Assert.Equal(content, FrameSelection.RecogniseContent(stack, out string reason));
        Assert.NotEmpty(reason);
    }

    [Fact]
    public void Whole_numbers_are_counts_however_small() =>
        Assert.Equal(StackContent.Intensity, FrameSelection.RecogniseContent(Made.Stack(Made.Energies(3), 4, 4, (f, r, c) => r + c), out _));
}

using Stria.Core;

namespace Stria.Tests.Core.Imaging;

/// <summary>Frames in memory, and stacks whose counts have been given back.</summary>
public sealed class FrameStoreTests
{
    private static readonly ImageGrid Grid = new(2, 3);

    [Fact]
    public void Frames_and_the_array_that_they_were_made_of_are_the_same_memory()
    {
        float[] values = [0, 1, 2, 3, 4, 5];
        var frames = new MemoryFrames(values, 2);
        frames.Frame(1)[0] = 30;
        values[5] = 50;
        Assert.Same(values, frames.Array);
        Assert.Equal(30f, values[3]);
        Assert.Equal([30f, 4, 50], frames.Frame(1).ToArray());
        Assert.Equal((2, 3, 6L), (frames.FrameCount, frames.FrameLength, frames.Count));
    }

    [Theory]
    [InlineData(7, 2)]
    [InlineData(5, 0)]
    [InlineData(2, 3)]
    public void Values_that_make_no_equal_frames_are_refused(int values, int frames)
    {
        var e = Assert.Throws<ArgumentException>(() => new MemoryFrames(new float[values], frames));
        Assert.Contains($"{values} values make no {frames} frames.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Shortened_frames_are_the_first_values_of_each_and_their_own_memory()
    {
        float[] values = [0, 1, 2, 3, 4, 5];
        var frames = new ShortenedFrames(new MemoryFrames(values, 2), 2);
        frames.Frame(1)[1] = 40;
        Assert.Equal((2, 2, 4L), (frames.FrameCount, frames.FrameLength, frames.Count));
        Assert.Equal([0f, 1], frames.Frame(0).ToArray());
        Assert.Equal([3f, 40], frames.Frame(1).ToArray());
        Assert.Equal(40f, values[4]);
        Assert.Null(frames.Array);
        Assert.Same(values, new ShortenedFrames(new MemoryFrames(values, 2), 3).Array);
        Assert.Equal((5, 7), (frames.Another(5, 7).FrameCount, frames.Another(5, 7).FrameLength));
    }

    [Fact]
    public void Shortened_frames_end_where_they_were_shortened()
    {
        var whole = new MemoryFrames([0, 1, 2, 3, 4, 5], 2);
        var frames = new ShortenedFrames(whole, 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => frames.Part(0, 1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ShortenedFrames(whole, 4));
    }

    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(1, 0, 3)]
    [InlineData(1, 2, 0)]
    public void A_part_of_a_frame_is_that_part_of_the_whole(int frame, int first, int length)
    {
        var frames = new MemoryFrames([0, 1, 2, 3, 4, 5], 2);
        Assert.Equal(Enumerable.Range((frame * 3) + first, length).Select(i => (float)i), frames.Part(frame, first, length).ToArray());
    }

    [Fact]
    public void A_part_beyond_the_last_value_is_refused()
    {
        var frames = new MemoryFrames([0, 1, 2, 3, 4, 5], 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => { frames.Part(1, 2, 2); });
        Assert.Throws<ArgumentOutOfRangeException>(() => { frames.Part(2, 0, 1); });
    }

    [Fact]
    public void A_copy_has_the_values_and_goes_its_own_way()
    {
        var frames = new MemoryFrames([0, 1, 2, 3, 4, float.NaN], 3);
        FrameStore copy = frames.Copy();
        Assert.Equal(frames.Array, copy.Array!);
        copy.Frame(0)[0] = 9;
        Assert.Equal(0f, frames.Array[0]);
        frames.Frame(2)[0] = 8;
        Assert.Equal(4f, copy.Frame(2)[0]);
    }

    [Fact]
    public void Another_store_is_of_zeros_and_of_its_own_size()
    {
        FrameStore another = new MemoryFrames([1, 2, 3, 4], 2).Another(3, 5);
        Assert.Equal((3, 5), (another.FrameCount, another.FrameLength));
        Assert.Equal(new float[15], another.Array!);
        Assert.Equal(0L, MemoryFrames.New(0, 5).Count);
    }

    [Fact]
    public void More_values_than_can_be_counted_are_refused() => Assert.Throws<OverflowException>(() => MemoryFrames.New(100_000, 100_000));

    [Fact]
    public void A_stack_without_its_counts_still_knows_all_but_them()
    {
        var stack = new SpectralStack([510, 512], Grid, new float[12], Provenance.Of("made").Then("aligned")) { Dwells = [1, 2], FrameNames = ["7", "9"] };
        SpectralStack bare = stack.WithoutCounts();
        Assert.Equal([510.0, 512], bare.PhotonEnergies_eV);
        Assert.Equal(["7", "9"], bare.FrameNames);
        Assert.Equal([1.0, 2], bare.Dwells!);
        Assert.Same(stack.Grid, bare.Grid);
        Assert.Same(stack.Provenance, bare.Provenance);
        Assert.Equal((2, 6, 12L), (bare.FrameCount, bare.Frames.FrameLength, bare.Frames.Count));
        Assert.Equal(12, stack.Counts.Length);
    }

    [Fact]
    public void Optical_densities_without_their_values_still_know_all_but_them()
    {
        var usable = new PixelMask(2, 3, [true, true, false, true, true, true]);
        var od = new OpticalDensityStack([510, 512], Grid, new float[12], usable, [900, 950], NoiseModel.Poisson);
        OpticalDensityStack bare = od.WithoutValues();
        Assert.Equal([510.0, 512], bare.PhotonEnergies_eV);
        Assert.Equal([900.0, 950], bare.Incident);
        Assert.Same(usable, bare.Usable);
        Assert.Same(Grid, bare.Grid);
        Assert.Equal(NoiseModel.Poisson, bare.Noise);
        Assert.Equal((2, 6, 12L), (bare.FrameCount, bare.Frames.FrameLength, bare.Frames.Count));
        Assert.Throws<InvalidOperationException>(() => { bare.Frame(0); });
        Assert.Equal(12, od.Values.Length);
    }

    [Fact]
    public void Asking_for_counts_that_were_given_back_is_a_mistake()
    {
        SpectralStack bare = new SpectralStack([510, 512], Grid, new float[12], Provenance.Of("made")).WithoutCounts();
        var frame = Assert.Throws<InvalidOperationException>(() => { bare.Frame(0); });
        Assert.Equal("The values of this stack were given back after the last step that needs them.", frame.Message);
        Assert.Equal("The counts do not lie in one array; ask for frames.", Assert.Throws<InvalidOperationException>(() => bare.Counts).Message);
        var another = Assert.Throws<InvalidOperationException>(() => bare.Frames.Another(1, 1));
        Assert.Equal("The values of this stack were given back: its kind of frames is not known any more.", another.Message);
        Assert.Throws<InvalidOperationException>(() => bare.Frames.Copy());
    }

    [Theory]
    [InlineData(2, 6, "2 frames of 6 counts for 3 energies and 2 × 3 pixels.")]
    [InlineData(3, 5, "3 frames of 5 counts for 3 energies and 2 × 3 pixels.")]
    public void Frames_of_another_number_or_size_make_no_stack(int count, int length, string reason)
    {
        FrameStore frames = MemoryFrames.New(count, length);
        var e = Assert.Throws<ArgumentException>(() => new SpectralStack([1, 2, 3], Grid, frames, Provenance.Of("made")));
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reference_has_the_name_of_its_spectrum_and_no_scale_until_it_is_given_one()
    {
        var reference = new ReferenceSpectrum(new Spectrum([510, 511], [0.1, 0.2], "charged"), 0.25);
        Assert.Equal("charged", reference.Name);
        Assert.Equal(ReferenceScale.OpticalDensityOfUnknownThickness, reference.Scale);
        Assert.Null(reference.Phase);
        Assert.Null(reference.Source);
        Assert.Equal(0.25, (reference with { Scale = ReferenceScale.MassAttenuation }).Composition);
    }
}

using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files;

/// <summary>Frames on disk keep to the contract of frames.</summary>
public sealed class ScratchFramesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ScratchSpace space;

    public ScratchFramesTests() => space = new ScratchSpace(Path.GetDirectoryName(folder.Path("x"))!, 1 << 20);

    public void Dispose()
    {
        space.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(0, 5, 6)]
    [InlineData(0, -1, 2)]
    [InlineData(0, 3, -1)]
    [InlineData(3, 0, 1)]
    [InlineData(-1, 0, 1)]
    [InlineData(1, 2, int.MaxValue)]
    public void A_part_that_does_not_lie_inside_is_refused_with_its_numbers(int frame, int first, int length)
    {
        FrameStore frames = space.New(3, 10);
        var e = Assert.Throws<ArgumentOutOfRangeException>(() => { frames.Part(frame, first, length); });
        Assert.Contains($"{length} values from {first} of frame {frame} do not lie in 3 frames of 10 values.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_copy_on_disk_has_the_values_and_goes_its_own_way()
    {
        FrameStore frames = space.New(2, 3);
        frames.Frame(0).Fill(4);
        frames.Frame(1)[2] = 9;
        FrameStore copy = frames.Copy();
        Assert.Equal([4f, 4, 4], copy.Frame(0).ToArray());
        Assert.Equal([0f, 0, 9], copy.Frame(1).ToArray());
        copy.Frame(0)[0] = 7;
        Assert.Equal(4f, frames.Frame(0)[0]);
        Assert.Null(copy.Array);
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(10, 0)]
    public void A_store_of_nothing_needs_no_file(int frames, int length)
    {
        FrameStore store = space.New(frames, length);
        Assert.Equal((frames, length, 0L), (store.FrameCount, store.FrameLength, store.Count));
        Assert.Null(store.Array);
    }

    [Fact]
    public void Room_that_the_disk_does_not_have_leaves_nothing_behind()
    {
        Assert.Contains("has no room", Assert.Throws<DataException>(() => space.New(1 << 20, 1 << 27)).Message, StringComparison.Ordinal);
        Assert.Empty(folder.Names());
        Assert.Equal(6L, space.New(2, 3).Count);
    }

    [Fact]
    public void A_space_with_hardly_any_memory_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ScratchSpace(folder.Path("x"), (1 << 20) - 1));

    [Fact]
    public void Values_on_disk_do_not_pose_as_one_array()
    {
        var usable = new PixelMask(1, 3, [true, true, true]);
        var densities = new OpticalDensityStack([700, 705], new ImageGrid(1, 3), space.New(2, 3), usable, [1, 1], NoiseModel.Poisson);
        Assert.Equal("The optical densities do not lie in one array; ask for frames.", Assert.Throws<InvalidOperationException>(() => densities.Values).Message);
        Assert.Equal([0f, 0, 0], densities.Frame(1).ToArray());
        var region = new ScanRegion(ScanKind.ImageStack, [new ScanAxis("energy", "eV", [700, 705]), new ScanAxis("sample_y", "µm", [0]), new ScanAxis("sample_x", "µm", [0, 1, 2])], space.New(2, 3));
        Assert.Equal("The values do not lie in one array; ask for frames.", Assert.Throws<InvalidOperationException>(() => region.Values).Message);
    }

    [Fact]
    public void Frames_on_disk_are_written_as_those_in_memory()
    {
        FrameStore frames = space.New(2, 6);
        for (int i = 0; i < 12; i++)
        {
            frames.Frame(i / 6)[i % 6] = i;
        }

        float[] values = [.. Enumerable.Range(0, 12).Select(i => (float)i)];
        TiffWriter.Write(folder.Path("disk.tif"), new ImageGrid(2, 3), frames, "made");
        TiffWriter.Write(folder.Path("memory.tif"), new ImageGrid(2, 3), new MemoryFrames(values, 2), "made");
        Assert.Equal(File.ReadAllBytes(folder.Path("memory.tif")), File.ReadAllBytes(folder.Path("disk.tif")));
    }
}

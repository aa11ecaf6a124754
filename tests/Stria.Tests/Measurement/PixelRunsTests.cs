using Stria.Core;
using Stria.Measurement.Stxm;

namespace Stria.Tests.Measurement;

public sealed class PixelRunsTests
{
    [Fact]
    public void Runs_end_where_a_pixel_is_left_out()
    {
        int[] pixels = [3, 4, 5, 9, 11, 12];
        Span<int> ends = stackalloc int[pixels.Length];
        Assert.Equal([3, 4, 6], ends[..PixelRuns.Find(pixels, ends)].ToArray());
        Assert.Equal([1], ends[..PixelRuns.Find([7], ends)].ToArray());
    }

    [Fact]
    public void Values_of_chosen_pixels_of_all_frames_are_gathered_with_room_between_the_frames()
    {
        var frames = new MemoryFrames([.. Enumerable.Range(0, 60).Select(i => (float)i)], 3);
        int[] pixels = [2, 3, 4, 8, 19];
        float[] to = [.. Enumerable.Repeat(-1f, 21)];
        PixelRuns.Gather(frames, pixels, to, 7);
        Assert.Equal(Enumerable.Range(0, 3).SelectMany(f => (float[])[.. pixels.Select(p => (float)((20 * f) + p)), -1, -1]), to);
    }
}

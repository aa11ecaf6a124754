using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files;

public sealed class ScratchSpaceTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Frames_on_disk_keep_their_values_while_their_memory_is_given_back_again_and_again()
    {
        using var space = new ScratchSpace(Path.GetDirectoryName(folder.Path("x"))!, 1 << 20);
        FrameStore frames = space.New(30, 50_000), other = frames.Another(2, 7);
        for (int f = 0; f < 30; f++)
        {
            Span<float> frame = frames.Frame(f);
            for (int i = 0; i < frame.Length; i++)
            {
                frame[i] = (f * 1000) + (i % 997);
            }
        }

        Assert.True(space.Releases >= 5, $"{space.Releases} releases");
        for (int f = 29; f >= 0; f--)
        {
            Assert.Equal((f * 1000) + (49_999 % 997), frames.Part(f, 49_999, 1)[0]);
            Assert.Equal(f * 1000, frames.Frame(f)[0]);
        }

        Assert.True(other.Frame(1).IndexOfAnyExcept(0f) < 0);
        Assert.Equal(1_500_000, frames.Count);
        Assert.Null(frames.Array);
        Assert.Equal(frames.Frame(3).ToArray(), frames.Copy().Frame(3).ToArray());
    }

    [Fact]
    public async Task Stores_that_nobody_holds_are_given_back_while_others_are_asked_for()
    {
        using var space = new ScratchSpace(Path.GetDirectoryName(folder.Path("x"))!, 1 << 20);
        using var stop = new CancellationTokenSource();
        Task collecting = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                GC.Collect(0);
                Thread.Sleep(2);
            }
        });
        float sum = 0;
        for (int i = 0; i < 200; i++)
        {
            Span<float> frame = space.New(1, 1000).Frame(0);
            frame.Fill(1);
            sum += frame[999];
        }

        await stop.CancelAsync();
        await collecting;
        Assert.Equal(200, sum);
    }

    [Fact]
    public void The_files_have_no_name_and_leave_nothing_behind()
    {
        using var space = new ScratchSpace(Path.GetDirectoryName(folder.Path("x"))!, 1 << 20);
        FrameStore frames = space.New(3, 1000);
        frames.Frame(0)[0] = 1;
        Assert.Empty(folder.Names());
    }

    [Fact]
    public void A_span_in_use_stays_valid_when_its_pages_are_given_back()
    {
        using var space = new ScratchSpace(Path.GetDirectoryName(folder.Path("x"))!, 1 << 20);
        FrameStore frames = space.New(20, 100_000);
        Span<float> first = frames.Frame(0);
        first.Fill(5);
        int before = space.Releases;
        for (int f = 1; f < 20; f++)
        {
            frames.Frame(f).Fill(f);
        }

        Assert.True(space.Releases > before);
        Assert.Equal(100_000, first.Count(5f));
        first[7] = 6;
        Assert.Equal(6, frames.Frame(0)[7]);
    }

    [Fact]
    public void What_the_program_leaves_behind_is_given_back_when_it_is_much_until_the_space_is_given_up()
    {
        using var space = new ScratchSpace(Path.GetDirectoryName(folder.Path("x"))!, 1 << 20);
        byte[][] held = Leave(space, lookFor: true);
        Assert.True(space.Collections > 0);
        GC.KeepAlive(held);
        space.Dispose();
        int before = space.Collections;
        Leave(space, lookFor: false);
        Assert.Equal(before, space.Collections);
    }

    // The second look comes after a collection that the first one has waited for.
    private static byte[][] Leave(ScratchSpace space, bool lookFor)
    {
        byte[][] left = [.. Enumerable.Range(0, 40).Select(_ => new byte[1 << 20])];
        for (int i = 0; i < 3 && !(lookFor && space.Collections > 0); i++)
        {
            GC.Collect(0);
            GC.WaitForPendingFinalizers();
        }

        return left;
    }

    [Fact]
    public void What_lies_outside_or_has_no_room_is_refused()
    {
        using var space = new ScratchSpace(Path.GetDirectoryName(folder.Path("x"))!, 1 << 20);
        FrameStore frames = space.New(3, 10);
        Assert.Throws<ArgumentOutOfRangeException>(() => { frames.Part(0, 5, 6); });
        Assert.Throws<ArgumentOutOfRangeException>(() => { frames.Frame(3); });
        using var nowhere = new ScratchSpace(folder.Path("no/such"), 1 << 20);
        Assert.Throws<DataException>(() => nowhere.New(1, 10));
        using var small = new ScratchSpace("/dev/shm", 1 << 20);
        if (Directory.Exists("/dev/shm"))
        {
            Assert.Contains("no room", Assert.Throws<DataException>(() => small.New(1 << 20, 1 << 24)).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("nxstxm")]
    [InlineData("data-exchange")]
    [InlineData(".ncb")]
    [InlineData(".stk")]
    [InlineData(".tif")]
    public void Every_reader_lays_the_same_frames_on_disk_as_in_memory(string format)
    {
        string path = Made(format);
        using var space = new ScratchSpace(Path.GetDirectoryName(folder.Path("x"))!, 1 << 20);
        SpectralStack inMemory = StackReaders.Read(path).ToStack(), onDisk = StackReaders.Read(path, new StackReadOptions { NewFrames = space.New }).ToStack();
        Assert.Null(onDisk.Frames.Array);
        Assert.Throws<InvalidOperationException>(() => onDisk.Counts);
        for (int f = 0; f < 4; f++)
        {
            Assert.Equal(inMemory.Frame(f).ToArray(), onDisk.Frame(f).ToArray());
        }
    }

    private string Made(string format)
    {
        string path = folder.Path("a" + (format.StartsWith('.') ? format : ".hdf5"));
        switch (format)
        {
            case "nxstxm":
                NxstxmWriter.Write(path, SampleFormula.Stack(), new NxstxmDetails { RingCurrent_mA = [400, 390, 410, 400] });
                break;
            case "data-exchange":
                DataExchangeWriter.Write(path, SampleFormula.Stack());
                break;
            case ".ncb":
                (string header, byte[] data) = MadeStacks.AxisParts(10, (0.3, 0), (0.2, 0));
                folder.Write("a.dat", header);
                File.WriteAllBytes(path, data);
                break;
            case ".stk":
                File.WriteAllBytes(path, MadeStacks.StonyBrookBytes());
                break;
            default:
                File.WriteAllBytes(path, MadeTiff.Of(new MadeTiff.Options(Compression: 5)));
                folder.Write("a.txt", "510\n515.6\n518.3\n529\n");
                break;
        }

        return path;
    }
}

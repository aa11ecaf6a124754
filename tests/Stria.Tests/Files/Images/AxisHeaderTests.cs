using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files;

/// <summary>Headers of aXis2000 line by line, and heads of Stony Brook stacks number by number.</summary>
public sealed class AxisHeaderTests : IDisposable
{
    private static readonly string[] Good = ["3 2 -1", "0 2", "0 1", "2", "700", "705"];
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(0, "3 2 0", "line 1: the scale is 0. A positive number is wanted for 16-bit data, a negative one for 32-bit data.")]
    [InlineData(0, "3.5 2 -1", "the number of columns is 3.5; a positive whole number is wanted.")]
    [InlineData(0, "3 0 -1", "the number of rows is 0; a positive whole number is wanted.")]
    [InlineData(0, "3 2", "line 1: '3 2' should be columns, rows and scale.")]
    [InlineData(0, "100000 100000 -1", "announces 2 frames of 100000 × 100000 pixels: more values than an array can hold.")]
    [InlineData(1, "0 x", "line 2: '0 x' should be first and last x.")]
    [InlineData(2, "0", "line 3: '0' should be first and last y.")]
    [InlineData(3, "-2", "the number of energies is -2; a positive whole number is wanted.")]
    [InlineData(3, "5", "announces 5 energies in line 4, and 2 lines follow. Perhaps the file was cut.")]
    [InlineData(3, "1", "has 48 bytes where its header announces 24. Perhaps header and data belong to different measurements.")]
    [InlineData(4, "0", "the photon energy of frame 0 (of 2, from 0) is 0.")]
    [InlineData(5, "7o5", "line 6: '7o5' should be photon energy.")]
    public void A_header_with_one_bad_line_is_refused_with_that_line(int line, string text, string reason)
    {
        string[] lines = [.. Good];
        lines[line] = text;
        string path = Put(lines, Singles());
        Assert.Contains(reason, Assert.Throws<DataException>(() => Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Blank_lines_are_passed_over_and_counted()
    {
        string path = Put(["", Good[0], "", .. Good[1..5], "7o5"], Singles());
        Assert.Contains("line 8: '7o5' should be photon energy.", Assert.Throws<DataException>(() => Read(path)).Message, StringComparison.Ordinal);
        Assert.Equal(2, Read(Put(["", Good[0], "", .. Good[1..]], Singles())).Regions[0].Axes[0].Points.Length);
    }

    [Theory]
    [InlineData("0 2", "0 1", new[] { 0f, 1, 2, 3, 4, 5 })]
    [InlineData("2 0", "0 1", new[] { 2f, 1, 0, 5, 4, 3 })]
    [InlineData("0 2", "1 0", new[] { 3f, 4, 5, 0, 1, 2 })]
    [InlineData("2 0", "1 0", new[] { 5f, 4, 3, 2, 1, 0 })]
    public void An_axis_that_runs_downwards_turns_the_frame_along_itself_alone(string x, string y, float[] first)
    {
        ScanRegion region = Read(Put(["3,2,-1", x, y, "2", "\t700", "705"], Singles())).Regions.Single();
        Assert.Equal(first, region.Values[..6]);
        Assert.Equal(first.Select(value => value + 6), region.Values[6..]);
        Assert.Equal([0.0, 1], region.Axes[1].Points);
        Assert.Equal([0.0, 1, 2], region.Axes[2].Points);
    }

    [Fact]
    public void Whole_numbers_are_divided_by_the_scale_sign_and_all()
    {
        short[] numbers = [4, -8, 32767, -32768, 0, 1];
        Scan scan = Read(Put(["3 2 4", "0 2", "0 1", "1", "700"], [.. numbers.SelectMany(number => BitConverter.GetBytes(number))]));
        Assert.Equal([1, -2, 8191.75f, -8192, 0, 0.25f], scan.Regions.Single().Values);
        Assert.Contains(scan.Remarks, remark => remark.Text == "16-bit whole numbers divided by the scale 4: steps of 0.25.");
    }

    [Fact]
    public void Frames_keep_their_names_and_dwells_where_every_line_gives_them()
    {
        ScanRegion region = Read(Put([.. Good, "img a 700 3.0", "img b 705 4.0"], Singles())).Regions.Single();
        Assert.Equal(["img a", "img b"], region.FrameNames!);
        Assert.Equal([3e-3, 4e-3], region.Dwells!.Select(dwell => Math.Round(dwell, 12)));
        ScanRegion same = Read(Put([.. Good, "img 700 3.0", "img 705 0"], Singles())).Regions.Single();
        Assert.Null(same.FrameNames);
        Assert.Null(same.Dwells);
        Assert.Null(Read(Put(Good, Singles())).Regions.Single().Dwells);
    }

    [Fact]
    public void A_header_in_capitals_is_found()
    {
        File.WriteAllLines(folder.Path("a.DAT"), Good);
        File.WriteAllBytes(folder.Path("a.ncb"), Singles());
        Assert.Equal([700.0, 705], Read(folder.Path("a.ncb")).Regions.Single().Axes[0].Points);
    }

    [Theory]
    [InlineData(0, "announces 4 frames of 5 × 0 pixels: there is nothing to read.")]
    [InlineData(4, "announces 4 frames of 0 × 7 pixels: there is nothing to read.")]
    [InlineData(8, "announces 0 frames of 5 × 7 pixels: there is nothing to read.")]
    [InlineData(60, "the photon energy of frame 0 (of 4, from 0) is 0.")]
    [InlineData(72, "the photon energy of frame 3 (of 4, from 0) is 0.")]
    public void A_Stony_Brook_stack_with_a_zero_in_its_head_is_refused(int at, string reason)
    {
        byte[] bytes = MadeStacks.StonyBrookBytes();
        bytes.AsSpan(at, 4).Clear();
        string path = Stack(bytes);
        Assert.Contains(reason, Assert.Throws<DataException>(() => new StonyBrookReader().Read(path, StackReadOptions.Default)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(651, "has 651 bytes where its header announces 652; 1 frames are missing or cut.")]
    [InlineData(656, "has 656 bytes where its header announces 652. Perhaps header and data belong to different measurements.")]
    [InlineData(5, "number of rows should be 4 bytes from byte 4, but the file has 5 bytes. Perhaps it was cut in copying.")]
    public void A_Stony_Brook_stack_of_another_length_is_refused(int length, string reason)
    {
        byte[] bytes = MadeStacks.StonyBrookBytes();
        Array.Resize(ref bytes, length);
        string path = Stack(bytes);
        Assert.Contains(reason, Assert.Throws<DataException>(() => new StonyBrookReader().Read(path, StackReadOptions.Default)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Stony_Brook_stack_without_a_dwell_has_none_and_a_TIFF_is_none()
    {
        byte[] bytes = MadeStacks.StonyBrookBytes();
        bytes.AsSpan(80, 4).Clear();
        string path = Stack(bytes);
        var reader = new StonyBrookReader();
        Assert.Null(reader.Read(path, StackReadOptions.Default).Regions.Single().Dwells);
        Assert.True(reader.Recognises(path));
        File.WriteAllBytes(path, MadeTiff.Of(new MadeTiff.Options()));
        Assert.False(reader.Recognises(path));
        Assert.False(reader.Recognises(folder.Path("absent.stk")));
    }

    private static Scan Read(string path) => new AxisReader().Read(path, StackReadOptions.Default);

    private static byte[] Singles() => [.. Enumerable.Range(0, 12).SelectMany(i => BitConverter.GetBytes((float)i))];

    private string Put(string[] lines, byte[] data)
    {
        File.WriteAllLines(folder.Path("a.dat"), lines);
        File.WriteAllBytes(folder.Path("a.ncb"), data);
        return folder.Path("a.ncb");
    }

    private string Stack(byte[] bytes)
    {
        File.WriteAllBytes(folder.Path("a.stk"), bytes);
        return folder.Path("a.stk");
    }
}

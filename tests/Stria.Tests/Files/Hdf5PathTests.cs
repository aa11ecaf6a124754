using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files;

/// <summary>HDF5 of any layout, opened by the path of its data.</summary>
public sealed class Hdf5PathTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void An_image_by_path_takes_the_energy_that_lies_beside_it()
    {
        Scan scan = Read(new StackReadOptions { Dataset = "scan/image" }, w =>
        {
            w.Write("/scan/image", [1f, 2, 3, 4, 5, 6], [2, 3]);
            w.Write("/scan/energy", [0.525], [1]);
            w.Attribute("/scan/energy", "units", "keV");
        });
        ScanRegion region = Assert.Single(scan.Regions);
        Assert.Equal((ScanKind.Image, "/scan/image"), (region.Kind, region.Name));
        Assert.Equal(525, region.PhotonEnergy_eV, 1e-9);
        Assert.Equal([1f, 2, 3, 4, 5, 6], region.Values);
    }

    [Fact]
    public void An_image_the_other_way_round_is_turned_when_told()
    {
        ScanRegion region = Read(new StackReadOptions { Dataset = "image", AxisOrder = "x,y" }, w => w.Write("/image", [1f, 2, 3, 4, 5, 6], [2, 3])).Regions[0];
        Assert.Equal([3, 2], region.Axes.Select(a => a.Points.Length));
        Assert.Equal([1f, 4, 2, 5, 3, 6], region.Values);
        Assert.True(double.IsNaN(region.PhotonEnergy_eV));
    }

    [Fact]
    public void Dimensions_of_length_one_in_front_are_passed_over_and_that_is_said()
    {
        int asked = 0;
        FrameStore Room(int frames, int length)
        {
            asked++;
            return MemoryFrames.New(frames, length);
        }

        Scan scan = Read(new StackReadOptions { Dataset = "d", NewFrames = Room }, w =>
        {
            w.Write("/d", [.. Enumerable.Range(0, 12).Select(i => (float)i)], [1, 1, 3, 2, 2]);
            w.Write("/energies", [510.0, 511, 512], [3]);
        });
        Assert.Equal([3, 2, 2], scan.Regions[0].Axes.Select(a => a.Points.Length));
        Assert.Equal(Enumerable.Range(0, 12).Select(i => (float)i), scan.Regions[0].Values);
        Assert.Equal(1, asked); // frames are laid where the reader is told
        Assert.Contains(scan.Remarks, r => r.Text.Contains("dimensions of length 1 in front are passed over", StringComparison.Ordinal));
    }

    [Fact]
    public void A_list_of_energies_that_is_not_used_is_told()
    {
        string list = folder.Write("list.txt", "510\n511\n512\n");
        Scan scan = Read(new StackReadOptions { Dataset = "d", EnergiesFile = list }, w =>
        {
            w.Write("/d", new float[12], [3, 2, 2]);
            w.Write("/energies", [700.0, 701, 702], [3]);
        });
        Assert.Equal([700.0, 701, 702], scan.Regions[0].Axes[0].Points);
        Assert.Contains(scan.Remarks, r => r.Kind == RemarkKind.Warning && r.Text.Contains("list.txt are not used", StringComparison.Ordinal));
    }

    [Fact]
    public void A_stack_whose_energies_come_last_is_turned_and_that_is_said()
    {
        Scan scan = Read(new StackReadOptions { Dataset = "d" }, w =>
        {
            w.Write("/d", [.. Enumerable.Range(0, 12).Select(i => (float)i)], [2, 2, 3]);
            w.Write("/photon_energy", [510.0, 511, 512], [3]);
        });
        Assert.Equal([0f, 3, 6, 9, 1, 4, 7, 10, 2, 5, 8, 11], scan.Regions[0].Values);
        Assert.Contains(scan.Remarks, r => r.Kind == RemarkKind.Assumed && r.Text.Contains("2 × 2 × 3 is taken as sample_y, sample_x, energy", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(new[] { 30.0, 30, 30 }, "nm", 30e-9)]
    [InlineData(new[] { 0.03 }, "um", 30e-9)]
    [InlineData(new[] { 30.0, 40 }, "nm", double.NaN)]
    [InlineData(new[] { 30.0 }, "furlong", double.NaN)]
    public void A_list_of_pixel_sizes_counts_when_it_is_one_size_with_a_unit(double[] sizes, string unit, double pitch)
    {
        Scan scan = Read(new StackReadOptions { Dataset = "d" }, w =>
        {
            w.Write("/d", [1f, 2, 3, 4], [2, 2]);
            w.Write("/pixel_sizes", sizes, [sizes.Length]);
            w.Attribute("/pixel_sizes", "unit", unit);
        });
        ImageGrid grid = ScanStacks.Grid(scan.Regions[0].Axes[0], scan.Regions[0].Axes[1]);
        Assert.Equal(pitch, grid.PixelSizeX, 1e-15);
        Assert.Equal(double.IsNaN(pitch), scan.Remarks.Any(r => r.Text.Contains("the pixel size is unknown", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(null, "of a layout that Stria does not know. Give the data by their path (dataset); it holds /d (2 × 2 × 3)")]
    [InlineData("nothing", "there is no dataset 'nothing'. The file holds: /d (2 × 2 × 3)")]
    [InlineData("line", "a stack has three dimensions of numbers, an image two")]
    [InlineData("words", "a stack has three dimensions of numbers, an image two")]
    [InlineData("d", "no photon energies are known for '/d' (2 × 2 × 3)")]
    [InlineData("four", "(further ones in front must have length 1)")]
    public void What_cannot_be_opened_is_refused_with_what_there_is(string? path, string reason)
    {
        var e = Assert.Throws<DataException>(() => Read(new StackReadOptions { Dataset = path }, w =>
        {
            w.Write("/d", new float[12], [2, 2, 3]);
            w.Write("/line", [1f, 2], [2]);
            w.Write("/four", new float[4], [4, 1, 1, 1]);
            w.Write("/words", ["a", "b"]);
        }));
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
        Assert.StartsWith(folder.Path("a.h5"), e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4, null, "has 4 energies, and neither the first nor the last dimension of 2 × 5 × 3 is as long")]
    [InlineData(3, "energy,y,x", "has 3 energies, and the data 2 frames with the axes energy, sample_y, sample_x")]
    public void Energies_that_do_not_fit_are_refused_with_a_hint_at_the_order(int energies, string? order, string reason)
    {
        var e = Assert.Throws<DataException>(() => Read(new StackReadOptions { Dataset = "d", AxisOrder = order }, w =>
        {
            w.Write("/d", new float[30], [2, 5, 3]);
            w.Write("/energy", [.. Enumerable.Range(0, energies).Select(i => 510.0 + i)], [energies]);
        }));
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 3)]
    [InlineData("energy,y", 3)]
    [InlineData("energy,y,y", 3)]
    [InlineData("zyx", 3)]
    [InlineData("energy,x", 2)]
    public void An_order_of_axes_that_is_none_is_the_persons_mistake(string order, int rank) => Assert.Contains(
        rank == 3 ? "write each of energy, y, x once" : "write each of y, x once",
        Assert.Throws<ScenarioException>(() => Read(new StackReadOptions { Dataset = "d", AxisOrder = order }, w =>
        {
            w.Write("/d", new float[8], rank == 3 ? [2, 2, 2] : [4, 2]);
            w.Write("/energy", [510.0, 511], [2]);
        })).Message,
        StringComparison.Ordinal);

    private Scan Read(StackReadOptions options, Action<Hdf5Writer> fill)
    {
        using (var writer = new Hdf5Writer(folder.Path("a.h5")))
        {
            fill(writer);
            writer.Complete();
        }

        return StackReaders.Read(folder.Path("a.h5"), options);
    }
}

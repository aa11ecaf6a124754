using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files;

/// <summary>TIFF that Stria wrote, read back; and the photon energies that images do not say: from lists beside them, or from their names.</summary>
public sealed class TiffEnergyTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("a.txt", "700\n705.5\n", 700.0, 705.5)]
    [InlineData("a.csv", "# energy [keV]\n8.25\n8.5\n", 8250.0, 8500.0)]
    [InlineData("a.dat", "frame;I0;photon energy\n0;5;700\n1;6;705\n", 700.0, 705.0)]
    [InlineData("energies.txt", "* first\n\n% second\n700,\n705,\n", 700.0, 705.0)]
    [InlineData("energy.csv", "705\n700\n", 705.0, 700.0)]
    public void A_list_beside_the_images_gives_their_energies(string name, string text, double first, double second)
    {
        string list = folder.Write(name, text), path = Tiff("a.tif", 2);
        Scan scan = Read(path);
        Assert.Equal([first, second], scan.Regions.Single().Axes[0].Points);
        Assert.Equal([path, list], scan.Files);
        Assert.Contains(scan.Remarks, remark => remark.Text.StartsWith($"Photon energies from {name}: ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("700\n705\n710\n", "holds 3 photon energies, and a.tif 2 images. Perhaps it belongs to another measurement.")]
    [InlineData("1\n2\n", "its numbers run up to 2, which are no photon energies in eV.")]
    [InlineData("700\n0\n", "the photon energy of frame 1 (of 2, from 0) is 0.")]
    [InlineData("-5\n700\n", "the photon energy of frame 0 (of 2, from 0) is -5.")]
    [InlineData("700\n70x\n", "line 2, column 1: '70x' is no finite number.")]
    [InlineData("700\n705 1\n", "line 2: 2 columns where the first row has 1.")]
    [InlineData("nothing\n", "holds no row of numbers.")]
    public void A_list_that_gives_no_energies_is_refused_by_its_own_name(string text, string reason)
    {
        string list = folder.Write("a.txt", text), path = Tiff("a.tif", 2);
        string message = Assert.Throws<DataException>(() => Read(path)).Message;
        Assert.StartsWith(list, message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_that_a_person_gives_goes_before_the_one_beside()
    {
        string path = Tiff("a.tif", 2), given = folder.Write("mine.lst", "800\n810\n");
        folder.Write("a.txt", "700\n705\n");
        Scan scan = new TiffReader().Read(path, new StackReadOptions { EnergiesFile = given });
        Assert.Equal([800.0, 810], scan.Regions.Single().Axes[0].Points);
    }

    [Fact]
    public void Images_without_energies_ask_for_a_list()
    {
        string path = Tiff("a.tif", 2), message = Assert.Throws<DataException>(() => Read(path)).Message;
        Assert.Contains("holds 2 images without photon energies, and there is no list of them beside it (a.txt, energies.txt, one eV per line).", message, StringComparison.Ordinal);
        Assert.Contains("(--energies-file)", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a_706.5_eV.tif", 706.5)]
    [InlineData("a_8353_25eV.tif", 8353.25)]
    [InlineData("s_0710 EV_x.tif", 710.0)]
    [InlineData("level7_event3.tif", double.NaN)]
    [InlineData("a_0eV.tif", double.NaN)]
    [InlineData("plain.tif", double.NaN)]
    public void A_single_image_takes_its_energy_from_its_name(string name, double energy)
    {
        ScanRegion region = Read(Tiff(name, 1)).Regions.Single();
        Assert.Equal(ScanKind.Image, region.Kind);
        Assert.Equal(energy, region.PhotonEnergy_eV);
    }

    [Fact]
    public void Slices_of_a_folder_come_in_the_order_of_their_numbers()
    {
        Directory.CreateDirectory(folder.Path("s"));
        Filled("s/f10-712.5eV.tif", 10, 2, 3);
        Filled("s/f9-710_eV.tif", 9, 2, 3);
        Filled("s/f2-702eV.TIFF", 2, 2, 3);
        folder.Write("s/readme.txt", "not an image");
        Scan scan = Read(folder.Path("s"));
        Assert.Equal([702, 710, 712.5], scan.Regions.Single().Axes[0].Points);
        Assert.Equal([2f, 9, 10], Enumerable.Range(0, 3).Select(i => scan.Regions[0].Values[6 * i]));
        Assert.Contains(scan.Remarks, remark => remark.Kind == RemarkKind.Assumed && remark.Text.StartsWith("Photon energies from the files' names: 702 … 712.5 eV.", StringComparison.Ordinal));
    }

    [Fact]
    public void Slices_that_differ_in_size_or_hold_several_images_are_refused()
    {
        Directory.CreateDirectory(folder.Path("s"));
        Filled("s/f1-700eV.tif", 1, 2, 3);
        Filled("s/f2-701eV.tif", 1, 3, 2);
        string size = Assert.Throws<DataException>(() => Read(folder.Path("s"))).Message;
        Assert.Contains("image 1 is 3 × 2 pixels, and the first 2 × 3. A stack needs images of one size.", size, StringComparison.Ordinal);
        Tiff("s/f2-701eV.tif", 2);
        string several = Assert.Throws<DataException>(() => Read(folder.Path("s"))).Message;
        Assert.Contains("holds 2 images; a folder of slices has one in each file.", several, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_written_reads_back_to_the_last_bit()
    {
        float[] values = [0, 1.5f, -2, float.NaN, float.MaxValue, float.Epsilon, 1e-30f, 3, 4, 5, 6, float.PositiveInfinity];
        TiffWriter.Write(folder.Path("a.tif"), new ImageGrid(2, 3) { PixelSizeX = 50e-9, PixelSizeY = 50e-9 }, new MemoryFrames(values, 2), "made");
        folder.Write("a.txt", "700\n705\n");
        Scan scan = Read(folder.Path("a.tif"));
        Assert.Equal(values, scan.Regions.Single().Values);
        Assert.Equal(50e-9, scan.ToStack().Grid.PixelSizeX, 1e-15);
    }

    [Fact]
    public void A_given_pixel_size_counts_only_where_the_file_has_none()
    {
        var given = new StackReadOptions { PixelSize_m = 200e-9 };
        TiffWriter.Write(folder.Path("own.tif"), new ImageGrid(2, 3) { PixelSizeX = 50e-9, PixelSizeY = 50e-9 }, MemoryFrames.New(1, 6), "made");
        Assert.Equal(50e-9, new TiffReader().Read(folder.Path("own.tif"), given).ToStack().Grid.PixelSizeX, 1e-15);
        string bare = Tiff("bare.tif", 1);
        Assert.Equal(200e-9, new TiffReader().Read(bare, given).ToStack().Grid.PixelSizeX, 1e-15);
        Assert.Equal(["px", "px"], Read(bare).Regions.Single().Axes.Select(axis => axis.Unit));
    }

    [Fact]
    public void Images_of_another_size_than_their_raster_are_not_written()
    {
        var grid = new ImageGrid(2, 3);
        var frames = Assert.Throws<ArgumentException>(() => TiffWriter.Write(folder.Path("a.tif"), grid, MemoryFrames.New(2, 5), "made"));
        Assert.Contains("2 images of 5 values for 2 × 3 pixels.", frames.Message, StringComparison.Ordinal);
        var labels = Assert.Throws<ArgumentException>(() => TiffWriter.Write(folder.Path("a.tif"), grid, new byte[5], "made"));
        Assert.Contains("5 labels for 2 × 3 pixels.", labels.Message, StringComparison.Ordinal);
        Assert.Empty(folder.Names());
    }

    private static Scan Read(string path) => new TiffReader().Read(path, StackReadOptions.Default);

    private string Tiff(string name, int frames)
    {
        TiffWriter.Write(folder.Path(name), new ImageGrid(2, 3), MemoryFrames.New(frames, 6), "made");
        return folder.Path(name);
    }

    private void Filled(string name, float value, int height, int width) =>
        TiffWriter.Write(folder.Path(name), new ImageGrid(height, width), new MemoryFrames([.. Enumerable.Repeat(value, height * width)], 1), "made");
}

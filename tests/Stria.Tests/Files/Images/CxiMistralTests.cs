using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files;

/// <summary>CXI and MISTRAL files made here, with what beamlines leave out.</summary>
public sealed class CxiMistralTests : IDisposable
{
    private const double JoulePerElectronvolt = 1.602176634e-19;
    private const string Normalised = "/SpecNormalized/spectroscopy_normalized", Energy = "/SpecNormalized/energy";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Entries_of_CXI_come_in_the_order_of_their_numbers_with_energies_in_joule()
    {
        Scan scan = Cxi(writer =>
        {
            Entry(writer, 10, 860 * JoulePerElectronvolt, 5);
            Entry(writer, 2, 850 * JoulePerElectronvolt, 3);
        });
        ScanRegion region = scan.Regions.Single();
        Assert.Equal((ScanKind.ImageStack, "entry_2 … entry_10"), (region.Kind, region.Name));
        Assert.Equal(["2", "10"], region.FrameNames!);
        Assert.Equal(850, region.Axes[0].Points[0], 1e-9);
        Assert.Equal(860, region.Axes[0].Points[1], 1e-9);
        Assert.Equal([3f, 3, 3, 3, 3, 3, 5, 5, 5, 5, 5, 5], region.Values);
        Assert.Contains(scan.Remarks, remark => remark.Text == "The reconstruction is real; it is taken as an intensity.");
    }

    [Fact]
    public void A_CXI_of_one_entry_is_an_image_and_an_energy_beyond_all_joules_is_in_electronvolts()
    {
        ScanRegion region = Cxi(writer => Entry(writer, 1, 850, 1)).Regions.Single();
        Assert.Equal((ScanKind.Image, 850.0), (region.Kind, region.PhotonEnergy_eV));
        Assert.Equal(["px", "px"], region.Axes.Select(axis => axis.Unit));
    }

    // λ = 1 nm at 1239.841984 eV; a corner at 0.01 m on both sides and 0.1 m behind the sample: NA = 0.1, and the pixel is λ/(2 NA) = 5 nm.
    [Fact]
    public void The_pixel_of_a_CXI_is_that_of_its_numerical_aperture()
    {
        Scan scan = Cxi(writer =>
        {
            Entry(writer, 1, 1239.841984, 1);
            writer.Write("/entry_1/instrument_1/detector_1/corner_position", new[] { 0.01, -0.01, 0.1 }, [3]);
        });
        Assert.Equal(5e-9, scan.ToStack().Grid.PixelSizeX, 1e-15);
        Assert.Equal(5e-9, scan.ToStack().Grid.PixelSizeY, 1e-15);
        Assert.Contains(scan.Remarks, remark => remark.Text == "Pixel size 5 nm from wavelength and detector corner, λ/(2 NA).");
        Assert.DoesNotContain(scan.Remarks, remark => remark.Kind == RemarkKind.Warning);
    }

    [Fact]
    public void A_list_gives_the_energies_and_with_them_the_pixel_of_a_CXI_without_any()
    {
        string list = folder.Write("list.txt", "1239.841984\n1239.9\n");
        string path = Put(writer =>
        {
            foreach (int number in (int[])[1, 2])
            {
                Entry(writer, number, double.NaN, 1);
                writer.Write($"/entry_{number}/instrument_1/detector_1/corner_position", new[] { 0.01, -0.01, 0.1 }, [3]);
            }
        });
        Scan scan = new CxiReader().Read(path, new StackReadOptions { EnergiesFile = list });
        Assert.Equal([1239.841984, 1239.9], scan.Regions.Single().Axes[0].Points);
        Assert.Equal(5e-9, scan.ToStack().Grid.PixelSizeX, 1e-12);
        Assert.Contains(list, scan.Files);
    }

    [Fact]
    public void Pixels_that_change_with_the_energy_give_their_mean_and_a_warning()
    {
        Scan scan = Cxi(writer =>
        {
            foreach ((int number, double energy) in new[] { (1, 1239.841984), (2, 2 * 1239.841984) })
            {
                Entry(writer, number, energy, 1);
                writer.Write($"/entry_{number}/instrument_1/detector_1/corner_position", new[] { 0.01, 0.01, 0.1 }, [3]);
            }
        });
        Assert.Equal(3.75e-9, scan.ToStack().Grid.PixelSizeX, 1e-15);
        Assert.Contains(scan.Remarks, remark => remark.Kind == RemarkKind.Warning && remark.Text.Contains("from 5 to 2.5 nm; their mean is used.", StringComparison.Ordinal));
    }

    [Fact]
    public void An_entry_without_an_image_is_left_out_and_one_without_an_energy_is_refused()
    {
        Scan scan = Cxi(writer =>
        {
            Entry(writer, 1, 850, 1);
            writer.Write("/entry_2/instrument_1/source_1/energy", 860.0);
        });
        Assert.Contains(scan.Remarks, remark => remark.Text == "'/entry_2' holds no reconstructed image; it is left out.");
        string message = Assert.Throws<DataException>(() => Cxi(writer =>
        {
            Entry(writer, 1, 850, 1);
            writer.Write("/entry_2/image_1/data", new float[6], [2, 3]);
        })).Message;
        Assert.Contains("the photon energy of frame 1 (of 2, from 0) is NaN.", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { 3, 2 }, "the image of entry_2 is 3 × 2, that of entry_1 2 × 3. A stack needs frames of one size")]
    [InlineData(new[] { 2, 3, 1 }, "'/entry_2/image_1/data' is 2 × 3 × 1; an image of two dimensions is wanted.")]
    public void An_image_of_another_shape_is_refused(int[] shape, string reason)
    {
        string message = Assert.Throws<DataException>(() => Cxi(writer =>
        {
            Entry(writer, 1, 850, 1);
            writer.Write("/entry_2/image_1/data", new float[6], shape);
        })).Message;
        Assert.Contains(reason, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Aligned_images_of_MISTRAL_go_before_those_that_are_not()
    {
        Scan scan = Mistral(writer =>
        {
            writer.Write(Normalised, new float[12], [2, 2, 3]);
            writer.Write("/FastAligned/spec_aligned", Numbers(12), [2, 2, 3]);
            writer.Write(Energy, new[] { 700.0, 705 }, [2]);
            writer.Write("/SpecNormalized/x_pixel_size", new[] { 0.5 }, [1]);
            writer.Write("/FastAligned/y_pixel_size", new[] { 0.25 }, [1]);
            writer.Write("/FastAligned/rotation_angle", new[] { 12.5 }, [1]);
        });
        ScanRegion region = scan.Regions.Single();
        Assert.Equal("FastAligned/spec_aligned", region.Name);
        Assert.Equal(Numbers(12), region.Values);
        Assert.Equal([0, 0.25], region.Axes[1].Points);
        Assert.Equal([0, 0.5, 1], region.Axes[2].Points);
        Assert.Equal(("ALBA MISTRAL", "12.5 deg"), (scan.Metadata["beamline"], scan.Metadata["rotation_angle"]));
        Assert.Contains(scan.Remarks, remark => remark.Kind == RemarkKind.Assumed && remark.Text.EndsWith("eV is assumed.", StringComparison.Ordinal));
    }

    [Fact]
    public void Energies_of_MISTRAL_in_keV_are_turned_into_electronvolts_without_a_guess()
    {
        Scan scan = Mistral(writer =>
        {
            writer.Write(Normalised, new float[12], [2, 2, 3]);
            writer.Write(Energy, new[] { 0.5, 0.75 }, [2]);
            writer.Attribute(Energy, "units", "keV");
        });
        Assert.Equal([500.0, 750], scan.Regions.Single().Axes[0].Points);
        Assert.Equal(["px", "px"], scan.Regions[0].Axes.Skip(1).Select(axis => axis.Unit));
        Assert.DoesNotContain(scan.Remarks, remark => remark.Text.EndsWith("eV is assumed.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(2, "nm", "photon energies in 'nm' are not understood; eV, keV and J are.")]
    [InlineData(3, "eV", "'/SpecNormalized/energy' has 3 energies, and '/SpecNormalized/spectroscopy_normalized' 2 frames.")]
    [InlineData(0, "eV", "there are no photon energies beside '/SpecNormalized/spectroscopy_normalized' (dataset 'energy').")]
    public void A_MISTRAL_file_whose_energies_do_not_fit_is_refused(int count, string unit, string reason)
    {
        string message = Assert.Throws<DataException>(() => Mistral(writer =>
        {
            writer.Write(Normalised, new float[12], [2, 2, 3]);
            if (count > 0)
            {
                writer.Write(Energy, Enumerable.Range(700, count).Select(e => (double)e).ToArray(), [count]);
                writer.Attribute(Energy, "units", unit);
            }
        })).Message;
        Assert.Contains(reason, message, StringComparison.Ordinal);
    }

    private static float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(i => (float)i)];

    private static void Entry(Hdf5Writer writer, int number, double energy, float value)
    {
        writer.Write($"/entry_{number}/image_1/data", new[] { value, value, value, value, value, value }, [2, 3]);
        writer.Write($"/entry_{number}/instrument_1/source_1/energy", energy);
    }

    private Scan Cxi(Action<Hdf5Writer> write) => new CxiReader().Read(Put(write), StackReadOptions.Default);

    private Scan Mistral(Action<Hdf5Writer> write) => new MistralReader().Read(Put(write), StackReadOptions.Default);

    private string Put(Action<Hdf5Writer> write)
    {
        using var writer = new Hdf5Writer(folder.Path("a.h5"));
        write(writer);
        writer.Complete();
        return folder.Path("a.h5");
    }
}

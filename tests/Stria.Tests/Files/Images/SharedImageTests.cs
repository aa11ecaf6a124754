using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files;

/// <summary>The exact samples of each format, and what else must open, with what is known of them.</summary>
public sealed class SharedImageTests
{
    [SharedDataTheory]
    [InlineData("formats/sample_i16.ncb", "aXis2000")]
    [InlineData("formats/sample_f32.dat", "aXis2000")]
    [InlineData("formats/sample.stk", "Stony Brook stack")]
    [InlineData("formats/sample.tif", "TIFF")]
    [InlineData("formats/sample_dataexchange.hdf5", "Data Exchange")]
    [InlineData("formats/sample_nxstxm.hdf5", "NXstxm")]
    [InlineData("formats/sample_sdf.hdr", "SDF")]
    public void Every_sample_holds_the_formula_at_every_index(string relative, string format)
    {
        Scan scan = StackReaders.Read(SharedData.Path(relative));
        Assert.Equal(format, scan.Format);
        Assert.Equal(SampleFormula.Energies_eV, scan.Regions.Single().Axes[0].Points);
        Assert.Equal(SampleFormula.Stack().Counts, scan.Regions[0].Values);
    }

    [SharedDataFact]
    public void The_sample_of_a_ptychography_stack_is_the_squared_magnitude_with_energies_from_joule()
    {
        Scan scan = StackReaders.Read(SharedData.Path("formats/sample_cosmic.cxi"));
        ScanRegion region = scan.Regions.Single();
        Assert.Equal(ScanKind.ImageStack, region.Kind);
        for (int e = 0; e < 4; e++)
        {
            Assert.Equal(SampleFormula.Energies_eV[e], region.Axes[0].Points[e], 3);
        }

        float[] expected = [.. SampleFormula.Stack().Counts.Select(value => value / 2000)];
        Assert.All(region.Values.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 2e-7f * 4));
        Assert.Equal(5.24e-9, scan.ToStack().Grid.PixelSizeX, 11);
        Assert.Contains(scan.Remarks, remark => remark.Kind == RemarkKind.Warning && remark.Text.Contains("changes with the energy", StringComparison.Ordinal));
    }

    [SharedDataFact]
    public void The_ptychography_image_of_COSMIC_opens_with_energy_and_pixel_size()
    {
        Scan scan = StackReaders.Read(SharedData.Path("stxm/als_cosmic_ni_l3_truncated/ptycho-scan-856eV.cxi"));
        ScanRegion region = scan.Regions.Single();
        Assert.Equal(ScanKind.Image, region.Kind);
        Assert.Equal([285, 285], region.Axes.Select(axis => axis.Points.Length));
        Assert.Equal(855.906, region.PhotonEnergy_eV, 3);
        Assert.Equal(5.99854e-9, ScanStacks.Grid(region.Axes[0], region.Axes[1]).PixelSizeX, 1e-14);
        ScanRegion magnitude = StackReaders.Read(scan.Path, new StackReadOptions { Dataset = "entry_1/image_1/data" }).Regions.Single();
        Assert.Equal(magnitude.Values[1234] * magnitude.Values[1234], region.Values[1234], 1e-2f);
    }

    [SharedDataTheory]
    [InlineData("txm/ssrl62c_nca/NCA_xanes.csv", 61)]
    [InlineData("txm/ssrl62c_nca/NCA-cell2-soc1-fov1-xanesspectrum.tsv", 47)]
    public void The_bulk_spectra_beside_the_images_open_as_well(string relative, int count)
    {
        ScanRegion region = StackReaders.Read(SharedData.Path(relative)).Regions[0];
        Assert.Equal((ScanKind.PointSpectrum, count), (region.Kind, region.Axes[0].Points.Length));
        Assert.Equal((8250.0, 8640.0), (region.Axes[0].Points[0], region.Axes[0].Points[^1]));
    }

    [Fact]
    public void A_MISTRAL_file_is_a_stack_in_transmission_with_its_pixel_size()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Path("mistral.hdf5");
        using (var writer = new Hdf5Writer(path))
        {
            const string Group = "/SpecNormalized/";
            writer.Write(Group + "spectroscopy_normalized", [.. SampleFormula.Stack().Counts.Select(value => value / 2000)], [4, 5, 7], new Hdf5Storage([1, 5, 7]));
            writer.Write(Group + "energy", SampleFormula.Energies_eV, [4]);
            writer.Write(Group + "x_pixel_size", [0.013], [1]);
            writer.Write(Group + "y_pixel_size", [0.013], [1]);
            writer.Complete();
        }

        Scan scan = StackReaders.Read(path);
        ScanRegion region = scan.Regions.Single();
        Assert.Equal(("MISTRAL", ScanKind.ImageStack, true), (scan.Format, region.Kind, region.IsTransmission));
        Assert.Equal(SampleFormula.Value(3, 4, 6) / 2000, region.Values[^1], 1e-6f);
        Assert.Equal(13e-9, scan.ToStack().Grid.PixelSizeX, 12);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^100]);
        Assert.StartsWith(path, Assert.Throws<DataException>(() => StackReaders.Read(path)).Message, StringComparison.Ordinal);
    }
}

using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files;

public sealed class XradiaReaderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_series_over_energies_is_a_stack_with_pixel_size_and_exposure()
    {
        Scan scan = StackReaders.Read(Put("a.txrm", MadeCompoundFile.Xradia(4, SampleFormula.Energies_eV)));
        ScanRegion region = scan.Regions.Single();
        Assert.Equal((ScanKind.ImageStack, "counts", false), (region.Kind, region.Signal, region.IsTransmission));
        Assert.Equal(SampleFormula.Energies_eV, region.Axes[0].Points);
        Assert.Equal(SampleFormula.Stack().Counts, region.Values);
        Assert.Equal(0.05e-6, scan.ToStack().Grid.PixelSizeX, 12);
        Assert.Equal([2, 2, 2, 2], region.Dwells!);
    }

    [Fact]
    public void A_series_over_angles_is_no_stack_of_energies()
    {
        Dictionary<string, byte[]> streams = MadeCompoundFile.Xradia(2, [510, 510]);
        streams["ImageInfo/Angles"] = [.. BitConverter.GetBytes(-1f), .. BitConverter.GetBytes(1f)];
        ScanRegion region = StackReaders.Read(Put("a.txrm", streams)).Regions.Single();
        Assert.Equal((ScanKind.Other, "angle"), (region.Kind, region.Axes[0].Name));
    }

    [Fact]
    public void A_series_without_energies_says_so_once()
    {
        Scan scan = StackReaders.Read(Put("turned.txrm", MadeCompoundFile.Xradia(6, new double[6])));
        Assert.Single(scan.Remarks, remark => remark.Text.Contains("gives no photon energy", StringComparison.Ordinal));
        Assert.Equal("image", scan.Regions[0].Axes[0].Name);
    }

    [Fact]
    public void An_image_with_a_pixel_that_is_no_number_is_read()
    {
        Dictionary<string, byte[]> streams = MadeCompoundFile.Xradia(1, [510]);
        streams["ImageInfo/DataType"] = BitConverter.GetBytes(10);
        streams["ImageData1/Image1"] = [.. Enumerable.Range(0, 35).SelectMany(i => BitConverter.GetBytes(i == 4 ? float.NaN : i + 1f))];
        Put("a.xrm", streams);
        float[] values = StackReaders.Read(Path.GetDirectoryName(folder.Path("x"))!).Regions.Single().Values;
        Assert.True(float.IsNaN(values[4]) && values.Count(float.IsFinite) == 34);
    }

    [Fact]
    public void Images_without_an_exposure_are_not_divided_by_those_with_one()
    {
        Dictionary<string, byte[]> silent = MadeCompoundFile.Xradia(1, [510], exposure: 0);
        Put("wire_510eV.xrm", silent);
        Put("ref_510eV.xrm", MadeCompoundFile.Xradia(1, [510], exposure: 4));
        Scan scan = StackReaders.Read(Path.GetDirectoryName(folder.Path("x"))!);
        Assert.All(scan.Regions.Single().Values, v => Assert.Equal(1, v, 1e-6f));
        Assert.Contains(scan.Remarks, r => r.Kind == RemarkKind.Assumed && r.Text.StartsWith("wire_510eV.xrm does not say its exposure", StringComparison.Ordinal));
        Assert.Null(scan.Regions[0].Dwells);
        File.Delete(folder.Path("ref_510eV.xrm"));
        Put("wire_520eV.xrm", MadeCompoundFile.Xradia(1, [520], exposure: 4));
        ScanRegion counts = StackReaders.Read(Path.GetDirectoryName(folder.Path("x"))!).Regions.Single();
        Assert.Equal(("counts", "counts"), (counts.Signal, counts.SignalUnit));
        Assert.Equal(counts.Values[..35], counts.Values[35..]);
    }

    [Fact]
    public void A_list_of_energies_and_room_for_frames_are_used()
    {
        var asked = new List<(int, int)>();
        FrameStore Room(int frames, int length)
        {
            asked.Add((frames, length));
            return MemoryFrames.New(frames, length);
        }

        string path = Put("a.txrm", MadeCompoundFile.Xradia(3, new double[3])), list = folder.Write("given.csv", "700\n705\n710\n");
        Scan scan = StackReaders.Read(path, new StackReadOptions { EnergiesFile = list, NewFrames = Room });
        Assert.Equal([700.0, 705, 710], scan.Regions.Single().Axes[0].Points);
        Assert.Equal([path, list], scan.Files);
        Assert.DoesNotContain(scan.Remarks, r => r.Text.Contains("not used", StringComparison.Ordinal));
        Put("b_700eV.xrm", MadeCompoundFile.Xradia(1, [700]));
        Put("b_705eV.xrm", MadeCompoundFile.Xradia(1, [705]));
        Assert.Equal(2, StackReaders.Read(Path.GetDirectoryName(path)!, new StackReadOptions { NewFrames = Room }).Regions.Single().Axes[0].Points.Length);
        Assert.Equal([(3, 35), (2, 35)], asked);
    }

    [Fact]
    public void An_image_with_its_own_reference_is_a_transmission_per_second_of_exposure()
    {
        float[] reference = [.. Enumerable.Repeat(2000f, 35)];
        reference[9] = 0;
        ScanRegion region = StackReaders.Read(Put("a.xrm", MadeCompoundFile.Xradia(1, [515.6], exposure: 2, reference))).Regions.Single();
        Assert.True(region.IsTransmission);
        Assert.Equal(1000f / 2 / 2000, region.Values[0], 1e-6f);
        Assert.True(float.IsNaN(region.Values[9]));
        Assert.Equal(515.6, region.PhotonEnergy_eV);
    }

    [Fact]
    public void A_folder_pairs_repeats_and_references_by_their_energies()
    {
        for (int repeat = 1; repeat <= 2; repeat++)
        {
            Put($"rep01_wire_0510.0_eV_00{repeat}of002.xrm", MadeCompoundFile.Xradia(1, [0]));
            Put($"rep01_wire_0512.5_eV_00{repeat}of002.xrm", MadeCompoundFile.Xradia(1, [0]));
        }

        Put("rep01_wire_0529.0_eV_001of002.xrm", MadeCompoundFile.Xradia(1, [0]));
        Put("rep01_000001_ref_0510.0_eV_001of001.xrm", MadeCompoundFile.Xradia(1, [0], exposure: 1));
        Put("rep01_000002_ref_0512.5_eV_001of001.xrm", MadeCompoundFile.Xradia(1, [0], exposure: 4));
        Scan scan = StackReaders.Read(Path.GetDirectoryName(folder.Path("x"))!);
        ScanRegion region = scan.Regions.Single();
        Assert.Equal([510, 512.5], region.Axes[0].Points);
        Assert.Equal("wire", region.Name);
        Assert.Equal(0.5f, region.Values[3], 1e-6f);
        Assert.Equal(2f, region.Values[35 + 3], 1e-6f);
        Assert.Equal(["529 eV"], region.MissingFrames);
        Assert.Contains(scan.Remarks, remark => remark.Text.Contains("file's name", StringComparison.Ordinal));
        Assert.Equal(6, scan.Files.Count);
    }

    [Fact]
    public void Particles_told_by_a_number_before_the_energy_are_regions_of_their_own()
    {
        foreach (double e in (double[])[8330, 8340, 8350])
        {
            Put(FormattableString.Invariant($"p3_{e}eV.xrm"), MadeCompoundFile.Xradia(1, [e], exposure: 1));
            Put(FormattableString.Invariant($"p4_{e}eV.xrm"), MadeCompoundFile.Xradia(1, [e], exposure: 4));
        }

        Scan scan = StackReaders.Read(Path.GetDirectoryName(folder.Path("x"))!);
        Assert.Equal(["p3", "p4"], scan.Regions.Select(r => r.Name));
        Assert.All(scan.Regions, r => Assert.Equal([8330, 8340, 8350], r.Axes[0].Points));
        Assert.Equal(4, scan.Regions[0].Values[3] / scan.Regions[1].Values[3], 1e-5f);
    }

    [Fact]
    public void Running_numbers_before_the_energy_make_one_stack_and_near_read_backs_one_frame()
    {
        Put("scan_001_700eV.xrm", MadeCompoundFile.Xradia(1, [700.02]));
        Put("scan_002_700eV.xrm", MadeCompoundFile.Xradia(1, [700.03]));
        Put("scan_003_705eV.xrm", MadeCompoundFile.Xradia(1, [705]));
        ScanRegion region = StackReaders.Read(Path.GetDirectoryName(folder.Path("x"))!).Regions.Single();
        Assert.Equal(("scan", 2), (region.Name, region.Axes[0].Points.Length));
        Assert.Equal(700.02, region.Axes[0].Points[0], 1e-4);
    }

    [Fact]
    public void A_cut_image_gives_what_is_there_and_says_how_much()
    {
        string path = Put("a.xrm", MadeCompoundFile.Xradia(20, [.. Enumerable.Range(510, 20).Select(e => (double)e)]));
        byte[] whole = File.ReadAllBytes(path);
        File.WriteAllBytes(path, whole[..^(512 - 42)]);
        Scan scan = StackReaders.Read(path);
        Assert.Equal(SampleFormula.Value(19, 2, 6), scan.Regions[0].Values[(19 * 35) + 20]);
        Assert.Equal(14, scan.Regions[0].Values.Count(float.IsNaN));
        Assert.Contains(scan.Remarks, remark => remark.Text.Contains("Image 19 of a.xrm is cut: 21 of 35 pixels (3 of 5 rows)", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_without_an_image_or_without_its_size_is_refused_with_what_is_absent()
    {
        Dictionary<string, byte[]> without = MadeCompoundFile.Xradia(1, [510]);
        without.Remove("ImageData1/Image1");
        Assert.Contains("no image", Assert.Throws<DataException>(() => StackReaders.Read(Put("b.xrm", without))).Message, StringComparison.Ordinal);
        without["ImageInfo/ImageWidth"] = BitConverter.GetBytes(0);
        Assert.Contains("no image size", Assert.Throws<DataException>(() => StackReaders.Read(Put("b.xrm", without))).Message, StringComparison.Ordinal);
    }

    [SharedDataFact]
    public void The_damaged_reference_of_the_SSRL_gives_its_first_six_rows()
    {
        Scan scan = StackReaders.Read(SharedData.Path("txm/ssrl62c_nca/rep02_000182_ref_20161456_ssrl-test-data_08400.0_eV_002of010.xrm"));
        ScanRegion region = scan.Regions.Single();
        Assert.Equal(6 * 1024, region.Values.Count(float.IsFinite));
        Assert.Equal((12f, 15f, 13f), (region.Values[0], region.Values[1], region.Values[2]));
        Assert.Equal(8400, region.PhotonEnergy_eV);
        Assert.Contains(scan.Remarks, remark => remark.Kind == RemarkKind.Warning && remark.Text.Contains("6 of 1024 rows", StringComparison.Ordinal));
    }

    [SharedDataFact]
    public void The_folder_of_the_SSRL_is_a_stack_of_two_energies_in_transmission()
    {
        Scan scan = StackReaders.Read(SharedData.Path("txm/ssrl62c_nca"));
        ScanRegion region = scan.Regions.Single();
        Assert.Equal([8324.0, 8354.0], region.Axes[0].Points);

        // By olefile and numpy: (13/0.5)/(17/0.3) and (12/0.5)/(24/0.3) in the first pixel.
        Assert.Equal(13 / 0.5 / (17 / 0.3), region.Values[0], 1e-5);
        Assert.Equal(12 / 0.5 / (24 / 0.3), region.Values[1024 * 1024], 1e-5);
        Assert.Equal(31.2e-9, scan.ToStack().Grid.PixelSizeX, 12);
        Assert.Contains(scan.Remarks, remark => remark.Text.StartsWith("rep02_000182", StringComparison.Ordinal));
    }

    [SharedDataTheory]
    [InlineData("txm/aps_txm_mosaic/mosaic_4x4_bin8.xrm", 1024, 29f, 8412.979, 155.789e-9, "mosaic of 4 × 4 fields")]
    [InlineData("txm/aps_txm_nca/ref_xanesocv_8353_0eV.xrm", 1024, 8f, 8353.032, 38.947e-9, "")]
    [InlineData("txm/dxchange/test_chip00.xrm", 512, 15f / 39.884727f / (82f / 40), 7191.046, 77.895e-9, "own reference image")]
    public void The_images_of_real_microscopes_open_with_energy_and_pixel_size(string relative, int size, float first, double energy, double pixel, string remark)
    {
        Scan scan = StackReaders.Read(SharedData.Path(relative));
        ScanRegion region = scan.Regions.Single();
        Assert.Equal([size, size], region.Axes.Select(axis => axis.Points.Length));
        Assert.Equal(first, region.Values[0], 1e-5f);
        Assert.Equal(energy, region.PhotonEnergy_eV, 3);
        Assert.Equal(pixel, ScanStacks.Grid(region.Axes[0], region.Axes[1]).PixelSizeX, 12);
        Assert.Contains(scan.Remarks.Select(r => r.Text).Append(""), text => text.Contains(remark, StringComparison.Ordinal));
    }

    private string Put(string name, Dictionary<string, byte[]> streams)
    {
        File.WriteAllBytes(folder.Path(name), MadeCompoundFile.Of(streams));
        return folder.Path(name);
    }
}

using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files;

/// <summary>SDF beside the plain stack: images, spectra of regions, several channels, ring currents, frames under other numbers.</summary>
public sealed class SdfSingleTests : IDisposable
{
    private const string X = "PAxis = { Name = \"Sample X\"; Unit = \"um\"; Points = (3, 0, 0.1, 0.2); };";
    private const string Y = "QAxis = { Name = \"Sample Y\"; Unit = \"um\"; Points = (2, 5, 5.1); };";
    private const string OneChannel = "(1, { Name = \"counter0\"; Unit = \"Hz\";})", TwoChannels = "(2, { Name = \"counter0\"; Unit = \"Hz\";},\n{ Name = \"diode\"; Unit = \"V\";})";
    private const string Frame = "1\t2\t3\n4\t5\t6\n";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void An_image_has_its_energy_its_dwell_and_its_pixels()
    {
        folder.Write("i_a.xim", Frame);
        Scan scan = StackReaders.Read(Header("i", "Image Scan", "Image", Energies("(1, 525)")));
        ScanRegion region = Assert.Single(scan.Regions);
        Assert.Equal((ScanKind.Image, 525.0, "counter0", "Hz"), (region.Kind, region.PhotonEnergy_eV, region.Signal, region.SignalUnit));
        Assert.Equal([0.002], region.Dwells!);
        Assert.Equal([1f, 2, 3, 4, 5, 6], region.Values);
        Assert.Equal([folder.Path("i.hdr"), folder.Path("i_a.xim")], scan.Files);
        Assert.Equal(0.1e-6, scan.ToStack().Grid.PixelSizeX, 1e-15);
    }

    [Fact]
    public void An_image_that_names_no_energy_has_none()
    {
        folder.Write("i_a000.xim", Frame);
        Assert.True(double.IsNaN(StackReaders.Read(Header("i", "Image Scan", "Image")).Regions[0].PhotonEnergy_eV));
    }

    [Theory]
    [InlineData("Focus Scan", "", ScanKind.Focus)]
    [InlineData("Motor Scan", "", ScanKind.Other)]
    public void What_is_neither_stack_nor_image_keeps_its_kind(string type, string flags, ScanKind kind)
    {
        folder.Write("i_a.xim", Frame);
        Assert.Equal(kind, StackReaders.Read(Header("i", type, flags)).Regions[0].Kind);
    }

    [Fact]
    public void A_header_alone_names_the_image_that_is_missing()
    {
        string path = Header("i", "Image Scan", "Image");
        Assert.Contains("announces i_a.xim, and it does not lie beside it", Refusal(path), StringComparison.Ordinal);
        string stack = Header("s", "NEXAFS Image Scan", "Image Stack", Energies("(2, 510, 520)"));
        Assert.Contains("announces 2 images (s_a000.xim and so on), and none lies beside it", Refusal(stack), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_channels_the_first_is_used_and_said_and_the_other_can_be_chosen()
    {
        folder.Write("i_a.xim", Frame);
        folder.Write("i_b.xim", "7\t8\t9\n10\t11\t12\n");
        string path = Header("i", "Image Scan", "Image", Energies("(1, 525)"), TwoChannels);
        Scan first = StackReaders.Read(path);
        Assert.Equal("counter0", first.Regions[0].Signal);
        Assert.Contains(first.Remarks, r => r.Kind == RemarkKind.Assumed && r.Text.Contains("2 channels (counter0, diode); the first is used", StringComparison.Ordinal));
        Scan second = StackReaders.Read(path, new StackReadOptions { Channel = "Diode" });
        Assert.Equal(("diode", "V", 7f), (second.Regions[0].Signal, second.Regions[0].SignalUnit, second.Regions[0].Values[0]));
        Assert.Empty(second.Remarks);
        string message = Assert.Throws<DataException>(() => StackReaders.Read(path, new StackReadOptions { Channel = "ccd" })).Message;
        Assert.Contains("channel 'ccd' was asked for; the file has counter0, diode", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_region_is_chosen_by_number_or_name_and_another_is_refused()
    {
        for (int i = 0; i < 2; i++)
        {
            folder.Write($"i_a{i}.xim", Frame.Replace('1', (char)('7' + i)));
        }

        string path = Header("i", "Image Scan", "Image", Energies("(1, 525)"), regions: 2);
        Assert.Equal([7f, 8f], StackReaders.Read(path).Regions.Select(r => r.Values[0]));
        Assert.Equal(8f, StackReaders.Read(path, new StackReadOptions { Region = "Region 1" }).Regions.Single().Values[0]);
        Assert.Contains("region '2' was asked for; the file has 2, numbered from 0", Assert.Throws<DataException>(() => StackReaders.Read(path, new StackReadOptions { Region = "2" })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_spectrum_of_a_region_takes_the_column_of_its_channel_and_the_energies_of_the_header()
    {
        string path = Spectra("(3, 510, 511, 512)");
        folder.Write("p_0.xsp", "% spectrum\n510 1 10\n511.4 2 20\n512 3 30\n");
        Scan scan = StackReaders.Read(path);
        ScanRegion region = Assert.Single(scan.Regions);
        Assert.Equal(ScanKind.PointSpectrum, region.Kind);
        Assert.Equal([510.0, 511, 512], region.Axes[0].Points);
        Assert.Equal([1f, 2, 3], region.Values);
        Assert.Contains(scan.Remarks, r => r.Kind == RemarkKind.Warning && r.Text.Contains("differ from the header's by up to 0.4 eV", StringComparison.Ordinal));
        Assert.Equal([10f, 20, 30], StackReaders.Read(path, new StackReadOptions { Channel = "diode" }).Regions[0].Values);
    }

    [Fact]
    public void A_spectrum_that_was_stopped_is_refused_with_both_numbers()
    {
        string path = Spectra("(3, 510, 511, 512)");
        folder.Write("p_0.xsp", "510 1\n511 2\n");
        Assert.Contains("2 energies where the header announces 3. Perhaps the scan was stopped", Refusal(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Ring_currents_of_the_frames_are_the_monitor_when_all_are_there()
    {
        string path = Stack("Image1 = { StorageRingCurrent = 401.5; Energy = 510; };\nImage2 = { StorageRingCurrent = 400; Energy = 520; };\n");
        Assert.Equal([401.5, 400], StackReaders.Read(path).Regions[0].Monitor!);
        Assert.Null(StackReaders.Read(Stack("Image2 = { StorageRingCurrent = 400; };\n")).Regions[0].Monitor);
    }

    [Fact]
    public void An_energy_that_its_own_record_contradicts_is_a_warning()
    {
        string path = Stack("Image000_0 = { Energy = 510.2; };\nImage001_0 = { Energy = 523; };\n");
        Remark warning = Assert.Single(StackReaders.Read(path).Remarks, r => r.Kind == RemarkKind.Warning);
        Assert.Equal("Frame 001: the header lists 520 eV, its record of the frame says 523 eV; the list is used.", warning.Text);
    }

    [Fact]
    public void Frames_under_the_numbers_of_the_plan_find_their_energies()
    {
        folder.Write("s_a001.xim", Frame);
        folder.Write("s_a003.xim", Frame);
        string path = Header("s", "NEXAFS Image Scan", "Image Stack", Energies("(2, 511, 513)"), after: Plan(510, 513, 4));
        Scan scan = StackReaders.Read(path);
        Assert.Equal([511.0, 513], scan.Regions[0].Axes[0].Points);
        Assert.Equal(["000 (510 eV)", "002 (512 eV)"], scan.Regions[0].MissingFrames);
        Assert.Equal(["001", "003"], scan.Regions[0].FrameNames!);
        Assert.Contains(scan.Remarks, r => r.Kind == RemarkKind.Note && r.Text.Contains("agree with its list of 2 energies", StringComparison.Ordinal));
    }

    [Fact]
    public void Frames_under_numbers_that_no_plan_explains_are_taken_in_order_and_that_is_said()
    {
        folder.Write("s_a001.xim", Frame);
        folder.Write("s_a003.xim", Frame);
        Scan scan = StackReaders.Read(Header("s", "NEXAFS Image Scan", "Image Stack", Energies("(2, 600, 610)"), after: Plan(510, 513, 4)));
        Assert.Equal([600.0, 610], scan.Regions[0].Axes[0].Points);
        Assert.Empty(scan.Regions[0].MissingFrames);
        Assert.Contains(scan.Remarks, r => r.Kind == RemarkKind.Assumed && r.Text.Contains("they are taken in order", StringComparison.Ordinal));
    }

    [Fact]
    public void A_series_in_something_else_than_energy_is_no_stack()
    {
        folder.Write("s_a000.xim", Frame);
        folder.Write("s_a001.xim", Frame);
        Scan scan = StackReaders.Read(Header("s", "Image Scan", "Image Stack", Energies("(2, 1, 2)").Replace("Energy", "Polarization", StringComparison.Ordinal)));
        Assert.Equal(ScanKind.Other, scan.Regions[0].Kind);
        Assert.Contains(scan.Remarks, r => r.Text.Contains("differ in 'Polarization', not in photon energy", StringComparison.Ordinal));
        Assert.Throws<DataException>(() => scan.ToStack());
    }

    [Theory]
    [InlineData("i_a000.xim")]
    [InlineData("i_a.xim")]
    [InlineData("i_b12.xim")]
    public void An_image_leads_to_its_header(string image)
    {
        folder.Write("i_a.xim", Frame);
        folder.Write(image, Frame);
        Header("i", "Image Scan", "Image", Energies("(1, 525)"));
        Assert.Equal(525, StackReaders.Read(folder.Path(image)).Regions[0].PhotonEnergy_eV);
    }

    [Fact]
    public void A_time_resolved_image_is_refused_with_where_to_look()
    {
        Header("i", "Image Scan", "Image");
        Assert.Contains("time-resolved (pump–probe) image", Refusal(folder.Write("i_a.bbx", "x")), StringComparison.Ordinal);
    }

    private string Stack(string after)
    {
        folder.Write("s_a000.xim", Frame);
        folder.Write("s_a001.xim", Frame);
        return Header("s", "NEXAFS Image Scan", "Image Stack", Energies("(2, 510, 520)"), after: after);
    }

    private string Spectra(string energies) => folder.Write(
        "p.hdr",
        $"ScanDefinition = {{ Type = \"NEXAFS Point Scan\"; Flags = \"Multi-Region Spectra\"; Dwell = 2;\nRegions = (1, {{ PAxis = {{ Name = \"Energy\"; Unit = \"eV\"; Points = {energies}; }}; }});\nChannels = {TwoChannels};\n}};\n");

    private string Header(string stem, string type, string flags, string stackAxis = "", string channels = OneChannel, int regions = 1, string after = "") => folder.Write(
        stem + ".hdr",
        $"ScanDefinition = {{ Type = \"{type}\"; Flags = \"{flags}\"; Dwell = 2;\nRegions = ({regions}, {string.Join(",\n", Enumerable.Repeat($"{{ {X} {Y} }}", regions))});\n{stackAxis}\nChannels = {channels};\n}};\n{after}");

    private static string Energies(string points) => $"StackAxis = {{ Name = \"Energy\"; Unit = \"eV\"; Points = {points}; }};";

    private static string Plan(double from, double to, int points) =>
        $"ImageScan = {{ ScanType = \"Image (Line - unidirection)\"; EnergyRegions = (1, {{ StartEnergy = {from}; EndEnergy = {to}; Points = {points}; DwellTime = 1; }}); }};\n";

    private static string Refusal(string path) => Assert.Throws<DataException>(() => StackReaders.Read(path)).Message;
}

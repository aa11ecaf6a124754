using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files;

/// <summary>SDF as control programs and accidents make it, written here by hand.</summary>
public sealed class SdfVariantTests : IDisposable
{
    private const string X = "PAxis = { Name = \"Sample X\"; Unit = \"um\"; Points = (3, 0, 0.1, 0.2); };";
    private const string Y = "QAxis = { Name = \"Sample Y\"; Unit = \"um\"; Points = (2, 5, 5.1); };";
    private const string Frame = "1\t2\t3\n4\t5\t6\n";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_stack_with_lines_that_end_in_a_tab_or_not_at_all_opens()
    {
        string path = Stack();
        folder.Write("s_a001.xim", "7\t8\t9\t\r\n10\t-11.5\t+1.2e1");
        Assert.Equal([1f, 2, 3, 4, 5, 6, 7, 8, 9, 10, -11.5f, 12], StackReaders.Read(path).Regions.Single().Values);
    }

    [Theory]
    [InlineData("0.1")]
    [InlineData("353.000000")]
    [InlineData("123456789012345")]
    [InlineData("1234567890123456")]
    [InlineData("12345678901.2345")]
    [InlineData("16777217")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("1.1754944e-38")]
    [InlineData("-0.333333333333333333333")]
    public void A_number_is_read_as_the_nearest_float(string number)
    {
        string path = Stack();
        folder.Write("s_a001.xim", $"1 2 3\n4 5 {number}\n");
        float expected = float.Parse(number, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(expected, StackReaders.Read(path).Regions.Single().Values[^1]);
    }

    [Fact]
    public void A_surplus_brace_of_the_PolLux_converter_is_passed_over_and_noted()
    {
        string path = Stack(energies: "(2, 510, 520})");
        Scan scan = StackReaders.Read(path);
        Assert.Equal([510.0, 520], scan.Regions.Single().Axes[0].Points);
        Assert.Contains(scan.Remarks, r => r.Text.Contains("closing braces too many", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_regions_of_a_stack_are_read_apart()
    {
        string path = folder.Write("s.hdr", Header("NEXAFS Image Scan", "Multi-Region Image Stack", 2, "(2, 510, 520)"));
        for (int energy = 0; energy < 2; energy++)
        {
            for (int region = 0; region < 2; region++)
            {
                int v = (10 * energy) + (100 * region);
                folder.Write($"s_a00{energy}{region}.xim", $"{v} {v + 1} {v + 2}\n{v + 3} {v + 4} {v + 5}\n");
            }
        }

        Scan scan = StackReaders.Read(path);
        Assert.Equal(["region 0", "region 1"], scan.Regions.Select(r => r.Name));
        Assert.Equal([100f, 101, 102, 103, 104, 105, 110, 111, 112, 113, 114, 115], scan.Regions[1].Values);
        Assert.Equal([0f, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15], scan.Regions[0].Values);
        Assert.Equal("region 1", StackReaders.Read(path, new StackReadOptions { Region = "1" }).Regions.Single().Name);
    }

    [Fact]
    public void A_line_scan_becomes_energy_against_position()
    {
        string header = Header("NEXAFS Line Scan", "Image", 1, null)
            .Replace("\"Sample X\"; Unit = \"um\"; Points = (3, 0, 0.1, 0.2)", "\"Energy\"; Unit = \"eV\"; Points = (3, 510, 511, 512)", StringComparison.Ordinal);
        string path = folder.Write("s.hdr", header);
        folder.Write("s_a.xim", Frame);
        ScanRegion region = StackReaders.Read(path).Regions.Single();
        Assert.Equal(ScanKind.LineSpectrum, region.Kind);
        Assert.Equal([510.0, 511, 512], region.Axes[0].Points);
        Assert.Equal(("position", 2), (region.Axes[1].Name, region.Axes[1].Points.Length));
        Assert.Equal([1f, 4, 2, 5, 3, 6], region.Values);
    }

    [Fact]
    public void A_missing_frame_is_listed_and_the_others_keep_their_energies()
    {
        string path = Stack("(3, 510, 520, 530)");
        folder.Write("s_a002.xim", Frame);
        File.Delete(folder.Path("s_a001.xim"));
        ScanRegion region = StackReaders.Read(path).Regions.Single();
        Assert.Equal([510.0, 530], region.Axes[0].Points);
        Assert.Equal(["000", "002"], region.FrameNames!);
        Assert.Equal(["001 (520 eV)"], region.MissingFrames);
    }

    [Fact]
    public void Frames_whose_energies_nobody_knows_are_refused()
    {
        string path = Stack();
        folder.Write("s_a007.xim", Frame);
        Assert.Contains("energies are not known", Refusal(path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1\t2\t3\n4\t5\n", "line 2: 2 values where the header announces 3")]
    [InlineData("1\t2\t3\n", "1 rows where the header announces 2")]
    [InlineData("1\t2\t3\n4\t5\t6\n7\t8\t9\n", "3 rows where the header announces 2")]
    [InlineData("1\t2\t3\n4\tfive\t6\n", "line 2, column 2: 'five' is no number")]
    [InlineData("1\t2\t3\n4\t1.2.3\t6\n", "line 2, column 2: '1.2.3' is no number")]
    [InlineData("", "is empty")]
    public void A_damaged_image_is_refused_with_file_and_place(string content, string reason)
    {
        string path = Stack();
        folder.Write("s_a001.xim", content);
        string message = Refusal(path);
        Assert.Contains(reason, message, StringComparison.Ordinal);
        Assert.Contains("s_a001.xim", message, StringComparison.Ordinal);
    }

    [Fact]
    public void NaN_in_an_image_stays_NaN()
    {
        string path = Stack();
        folder.Write("s_a001.xim", "1\tNaN\t3\n4\t5\t6\n");
        Assert.Equal(float.NaN, StackReaders.Read(path).Regions.Single().Values[7]);
    }

    [Theory]
    [InlineData("(3, 510, 520)", "announces 3 points and lists 2")]
    [InlineData("(2, 510, abc)", "'abc' is no number")]
    [InlineData("(2, 510, 0)", "frame 1")]
    public void A_list_of_energies_that_cannot_be_is_refused(string energies, string reason) =>
        Assert.Contains(reason, Refusal(Stack(energies)), StringComparison.Ordinal);

    [Theory]
    [InlineData("nothing of the kind", "no 'ScanDefinition'")]
    [InlineData("ScanDefinition = { Type = \"Image Scan\"; ", "lists no region")]
    public void A_header_that_is_none_is_refused(string content, string reason) =>
        Assert.Contains(reason, Refusal(folder.Write("h.hdr", content)), StringComparison.Ordinal);

    [Fact]
    public void An_image_without_its_header_is_refused() =>
        Assert.Contains("without its header", Refusal(folder.Write("lone_a000.xim", Frame)), StringComparison.Ordinal);

    [Fact]
    public void A_header_cut_anywhere_is_refused_or_read_and_never_crashes()
    {
        string header = Header("NEXAFS Image Scan", "Image Stack", 1, "(2, 510, 520)");
        Stack();
        int refused = 0;
        for (int length = 1; length < header.Length; length += 3)
        {
            try
            {
                StackReaders.Read(folder.Write("s.hdr", header[..length]));
            }
            catch (DataException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 50, header.Length);
    }

    private static string Refusal(string path) => Assert.Throws<DataException>(() => StackReaders.Read(path)).Message;

    private string Stack(string energies = "(2, 510, 520)")
    {
        folder.Write("s_a000.xim", Frame);
        folder.Write("s_a001.xim", Frame);
        return folder.Write("s.hdr", Header("NEXAFS Image Scan", "Image Stack", 1, energies));
    }

    private static string Header(string type, string flags, int regions, string? energies)
    {
        string region = $"{{ {X} {Y} }}";
        string stack = energies is null ? "" : $"StackAxis = {{ Name = \"Energy\"; Unit = \"eV\"; Points = {energies}; }};";
        return $"ScanDefinition = {{ Type = \"{type}\"; Flags = \"{flags}\"; Dwell = 2;\nRegions = ({regions}, {string.Join(",\n", Enumerable.Repeat(region, regions))});\n{stack}\n"
            + "Channels = (1, { Name = \"counter0\"; Unit = \"Hz\";});\n};\n Time = \"2026 May 01\"; StorageRingCurrent = 0;\n";
    }
}

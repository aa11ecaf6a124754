using System.Security.Cryptography;
using Stria.Core;
using Stria.Files;
using Stria.Tests.Files;

namespace Stria.Tests.Chain;

/// <summary>What cannot be done ends in one plain message that names the file and a likely cause; nothing gets the final name, and the measured files stay as they were.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Out => folder.Path("run");

    private string Library => folder.Path("library.csv");

    private string Stack => folder.Path("stack.h5");

    public BadInputTests() => ChainScene.WriteLibrary(Library);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void References_that_do_not_overlap_the_stack()
    {
        WriteStack(ChainScene.Thin);
        WriteReferences(700, 730);
        Refused("do not overlap", "map", Stack, "--references", folder.Path("ox.t") + ":x=0", folder.Path("red.t") + ":x=1");
    }

    [Fact]
    public void A_mask_without_a_pixel()
    {
        WriteStack(ChainScene.Thin);
        string mask = folder.Write("m.msk", Mask(ChainScene.Height, ChainScene.Width, (_, _) => false));
        Refused("no pixel is in the mask", "map", Stack, "--references", Library, "--mask", mask);
        Assert.Contains("m.msk", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mask_whose_pixels_hold_no_particle()
    {
        WriteStack(ChainScene.Thin);
        string mask = folder.Write("m.msk", Mask(ChainScene.Height, ChainScene.Width, (r, c) => r is > 3 and < 12 && c is > 3 and < 12));
        Refused("holds no particle", "map", Stack, "--references", Library, "--mask", mask);
        Assert.Contains("m.msk", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mask_of_another_size()
    {
        WriteStack(ChainScene.Thin);
        string mask = folder.Write("m.msk", Mask(20, 30, (_, _) => true));
        Refused("the mask is 20 × 30 pixels, the frames 48 × 64", "map", Stack, "--references", Library, "--mask", mask);
    }

    [Fact]
    public void A_stack_without_particle()
    {
        double[] open = ChainScene.OpenIntensity(ChainScene.Thin);
        var random = new Random(1);
        WriteStack(ChainScene.Changed(ChainScene.Thin, (f, _, _) => (float)Math.Round(open[f] + (Math.Sqrt(open[f]) * (random.NextDouble() + random.NextDouble() - 1)))));
        Refused("no particle", "map", Stack, "--references", Library, "--no-register");
    }

    [Fact]
    public void An_incident_intensity_that_does_not_cover_the_energies()
    {
        WriteStack(ChainScene.Thin);
        string i0 = folder.Write("i0.csv", "energy_eV,i0\n515,1000\n520,1010\n525,1020\n530,1040\n");
        Refused("i0.csv", "map", Stack, "--references", Library, "--i0", i0);
        Assert.Contains("515", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stack_without_open_area()
    {
        double[] open = ChainScene.OpenIntensity(ChainScene.Thin);
        WriteStack(ChainScene.Changed(ChainScene.Thin, (f, i, _) => (float)Math.Round(open[f] * Math.Exp(-0.4 - (0.03 * (i % ChainScene.Width)) - (0.02 * (i / ChainScene.Width))))));
        Refused("no open area was found", "map", Stack, "--references", Library, "--no-register");
        Assert.Contains("--i0-roi", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_frames()
    {
        WriteStack(ChainScene.Ordered(ChainScene.Stack, [3, 40]));
        Refused("only 2 usable frames of 2; at least 3 are needed", "map", Stack, "--references", Library);
    }

    [Fact]
    public void Nothing_but_NaN()
    {
        WriteStack(ChainScene.Changed(ChainScene.Thin, (_, _, _) => float.NaN));
        Refused("only 0 usable frames", "map", Stack, "--references", Library);
        Assert.Contains("cannot be used", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cut_file()
    {
        WriteStack(ChainScene.Thin);
        byte[] whole = File.ReadAllBytes(Stack);
        File.WriteAllBytes(Stack, whole[..(whole.Length / 2)]);
        Refused("stack.h5", "map", Stack, "--references", Library);
        Assert.Contains("cut", refusal, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_missing_file() => Refused("there is no such file", "map", Stack, "--references", Library);

    [Fact]
    public void Missing_references()
    {
        WriteStack(ChainScene.Thin);
        Refused("nowhere.csv", "map", Stack, "--references", folder.Path("nowhere.csv"));
    }

    [Fact]
    public void An_unknown_material()
    {
        WriteStack(ChainScene.Thin);
        Refused("There is no material 'v2o5-alfa'. Did you mean 'v2o5-alpha'?", "map", Stack, "--references", Library, "--material", "v2o5-alfa");
    }

    [Fact]
    public void An_image_instead_of_a_stack()
    {
        string image = folder.Path("image.hdf5");
        NxstxmWriter.Write(image, ChainScene.Ordered(ChainScene.Stack, [3]));
        Refused("image.hdf5", "map", image, "--references", Library);
    }

    [Fact]
    public void A_picture_instead_of_a_measurement()
    {
        string picture = folder.Write("photo.png", "\u0089PNG\r\n");
        Refused("photo.png", "map", picture, "--references", Library);
    }

    [Fact]
    public void Excluding_a_frame_that_is_not_there()
    {
        WriteStack(ChainScene.Thin);
        Refused("frame '999' is to be excluded, but the frames are 0 … ", "map", Stack, "--references", Library, "--exclude-frames", "999");
    }

    [Fact]
    public void A_window_of_energies_that_the_stack_does_not_have()
    {
        WriteStack(ChainScene.Thin);
        Refused("only 0 usable frames", "map", Stack, "--references", Library, "--energies", "700:720");
        Assert.Contains("--energies", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void An_output_folder_that_holds_something_else()
    {
        WriteStack(ChainScene.Thin);
        Directory.CreateDirectory(Out);
        File.WriteAllText(Path.Combine(Out, "thesis.txt"), "precious");
        foreach (string[] more in new string[][] { [], ["--force"] })
        {
            StriaAnswer answer = StriaCommand.Run(["align", Stack, "--out", Out, .. more]);
            Assert.Equal(1, answer.Code);
            Assert.Contains("holds files that are no run of Stria", answer.Error, StringComparison.Ordinal);
            Assert.Equal("precious", File.ReadAllText(Path.Combine(Out, "thesis.txt")));
        }
    }

    [Fact]
    public void An_earlier_run_is_replaced_only_when_that_is_said()
    {
        WriteStack(ChainScene.Thin);
        StriaCommand.Succeed("align", Stack, "--out", Out);
        string before = File.ReadAllText(Path.Combine(Out, "run.json"));
        StriaAnswer answer = StriaCommand.Run("align", Stack, "--out", Out);
        Assert.Equal(1, answer.Code);
        Assert.Contains("--force", answer.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(Path.Combine(Out, "run.json")));
        StriaCommand.Succeed("align", Stack, "--out", Out, "--force");
        Assert.NotEqual(before, File.ReadAllText(Path.Combine(Out, "run.json")));
    }

    [Theory]
    [InlineData("/proc/run")]
    [InlineData("/dev/full/run")]
    public void A_place_where_nothing_can_be_written(string place)
    {
        WriteStack(ChainScene.Thin);
        StriaAnswer answer = StriaCommand.Run("align", Stack, "--out", place);
        Assert.Equal(1, answer.Code);
        Assert.Contains(place, answer.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Unexpected", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_run_keeps_its_reason_and_gives_way_to_the_next()
    {
        WriteStack(ChainScene.Thin);
        Refused("999", "map", Stack, "--references", Library, "--exclude-frames", "999");
        Assert.Equal("failed", (string?)StriaCommand.Record(Out + ".partial")["state"]);
        Assert.Contains("999", (string?)StriaCommand.Record(Out + ".partial")["reason"], StringComparison.Ordinal);
        StriaCommand.Succeed("align", Stack, "--out", Out);
        Assert.False(Directory.Exists(Out + ".partial"));
    }

    private string refusal = "";

    private void Refused(string saying, params string[] command)
    {
        Dictionary<string, string> before = Hashes();
        StriaAnswer answer = StriaCommand.Run([.. command, "--out", Out]);
        refusal = answer.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).SkipWhile(l => !l.StartsWith("stria: ", StringComparison.Ordinal)).Aggregate("", (a, b) => a + b + "\n");
        Assert.Equal(1, answer.Code);
        Assert.Contains(saying, refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("Unexpected", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", refusal, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Out));
        Assert.Equal(before, Hashes());
    }

    private Dictionary<string, string> Hashes() => folder.Names().Where(n => File.Exists(folder.Path(n)))
        .ToDictionary(n => n, n => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(folder.Path(n)))));

    private void WriteStack(SpectralStack stack) => DataExchangeWriter.Write(Stack, stack);

    private void WriteReferences(double from, double to)
    {
        foreach (string name in (string[])["ox.t", "red.t"])
        {
            folder.Write(name, string.Join('\n', Enumerable.Range(0, 100).Select(i => $"{ChainScene.Text(from + ((to - from) * i / 99))} {ChainScene.Text(0.2 + (0.01 * i))}")));
        }
    }

    private static string Mask(int height, int width, Func<int, int, bool> inside) => string.Join('\n', Enumerable.Range(0, height)
        .Select(r => string.Concat(Enumerable.Range(0, width).Select(c => inside(r, c) ? 'O' : ' '))));
}

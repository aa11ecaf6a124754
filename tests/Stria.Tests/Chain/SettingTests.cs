using Stria.Core;
using Stria.Files;
using Stria.Tests.Files;

namespace Stria.Tests.Chain;

/// <summary>What each setting changes, and that the run says so.</summary>
public sealed class SettingTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly string library;

    public SettingTests()
    {
        DataExchangeWriter.Write(folder.Path("stack.h5"), ChainScene.Frames(ChainScene.Stack, f => f % 3 == 0));
        library = ChainScene.WriteLibrary(folder.Path("library.csv"));
    }

    private string Out => folder.Path("run");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Names_of_phases_may_hold_any_sign()
    {
        string[] names = ["rich, \"ordered\"", "α/ε", "ein & zwei <b>"];
        double[] x = [0.1, 0.3, 0.45];
        for (int i = 0; i < 3; i++)
        {
            IReadOnlyList<IReadOnlyList<string>> rows = CsvTable.Read(ChainScene.WriteLibrary(folder.Path("one.csv"), x[i]));
            folder.Write($"r{i}.t", string.Join('\n', rows.Skip(1).Select(r => $"{r[0]} {r[1]}")) + "\n");
        }

        string files = string.Join(", ", names.Select((n, i) => $"{{ file: r{i}.t, x: {ChainScene.Text(x[i])}, phase: '{n}', name: '{n}' }}"));
        Run($"kind: map\nstack: {{ path: stack.h5 }}\nreferences: {{ files: [{files}] }}\n");
        Assert.Equal(names.Prepend("phase"), CsvTable.Read(Path.Combine(Out, "tables", "phases.csv")).Select(r => r[0]));
        using var maps = new MapFile(Path.Combine(Out, "maps.h5"));
        Assert.Equal(names.Prepend("outside"), maps.Labels("/phase/label").Names);
        Assert.Equal(3, maps.Names("/amount").Count);
        string report = System.Net.WebUtility.HtmlDecode(File.ReadAllText(Path.Combine(Out, "report.html")));
        Assert.All(names, n => Assert.Contains(n, report, StringComparison.Ordinal));
        System.Xml.Linq.XDocument.Parse(File.ReadAllText(Path.Combine(Out, "report.html")).Replace("<!DOCTYPE html>", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Figures_carried_errors_and_the_check_of_the_library_may_be_left_out_and_x_is_the_same()
    {
        const string Light = "kind: map\nstack: { path: stack.h5 }\nreferences: { table: library.csv }\nnuisances: { energy_stretch: none, broadening: none, stray_light: none, dead_time: none, halo: none, dichroism: none }\n";
        Run($"{Light}fit: {{ path: standards, common_errors: false, library_check: false }}\nfigures: false\n");
        string without = folder.Path("without");
        Directory.Move(Out, without);
        Run($"{Light}fit: {{ path: standards }}\n");
        Assert.False(Directory.Exists(Path.Combine(without, "figures")));
        Assert.False(File.Exists(Path.Combine(without, "tables", "common-errors.csv")));
        Assert.False(File.Exists(Path.Combine(without, "tables", "unexplained.csv")));
        Assert.Contains(StriaCommand.Remarks(without), r => r.Contains("were not carried to x, as asked for", StringComparison.Ordinal));
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(Out, "figures"), "*.svg"));
        Assert.True(File.Exists(Path.Combine(Out, "tables", "common-errors.csv")));
        using MapFile light = new(Path.Combine(without, "maps.h5")), whole = new(Path.Combine(Out, "maps.h5"));
        Assert.Equal(whole.Map("/composition/x").Values, light.Map("/composition/x").Values);
        Assert.Contains("</html>", File.ReadAllText(Path.Combine(without, "report.html")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none", 0.0)]
    [InlineData("0.05", 0.05)]
    public void An_offset_that_is_given_is_taken_off_every_optical_density(string offset, double expected)
    {
        StriaCommand.Succeed("od", folder.Path("stack.h5"), "--od-offset", "none", "--out", folder.Path("plain"));
        StriaCommand.Succeed("od", folder.Path("stack.h5"), "--od-offset", offset, "--out", Out);
        using MapFile plain = new(folder.Path("plain/maps.h5")), moved = new(Path.Combine(Out, "maps.h5"));
        (float[] a, float[] b) = (plain.Frames("/optical_density/frames").Values, moved.Frames("/optical_density/frames").Values);
        Assert.All(a.Zip(b).Where(p => float.IsFinite(p.First)), p => Assert.Equal(expected, p.First - p.Second, 1e-5));
        Assert.Contains(true, a.Select(float.IsFinite));
    }

    [Fact]
    public void A_threshold_marks_the_pixels_above_it()
    {
        StriaCommand.Succeed("od", folder.Path("stack.h5"), "--mask", "0.3", "--out", Out);
        using var maps = new MapFile(Path.Combine(Out, "maps.h5"));
        float[] mean = maps.Map("/optical_density/mean").Values;
        byte[] use = maps.Labels("/mask/label").Labels;
        Assert.All(mean.Zip(use).Where(p => float.IsFinite(p.First)), p => Assert.Equal(p.First > 0.3f, p.Second == 2));
        Assert.Contains((byte)2, use);
    }

    [Fact]
    public void An_open_area_drawn_by_hand_gives_its_mean()
    {
        StriaCommand.Succeed("od", folder.Path("stack.h5"), "--no-register", "--no-despike", "--i0-roi", "0,0", "0,6", "6,6", "6,0", "--out", Out);
        double[] i0 = MapFileCopy.Read(Out)["/optical_density/i0"];
        SpectralStack stack = ChainScene.Frames(ChainScene.Stack, f => f % 3 == 0);
        using var maps = new MapFile(Path.Combine(Out, "maps.h5"));
        (_, byte[] use, _) = maps.Labels("/mask/label");
        int[] open = [.. Enumerable.Range(0, use.Length).Where(i => use[i] == 1)];
        Assert.InRange(open.Length, 25, 49);
        Assert.All(open, i => Assert.True(i % ChainScene.Width <= 6 && i / ChainScene.Width <= 6));
        Assert.All(Enumerable.Range(0, i0.Length), f => Assert.Equal(open.Average(i => (double)stack.Frame(f)[i]), i0[f], 1e-9 * i0[f]));
    }

    [Fact]
    public void An_energy_shift_that_is_given_is_taken_as_it_is()
    {
        StriaCommand.Succeed("fit", folder.Path("stack.h5"), "--references", library, "--energy-shift", ChainScene.Text(ChainScene.Offset_eV), "--out", Out);
        Assert.Equal(ChainScene.Offset_eV, StriaCommand.Number(Out, "energy_shift"));
        Assert.Null(StriaCommand.Summary(Out)["energy_shift"]!["sd"]);
        Assert.False(File.Exists(Path.Combine(Out, "figures", "energy-shift.png")), "there was no search to draw");
    }

    [Fact]
    public void A_search_that_ends_at_its_limit_is_a_warning()
    {
        Run($"kind: map\nto_step: fit\nstack: {{ path: stack.h5 }}\nreferences: {{ table: library.csv }}\nfit: {{ shift_range: 0.4 eV }}\n");
        Assert.Contains(StriaCommand.Remarks(Out), r => r.StartsWith("warning: The energy shift lies at the end of the search range (±0.4 eV)", StringComparison.Ordinal));
    }

    [Fact]
    public void The_mass_absorption_scale_needs_a_material()
    {
        string scenario = folder.Write("s.yaml", "kind: map\nstack: { path: stack.h5 }\nreferences: { table: library.csv, scale: mass_absorption }\n");
        StriaAnswer answer = StriaCommand.Run("run", scenario, "--out", Out);
        Assert.Equal(1, answer.Code);
        Assert.Contains("only with a material: give --material NAME", answer.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Out));
    }

    [Fact]
    public void A_background_that_is_asked_for_is_fitted_and_one_that_is_not_is_not()
    {
        foreach (string kind in (string[])["none", "linear"])
        {
            Run($"kind: map\nto_step: fit\nstack: {{ path: stack.h5 }}\nreferences: {{ table: library.csv }}\nfit: {{ background: {kind}, energy_shift: 0.83 eV }}\nnuisances: {{ energy_stretch: none, broadening: none, stray_light: none, dead_time: none, halo: none, dichroism: none }}\n", kind);
        }

        // A line beside the references never makes the fit of the same spectra worse; its two parameters make it better.
        double without = StriaCommand.Number(folder.Path("none"), "residual_rms"), with = StriaCommand.Number(folder.Path("linear"), "residual_rms");
        Assert.True(with < without, $"{with} with, {without} without");
        Assert.InRange(with, 0.8 * without, without);
    }

    [Fact]
    public void Counted_photons_have_their_variance_without_being_asked()
    {
        StriaCommand.Succeed("od", folder.Path("stack.h5"), "--no-register", "--poisson", "--out", Out);
        StriaCommand.Succeed("od", folder.Path("stack.h5"), "--no-register", "--out", folder.Path("estimated"));
        Assert.Equal(1, StriaCommand.Number(folder.Path("estimated"), "noise_factor"), 0.1);
        Assert.Equal(MapFileCopy.Read(folder.Path("estimated"))["/optical_density/i0"], MapFileCopy.Read(Out)["/optical_density/i0"]);
    }

    private void Run(string yaml, string name = "run") => StriaCommand.Succeed("run", folder.Write("s.yaml", yaml), "--out", folder.Path(name));
}

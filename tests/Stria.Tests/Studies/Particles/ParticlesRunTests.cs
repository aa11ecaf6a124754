using System.Globalization;
using Stria.Core;
using Stria.Files;
using Stria.Numerics.Statistics;
using Stria.Tests.Chain;
using Stria.Tests.Files;
using Stria.Tests.Measurement.Particles;

namespace Stria.Tests.Studies.Particles;

public sealed class ParticlesRunTests : IDisposable
{
    private const int Side = 120;
    private static readonly ImageGrid Grid = Drawn.Grid(Side, Side, 50e-9);
    private readonly TemporaryFolder folder = new();

    private string Out => folder.Path("run");

    public void Dispose() => folder.Dispose();

    // Nine wires: small ones hold more lithium. The last two cross.
    private static readonly (bool[] Mask, double X)[] Wires =
    [
        (Bar(18, 20, 24, 7), 0.9), (Bar(18, 55, 26, 7), 0.9), (Bar(18, 92, 25, 8), 0.9), (Bar(42, 28, 40, 8), 0.45), (Bar(42, 82, 42, 9), 0.45),
        (Bar(64, 34, 56, 9), 0.3), (Bar(60, 95, 30, 9), 0.45), (Bar(92, 60, 90, 10), 0.3), (Drawn.Bar(Side, Side, (92, 60), 44, 8, 1.3), 0.45),
    ];

    private static bool[] Bar(double row, double column, double length, double breadth) => Drawn.Bar(Side, Side, (row, column), length, breadth, 0.05);

    private string WriteMaps(ImageGrid? grid = null)
    {
        string path = folder.Path("maps.h5");
        grid ??= Grid;
        var random = new SeededRandom(2);
        float[] t = [.. Enumerable.Range(0, grid.Count).Select(p => (float)(Wires.Sum(w => w.Mask[p] ? 50 : 0) + (1.5 * random.Normal())))];
        float[] x = [.. Enumerable.Range(0, grid.Count).Select(p => Wires.Where(w => w.Mask[p]).Select(w => (float)w.X).DefaultIfEmpty(float.NaN).Average())];
        byte[] phase = [.. x.Select(v => (byte)(float.IsNaN(v) ? 0 : v < 0.5 ? 1 : 2))];
        using var store = new MapStore(path);
        store.Write("/composition/x", new ScalarField(grid, x, "x", "1"));
        store.Write("/thickness/nm", new ScalarField(grid, t, "thickness", "nm"));
        store.WriteLabels("/phase/label", grid, phase, ["outside", "epsilon", "delta"]);
        store.Complete();
        return path;
    }

    private static IReadOnlyList<IReadOnlyList<string>> Table(string run, string name) => CsvTable.Read(Path.Combine(run, "tables", name));

    private static double[] Column(string run, string head)
    {
        IReadOnlyList<IReadOnlyList<string>> table = Table(run, "particles.csv");
        int c = table[0].ToList().IndexOf(head);
        Assert.True(c >= 0, $"no column '{head}' among {string.Join(", ", table[0])}");
        return [.. table.Skip(1).Select(r => r[c].Length == 0 ? double.NaN : double.Parse(r[c], CultureInfo.InvariantCulture))];
    }

    [Fact]
    public void A_map_gives_one_line_per_particle_with_size_composition_phase_and_contacts()
    {
        StriaCommand.Succeed("particles", WriteMaps(), "--out", Out);
        Assert.Equal(9, StriaCommand.Number(Out, "particles_found"));
        double[] area = Column(Out, "area [µm²]"), x = Column(Out, "x");
        double[] planted = [.. Wires.Select(w => w.Mask.Count(m => m) * 0.0025).Order()], found = [.. area.Order()];
        Assert.All(planted.Zip(found), p => Assert.Equal(1, p.Second / p.First, 0.12));
        Assert.Equal(Wires.Select(w => w.X).Order(), x.Select(v => Math.Round(v, 2)).Order());
        Assert.Equal(2, Table(Out, "particles.csv").Skip(1).Count(r => r[Table(Out, "particles.csv")[0].ToList().IndexOf("crosses")].Length > 0));
        Assert.Contains("phase", Table(Out, "particles.csv")[0]);
        Assert.Equal(2.0 / 9, StriaCommand.Number(Out, "crossing_share"), 1e-9);
        Assert.True(StriaCommand.Number(Out, "mode_area_delta") < StriaCommand.Number(Out, "mode_area_epsilon"));
        Assert.True(StriaCommand.Number(Out, "area_per_composition") < 0);
        Assert.True(StriaCommand.Number(Out, "area_composition_correlation") < -0.6);
    }

    [Fact]
    public void The_run_leaves_labels_outlines_figures_and_a_report()
    {
        StriaCommand.Succeed("particles", WriteMaps(), "--out", Out);
        foreach (string file in (string[])["maps.h5", "labels.tif", "outlines.geojson", "report.html", "figures/particles.png", "figures/areas.svg", "figures/area-composition.png", "figures/correlations.png", "tables/areas.csv", "tables/area-density.csv", "tables/correlations.csv"])
        {
            Assert.True(File.Exists(Path.Combine(Out, file)), file);
        }

        double[] area = Column(Out, "area [µm²]");
        IReadOnlyList<Outline> outlines = OutlineFile.Read(Path.Combine(Out, "outlines.geojson"));
        Assert.Equal(area, outlines.GroupBy(o => o.Name.Split(" part ")[0]).Select(g => 1e12 * g.Sum(o => o.Area)), (a, b) => Math.Abs(a - b) < 1e-6);
        double left = outlines.Min(o => o.Outer.Points.Where((_, i) => i % 2 == 0).Min());
        Assert.InRange(left / 50e-9, 5, 16);
        File.WriteAllText(Path.Combine(Out, "labels.txt"), "100\n200\n"); // a stack of images asks for energies
        SpectralStack labels = StackReaders.Read(Path.Combine(Out, "labels.tif")).ToStack();
        Assert.Equal(9, labels.Frame(0).ToArray().Concat(labels.Frame(1).ToArray()).Where(v => v > 0).Distinct().Count());
        using var maps = new MapFile(Path.Combine(Out, "maps.h5"));
        (ImageGrid grid, float[] masks) = maps.Frames("/particles/mask");
        Assert.Equal(area, masks.Chunk(grid.Count).Select(m => m.Sum() * 0.0025), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal(area, maps.Array("/particles/area").Values, (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Fact]
    public void What_is_left_out_is_said_and_stays_in_the_table()
    {
        StriaCommand.Succeed("particles", WriteMaps(), "--least-area", "0.6", "--exclude", "9", "--out", Out);
        string remark = Assert.Single(StriaCommand.Remarks(Out), r => r.Contains("Left out of the statistics", StringComparison.Ordinal));
        Assert.Contains("area below 0.6 µm²", remark, StringComparison.Ordinal);
        Assert.Contains("1 struck out by hand (9)", remark, StringComparison.Ordinal);
        Assert.Equal(10, Table(Out, "particles.csv").Count);
        Assert.Equal(5, StriaCommand.Number(Out, "particles"));
        StriaAnswer wrong = StriaCommand.Run("particles", WriteMaps(), "--exclude", "77", "--out", folder.Path("other"));
        Assert.NotEqual(0, wrong.Code);
        Assert.Contains("77", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_repeated_run_is_the_same_to_the_last_digit()
    {
        StriaCommand.Succeed("particles", WriteMaps(), "--out", Out);
        StriaCommand.Succeed("run", Path.Combine(Out, "scenario.yaml"), "--out", folder.Path("again"));
        foreach (string table in (string[])["particles.csv", "areas.csv", "correlations.csv"])
        {
            Assert.Equal(File.ReadAllText(Path.Combine(Out, "tables", table)), File.ReadAllText(Path.Combine(folder.Path("again"), "tables", table)));
        }
    }

    [Fact]
    public void A_picture_with_a_given_scale_gives_sizes_and_a_score_against_labels()
    {
        bool[][] disks = [.. Enumerable.Range(0, 12).Select(i => Drawn.Disk(Side, Side, (18 + (28 * (i / 4)), 18 + (28 * (i % 4))), 8 + (i % 4)))];
        var random = new SeededRandom(1);
        int Value(int p) => (int)Math.Clamp((disks.Any(d => d[p]) ? 60 : 190) + (8 * random.Normal()), 0, 255);
        File.WriteAllBytes(folder.Path("sem.png"), Png.Write(Side + 10, Side, 0, 8, (r, c, _) => r >= Side ? 20 : Value((r * Side) + c)));
        File.WriteAllBytes(folder.Path("labels.png"), Png.Write(Side + 10, Side, 0, 8, (r, c, _) => r >= Side ? 0 : 1 + Array.FindIndex(disks, d => d[(r * Side) + c])));
        StriaCommand.Succeed("particles", folder.Path("sem.png"), "--pixel-size", "5 nm", "--dark", "--legend-rows", "10", "--habit", "grains", "--truth", folder.Path("labels.png"), "--out", Out);
        Assert.Equal(1, StriaCommand.Number(Out, "truth_average_precision"));
        Assert.True(StriaCommand.Number(Out, "truth_overlap") > 0.9);
        double[] diameter = Column(Out, "equivalent diameter [µm]");
        Assert.Equal([0.08, 0.09, 0.1, 0.11], diameter[..4].Order(), (a, b) => Math.Abs(a - b) < 0.006);
        Assert.Contains("brightness", File.ReadAllText(Path.Combine(Out, "report.html")) + "brightness", StringComparison.Ordinal);
        Assert.DoesNotContain(StriaCommand.Remarks(Out), r => r.Contains("pixel size is not known", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_pixel_size_lengths_are_in_pixels_and_a_warning_says_so()
    {
        StriaCommand.Succeed("particles", WriteMaps(new ImageGrid(Side, Side)), "--out", Out);
        Assert.Contains(StriaCommand.Remarks(Out), r => r.StartsWith("warning: The pixel size is not known", StringComparison.Ordinal));
        Assert.Equal(1, Column(Out, "area [µm²]").Max() / Wires.Max(w => w.Mask.Count(m => m)), 0.12);
    }

    [Fact]
    public void What_is_missing_or_contradictory_is_refused_and_leaves_nothing()
    {
        void Refused(string says, params string[] arguments)
        {
            StriaAnswer answer = StriaCommand.Run(["particles", .. arguments, "--out", folder.Path("refused")]);
            Assert.NotEqual(0, answer.Code);
            Assert.Contains(says, answer.Error, StringComparison.Ordinal);
            Assert.False(Directory.Exists(folder.Path("refused")));
        }

        string maps = WriteMaps();
        Refused("no such file", folder.Path("nowhere.h5"));
        Refused("/composition/y", maps, "--dataset", "/composition/y");
        Refused("for pictures", maps, "--pixel-size", "5 nm");
        Refused("nothing stands out", maps, "--level", "500");
        Refused("one of wires, grains", maps, "--habit", "plates");
    }
}

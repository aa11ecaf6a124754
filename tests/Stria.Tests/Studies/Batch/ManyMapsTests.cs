using System.Globalization;
using Stria.Core;
using Stria.Files;
using Stria.Tests.Chain;
using Stria.Tests.Files;
using Stria.Tests.Measurement.Particles;

namespace Stria.Tests.Studies.Batch;

public sealed class ManyMapsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Out => folder.Path("out");

    public void Dispose() => folder.Dispose();

    // A finished run in miniature: what comparisons read.
    private string Run(string name, double mean, double deviation, float lift, int originRow = 0, int rows = 40)
    {
        string path = folder.Path(name);
        Directory.CreateDirectory(path);
        File.WriteAllText(Path.Combine(path, "summary.json"), FormattableString.Invariant($"{{\"mean_composition\":{{\"value\":{mean},\"sd\":{deviation},\"unit\":\"1\"}},\"{name}_only\":{{\"value\":3,\"sd\":null,\"unit\":\"nm\"}}}}"));
        File.WriteAllText(Path.Combine(path, "scenario.yaml"), $"kind: map\nseed: 1\nname_of_this: {name}\n");
        ImageGrid grid = Drawn.Grid(rows, 50, 30e-9) with { OriginRow = originRow };
        float Value(int p) => 0.01f * ((p / 50) + originRow);
        using var store = new MapStore(Path.Combine(path, "maps.h5"));
        store.Write("/composition/x", new ScalarField(grid, [.. Enumerable.Range(0, grid.Count).Select(p => Value(p) + lift)], "x", "1"));
        store.Write("/amount/x=0.1", new ScalarField(grid, [.. Enumerable.Range(0, grid.Count).Select(p => p % 50 < 25 ? 1f : 0f)], "x=0.1", "mol/m²"));
        store.Write("/amount/x=0.3", new ScalarField(grid, [.. Enumerable.Range(0, grid.Count).Select(p => p % 50 >= 20 ? 1f : 0f)], "x=0.3", "mol/m²"));
        store.WriteLabels("/phase/label", grid, [.. Enumerable.Range(0, grid.Count).Select(p => (byte)(p % 50 < 25 ? 1 : 2))], ["outside", "alpha", "epsilon"]);
        store.Complete();
        return path;
    }

    private IReadOnlyList<IReadOnlyList<string>> Table(string name) => CsvTable.Read(Path.Combine(Out, "tables", name));

    private double Cell(string table, string row, string column)
    {
        IReadOnlyList<IReadOnlyList<string>> t = Table(table);
        return double.Parse(t.Single(r => r[0] == row)[t[0].ToList().IndexOf(column)], CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Two_runs_side_by_side_differ_by_their_numbers_settings_and_maps()
    {
        string a = Run("a", 0.3, 0.03, 0), b = Run("b", 0.35, 0.04, 0.05f, originRow: 4, rows: 36);
        StriaCommand.Succeed("compare", a, b, "--out", Out);
        Assert.Equal(0.05, Cell("differences.csv", "mean_composition", "difference"), 1e-9);
        Assert.Equal(1, Cell("differences.csv", "mean_composition", "difference in standard deviations"), 1e-9);
        Assert.DoesNotContain(Table("differences.csv"), r => r[0] == "a_only");
        Assert.Contains("a_only [nm]", Table("runs.csv")[0]);
        Assert.Equal(["name_of_this: a", "name_of_this: b"], Table("settings.csv").Skip(1).Select(r => r[1]));

        // Cropped differently, they share rows 4 to 39 of the full frame, where b is higher by 0.05.
        Assert.Equal(0.05, StriaCommand.Number(Out, "mean_difference"), 1e-6);
        Assert.Equal(0.05, StriaCommand.Number(Out, "rms_difference"), 1e-6);
        Assert.Equal(36 * 50, StriaCommand.Number(Out, "common_pixels"));
        Assert.All((string[])["maps", "difference", "distributions"], f => Assert.True(File.Exists(Path.Combine(Out, "figures", f + ".png")), f));
    }

    [Fact]
    public void What_is_no_run_or_has_no_such_map_is_refused()
    {
        string a = Run("a", 0.3, 0.03, 0);
        Directory.CreateDirectory(folder.Path("empty"));
        StriaAnswer none = StriaCommand.Run("compare", a, folder.Path("empty"), "--out", Out);
        Assert.NotEqual(0, none.Code);
        Assert.Contains("summary.json", none.Error, StringComparison.Ordinal);
        StriaAnswer noMap = StriaCommand.Run("compare", a, a, "--dataset", "/nothing", "--out", Out);
        Assert.Contains("/nothing", noMap.Error, StringComparison.Ordinal);
        Assert.Contains("two runs", StriaCommand.Run("compare", a, "--out", Out).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Stacks_by_one_recipe_have_one_table_and_a_failed_one_is_named()
    {
        foreach (string name in (string[])["one", "two"])
        {
            StriaCommand.Succeed("synthesize", "core_shell", "--size", "40", "--seed", name == "one" ? "1" : "2", "--severity", "0", "--out", folder.Path(name));
            File.Copy(Path.Combine(folder.Path(name), "stack.hdf5"), folder.Path(name + ".hdf5"));
        }

        folder.Write("broken.hdf5", "no stack at all");
        string recipe = folder.Write("recipe.yaml", "kind: map\nto_step: optical_density\nregister: { enabled: false }\n");
        StriaCommand.Succeed("batch", folder.Path("one.hdf5"), folder.Path("broken.hdf5"), folder.Path("two.hdf5"), "--recipe", recipe, "--out", Out);
        Assert.Equal((2.0, 1.0), (StriaCommand.Number(Out, "runs"), StriaCommand.Number(Out, "failed_runs")));
        Assert.Equal(["one", "two", "broken"], Table("batch.csv").Skip(1).Select(r => r[0]));
        Assert.Equal(StriaCommand.Number(Path.Combine(Out, "runs", "two"), "od_peak_energy"), Cell("batch.csv", "two", "od_peak_energy [eV]"), 1e-12);
        Assert.True(File.Exists(Path.Combine(Out, "runs", "one", "report.html")));
        Assert.True(File.Exists(Path.Combine(Out, "figures", "optical-density.png")));
        Assert.Contains(StriaCommand.Remarks(Out), r => r.StartsWith("warning: broken failed:", StringComparison.Ordinal));
        Assert.Contains("--recipe", StriaCommand.Run("batch", folder.Path("one.hdf5"), "--out", folder.Path("no")).Error, StringComparison.Ordinal);
        StriaAnswer other = StriaCommand.Run("batch", folder.Path("one.hdf5"), "--recipe", folder.Write("demo.yaml", "kind: demo\n"), "--out", folder.Path("no"));
        Assert.Contains("another kind", other.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Maps_are_laid_over_each_other_with_a_picture_by_landmarks()
    {
        string run = Run("a", 0.3, 0.03, 0);
        // The picture shows the map twice as large, shifted by 3 rows and 5 columns.
        File.WriteAllBytes(folder.Path("sem.png"), Png.Write(90, 120, 0, 8, (r, c, _) => (int)Math.Clamp((c - 5) / 2.0, 0, 250)));
        folder.Write("points.csv", "map row,map column,picture row,picture column\n2,3,7,11\n30,8,63,21\n12,40,27,85\n35,45,73,95\n20,20,43,45\n");
        StriaCommand.Succeed("composite", run, "--layers", "/amount/x=0.1:colour=#ff0000,name=alpha", "/phase/label=epsilon", "/composition/x:high=0.4", "--picture", folder.Path("sem.png"), "--landmarks", folder.Path("points.csv"), "--out", Out);
        Assert.Equal(3, StriaCommand.Number(Out, "layers"));
        Assert.True(StriaCommand.Number(Out, "landmark_residual") < 1e-6);
        Assert.True(StriaCommand.Number(Out, "landmark_residual_left_out") < 1e-6);
        Assert.Equal(2, StriaCommand.Number(Out, "picture_scale"), 1e-9);
        using var maps = new MapFile(Path.Combine(Out, "maps.h5"));
        ScalarField laid = maps.Map("/picture/brightness");
        Assert.Equal(30, laid[10, 30], 0.6);
        Assert.True(File.Exists(Path.Combine(Out, "picture-on-map.tif")));
        Assert.True(File.Exists(Path.Combine(Out, "figures", "composite.svg")));
        Assert.True(File.Exists(Path.Combine(Out, "figures", "picture.png")));
    }

    [Fact]
    public void Landmarks_that_are_too_few_or_no_numbers_are_refused_with_their_line()
    {
        string run = Run("a", 0.3, 0.03, 0);
        File.WriteAllBytes(folder.Path("sem.png"), Png.Write(9, 9, 0, 8, (_, _, _) => 1));
        string Refusal(string table) => StriaCommand.Run("composite", run, "--layers", "/composition/x", "--picture", folder.Path("sem.png"), "--landmarks", folder.Write("points.csv", table), "--out", Out).Error;
        Assert.Contains("line 3", Refusal("map row,map column,picture row,picture column\n1,2,3,4\n1,2,x,4\n"), StringComparison.Ordinal);
        Assert.Contains("determine no transform", Refusal("1,2,3,4\n2,3,4,5\n3,4,5,6\n"), StringComparison.Ordinal);
        Assert.Contains("come together", StriaCommand.Run("composite", run, "--layers", "/composition/x", "--picture", folder.Path("sem.png"), "--out", Out).Error, StringComparison.Ordinal);
        Assert.Contains("has no label 'beta'", StriaCommand.Run("composite", run, "--layers", "/phase/label=beta", "--out", Out).Error, StringComparison.Ordinal);
    }
}

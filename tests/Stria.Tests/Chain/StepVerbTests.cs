using Stria.Core;
using Stria.Files;
using Stria.Tests.Files;

namespace Stria.Tests.Chain;

/// <summary>align, od, cluster and fit end with their own results, and what they write can be gone on with.</summary>
public sealed class StepVerbTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Stack => folder.Path("stack.h5");

    private string Run => folder.Path("run");

    public StepVerbTests() => DataExchangeWriter.Write(Stack, ChainScene.Thin);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_aligned_stack_is_read_again_and_lies_still()
    {
        StriaCommand.Succeed("align", Stack, "--out", Run);
        Assert.Equal(["/alignment/energy", "/alignment/shift_px"], MapFileCopy.Paths(Run));
        string aligned = Path.Combine(Run, "aligned.hdf5");
        Assert.Contains("ImageStack", StriaCommand.Succeed("inspect", aligned).Output, StringComparison.Ordinal);
        StriaCommand.Succeed("align", aligned, "--out", folder.Path("again"));
        Assert.True(StriaCommand.Number(Run, "largest_shift") > 1);
        Assert.InRange(StriaCommand.Number(folder.Path("again"), "largest_shift"), 0, 0.2);
    }

    [Fact]
    public void The_aligned_stack_maps_like_the_measured_one()
    {
        string library = ChainScene.WriteLibrary(folder.Path("library.csv"));
        StriaCommand.Succeed("align", Stack, "--out", Run);
        StriaCommand.Succeed("map", Stack, "--references", library, "--no-nuisances", "--out", folder.Path("measured"));
        StriaCommand.Succeed("map", Path.Combine(Run, "aligned.hdf5"), "--no-register", "--references", library, "--no-nuisances", "--out", folder.Path("aligned"));
        foreach (string name in (string[])["energy_shift", "mean_composition"])
        {
            Assert.InRange(StriaCommand.Number(folder.Path("aligned"), name) - StriaCommand.Number(folder.Path("measured"), name), -0.01, 0.01);
        }
    }

    [Fact]
    public void Shifts_that_one_run_found_are_applied_by_another()
    {
        StriaCommand.Succeed("align", Stack, "--out", Run);
        StriaCommand.Succeed("align", Stack, "--shifts", Path.Combine(Run, "tables", "shifts.csv"), "--out", folder.Path("again"));
        double[] found = MapFileCopy.Read(Run)["/alignment/shift_px"], applied = MapFileCopy.Read(folder.Path("again"))["/alignment/shift_px"];
        Assert.Equal(found.Length, applied.Length);
        Assert.All(found.Zip(applied), p => Assert.Equal(p.First, p.Second, 1e-4));
    }

    [Fact]
    public void Od_writes_the_optical_density_of_every_frame()
    {
        StriaCommand.Succeed("od", Stack, "--out", Run);
        using var maps = new MapFile(Path.Combine(Run, "maps.h5"));
        (ImageGrid grid, float[] values) = maps.Frames("/optical_density/frames");
        (_, byte[] use, _) = maps.Labels("/mask/label");
        Assert.Equal(ChainScene.Thin.FrameCount * grid.Count, values.Length);
        Assert.InRange(Mean(values, use, 1), -0.02, 0.02);
        Assert.InRange(Mean(values, use, 2), 0.3, 2);
    }

    [Fact]
    public void Cluster_tells_core_from_shell_without_any_reference()
    {
        StriaCommand.Succeed("cluster", Stack, "--clusters", "3", "--out", Run);
        using var maps = new MapFile(Path.Combine(Run, "maps.h5"));
        (ImageGrid grid, byte[] labels, IReadOnlyList<string> names) = maps.Labels("/clusters/label");
        Assert.Equal(["outside", "cluster 1", "cluster 2", "cluster 3"], names);
        byte core = Most(grid, labels, x => x < 0.105), shell = Most(grid, labels, x => x > 0.445);
        Assert.NotEqual(0, core);
        Assert.NotEqual(core, shell);
        Assert.DoesNotContain(MapFileCopy.Paths(Run), p => p.StartsWith("/composition", StringComparison.Ordinal));
    }

    [Fact]
    public void Fit_gives_amounts_and_residuals_but_no_composition()
    {
        StriaCommand.Succeed("fit", Stack, "--references", ChainScene.WriteLibrary(folder.Path("library.csv")), "--no-nuisances", "--out", Run);
        string[] paths = MapFileCopy.Paths(Run);
        Assert.Contains("/amount/x=0.1", paths);
        Assert.Contains("/residual/rms", paths);
        Assert.DoesNotContain("/composition/x", paths);
        Assert.InRange(StriaCommand.Number(Run, "energy_shift") - ChainScene.Offset_eV, -0.03, 0.03);
    }

    [Fact]
    public void A_fit_goes_on_to_a_map_by_its_own_scenario()
    {
        string library = ChainScene.WriteLibrary(folder.Path("library.csv"));
        StriaCommand.Succeed("fit", Stack, "--references", library, "--no-nuisances", "--out", Run);
        StriaCommand.Succeed("map", Stack, "--references", library, "--no-nuisances", "--out", Run, "--from", "fit");
        StriaCommand.Succeed("map", Stack, "--references", library, "--no-nuisances", "--out", folder.Path("whole"));
        MapFileCopy.AssertSameBits(folder.Path("whole"), Run);
    }

    private static double Mean(float[] values, byte[] use, byte wanted) =>
        values.Where((v, i) => use[i % use.Length] == wanted && float.IsFinite(v)).Average(v => (double)v);

    private static byte Most(ImageGrid grid, byte[] labels, Func<float, bool> planted)
    {
        ScalarField truth = ChainScene.Made.Truth.Composition;
        return labels.Where((l, i) => planted(truth[grid.OriginRow + (i / grid.Width), grid.OriginColumn + (i % grid.Width)])).GroupBy(l => l).MaxBy(g => g.Count())!.Key;
    }
}

using Stria.Core;
using Stria.Files;
using Stria.Tests.Files;

namespace Stria.Tests.Chain;

/// <summary>What is odd but usable is used, and said.</summary>
public sealed class OddInputTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Run => folder.Path("run");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Descending_energies_are_sorted_and_give_the_same_maps()
    {
        int frames = ChainScene.Thin.FrameCount;
        Map(ChainScene.Thin, "up");
        Map(ChainScene.Ordered(ChainScene.Thin, [.. Enumerable.Range(0, frames).Reverse()]), "down");
        Assert.Contains(StriaCommand.Remarks(folder.Path("down")), r => r.StartsWith($"warning: The energies descend from frame 0 to {frames - 1}", StringComparison.Ordinal));
        SortedDictionary<string, double[]> up = MapFileCopy.Read(folder.Path("up")), down = MapFileCopy.Read(folder.Path("down"));
        Assert.Equal(up["/composition/x"], down["/composition/x"]);
        Assert.Equal(up["/alignment/energy"], down["/alignment/energy"]);
    }

    [Fact]
    public void Unsorted_and_equal_energies_are_sorted_and_averaged_with_the_frames_named()
    {
        int frames = ChainScene.Thin.FrameCount;
        Map(ChainScene.Ordered(ChainScene.Thin, [1, 0, .. Enumerable.Range(2, frames - 2), 5]));
        string[] remarks = StriaCommand.Remarks(Run);
        Assert.Contains(remarks, r => r.StartsWith("warning: The energies do not ascend (first at frame 1", StringComparison.Ordinal));
        Assert.Contains(remarks, r => r.StartsWith($"warning: Frames 5, {frames} have one energy", StringComparison.Ordinal));
        Assert.Equal(frames, StriaCommand.Number(Run, "frames"));
    }

    [Fact]
    public void A_frame_more_than_a_fifth_masked_is_left_out_and_named()
    {
        Map(ChainScene.Changed(ChainScene.Thin, (f, i, v) => f == 7 && i % 4 == 0 ? 0 : f == 9 && i < 30 ? float.NaN : v));
        string[] remarks = StriaCommand.Remarks(Run);
        Assert.Contains(remarks, r => r.StartsWith("warning: Frame 7 (", StringComparison.Ordinal) && r.Contains("is left out: 25", StringComparison.Ordinal));
        Assert.Contains(remarks, r => r.Contains("30 not numbers", StringComparison.Ordinal));
        Assert.Equal(ChainScene.Thin.FrameCount - 1, StriaCommand.Number(Run, "frames"));
    }

    [Fact]
    public void Frames_and_energies_are_left_out_as_asked()
    {
        Map(ChainScene.Thin, "run", "--exclude-frames", "3,4", "--energies", "508:528");
        double[] energies = MapFileCopy.Read(Run)["/alignment/energy"];
        Assert.Equal(ChainScene.Thin.PhotonEnergies_eV.Where((e, f) => f is not (3 or 4) && e <= 528), energies);
    }

    [Fact]
    public void An_open_area_drawn_by_hand_gives_nearly_what_the_automatic_one_gives()
    {
        Map(ChainScene.Thin, "auto");
        Map(ChainScene.Thin, "drawn", "--i0-roi", "4,14 4,50 7,50 7,14");
        double found = StriaCommand.Number(folder.Path("drawn"), "mean_composition"), automatic = StriaCommand.Number(folder.Path("auto"), "mean_composition");
        Assert.InRange(found - automatic, -0.02, 0.02);
        Assert.NotEqual(automatic, found);
    }

    [Fact]
    public void References_of_one_name_are_told_apart()
    {
        Directory.CreateDirectory(folder.Path("a"));
        Directory.CreateDirectory(folder.Path("b"));
        string library = ChainScene.WriteLibrary(folder.Path("library.csv"), 0.1, 0.45);
        string[][] rows = [.. File.ReadLines(library).Skip(1).Select(l => l.Split(','))];
        File.WriteAllLines(folder.Path("a/standard.t"), rows.Select(r => $"{r[0]} {r[1]}"));
        File.WriteAllLines(folder.Path("b/standard.t"), rows.Select(r => $"{r[0]} {r[2]}"));
        DataExchangeWriter.Write(folder.Path("stack.h5"), ChainScene.Thin);
        StriaCommand.Succeed("map", folder.Path("stack.h5"), "--references", folder.Path("a/standard.t") + ":x=0.1", folder.Path("b/standard.t") + ":x=0.45", "--no-nuisances", "--out", Run);
        Assert.Equal(2, MapFileCopy.Paths(Run).Count(p => p.StartsWith("/amount/", StringComparison.Ordinal)));
        (double core, double shell) = PlantedTruth.CoreAndShell(Run);
        Assert.True(shell - core > 0.25, $"core {core}, shell {shell}");
    }

    private void Map(SpectralStack stack, string run = "run", params string[] options)
    {
        string file = folder.Path(run + ".h5");
        DataExchangeWriter.Write(file, stack);
        StriaCommand.Succeed(["map", file, "--references", ChainScene.WriteLibrary(folder.Path("library.csv")), .. options, "--no-nuisances", "--out", folder.Path(run)]);
    }
}

using Stria.Files;
using Stria.Tests.Files;

namespace Stria.Tests.Chain;

/// <summary>Without one of its native libraries the program says in one message which, what for, and what brings it.</summary>
public sealed class MissingLibraryTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [ConfinedTheory]
    [InlineData("libhdf5(_serial)?[.]so", "inspect", "HDF5", "read NXstxm", "libhdf5-103-1")]
    [InlineData("libhdf5(_serial)?[.]so", "align", "HDF5", "maps.h5", "libhdf5-103-1")]
    [InlineData("libopenblas[.]so", "cluster", "OpenBLAS", "multiply matrices", "libopenblas0-pthread")]
    [InlineData("libcairo[.]so", "align", "Cairo", "draw figures", "libcairo2")]
    public void It_is_named_with_its_purpose_and_its_package_and_nothing_gets_the_final_name(string hidden, string verb, string library, string purpose, string package)
    {
        string stack = folder.Path("stack.h5"), run = folder.Path("run");
        DataExchangeWriter.Write(stack, ChainScene.Frames(ChainScene.Thin, f => f % 4 == 0));
        StriaAnswer answer = ConfinedCommand.InRoom($"{ConfinedCommand.Hide(hidden)}exec {ConfinedCommand.Stria} {verb} {stack} --out {run}");
        string complaint = Assert.Single(ConfinedCommand.Complaint(answer));
        Assert.StartsWith($"stria: The native library {library} is missing; Stria uses it to ", complaint, StringComparison.Ordinal);
        Assert.Contains(purpose, complaint, StringComparison.Ordinal);
        Assert.Contains($"apt-get install {package}", complaint, StringComparison.Ordinal);
        Assert.Equal((1, ""), (answer.Code, answer.Output));
        Assert.Equal(["run.partial", "stack.h5"], folder.Names());
        Assert.Equal("failed", (string?)StriaCommand.Record(run + ".partial")["state"]);
        Assert.Empty(Directory.GetFiles(run + ".partial", "*.partial", SearchOption.AllDirectories));
    }

    [ConfinedFact]
    public void Once_it_is_there_the_run_goes_on()
    {
        string stack = folder.Path("stack.h5"), run = folder.Path("run");
        DataExchangeWriter.Write(stack, ChainScene.Frames(ChainScene.Thin, f => f % 4 == 0));
        StriaAnswer answer = ConfinedCommand.InRoom($"{ConfinedCommand.Hide("libcairo[.]so")}exec {ConfinedCommand.Stria} align {stack} --out {run}");
        Assert.Equal(1, answer.Code);
        StriaCommand.Succeed("resume", run + ".partial");
        Assert.True(File.Exists(Path.Combine(run, "figures", "displacements.png")));
    }
}

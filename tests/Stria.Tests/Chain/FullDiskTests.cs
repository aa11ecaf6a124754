using Stria.Files;
using Stria.Tests.Files;

namespace Stria.Tests.Chain;

/// <summary>A disk that fills during a run ends it with one message; with room the run goes on as if nothing had happened.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly string stack;

    public FullDiskTests()
    {
        stack = folder.Path("stack.h5");
        DataExchangeWriter.Write(stack, ChainScene.Frames(ChainScene.Thin, f => f % 4 == 0));
    }

    public void Dispose() => folder.Dispose();

    [ConfinedTheory]
    [InlineData(24, "/checkpoint.h5")]
    [InlineData(120, "/aligned.hdf5")]
    public void The_message_names_the_file_and_the_cause_and_the_run_is_resumed_with_room(int kilobytes, string file)
    {
        string disk = folder.Path("disk"), kept = folder.Path("kept");
        StriaAnswer answer = ConfinedCommand.InRoom(
            $"""
            mkdir {disk} && mount -t tmpfs -o size={kilobytes}k none {disk} || exit 99
            {ConfinedCommand.Stria} align {stack} --out {disk}/run; code=$?
            ls -A {disk}; ls -A {disk}/run.partial | grep -E '[.](new|partial)$'; grep '"state"' {disk}/run.partial/run.json
            mount -o remount,size=16m {disk} && {ConfinedCommand.Stria} resume {disk}/run.partial --json >{kept}.txt && cp -r {disk}/run {kept} || exit 98
            exit $code
            """);
        string complaint = Assert.Single(ConfinedCommand.Complaint(answer));
        Assert.Equal(1, answer.Code);
        Assert.StartsWith($"stria: {disk}/run.partial/", complaint, StringComparison.Ordinal);
        Assert.Contains(file, complaint, StringComparison.Ordinal);
        Assert.Contains("cannot be written: no space", complaint, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(["run.partial", "\"state\": \"failed\","], answer.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Trim()));
        StriaCommand.Succeed("align", stack, "--out", folder.Path("whole"));
        MapFileCopy.AssertSameBits(folder.Path("whole"), kept);
        Assert.Equal(File.ReadAllBytes(folder.Path("whole/aligned.hdf5")), File.ReadAllBytes(Path.Combine(kept, "aligned.hdf5")));
    }

    [ConfinedFact]
    public void A_disk_without_room_for_the_record_is_left_as_it_was()
    {
        string disk = folder.Path("disk");
        StriaAnswer answer = ConfinedCommand.InRoom(
            $"""
            mkdir {disk} && mount -t tmpfs -o size=4k none {disk} || exit 99
            {ConfinedCommand.Stria} align {stack} --out {disk}/run; code=$?
            ls -A {disk}
            exit $code
            """);
        Assert.Equal((1, ""), (answer.Code, answer.Output));
        Assert.Contains($"{disk}/run.partial/run.json: cannot be written: no space is left on the disk.", Assert.Single(ConfinedCommand.Complaint(answer)), StringComparison.Ordinal);
    }

    // The runtime itself maps a file of its own size for its code; without that it lives with the limit as well.
    [Theory]
    [InlineData(100, "/aligned.hdf5", "File too large")]
    public void A_limit_on_the_size_of_files_is_told_as_such(int kilobytes, string file, string cause)
    {
        string run = folder.Path("run");
        StriaAnswer answer = ConfinedCommand.InBash(
            $"trap '' XFSZ; export DOTNET_EnableWriteXorExecute=0; ulimit -f {kilobytes}; exec {ConfinedCommand.Stria} align {stack} --out {run}");
        string complaint = Assert.Single(ConfinedCommand.Complaint(answer));
        Assert.Equal(1, answer.Code);
        Assert.Contains($"{run}.partial{file}", complaint, StringComparison.Ordinal);
        Assert.Contains(cause, complaint, StringComparison.Ordinal);
        StriaCommand.Succeed("resume", run + ".partial");
        Assert.False(Directory.Exists(run + ".partial"));
    }
}

using Stria.Files;
using Stria.Studies;
using Stria.Tests.Files;

namespace Stria.Tests.Chain;

/// <summary>`stria resume --out` ends a stopped run under another name: there is the whole run, or nothing.</summary>
public sealed class ResumedElsewhereTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Stopped => folder.Path("run.partial");

    public ResumedElsewhereTests()
    {
        string stack = folder.Path("stack.h5");
        DataExchangeWriter.Write(stack, ChainScene.Frames(ChainScene.Thin, f => f % 4 == 0));
        using var stop = new CancellationTokenSource();
        var run = Run.Begin(StudyCatalogue.For(new MapScenario { Stack = new StackSettings { Path = stack }, ToStep = MapStep.Register }), new RunRequest(folder.Path("run")));
        Assert.ThrowsAny<OperationCanceledException>(() => run.Execute(new StopAtResults(stop), stop.Token));
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_run_gets_the_other_name_and_the_old_one_is_gone()
    {
        string to = folder.Path("archive/2026/run");
        Assert.Contains(to + "/report.html", StriaCommand.Succeed("resume", Stopped, "--out", to).Output, StringComparison.Ordinal);
        Assert.Equal(["archive", "stack.h5"], folder.Names());
        Assert.Equal("done", (string?)StriaCommand.Record(to)["state"]);
        Assert.Contains(true, StriaCommand.Record(to)["steps"]!.AsArray().Select(s => (bool)s!["from_checkpoint"]!));
    }

    [ConfinedFact]
    public void Another_disk_is_no_hindrance()
    {
        string disk = folder.Path("disk");
        StriaAnswer answer = ConfinedCommand.InRoom(
            $"""
            mkdir {disk} && mount -t tmpfs -o size=16m none {disk} || exit 99
            {ConfinedCommand.Stria} resume {Stopped} --out {disk}/run >/dev/null || exit 98
            ls -A {disk}; ls {disk}/run; cp -r {disk}/run {folder.Path("kept")}
            """);
        Assert.True(answer.Code == 0, answer.Error);
        Assert.Equal("run\naligned.hdf5\ncheckpoint.h5\ncheckpoint.json\nfigures\nmaps.h5\nreport.html\nrun.json\nscenario.yaml\nsummary.json\ntables\n", answer.Output);
        Assert.False(Directory.Exists(Stopped));
        Assert.Equal("done", (string?)StriaCommand.Record(folder.Path("kept"))["state"]);
    }

    [ConfinedFact]
    public void A_disk_too_small_for_the_run_leaves_it_where_it_was()
    {
        string disk = folder.Path("disk");
        StriaAnswer answer = ConfinedCommand.InRoom(
            $"""
            mkdir {disk} && mount -t tmpfs -o size=60k none {disk} || exit 99
            {ConfinedCommand.Stria} resume {Stopped} --out {disk}/run; code=$?
            ls -A {disk}
            exit $code
            """);
        Assert.Equal((1, ""), (answer.Code, answer.Output));
        Assert.Contains($"{Stopped}: cannot get the name {disk}/run: no space is left on the disk.", Assert.Single(ConfinedCommand.Complaint(answer)), StringComparison.Ordinal);
        Assert.Equal("failed", (string?)StriaCommand.Record(Stopped)["state"]);
        StriaCommand.Succeed("resume", Stopped);
        Assert.True(File.Exists(folder.Path("run/aligned.hdf5")));
    }

    [Fact]
    public void A_name_that_is_taken_is_refused_and_an_earlier_run_goes_only_by_force()
    {
        Directory.CreateDirectory(folder.Path("taken"));
        folder.Write("taken/thesis.txt", "precious");
        Assert.Contains("holds files that are no run of Stria", Refused("taken"), StringComparison.Ordinal);
        Assert.Contains("holds files that are no run of Stria", Refused("taken", "--force"), StringComparison.Ordinal);
        Assert.Contains("are for runs at work", Refused("run.partial"), StringComparison.Ordinal);
        Assert.Contains("it is a file", Refused("stack.h5"), StringComparison.Ordinal);
        StriaCommand.Succeed("inspect", folder.Path("stack.h5"), "--out", folder.Path("earlier"));
        Assert.Contains("replace it by --force", Refused("earlier"), StringComparison.Ordinal);
        StriaCommand.Succeed("resume", Stopped, "--out", folder.Path("earlier"), "--force");
        Assert.Equal("map", (string?)StriaCommand.Record(folder.Path("earlier"))["kind"]);
        Assert.Equal(["earlier", "stack.h5", "taken"], folder.Names());
    }

    private string Refused(string name, params string[] more)
    {
        StriaAnswer answer = StriaCommand.Run(["resume", Stopped, "--out", folder.Path(name), .. more]);
        Assert.Equal(1, answer.Code);
        Assert.True(File.Exists(Path.Combine(Stopped, "run.json")), "the stopped run is gone");
        return answer.Error;
    }

    private sealed class StopAtResults(CancellationTokenSource stop) : IProgress<StudyProgress>
    {
        public void Report(StudyProgress value)
        {
            if (value.Step == "results")
            {
                stop.Cancel();
            }
        }
    }
}

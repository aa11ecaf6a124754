using Stria.Files;
using Stria.Studies;
using Stria.Tests.Files;

namespace Stria.Tests.Chain;

/// <summary>A run that is stopped, at whatever step, ends there, says so, and goes on later.</summary>
public sealed class CancellationTests : IClassFixture<CancellationTests.Whole>
{
    private static readonly string[] Names = [.. Enum.GetValues<MapStep>().SelectMany(s => s == MapStep.Fit ? ["nuisances", MapSteps.NameOf(s)] : new[] { MapSteps.NameOf(s) }), "results"];
    private readonly Whole whole;

    public CancellationTests(Whole whole) => this.whole = whole;

    public static TheoryData<string> Steps => [.. Names];

    [Theory]
    [MemberData(nameof(Steps))]
    public void A_run_stopped_at_a_step_keeps_what_was_done_and_can_be_resumed(string step)
    {
        string folder = whole.Beside("stopped-" + step);
        using var stop = new CancellationTokenSource();
        var run = Run.Begin(StudyCatalogue.For(whole.Scenario), new RunRequest(folder));
        Assert.ThrowsAny<OperationCanceledException>(() => run.Execute(new StopAt(step, stop), stop.Token));
        Assert.False(Directory.Exists(folder));
        RunRecord record = RunJson.Read<RunRecord>(Path.Combine(folder + ".partial", "run.json"));
        Assert.Equal((RunState.Stopped, "stopped by the user"), (record.State, record.Reason));

        // Steps are many times shorter than a second here, so one that has begun may also come to its end.
        string[] done = [.. record.Steps.Select(s => s.Name)];
        int index = Array.IndexOf(Names, step);
        Assert.Equal(Names[..done.Length], done);
        Assert.InRange(done.Length, index, index + 1);
        Assert.Empty(Directory.GetFiles(folder + ".partial", "*.partial", SearchOption.AllDirectories));
        Assert.Equal(done.Contains("register"), File.Exists(Path.Combine(folder + ".partial", "checkpoint.json")));
        RunFolder.Reopen(folder + ".partial");
    }

    [Fact]
    public void A_run_stopped_before_its_first_step_has_done_none()
    {
        string folder = whole.Beside("never");
        var run = Run.Begin(StudyCatalogue.For(whole.Scenario), new RunRequest(folder));
        Assert.ThrowsAny<OperationCanceledException>(() => run.Execute(new Progress<StudyProgress>(), new CancellationToken(canceled: true)));
        Assert.Empty(RunJson.Read<RunRecord>(Path.Combine(folder + ".partial", "run.json")).Steps);
        StriaCommand.Succeed("resume", folder + ".partial");
        MapFileCopy.AssertSameBits(whole.Run, folder);
    }

    [Fact]
    public void A_run_stopped_twice_is_the_same_run_in_the_end()
    {
        string folder = whole.Beside("twice");
        foreach (string step in (string[])["incident", "components"])
        {
            using var stop = new CancellationTokenSource();
            Run run = Directory.Exists(folder + ".partial") ? Run.Resume(folder + ".partial", StudyCatalogue.For) : Run.Begin(StudyCatalogue.For(whole.Scenario), new RunRequest(folder));
            Assert.ThrowsAny<OperationCanceledException>(() => run.Execute(new StopAt(step, stop), stop.Token));
        }

        StriaCommand.Succeed("resume", folder + ".partial", "--json");
        MapFileCopy.AssertSameBits(whole.Run, folder);
        Assert.Equal(File.ReadAllText(Path.Combine(whole.Run, "scenario.yaml")), File.ReadAllText(Path.Combine(folder, "scenario.yaml")));
    }

    /// <summary>One run that nobody stopped.</summary>
    public sealed class Whole : IDisposable
    {
        private readonly TemporaryFolder folder = new();

        public Whole()
        {
            DataExchangeWriter.Write(folder.Path("stack.h5"), ChainScene.Frames(ChainScene.Thin, f => f % 2 == 0));
            Scenario = new MapScenario
            {
                Stack = new StackSettings { Path = folder.Path("stack.h5") },
                References = new ReferenceSettings { Table = ChainScene.WriteLibrary(folder.Path("library.csv"), 0.1, 0.3, 0.45) },
                Components = new ComponentSettings { Clusters = 2, Starts = 2 },
            };
            Run = folder.Path("run");
            Stria.Studies.Run.Begin(StudyCatalogue.For(Scenario), new RunRequest(Run)).Execute(new Progress<StudyProgress>(), CancellationToken.None);
        }

        internal MapScenario Scenario { get; }

        internal string Run { get; }

        internal string Beside(string name) => folder.Path(name);

        public void Dispose() => folder.Dispose();
    }

    private sealed class StopAt(string step, CancellationTokenSource stop) : IProgress<StudyProgress>
    {
        public void Report(StudyProgress value)
        {
            if (value.Step == step)
            {
                stop.Cancel();
            }
        }
    }
}

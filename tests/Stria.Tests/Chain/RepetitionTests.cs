using Stria.Files;
using Stria.Studies;
using Stria.Tests.Files;

namespace Stria.Tests.Chain;

/// <summary>The same scenario gives the same bits: run again, on other numbers of threads, stopped and resumed, or continued from a saved step.</summary>
public sealed class RepetitionTests : IClassFixture<RepetitionTests.Once>
{
    private readonly Once once;

    public RepetitionTests(Once once) => this.once = once;

    [Fact]
    public void The_scenario_that_a_run_wrote_repeats_it_to_the_last_bit()
    {
        StriaCommand.Succeed("run", Path.Combine(once.Run, "scenario.yaml"), "--out", once.Beside("again"));
        MapFileCopy.AssertSameBits(once.Run, once.Beside("again"));
        Assert.Equal(File.ReadAllText(Path.Combine(once.Run, "scenario.yaml")), File.ReadAllText(Path.Combine(once.Beside("again"), "scenario.yaml")));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("3")]
    public void Results_do_not_depend_on_the_number_of_threads(string threads)
    {
        string folder = once.Beside("threads" + threads);
        StriaCommand.Succeed("run", Path.Combine(once.Run, "scenario.yaml"), "--threads", threads, "--out", folder);
        Assert.Equal(int.Parse(threads), (int)StriaCommand.Record(folder)["threads"]!);
        MapFileCopy.AssertSameBits(once.Run, folder);
    }

    [Theory]
    [InlineData("register")]
    [InlineData("fit")]
    [InlineData("composition")]
    public void Going_on_from_a_step_gives_what_the_whole_chain_gives(string step)
    {
        string folder = once.Beside("from-" + step);
        StriaCommand.Succeed("run", Path.Combine(once.Run, "scenario.yaml"), "--out", folder);
        StriaCommand.Succeed("run", Path.Combine(once.Run, "scenario.yaml"), "--out", folder, "--from", step);
        bool[] saved = [.. StriaCommand.Record(folder)["steps"]!.AsArray().Select(s => (bool)s!["from_checkpoint"]!)];
        Assert.Equal(step != "register", saved.Contains(true));
        MapFileCopy.AssertSameBits(once.Run, folder);
        Assert.Equal(Once.Told(once.Run), Once.Told(folder));
    }

    [Theory]
    [InlineData("incident")]
    [InlineData("fit")]
    public void A_stopped_run_that_is_resumed_gives_what_an_uninterrupted_one_gives(string stopAt)
    {
        string folder = once.Beside("stopped-" + stopAt);
        using var stop = new CancellationTokenSource();
        var run = Run.Begin(StudyCatalogue.For(ScenarioReader.Read(Path.Combine(once.Run, "scenario.yaml"))), new RunRequest(folder));
        Assert.ThrowsAny<OperationCanceledException>(() => run.Execute(new StopAt(stopAt, stop), stop.Token));
        Assert.False(Directory.Exists(folder));
        StriaCommand.Succeed("resume", folder + ".partial");
        Assert.False(Directory.Exists(folder + ".partial"));
        Assert.Contains(StriaCommand.Record(folder)["steps"]!.AsArray(), s => (bool)s!["from_checkpoint"]!);
        MapFileCopy.AssertSameBits(once.Run, folder);
        Assert.Equal(Once.Told(once.Run), Once.Told(folder));
    }

    [Fact]
    public void Saved_results_of_another_stack_are_not_used()
    {
        string stack = once.Beside("changing.h5"), folder = once.Beside("changing");
        DataExchangeWriter.Write(stack, ChainScene.Thin);
        string[] command = ["align", stack, "--out", folder];
        StriaCommand.Succeed(command);
        string[] before = Directory.GetFiles(folder);
        File.Delete(stack);
        DataExchangeWriter.Write(stack, ChainScene.Ordered(ChainScene.Stack, [.. Enumerable.Range(0, ChainScene.Thin.FrameCount)]));
        StriaAnswer answer = StriaCommand.Run([.. command, "--from", "results"]);
        Assert.Equal(1, answer.Code);
        Assert.Contains($"cannot go on from 'results': {stack} is no longer the file", answer.Error, StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetFiles(folder));
    }

    /// <summary>One run that the others are compared with.</summary>
    public sealed class Once : IDisposable
    {
        private readonly TemporaryFolder folder = new();

        public Once()
        {
            DataExchangeWriter.Write(folder.Path("stack.h5"), ChainScene.Thin);
            string library = ChainScene.WriteLibrary(folder.Path("library.csv"));
            Run = folder.Path("run");
            StriaCommand.Succeed("map", folder.Path("stack.h5"), "--references", library, "--material", "v2o5-alpha", "--clusters", "3", "--out", Run);
        }

        internal string Run { get; }

        public void Dispose() => folder.Dispose();

        internal string Beside(string name) => folder.Path(name);

        /// <summary>What the run's record tells beside its numbers: remarks, methods, sources, inputs, figures and tables.</summary>
        internal static string Told(string folder)
        {
            var record = StriaCommand.Record(folder);
            return string.Join('\n', ((string[])["remarks", "methods", "sources", "inputs", "figures", "tables"]).Select(name => record[name]!.ToJsonString()));
        }
    }

    /// <summary>Stops the run when a step begins.</summary>
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

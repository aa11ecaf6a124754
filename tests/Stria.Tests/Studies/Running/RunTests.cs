using System.Text.Json.Nodes;
using Stria.Core;
using Stria.Studies;

namespace Stria.Tests.Studies.Running;

public sealed class RunTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("stria-test-").FullName;

    private string Out => Path.Combine(folder, "run");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_run_that_came_to_its_end_has_its_name_and_every_file_of_the_record()
    {
        string input = Path.Combine(folder, "in.txt");
        File.WriteAllText(input, "abc");
        var step = new PlainStep("read")
        {
            Work = (context, _) =>
            {
                context.NoteInput(input);
                context.Cite("A. Author, J. 1, 2 (2020)");
                context.Report(new Headline("energy_shift", -0.4, "eV", "Energy shift") { StandardDeviation = 0.01 });
                context.Report(new Headline("nothing", double.NaN, "1", "Nothing"));
                File.WriteAllText(context.Table("t.csv", "A table"), "a\n");
                Assert.EndsWith(".partial", context.Folder.Root, StringComparison.Ordinal);
            },
        };
        Complete(step);

        Assert.Equal(["run.json", "scenario.yaml", "summary.json", "tables"], Directory.GetFileSystemEntries(Out).Select(Path.GetFileName).Order());
        Assert.Equal(new DemoScenario { Seed = 7 }, ScenarioReader.Read(Path.Combine(Out, "scenario.yaml")));
        JsonNode summary = JsonNode.Parse(File.ReadAllText(Path.Combine(Out, "summary.json")))!;
        Assert.Equal("""{"value":-0.4,"sd":0.01,"unit":"eV"}""", summary["energy_shift"]!.ToJsonString());
        Assert.Null(summary["nothing"]!["value"]);
        RunRecord record = RunJson.Read<RunRecord>(Path.Combine(Out, "run.json"));
        Assert.Equal((RunState.Done, "demo", 7), (record.State, record.Kind, record.Seed));
        Assert.Equal(new InputFile(input, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 3), Assert.Single(record.Inputs));
        Assert.Equal("read was here", Assert.Single(record.Remarks).Text);
        Assert.Equal("A table", Assert.Single(record.Tables).Title);
        Assert.Equal(64, record.ScenarioSha256.Length);
    }

    [Fact]
    public void A_failed_run_leaves_nothing_under_the_final_name_and_says_why()
    {
        var failing = new PlainStep("read") { Work = (_, _) => throw new DataException("is cut off", "a.h5") };
        Assert.Throws<DataException>(() => Complete(failing));
        Assert.False(Directory.Exists(Out));
        RunRecord record = RunJson.Read<RunRecord>(Path.Combine(Out + ".partial", "run.json"));
        Assert.Equal((RunState.Failed, "a.h5: is cut off"), (record.State, record.Reason));

        // Its remains give way to the next attempt.
        Complete(new PlainStep("read"));
        Assert.True(Directory.Exists(Out));
        Assert.False(Directory.Exists(Out + ".partial"));
    }

    [Fact]
    public void A_stopped_run_is_resumed_after_its_last_saved_step()
    {
        using var stop = new CancellationTokenSource();
        var (first, second) = (new KeptStep("first"), new KeptStep("second"));
        var stopping = new PlainStep("third") { Work = (_, cancel) => { stop.Cancel(); cancel.ThrowIfCancellationRequested(); } };
        Run run = Begin(first, second, stopping);
        Assert.Throws<OperationCanceledException>(() => run.Execute(new Listener(), stop.Token));
        Assert.Equal("stopped by the user", RunJson.Read<RunRecord>(Path.Combine(Out + ".partial", "run.json")).Reason);
        Assert.Throws<ScenarioException>(() => Begin(first));

        var third = new PlainStep("third") { Work = (context, _) => Assert.Equal("second!", context.Get<Made>("second").Text) };
        Run resumed = Run.Resume(Out + ".partial", s => new Study(s, [first, second, third]));
        resumed.Execute(new Listener(), CancellationToken.None);
        Assert.Equal((1, 1, 1), (first.Runs, second.Runs, third.Runs));
        Assert.Equal(["first was here", "second was here", "third was here"], resumed.Context.Remarks.Select(r => r.Text));
        Assert.Equal([true, true, false], RunJson.Read<RunRecord>(Path.Combine(Out, "run.json")).Steps.Select(s => s.FromCheckpoint));
        Assert.Contains("nothing to resume", Assert.Throws<ScenarioException>(() => RunFolder.Reopen(Out)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_step_goes_on_inside_itself_under_the_same_settings_only()
    {
        Assert.Throws<DataException>(() => Complete(new CountingStep(stopAt: 5)));
        var rest = new CountingStep();
        Run.Resume(Out + ".partial", s => new Study(s, [rest])).Execute(new Listener(), CancellationToken.None);
        Assert.Equal([5, 6, 7, 8, 9, 10], rest.Counted);

        var other = new CountingStep(settings: new DespikeSettings());
        Run.Begin(new Study(new DemoScenario { Seed = 7 }, [other]), new RunRequest(Out) { FromStep = "count" }).Execute(new Listener(), CancellationToken.None);
        Assert.Equal(10, other.Counted.Count);
    }

    [Fact]
    public void Only_a_run_with_an_end_in_time_can_be_run_on()
    {
        Complete(new PlainStep("read"));
        string complaint = Assert.Throws<ScenarioException>(() => Run.Extend(Out, "2 h", s => new Study(s, [new PlainStep("read")]))).Message;
        Assert.Contains("'demo' has no end in time", complaint, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Out, "summary.json")));
    }

    [Fact]
    public void A_run_goes_on_from_a_saved_step_of_an_earlier_one()
    {
        var (first, second) = (new KeptStep("first"), new KeptStep("second"));
        Complete(first, second);
        Run again = Run.Begin(new Study(new DemoScenario { Seed = 7 }, [first, second]), new RunRequest(Out) { FromStep = "second" });
        again.Execute(new Listener(), CancellationToken.None);
        Assert.Equal((1, 2), (first.Runs, second.Runs));
        Assert.Equal(folder, Path.GetDirectoryName(Assert.Single(Directory.GetDirectories(folder))));
    }

    [Fact]
    public void Saved_results_made_by_other_settings_are_not_used()
    {
        Complete(new KeptStep("first", new DespikeSettings()), new PlainStep("second"));
        var changed = new Study(new DemoScenario { Seed = 7 }, [new KeptStep("first", new DespikeSettings { Threshold = 5 }), new PlainStep("second")]);
        Run run = Run.Begin(changed, new RunRequest(Out) { FromStep = "second" });
        string complaint = Assert.Throws<ScenarioException>(() => run.Execute(new Listener(), CancellationToken.None)).Message;
        Assert.Contains("the saved results of the step 'first' were made with other settings", complaint, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Out, "summary.json")), "The earlier run must stay.");
    }

    [Fact]
    public void Saved_results_of_a_file_that_changed_are_not_used()
    {
        string input = Path.Combine(folder, "in.txt");
        File.WriteAllText(input, "abc");
        Complete(new KeptStep("first") { Work = (context, _) => context.NoteInput(input) }, new PlainStep("second"));
        File.WriteAllText(input, "abd");
        Run run = Run.Begin(new Study(new DemoScenario { Seed = 7 }, [new KeptStep("first"), new PlainStep("second")]), new RunRequest(Out) { FromStep = "second" });
        Assert.Contains("no longer the file", Assert.Throws<ScenarioException>(() => run.Execute(new Listener(), CancellationToken.None)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_earlier_run_is_replaced_only_when_that_is_said()
    {
        Complete(new PlainStep("first"));
        Assert.Contains("--force", Assert.Throws<ScenarioException>(() => Begin(new PlainStep("other"))).Message, StringComparison.Ordinal);
        Run.Begin(new Study(new DemoScenario(), [new PlainStep("other")]), new RunRequest(Out) { Force = true }).Execute(new Listener(), CancellationToken.None);
        Assert.Equal("other", Assert.Single(RunJson.Read<RunRecord>(Path.Combine(Out, "run.json")).Steps).Name);
        Assert.Equal([Out], Directory.GetDirectories(folder));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_folder_that_is_no_run_is_never_replaced(bool partial)
    {
        string taken = partial ? Out + ".partial" : Out;
        Directory.CreateDirectory(taken);
        File.WriteAllText(Path.Combine(taken, "thesis.tex"), "years of work");
        Assert.Throws<ScenarioException>(() => Run.Begin(new Study(new DemoScenario(), [new PlainStep("a")]), new RunRequest(Out) { Force = true }));
        Assert.Equal("years of work", File.ReadAllText(Path.Combine(taken, "thesis.tex")));
    }

    [Fact]
    public void A_step_that_does_not_exist_is_named_with_those_that_do() => Assert.Contains(
        "Did you mean 'second'?",
        Assert.Throws<ScenarioException>(() => new Study(new DemoScenario(), [new PlainStep("first"), new PlainStep("second")]).IndexOf("secnd")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Progress_never_goes_back_and_ends_at_one()
    {
        var listener = new Listener();
        Begin(new PlainStep("first"), new KeptStep("second"), new PlainStep("third")).Execute(listener, CancellationToken.None);
        double[] overall = [.. listener.Heard.Select(p => p.Overall)];
        Assert.Equal(9, overall.Length);
        Assert.Equal(overall.Order(), overall);
        Assert.Equal(1, overall[^1], 12);
    }

    [Fact]
    public void A_noun_that_nobody_made_is_an_error_of_the_order() =>
        Assert.Throws<InvalidOperationException>(() => Complete(new PlainStep("a") { Work = (context, _) => context.Get<Made>("b") }));

    [Fact]
    public void The_commit_and_version_are_those_of_the_build()
    {
        Assert.Matches(@"^\d+\.\d+\.\d+", StriaVersion.Number);
        Assert.Matches(@"^([0-9a-f]{40}(\.changed)?|unknown)$", StriaVersion.Commit);
    }

    private Run Begin(params IStudyStep[] steps) => Run.Begin(new Study(new DemoScenario { Seed = 7 }, steps), new RunRequest(Out));

    private void Complete(params IStudyStep[] steps) => Begin(steps).Execute(new Listener(), CancellationToken.None);
}

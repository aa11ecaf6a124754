using Stria.Core;
using Stria.Studies;

namespace Stria.Tests.Studies.Running;

/// <summary>What steps hand to each other and what they leave for record and report.</summary>
public sealed class StudyContextTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("stria-test-").FullName;
    private readonly StudyContext context;

    public StudyContextTests() => context = new StudyContext(new DemoScenario { Threads = 3 }, RunFolder.Create(Path.Combine(root, "run"), force: false));

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void A_noun_is_found_by_its_type_and_name_and_replaced_by_the_next()
    {
        context.Put(new Made("a"));
        context.Put(new Made("b"), "other");
        context.Put(new Made("c"));
        Assert.Equal("c", context.Get<Made>().Text);
        Assert.Equal("b", context.Get<Made>("other").Text);
        Assert.False(context.TryGet("third", out Made? _));
        Assert.False(context.TryGet("", out string? _));
        string message = Assert.Throws<InvalidOperationException>(() => context.Get<Made>("third")).Message;
        Assert.Equal("No step before this one made a Made named 'third'.", message);
        context.Drop<Made>("other");
        context.Drop<Made>("other");
        Assert.False(context.TryGet("other", out Made? _));
        Assert.Equal("c", context.Get<Made>().Text);
    }

    [Fact]
    public void Of_headlines_figures_and_tables_of_one_name_the_last_counts_in_the_place_of_the_first()
    {
        context.Report(new Headline("a", 1, "1", "A"));
        context.Report(new Headline("b", 2, "1", "B"));
        context.Report(new Headline("a", 3, "1", "A again"));
        Assert.Equal([("a", 3.0), ("b", 2.0)], context.Headlines.Select(h => (h.Name, h.Value)));
        context.Figure("f.png", "first", "");
        Assert.Equal(Path.Combine(context.Folder.Figures, "f.png"), context.Figure("f.png", "second", "look"));
        Assert.Equal("second", Assert.Single(context.Figures).Title);
        context.Table("t.csv", "one");
        context.Table("t.csv", "two");
        Assert.Equal("two", Assert.Single(context.Tables).Title);
        Assert.True(Directory.Exists(context.Folder.Figures) && Directory.Exists(context.Folder.Tables));
    }

    [Fact]
    public void The_same_is_said_cited_and_described_once()
    {
        for (int i = 0; i < 2; i++)
        {
            context.Say(Remark.Note("n"));
            context.Cite("c");
            context.Describe("d.");
        }

        context.Say(Remark.Warning("n"));
        Assert.Equal([RemarkKind.Note, RemarkKind.Warning], context.Remarks.Select(r => r.Kind));
        Assert.Equal(["c"], context.Sources);
        Assert.Equal(["d."], context.Methods);
    }

    [Fact]
    public void A_file_is_hashed_once_and_a_missing_one_is_named()
    {
        string path = Path.Combine(root, "in.txt");
        File.WriteAllText(path, "abc");
        context.NoteInput(path);
        File.WriteAllText(path, "abd");
        context.NoteInput(path);
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Assert.Single(context.Inputs).Sha256);
        Assert.StartsWith($"{root}/gone.txt: cannot be read", Assert.Throws<DataException>(() => context.NoteInput(Path.Combine(root, "gone.txt"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_threads_may_speak_at_once_and_nothing_is_lost()
    {
        Parallel.For(0, 500, i =>
        {
            context.Say(Remark.Note($"n{i}"));
            _ = context.Remarks.Count;
        });
        Assert.Equal(500, context.Remarks.Count);
    }

    [Fact]
    public void Threads_are_those_of_the_scenario_or_of_the_machine()
    {
        Assert.Equal(3, context.Threads);
        Assert.Equal(Environment.ProcessorCount, new StudyContext(new DemoScenario(), context.Folder).Threads);
    }

    [Fact]
    public void Numbers_that_do_not_exist_are_null_in_the_summary()
    {
        string written = RunJson.WriteLine(RunJson.Summary([
            new Headline("x", 0.25, "1", "") { StandardDeviation = 0.5 }, new Headline("none", double.NaN, "nm", "") { StandardDeviation = double.PositiveInfinity },
        ]));
        Assert.Equal("""{"x":{"value":0.25,"sd":0.5,"unit":"1"},"none":{"value":null,"sd":null,"unit":"nm"}}""", written);
    }

    [Theory]
    [InlineData("", "cannot be read as part of a run folder")]
    [InlineData("{\"kind\": 3", "cannot be read as part of a run folder")]
    [InlineData("null", "is empty")]
    public void A_damaged_record_is_named(string text, string reason)
    {
        string path = Path.Combine(root, "run.json");
        File.WriteAllText(path, text);
        string message = Assert.Throws<DataException>(() => RunJson.Read<RunRecord>(path)).Message;
        Assert.StartsWith(path, message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_comes_back_as_it_was()
    {
        var record = new RunRecord
        {
            Kind = "map",
            State = RunState.Stopped,
            Reason = "stopped by the user",
            ScenarioSha256 = "00",
            Seed = 7,
            Started = new DateTime(2026, 5, 1, 12, 0, 0, DateTimeKind.Utc),
            Steps = [new StepRecord("read", 0.25, true)],
            Remarks = [Remark.Warning("ein „Wort“ <b> 'x'")],
        };
        string text = RunJson.Write(record), path = Path.Combine(root, "run.json");
        RunFolder.WriteWhole(path, text);
        RunRecord back = RunJson.Read<RunRecord>(path);
        Assert.Equal(text, RunJson.Write(back));
        Assert.Equal((record.State, record.Reason, record.Started), (back.State, back.Reason, back.Started));
        Assert.Equal(record.Steps, back.Steps);
        Assert.Equal(record.Remarks, back.Remarks);
    }

    [Fact]
    public void A_run_at_work_is_left_alone_and_one_that_died_is_not()
    {
        string folder = Path.Combine(root, "busy.partial"), program = Path.Combine(root, "stria");
        File.CreateSymbolicLink(program, "/bin/sleep");
        using var worker = System.Diagnostics.Process.Start(program, ["60"])!;
        Directory.CreateDirectory(folder);
        RunFolder.WriteWhole(Path.Combine(folder, "run.json"), RunJson.Write(new RunRecord { Kind = "demo", ScenarioSha256 = "", ProcessId = worker.Id }));
        try
        {
            foreach (Action attempt in (Action[])[() => RunFolder.Reopen(folder), () => RunFolder.Create(Path.Combine(root, "busy"), force: true)])
            {
                Assert.Contains($"is at work in process {worker.Id}", Assert.Throws<ScenarioException>(attempt).Message, StringComparison.Ordinal);
            }
        }
        finally
        {
            worker.Kill();
            worker.WaitForExit();
        }

        Assert.Equal(folder, RunFolder.Reopen(folder).Root);
    }
}

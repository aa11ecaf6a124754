using System.Diagnostics;
using System.Text.Json.Nodes;
using Stria.Cli;
using Stria.Core;
using Stria.Studies;
using Stria.Tests.Studies.Running;

namespace Stria.Tests.Cli;

public sealed class StudySessionTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("stria-test-").FullName;
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();

    private string Out => Path.Combine(folder, "run");

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        output.Dispose();
        error.Dispose();
    }

    [Fact]
    public void A_finished_run_says_its_numbers_with_their_errors_then_warnings_then_where_it_is()
    {
        var step = new PlainStep("fit")
        {
            Work = (context, _) =>
            {
                context.Report(new Headline("shift", -0.40213, "eV", "Energy shift") { StandardDeviation = 0.0123 });
                context.Report(new Headline("x", 0.35, "1", "Mean x"));
                context.Say(Remark.Warning("two frames were dropped"));
            },
        };
        Assert.Equal(0, Execute(json: false, CancellationToken.None, step));
        Assert.Equal($"  Energy shift  -0.402 ± 0.012 eV\n  Mean x        0.35\n  warning: two frames were dropped\n  note: fit was here\n  folder: {Out}\n", output.ToString());
    }

    [Fact]
    public void In_a_pipe_progress_is_plain_lines_on_the_error_stream()
    {
        Execute(json: false, CancellationToken.None, new PlainStep("read"), new PlainStep("fit"));
        string[] lines = error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["  0 %  read 0 %", " 25 %  read 50 %: half", " 50 %  read 100 %", " 75 %  fit 50 %: half", "100 %  fit 100 %"], lines);
    }

    [Fact]
    public void For_machines_everything_is_JSON_one_object_per_line()
    {
        Execute(json: true, CancellationToken.None, new PlainStep("read"));
        JsonNode[] lines = [.. output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!)];
        Assert.Equal(["progress", "progress", "progress", "done"], lines.Select(l => (string?)l["event"]));
        Assert.Equal(Out, (string?)lines[^1]["folder"]);
        Assert.Equal(0.5, (double?)lines[1]["overall"]);
        Assert.Empty(error.ToString());
    }

    [Fact]
    public void A_stop_ends_the_run_within_a_second_even_when_the_step_does_not_listen()
    {
        using var stop = new CancellationTokenSource();
        using var release = new ManualResetEventSlim();
        var deaf = new PlainStep("register")
        {
            Work = (_, _) =>
            {
                stop.Cancel();
                release.Wait(CancellationToken.None);
            },
        };
        var clock = Stopwatch.StartNew();
        int code = Execute(json: false, stop.Token, new KeptStep("despike"), deaf);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 2);
        Assert.Equal(3, code);
        RunRecord record = RunJson.Read<RunRecord>(Path.Combine(Out + ".partial", "run.json"));
        Assert.Equal((RunState.Stopped, "stopped by the user in the midst of a step"), (record.State, record.Reason));
        Assert.Contains($"stria resume {Out}.partial", error.ToString(), StringComparison.Ordinal);
        release.Set();
        Assert.False(Directory.Exists(Out));
    }

    [Fact]
    public void A_failure_comes_out_as_it_went_in() =>
        Assert.Throws<DataException>(() => Execute(json: false, CancellationToken.None, new PlainStep("read") { Work = (_, _) => throw new DataException("is cut off") }));

    [Fact]
    public void Progress_comes_at_most_every_five_percent()
    {
        var printer = new ProgressPrinter(new Terminal(output, error, false), json: false);
        for (int i = 0; i <= 1000; i++)
        {
            printer.Report(new StudyProgress("fit", i / 1000.0, i / 1000.0, TimeSpan.FromSeconds(40), null));
        }

        string[] lines = error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.InRange(lines.Length, 18, 21);
        Assert.Contains("40 s left", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public void On_a_terminal_progress_is_one_line_that_is_taken_away_at_the_end()
    {
        var printer = new ProgressPrinter(new Terminal(output, error, true), json: false);
        printer.Report(new StudyProgress("read", 0, 0, null, null));
        printer.Report(new StudyProgress("fit", 0.5, 0.5, TimeSpan.FromMinutes(3), null));
        printer.Clear();
        Assert.DoesNotContain('\n', error.ToString());
        Assert.Contains("3 min left", error.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("\r", error.ToString(), StringComparison.Ordinal);
    }

    private int Execute(bool json, CancellationToken cancel, params IStudyStep[] steps)
    {
        Run run = Run.Begin(new Study(new DemoScenario(), steps), new RunRequest(Out));
        return new StudySession(new Terminal(output, error, false), json).Execute(run, cancel);
    }
}

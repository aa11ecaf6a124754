using System.Text.Json.Nodes;
using Stria.Cli;
using Stria.Core;
using Stria.Studies;
using Stria.Tests.Studies.Running;

namespace Stria.Tests.Cli;

public sealed class ShowVerbTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("stria-test-").FullName;

    private string Out => Path.Combine(folder, "run");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_kept_inspection_is_shown_with_its_files_hash_and_remarks()
    {
        string file = Path.Combine(folder, "a.h5");
        File.WriteAllText(file, "abc");
        var scenario = new InspectScenario { File = new StackSettings { Path = file } };
        var step = new InspectStep(scenario, s => new Inspection(["one region"], new { Regions = 1 }, [s.File.Path], [Remark.Assumed("the pixel size is 30 nm")]));
        Run.Begin(new Study(scenario, [step]), new RunRequest(Out)).Execute(new Listener(), CancellationToken.None);

        Assert.Equal("one region\n", File.ReadAllText(Path.Combine(Out, "inspection.txt")));
        Assert.Equal(1, (int?)JsonNode.Parse(File.ReadAllText(Path.Combine(Out, "inspection.json")))!["regions"]);
        string shown = Show(Out);
        Assert.Contains("inspect, done, begun", shown, StringComparison.Ordinal);
        Assert.Contains("assumed: the pixel size is 30 nm", shown, StringComparison.Ordinal);
        JsonNode json = JsonNode.Parse(Show(Out + " --json"))!;
        Assert.Equal(file, (string?)json["run"]!["inputs"]![0]!["path"]);
    }

    [Fact]
    public void Numbers_figures_and_tables_are_shown_where_they_lie()
    {
        var step = new PlainStep("fit")
        {
            Work = (context, _) =>
            {
                context.Report(new Headline("energy_shift", -0.40213, "eV", "Energy shift") { StandardDeviation = 0.0123 });
                File.WriteAllText(context.Figure("shift.png", "Energy shift", "One deep valley."), "");
                File.WriteAllText(context.Table("shift.csv", "Cost against shift"), "");
            },
        };
        Run.Begin(new Study(new DemoScenario(), [step]), new RunRequest(Out)).Execute(new Listener(), CancellationToken.None);
        string shown = Show(Out);
        Assert.Contains("energy_shift  -0.402 ± 0.012 eV", shown, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(Out, "figures", "shift.png") + "  Energy shift", shown, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(Out, "tables", "shift.csv") + "  Cost against shift", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1.23456, 0.0123, "eV", "1.235 ± 0.012 eV")]
    [InlineData(123456, 789.0, "1", "123456 ± 789")]
    [InlineData(0.35, null, "1", "0.35")]
    [InlineData(double.NaN, null, "nm", "none")]
    public void A_number_has_the_digits_that_its_error_leaves_meaningful(double value, double? sd, string unit, string text) =>
        Assert.Equal(text, RunText.Number(new Headline("n", value, unit, "N") { StandardDeviation = sd }));

    private static string Show(string line)
    {
        using var output = new StringWriter();
        Assert.Equal(0, CommandLine.Run(["show", .. line.Split(' ')], new Terminal(output, TextWriter.Null, false)));
        return output.ToString();
    }
}

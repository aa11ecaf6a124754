using Stria.Tests.Chain;
using Stria.Tests.Files;

namespace Stria.Tests.Laboratory;

/// <summary>The scenarios of examples/laboratory give the numbers that were planted in their files.</summary>
public sealed class LaboratoryExampleTests : IDisposable
{
    private static readonly string Folder = Path.Combine(SharedData.Repository, "examples", "laboratory");
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("cycling", "discharge_capacity_first", 141.5, 0.5)]
    [InlineData("gitt", "diffusivity_median", 5e-17, 1e-18)]
    [InlineData("eis", "tortuosity", 8.55, 0.34)]
    [InlineData("curvature", "stress_span_first", 8, 0.16)]
    [InlineData("timescales", "electrolyte_time", 933.333, 0.001)]
    public void Each_scenario_gives_what_was_planted(string name, string number, double planted, double within)
    {
        string run = LabScene.Run(folder, name, "run", Path.Combine(Folder, name + ".yaml"));
        double found = StriaCommand.Number(run, number);
        Assert.True(Math.Abs(found - planted) <= within, $"{number} = {found} where {planted} was planted");
        Assert.True(File.Exists(Path.Combine(run, "report.html")));
        Assert.Empty(LabScene.Undocumented(run));
    }

    [Fact]
    public void Every_file_of_the_folder_is_used_by_a_scenario_or_explained()
    {
        string page = File.ReadAllText(Path.Combine(Folder, "README.md"));
        string all = string.Concat(Directory.GetFiles(Folder, "*.yaml").Select(File.ReadAllText)) + page;
        string[] stray = [.. Directory.GetFiles(Folder).Select(f => Path.GetFileName(f)!).Where(f => f != "README.md" && !all.Contains(f, StringComparison.Ordinal) && !page.Contains($"`stria run {f}`", StringComparison.Ordinal)).Except(["gitt.yaml", "eis.yaml", "curvature.yaml", "timescales.yaml"])];
        Assert.Empty(stray);
    }
}

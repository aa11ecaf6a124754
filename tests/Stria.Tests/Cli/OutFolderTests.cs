using System.Text.Json.Nodes;
using Stria.Cli;
using Stria.Studies;
using Stria.Tests.Chain;
using Stria.Tests.Files;

namespace Stria.Tests.Cli;

/// <summary>Every verb keeps its answer in a folder when asked to.</summary>
public sealed class OutFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string> Verbs => [.. VerbCatalogue.All().Select(v => v.Command.Name)];

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Every_verb_has_out_and_help_that_explains_it(string verb)
    {
        string help = StriaCommand.Succeed(verb, "--help").Output;
        string line = help.Split('\n').Single(l => l.TrimStart().StartsWith("--out <DIR>", StringComparison.Ordinal));
        Assert.True(line.Split("<DIR>")[1].Trim().Length > 10, line);
    }

    [Fact]
    public void List_writes_tables_and_one_json()
    {
        string shown = StriaCommand.Succeed("list", "--out", folder.Path("lists")).Output;
        Assert.Equal(["kinds.csv", "list.json", "materials.csv", "profiles.csv", "scenarios.csv", "steps.csv"], Directory.GetFiles(folder.Path("lists")).Select(Path.GetFileName).Order());
        JsonObject all = JsonNode.Parse(File.ReadAllText(folder.Path("lists/list.json")))!.AsObject();
        string[] steps = File.ReadAllLines(folder.Path("lists/steps.csv"));
        Assert.Equal("step", steps[0]);
        Assert.Equal(all["steps"]!.AsArray().Select(s => (string)s!), steps.Skip(1));
        Assert.All(steps.Skip(1), s => Assert.Contains($"  {s}\n", shown, StringComparison.Ordinal));
        Assert.Contains("incident,\"auto, embedded, file, roi, mask\"", File.ReadAllLines(folder.Path("lists/kinds.csv")));
        StriaCommand.Succeed("list", "materials", "--out", folder.Path("one"));
        Assert.Equal(["list.json", "materials.csv"], Directory.GetFiles(folder.Path("one")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Check_writes_complete_scenarios_and_every_mistake()
    {
        string sound = folder.Write("a.yaml", "kind: demo\nseed: 3\n"), bad = folder.Write("b.yaml", "kind: demo\nsede: 3\n"), lost = folder.Write("c.yaml", "kind: inspect\nfile: { path: gone.h5 }\n");
        Directory.CreateDirectory(folder.Path("other"));
        string namesake = folder.Write("other/a.yaml", "kind: demo\nseed: 4\n"), to = folder.Path("checked");
        StriaAnswer answer = StriaCommand.Run("check", sound, bad, lost, namesake, "--out", to);
        Assert.Equal(1, answer.Code);
        Assert.Equal(["a-2.yaml", "a.yaml", "c.yaml", "check.json"], Directory.GetFiles(to).Select(p => Path.GetFileName(p)).Order(StringComparer.Ordinal));
        Assert.Equal(new DemoScenario { Seed = 3 }, ScenarioReader.Read(Path.Combine(to, "a.yaml")));
        Assert.Equal(new DemoScenario { Seed = 4 }, ScenarioReader.Read(Path.Combine(to, "a-2.yaml")));
        Assert.Contains("width: ", File.ReadAllText(Path.Combine(to, "a.yaml")), StringComparison.Ordinal);

        // Written out, the scenario still means the file that it meant in its own folder.
        Assert.Equal(folder.Path("gone.h5"), Assert.IsType<InspectScenario>(ScenarioReader.Read(Path.Combine(to, "c.yaml"))).File.Path);
        JsonArray entries = JsonNode.Parse(File.ReadAllText(Path.Combine(to, "check.json")))!.AsArray();
        Assert.Equal([true, false, false, true], entries.Select(e => (bool)e!["sound"]!));
        Assert.Contains("Did you mean 'seed'?", (string?)entries[1]!["mistakes"], StringComparison.Ordinal);
        Assert.Equal(Path.Combine(to, "a-2.yaml"), (string?)entries[3]!["complete"]);
    }

    [Fact]
    public void Check_never_writes_over_the_scenario_that_it_checks()
    {
        string file = folder.Write("a.yaml", "# mine\nkind: demo\n");
        StriaAnswer answer = StriaCommand.Run("check", file, "--out", folder.Path("."));
        Assert.Equal(1, answer.Code);
        Assert.Contains("would be replaced", answer.Error, StringComparison.Ordinal);
        Assert.Equal("# mine\nkind: demo\n", File.ReadAllText(file));
        Assert.Equal(["a.yaml"], folder.Names());
    }

    [Theory]
    [InlineData("list")]
    [InlineData("schema")]
    public void A_folder_that_cannot_be_made_is_named(string verb)
    {
        StriaAnswer answer = StriaCommand.Run(verb, "--out", "/proc/stria");
        Assert.Equal(1, answer.Code);
        Assert.StartsWith("stria: /proc/stria: cannot be made as a folder", answer.Error, StringComparison.Ordinal);
    }
}

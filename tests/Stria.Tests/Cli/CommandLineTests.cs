using System.CommandLine;
using System.Text.Json.Nodes;
using Stria.Cli;
using Stria.Studies;

namespace Stria.Tests.Cli;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("mapp x", "'mapp' is not a command. Did you mean 'map'? See: stria --help")]
    [InlineData("map", "map needs STACK. See: stria map --help")]
    [InlineData("map a.h5 --clustres 3", "'--clustres' is not an option of map. Did you mean '--clusters'? See: stria map --help")]
    [InlineData("od a.h5 --references l.csv", "'--references' is not an option of od. It belongs to map, fit, few. See: stria od --help")]
    [InlineData("map --references a.csv b.h5", "put STACK first")]
    [InlineData("map a.h5 b.h5 --references l.csv", "2 stacks are mapped by one recipe")]
    [InlineData("od a.h5 b.h5", "od does not know what to do with 'b.h5'.")]
    [InlineData("batch a.h5 --recpie r.yaml", "'--recpie' is not an option of batch. Did you mean '--recipe'?")]
    [InlineData("fit a.h5 --references l.csv --clustres 3", "'--clustres' is not an option of fit. Did you mean '--clusters'?")]
    [InlineData("map a.h5", "map needs reference spectra")]
    [InlineData("map a.h5 --references l.csv --energies 5", "--energies: '5' is not a window of energies in eV, such as 508:528.")]
    [InlineData("map a.h5 --references l.csv --energies 528:508", "ends (508 eV) before it begins (528 eV)")]
    [InlineData("map a.h5 --references l.csv --clusters 99", "'clusters' is 99; it must be between 1 and 50.")]
    [InlineData("map a.h5 --references l.csv --clusters few", "--clusters: 'few' is not a whole number.")]
    [InlineData("map a.h5 --references l.csv --energy-shift 3nm", "'3nm' is not an energy")]
    [InlineData("map a.h5 --references a.t b.t", "'a.t' is not a file with its composition")]
    [InlineData("map a.h5 --references a.t:x=0,phse=alpha b.t:x=1", "'phse=alpha' was not expected")]
    [InlineData("map a.h5 --references l.csv --i0 i0.csv --i0-roi 0,0", "exclude each other")]
    [InlineData("od a.h5 --i0-roi 0,0 1,1", "at least three corners")]
    [InlineData("od a.h5 --i0-roi nofile.msk", "or the path of a mask file that exists")]
    [InlineData("od a.h5 --pixel-size 30", "--pixel-size: '30' is not a length with its unit")]
    [InlineData("demo --seed x", "--seed: 'x' is not a whole number.")]
    [InlineData("demo --size 3", "'height' is 3; it must be between 32 and 4096.")]
    [InlineData("schema mpa", "Did you mean 'map'?")]
    [InlineData("list stesp", "Did you mean 'steps'?")]
    public void What_is_not_understood_is_one_plain_message_and_exit_code_2(string line, string message)
    {
        (int code, string output, string error) = Stria(line);
        Assert.Equal(2, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.Empty(output);
    }

    [Theory]
    [InlineData("show /nowhere")]
    [InlineData("resume /nowhere")]
    [InlineData("run /nowhere/s.yaml")]
    [InlineData("inspect /nowhere/a.h5")]
    public void What_fails_is_one_plain_message_and_exit_code_1(string line)
    {
        (int code, _, string error) = Stria(line);
        Assert.Equal(1, code);
        Assert.StartsWith("stria: ", error, StringComparison.Ordinal);
        Assert.Contains("/nowhere", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void With_json_a_failure_is_an_object_on_the_output()
    {
        (int code, string output, string error) = Stria("show /nowhere --json");
        Assert.Equal((1, ""), (code, error));
        Assert.Equal("failed", (string?)JsonNode.Parse(output)!["event"]);
    }

    [Fact]
    public void An_unexpected_fault_says_where_to_report_it_and_keeps_its_stack_to_itself()
    {
        (int code, _, string error) = Stria("break", new BrokenVerb());
        Assert.Equal(1, code);
        Assert.Contains("Unexpected: InvalidOperationException: the floor gave way", error, StringComparison.Ordinal);
        Assert.Contains("Please report it", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Version_help_list_and_schema_answer()
    {
        Assert.StartsWith($"Stria {StriaVersion.Number} (", Stria("--version").Output, StringComparison.Ordinal);
        Assert.Contains("--references", Stria("map --help").Output, StringComparison.Ordinal);
        Assert.Contains("demo", Stria("").Output, StringComparison.Ordinal);
        Assert.Contains("incident: auto, embedded, file, roi, mask", Stria("list kinds").Output, StringComparison.Ordinal);
        Assert.Equal(ScenarioSchema.Of(ScenarioKinds.Scenarios.First()), Stria("schema map").Output);
    }

    [Fact]
    public void Check_tells_sound_scenarios_from_others()
    {
        string folder = Directory.CreateTempSubdirectory("stria-test-").FullName;
        try
        {
            string sound = Path.Combine(folder, "a.yaml"), bad = Path.Combine(folder, "b.yaml"), lost = Path.Combine(folder, "c.yaml");
            File.WriteAllText(sound, "kind: demo\nseed: 3\n");
            File.WriteAllText(bad, "kind: demo\nsede: 3\n");
            File.WriteAllText(lost, "kind: inspect\nfile: { path: gone.h5 }\n");
            Assert.Equal((0, $"{sound}: a sound scenario of kind demo.\n"), (Stria($"check {sound}").Code, Stria($"check {sound}").Output));
            (int code, string output, _) = Stria($"check {sound} {bad} {lost}");
            Assert.Equal(1, code);
            Assert.Contains("Did you mean 'seed'?", output, StringComparison.Ordinal);
            Assert.Contains($"file.path: there is no file {Path.Combine(folder, "gone.h5")}", output, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Every_verb_is_in_the_catalogue()
    {
        Type[] verbs = [.. typeof(IVerb).Assembly.GetTypes().Where(t => t.IsClass && typeof(IVerb).IsAssignableFrom(t))];
        Assert.NotEmpty(verbs);
        Assert.Empty(verbs.Except(VerbCatalogue.All().Select(v => v.GetType())));
        Assert.Equal(VerbCatalogue.All().Count, VerbCatalogue.All().Select(v => v.Command.Name).Distinct().Count());
    }

    [Fact]
    public void Every_kind_is_in_the_catalogue()
    {
        // Every public contract of settings, whoever added it.
        Type[] contracts = [typeof(IScenario), .. typeof(IScenario).Assembly.GetTypes().Where(t => t.IsInterface && t.IsPublic && t.Name.EndsWith("Settings", StringComparison.Ordinal) && t != typeof(ICheckedSettings))];
        Assert.True(contracts.Length > 9);
        Type[] records = [.. typeof(IScenario).Assembly.GetTypes().Where(t => t.IsClass && contracts.Any(c => c.IsAssignableFrom(t)))];
        Assert.Equal(records.OrderBy(t => t.Name), ScenarioKinds.All.Select(k => k.Record).OrderBy(t => t.Name));
    }

    private static (int Code, string Output, string Error) Stria(string line, params IVerb[] verbs)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        string[] args = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        int code = CommandLine.Run(args, new Terminal(output, error, false), verbs.Length > 0 ? verbs : VerbCatalogue.All());
        return (code, output.ToString(), error.ToString());
    }

    private sealed class BrokenVerb : IVerb
    {
        public Command Command { get; } = new("break", "");

        public int Run(ParseResult parsed, Terminal terminal) => throw new InvalidOperationException("the floor gave way");
    }
}

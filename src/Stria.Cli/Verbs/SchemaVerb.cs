using System.CommandLine;
using Stria.Core;
using Stria.Files;
using Stria.Studies;

namespace Stria.Cli;

/// <summary>schema: the JSON Schema of scenarios, for editors that complete and check YAML.</summary>
internal sealed class SchemaVerb : IVerb
{
    private readonly Argument<string> kind = new("KIND") { Description = "The kind of scenario.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string> output = new("--out") { HelpName = "DIR", Description = "Writes KIND.schema.json there, for all kinds if none is named." };

    public SchemaVerb() => Command = new Command("schema", "The JSON Schema of a kind of scenario, for editors that complete and check YAML.") { kind, output };

    public Command Command { get; }

    public int Run(ParseResult parsed, Terminal terminal)
    {
        string? name = parsed.GetValue(kind);
        string? folder = parsed.GetValue(output);
        Kind[] wanted = [.. ScenarioKinds.Scenarios.Where(k => name is null || k.Name == name)];
        if (wanted.Length == 0 || (name is null && folder is null))
        {
            string[] known = [.. ScenarioKinds.Scenarios.Select(k => k.Name)];
            string? nearest = name is null ? null : Spelling.Nearest(name, known);
            string what = name is null ? "schema needs a kind of scenario" : $"'{name}' is not a kind of scenario";
            throw new UsageException($"{what}; there are: {string.Join(", ", known)}." + (nearest is null ? "" : $" Did you mean '{nearest}'?"));
        }

        foreach (Kind each in wanted)
        {
            Write(each, folder, terminal);
        }

        return ExitCode.Done;
    }

    private static void Write(Kind kind, string? folder, Terminal terminal)
    {
        if (folder is null)
        {
            terminal.Out.Write(ScenarioSchema.Of(kind));
            return;
        }

        WholeFile.MakeFolder(folder);
        string path = Path.Combine(folder, $"{kind.Name}.schema.json");
        RunFolder.WriteWhole(path, ScenarioSchema.Of(kind));
        terminal.Out.WriteLine(path);
    }
}

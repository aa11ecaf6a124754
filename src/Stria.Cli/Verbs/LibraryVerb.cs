using System.CommandLine;
using Stria.Studies;

namespace Stria.Cli;

/// <summary>library check: looks through a library of standards.</summary>
internal sealed class LibraryVerb : IVerb
{
    private readonly Argument<string> what = new("WHAT") { Description = "check: spectra, scale and peaks of all standards, in a report." };
    private readonly Argument<string> library = new("LIBRARY") { Description = "The manifest (.yaml), or a table of standards." };
    private readonly Option<string> material = new("--material") { HelpName = "NAME", Description = "Host material; by default that of the manifest." };
    private readonly Option<string> steps = new("--steps") { HelpName = "NAME", Description = "Steps under the peaks: arc_tangent or error_function." };
    private readonly RunOptions run = new();

    public LibraryVerb()
    {
        Command = new Command("library", "Looks through a library of standards.") { what, library, material, steps };
        run.AddTo(Command);
    }

    public Command Command { get; }

    public int Run(ParseResult parsed, Terminal terminal) => run.Run(Scenario(parsed), parsed, terminal);

    /// <summary>The scenario that the command line describes.</summary>
    /// <exception cref="UsageException">A value is impossible.</exception>
    public IScenario Scenario(ParseResult parsed)
    {
        string wanted = parsed.GetRequiredValue(what);
        if (wanted != "check")
        {
            throw new UsageException($"library does 'check', not '{wanted}': stria library check library.yaml.");
        }

        string? host = parsed.GetValue(material);
        return CheckedScenario.Of(new LibraryScenario
        {
            Library = Path.GetFullPath(parsed.GetRequiredValue(library)),
            Material = host is not null && Path.GetExtension(host) is ".yaml" or ".yml" ? Path.GetFullPath(host!) : host,
            Steps = parsed.GetValue(steps) is { } s ? OptionValue.Name<LibrarySteps>(steps.Name, s) : LibrarySteps.ArcTangent,
            Threads = OptionValue.WholeOrAuto(run.Threads.Name, parsed.GetValue(run.Threads)),
        });
    }
}

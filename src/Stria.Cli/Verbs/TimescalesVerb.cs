using System.CommandLine;
using Stria.Studies;

namespace Stria.Cli;

/// <summary>timescales: how long diffusion takes in particles and pores, and which of them limits.</summary>
internal sealed class TimescalesVerb : IVerb
{
    private readonly Argument<string> sheet = new("CELL") { Description = "Cell sheet (YAML) with lengths, diffusivities, porosity and tortuosity.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string> gitt = new("--gitt") { HelpName = "RUN", Description = "A run of gitt, for the diffusivity in the particles." };
    private readonly Option<string> eis = new("--eis") { HelpName = "RUN", Description = "A run of eis, for the tortuosity." };
    private readonly Option<string> half = new("--half-cycle") { HelpName = "TIME", Description = "Time of a charge or discharge to compare with: '10 h'." };
    private readonly Option<string> length = new("--particle-length") { HelpName = "LENGTH", Description = "Way of the ions in the particles: '50 nm'." };
    private readonly Option<string> solid = new("--solid-diffusivity") { HelpName = "D", Description = "Diffusivity in the particles: '5e-15 m2/s'." };
    private readonly Option<string> salt = new("--salt-diffusivity") { HelpName = "D", Description = "Diffusivity of the salt: '2e-10 m2/s'." };
    private readonly Option<string> thickness = new("--thickness") { HelpName = "LENGTH", Description = "Thickness of the electrode: '100 um'." };
    private readonly Option<string> porosity = new("--porosity") { HelpName = "SHARE", Description = "Porosity, a fraction." };
    private readonly Option<string> tortuosity = new("--tortuosity") { HelpName = "TAU", Description = "Tortuosity factor." };
    private readonly RunOptions run = new();

    public TimescalesVerb()
    {
        Command = new Command("timescales", "How long diffusion takes in the particles and in the pores, and which of them limits.") { sheet, gitt, eis, half, length, solid, salt, thickness, porosity, tortuosity };
        run.AddTo(Command);
    }

    public Command Command { get; }

    public int Run(ParseResult parsed, Terminal terminal) => run.Run(Scenario(parsed), parsed, terminal);

    /// <summary>The scenario that the command line describes.</summary>
    /// <exception cref="UsageException">A value is impossible.</exception>
    public IScenario Scenario(ParseResult parsed)
    {
        double? Of(Option<string> option, string unit, string expected) => parsed.GetValue(option) is { } text ? OptionValue.Measure(option.Name, text, unit, expected) : null;
        return CheckedScenario.Of(new TimescalesScenario
        {
            CellSheet = parsed.GetValue(sheet) is { } path ? Path.GetFullPath(path) : null,
            Cell = new CellSheet
            {
                ParticleLength = Of(length, "m", "a length with its unit, such as '50 nm'"),
                SolidDiffusivity = Of(solid, "m^2/s", "a diffusivity with its unit, such as '5e-15 m2/s'"),
                SaltDiffusivity = Of(salt, "m^2/s", "a diffusivity with its unit, such as '2e-10 m2/s'"),
                Thickness = Of(thickness, "m", "a length with its unit, such as '100 um'"),
                Porosity = parsed.GetValue(porosity) is { } e ? OptionValue.Number(porosity.Name, e) : null,
                Tortuosity = parsed.GetValue(tortuosity) is { } t ? OptionValue.Number(tortuosity.Name, t) : null,
            },
            GittSummary = Summary(parsed.GetValue(gitt)),
            EisSummary = Summary(parsed.GetValue(eis)),
            HalfCycle = Of(half, "s", "a time with its unit, such as '10 h'"),
            Threads = OptionValue.WholeOrAuto(run.Threads.Name, parsed.GetValue(run.Threads)),
        });
    }

    private static string? Summary(string? run) => run is null ? null : Path.GetFullPath(Directory.Exists(run) ? Path.Combine(run, "summary.json") : run);
}

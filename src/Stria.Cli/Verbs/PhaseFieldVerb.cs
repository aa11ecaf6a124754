using System.CommandLine;
using Stria.Studies;

namespace Stria.Cli;

/// <summary>phasefield: from a scenario, or a measured map, to a composition that evolves.</summary>
internal sealed class PhaseFieldVerb : IVerb
{
    private readonly Argument<string> source = new("SCENARIO_OR_MAP") { Description = "A scenario of kind phasefield, or the run folder (or maps.h5) of a composition map to start from." };
    private readonly Option<string> material = new("--material") { HelpName = "NAME", Description = "Host material with free energy and mechanics: a name or a file; by default that of the map's run." };
    private readonly Option<string> end = new("--end") { HelpName = "TIME", Description = "The end: '2 h'. Needed with a map." };
    private readonly Option<string> diffusivity = new("--diffusivity") { HelpName = "D", Description = "Diffusivity of dilute lithium, with a map: '5e-15 m2/s'." };
    private readonly Option<string> width = new("--interface-width") { HelpName = "LENGTH", Description = "Width of the interface, from which κ follows, with a map: '20 nm'. By default κ of the material." };
    private readonly Option<bool> noMechanics = new("--no-mechanics") { Description = "Leaves stress out, with a map." };
    private readonly Option<bool> plan = new("--plan") { Description = "Says what would be computed (cells, unknowns, memory, interface against cells, dimensionless groups, expected time, what was assumed) and computes nothing." };
    private readonly Option<string> seed = new("--seed") { HelpName = "N", Description = "Seed of the noise at the start." };
    private readonly RunOptions run = new();

    public PhaseFieldVerb()
    {
        Command = new Command("phasefield", "Lets the composition of a particle evolve: phase separation, diffusion and stress.") { source, material, end, diffusivity, width, noMechanics, plan, seed };
        run.AddTo(Command);
    }

    public Command Command { get; }

    public int Run(ParseResult parsed, Terminal terminal)
    {
        IScenario scenario = Scenario(parsed);
        if (!parsed.GetValue(plan))
        {
            return run.Run(scenario, parsed, terminal);
        }

        foreach (string line in PhaseFieldPlan.Of((PhaseFieldScenario)scenario))
        {
            terminal.Out.WriteLine(line);
        }

        return ExitCode.Done;
    }

    /// <summary>The scenario that the command line describes.</summary>
    /// <exception cref="UsageException">A value is impossible, or one is missing.</exception>
    public IScenario Scenario(ParseResult parsed)
    {
        string path = parsed.GetRequiredValue(source);
        PhaseFieldScenario scenario = Path.GetExtension(path) is ".yaml" or ".yml" ? FromFile(path) : FromMap(path, parsed);
        if (parsed.GetValue(seed) is { } s)
        {
            scenario = scenario with { Seed = OptionValue.Whole(seed.Name, s) };
        }

        if (parsed.GetValue(run.Threads) is { } threads)
        {
            scenario = scenario with { Threads = OptionValue.WholeOrAuto(run.Threads.Name, threads) };
        }

        return CheckedScenario.Of(scenario);
    }

    private static PhaseFieldScenario FromFile(string path) => ScenarioReader.Read(path) as PhaseFieldScenario
        ?? throw new UsageException($"{path} is a scenario of another kind; 'stria run' runs any kind.");

    private PhaseFieldScenario FromMap(string path, ParseResult parsed)
    {
        string Wanted(Option<string> option) => parsed.GetValue(option) ?? throw new UsageException($"With a map as the start {option.Name} is needed ({option.Description})");
        string? host = parsed.GetValue(material);
        return new PhaseFieldScenario
        {
            Problem = new PhaseFieldSettings
            {
                Initial = new MapComposition { Path = Path.GetFullPath(path) },
                Material = host is not null && Path.GetExtension(host) is ".yaml" or ".yml" ? Path.GetFullPath(host!) : host,
                InterfaceWidth = parsed.GetValue(width) is { } w ? OptionValue.Length(width.Name, w) : null,
                Mobility = new LatticeMobilitySettings { Diffusivity = OptionValue.Measure(diffusivity.Name, Wanted(diffusivity), "m2/s", "a diffusivity, such as '5e-15 m2/s'") },
                Axis = new ParticleAxis(),
                Mechanics = parsed.GetValue(noMechanics) ? null : new MechanicsSettings { Model = PlaneModelChoice.PlaneStress },
            },
            Time = new PhaseFieldTimeSettings { End = OptionValue.Measure(end.Name, Wanted(end), "s", "a time with its unit, such as '2 min'") },
        };
    }
}

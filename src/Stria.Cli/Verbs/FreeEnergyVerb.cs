using System.CommandLine;
using Stria.Physics.Thermodynamics;
using Stria.Studies;

namespace Stria.Cli;

/// <summary>freeenergy: picture and numbers of a host's free energy.</summary>
internal sealed class FreeEnergyVerb : IVerb
{
    private readonly Argument<string> of = new("MATERIAL_OR_SCENARIO") { Description = "A material with a free energy (a name or a file), or a scenario of kind freeenergy." };
    private readonly Option<string> temperature = new("--temperature") { HelpName = "T", Description = "Temperature: '298 K' or '25 °C'." };
    private readonly Option<string> interaction = new("--interaction") { HelpName = "CHI", Description = "A regular solution of this χ in place of the material's law." };
    private readonly Option<string> kappa = new("--gradient-energy") { HelpName = "KAPPA", Description = "Gradient energy κ: '8.8e-15 J m2/mol'." };
    private readonly Option<string> potential = new("--potential") { HelpName = "U0", Description = "Potential against lithium at μ = 0: '3.4 V'." };
    private readonly Option<string> held = new("--held-by") { HelpName = "HOW", Description = "What imposes strains: film, wire, or all_sides." };
    private readonly Option<string[]> strain = new("--strain")
    {
        HelpName = "E",
        Description = "Imposed strains as fractions, positive in tension: 0.01,0,-0.01.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly RunOptions run = new();

    public FreeEnergyVerb()
    {
        Command = new Command("freeenergy", "Wells, tangents, spinodals, potentials and interfaces of a free energy.") { of, temperature, interaction, kappa, potential, held, strain };
        run.AddTo(Command);
    }

    public Command Command { get; }

    public int Run(ParseResult parsed, Terminal terminal) => run.Run(Scenario(parsed), parsed, terminal);

    /// <summary>The scenario that the command line describes.</summary>
    /// <exception cref="UsageException">A value is impossible.</exception>
    public IScenario Scenario(ParseResult parsed)
    {
        FreeEnergyScenario scenario = Named(parsed.GetRequiredValue(of));
        FreeEnergyProblem problem = scenario.Problem;
        string[] strains = [.. (parsed.GetValue(strain) ?? []).SelectMany(s => s.Split(','))];
        problem = problem with
        {
            Temperature = parsed.GetValue(temperature) is { } t ? OptionValue.Measure(temperature.Name, t, "K", "a temperature with its unit, such as '298 K'") : problem.Temperature,
            FreeEnergy = parsed.GetValue(interaction) is { } chi ? new RegularSolutionEnergy { Interaction = OptionValue.Number(interaction.Name, chi) } : problem.FreeEnergy,
            GradientEnergy = parsed.GetValue(kappa) is { } k ? OptionValue.Measure(kappa.Name, k, "J m^2/mol", "a gradient energy with its unit, such as '8.8e-15 J m2/mol'") : problem.GradientEnergy,
            StandardPotential = parsed.GetValue(potential) is { } u ? OptionValue.Measure(potential.Name, u, "V", "a potential with its unit, such as '3.4 V'") : problem.StandardPotential,
            HeldBy = parsed.GetValue(held) is { } how ? OptionValue.Name<HeldBy>(held.Name, how) : problem.HeldBy,
            Strains = strains.Length > 0 ? [.. strains.Select(s => OptionValue.Number(strain.Name, s))] : problem.Strains,
        };
        return CheckedScenario.Of(scenario with { Problem = problem, Threads = parsed.GetValue(run.Threads) is { } n ? OptionValue.WholeOrAuto(run.Threads.Name, n) : scenario.Threads });
    }

    // A scenario says its kind; a material file has none.
    private static FreeEnergyScenario Named(string name)
    {
        bool isFile = Path.GetExtension(name) is ".yaml" or ".yml";
        if (isFile && File.Exists(name) && File.ReadLines(name).Any(line => line.StartsWith("kind:", StringComparison.Ordinal)))
        {
            return ScenarioReader.Read(name) as FreeEnergyScenario
                ?? throw new UsageException($"{name} is a scenario of another kind; 'stria run {name}' runs it.");
        }

        return new FreeEnergyScenario { Problem = new FreeEnergyProblem { Material = isFile ? Path.GetFullPath(name) : name } };
    }
}

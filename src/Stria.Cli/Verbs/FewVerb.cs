using System.CommandLine;
using Stria.Studies;

namespace Stria.Cli;

/// <summary>few: composition from images at two to ten photon energies.</summary>
internal sealed class FewVerb : IVerb
{
    private readonly StackOptions stack = new();
    private readonly Option<string[]> references = new("--references")
    {
        HelpName = "FILE",
        Description = "Standards: one table, or files with composition: ox.t:x=0 red.t:x=1.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string> material = new("--material") { HelpName = "NAME", Description = "Host material: a name ('stria list materials') or a file." };
    private readonly Option<string> energyShift = new("--energy-shift") { HelpName = "EV", Description = "Energy shift of the images: a value in eV, none, or fit (three energies or more)." };
    private readonly Option<string> gaussian = new("--gaussian") { HelpName = "PX", Description = "Standard deviation of the filter on the amounts, in pixels." };
    private readonly Option<string> bounds = new("--bounds") { HelpName = "LOW:HIGH", Description = "Compositions between which the ratio of two images is scaled: 0.1:0.3." };
    private readonly Option<string> lcf = new("--lcf") { HelpName = "RUN", Description = "A run of 'lcf' on this sample's spectrum, whose compositions are the bounds." };
    private readonly Option<string> resonance = new("--resonance") { HelpName = "EV", Description = "The image of the resonance, or auto." };
    private readonly Option<string> postEdge = new("--post-edge") { HelpName = "EV", Description = "The image of the post-edge, or auto." };
    private readonly Option<string> i0 = new("--i0") { HelpName = "FILE", Description = "Incident intensity: a spectrum file; by default an open area." };
    private readonly Option<bool> noRegister = new("--no-register") { Description = "Leaves the images where they are." };
    private readonly RunOptions run = new();

    public FewVerb()
    {
        Command = new Command("few", "From images at two to ten energies to composition, with uncertainty.");
        stack.AddTo(Command);
        Option[] own = [references, material, energyShift, gaussian, bounds, lcf, resonance, postEdge, i0, noRegister];
        Array.ForEach(own, Command.Add);
        run.AddTo(Command);
    }

    public Command Command { get; }

    public int Run(ParseResult parsed, Terminal terminal) => run.Run(Scenario(parsed), parsed, terminal);

    /// <summary>The scenario that the command line describes.</summary>
    /// <exception cref="UsageException">A value is impossible.</exception>
    public IScenario Scenario(ParseResult parsed)
    {
        if (parsed.GetValue(references) is not { Length: > 0 } standards)
        {
            throw new UsageException("few needs reference spectra: --references library.csv, or --references oxidized.t:x=0 reduced.t:x=1.");
        }

        var scenario = new FewEnergiesScenario
        {
            Stack = stack.Settings(parsed),
            References = OptionValue.References(references.Name, standards),
            Material = parsed.GetValue(material) is { } host && Path.GetExtension(host) is ".yaml" or ".yml" ? Path.GetFullPath(host) : parsed.GetValue(material),
            Incident = parsed.GetValue(i0) is { } file ? new FileIncident { Path = Path.GetFullPath(file) } : new AutomaticIncident(),
            Register = new RegisterSettings { Enabled = !parsed.GetValue(noRegister) },
            Ratio = Ratio(parsed),
            Threads = OptionValue.WholeOrAuto(run.Threads.Name, parsed.GetValue(run.Threads)),
        };
        scenario = parsed.GetValue(energyShift) is { } shift ? scenario with { EnergyShift_eV = OptionValue.NumberOr(shift, "fit", () => OptionValue.Energy(energyShift.Name, shift)) } : scenario;
        return CheckedScenario.Of(parsed.GetValue(gaussian) is { } sigma ? scenario with { Composition = scenario.Composition with { GaussianSigma = OptionValue.Pixels(gaussian.Name, sigma) } } : scenario);
    }

    private RatioSettings Ratio(ParseResult parsed)
    {
        double? EnergyOf(Option<string> option) => parsed.GetValue(option) is { } text ? OptionValue.NumberOr(text, "auto", () => OptionValue.Energy(option.Name, text)) : null;
        string[]? ends = parsed.GetValue(bounds)?.Split(':');
        return ends is { Length: not 2 }
            ? throw OptionValue.Wrong(bounds.Name, parsed.GetValue(bounds)!, "two compositions, such as 0.1:0.3")
            : new RatioSettings
            {
                Resonance_eV = EnergyOf(resonance),
                PostEdge_eV = EnergyOf(postEdge),
                LowestX = ends is null ? null : OptionValue.Number(bounds.Name, ends[0]),
                HighestX = ends is null ? null : OptionValue.Number(bounds.Name, ends[1]),
                Lcf = parsed.GetValue(lcf) is { } folder ? Path.GetFullPath(folder) : null,
            };
    }
}

using System.CommandLine;
using Stria.Studies;

namespace Stria.Cli;

/// <summary>synthesize: a made measurement whose truth is known.</summary>
internal sealed class SynthesizeVerb : IVerb
{
    private static readonly Dictionary<string, Func<DisturbanceSettings, DisturbanceSettings>> Off = new()
    {
        ["noise"] = d => d with { Noise = false },
        ["ring"] = d => d with { RingDecay = 0, Dip = 0 },
        ["drift"] = d => d with { Drift = 0, Walk = 0, Jumps = 0 },
        ["hot_pixels"] = d => d with { HotFrames = 0 },
        ["energy_offset"] = d => d with { EnergyOffset_eV = 0 },
        ["broadening"] = d => d with { Broadening_eV = 0 },
        ["stray_light"] = d => d with { StrayLight = 0 },
        ["dead_time"] = d => d with { DeadTime = 0 },
        ["halo"] = d => d with { Halo = 0 },
        ["blur"] = d => d with { Blur = 0 },
        ["dichroism"] = d => d with { Dichroism = 0 },
        ["carbon_film"] = d => d with { CarbonFilm = 0 },
    };

    private static readonly Dictionary<string, Func<int?, ISceneSettings>> Scenes = new()
    {
        ["core_shell"] = s => s is { } px ? new CoreShellSceneSettings { Height = px, Width = px } : new CoreShellSceneSettings(),
        ["striated_wire"] = s => s is { } px ? new StriatedWireSettings { Height = px, Width = px } : new StriatedWireSettings(),
        ["two_domain_wire"] = s => s is { } px ? new TwoDomainWireSettings { Height = px, Width = px } : new TwoDomainWireSettings(),
        ["wire_ensemble"] = s => s is { } px ? new WireEnsembleSettings { Height = px, Width = px } : new WireEnsembleSettings(),
        ["faint_field"] = s => s is { } px ? new FaintFieldSettings { Height = px, Width = px } : new FaintFieldSettings(),
    };

    private readonly Argument<string> scene = new("SCENE") { Description = $"What is in the field: {string.Join(", ", Scenes.Keys)}; scenes of images by 'run' on a scenario." };
    private readonly Option<string> seed = new("--seed") { HelpName = "N", Description = "Which particles, disturbances and noise." };
    private readonly Option<string> size = new("--size") { HelpName = "PX", Description = "Rows and columns of the image." };
    private readonly Option<string> severity = new("--severity") { HelpName = "FACTOR", Description = "Factor on the strengths of all disturbances; 0 leaves only the noise of counting." };
    private readonly Option<string> counts = new("--counts") { HelpName = "N", Description = "Incident counts per pixel in the first frame." };
    private readonly Option<string[]> without = new("--without")
    {
        HelpName = "NAME",
        Description = $"Switches disturbances off: {string.Join(", ", Off.Keys)}.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string> material = new("--material") { HelpName = "NAME", Description = "Host material: a name or a file." };
    private readonly Option<bool> score = new("--score") { Description = "Runs the chain on the made file and scores the result against the truth." };
    private readonly RunOptions run = new();

    public SynthesizeVerb()
    {
        Command = new Command("synthesize", "A made stack whose truth is known, with the disturbances of a real beamline.") { scene, seed, size, severity, counts, without, material, score };
        run.AddTo(Command);
    }

    public Command Command { get; }

    public int Run(ParseResult parsed, Terminal terminal) => run.Run(Scenario(parsed), parsed, terminal);

    /// <summary>The scenario that the command line describes.</summary>
    /// <exception cref="UsageException">A value is impossible.</exception>
    public IScenario Scenario(ParseResult parsed)
    {
        string name = parsed.GetRequiredValue(scene).Replace('-', '_');
        if (!Scenes.TryGetValue(name, out Func<int?, ISceneSettings>? make))
        {
            throw OptionValue.Wrong("SCENE", name, $"one of {string.Join(", ", Scenes.Keys)}");
        }

        var disturbances = new DisturbanceSettings { Counts = parsed.GetValue(counts) is { } n ? OptionValue.Number(counts.Name, n) : null };
        disturbances = parsed.GetValue(severity) is { } factor ? disturbances with { Severity = OptionValue.Number(severity.Name, factor) } : disturbances;
        foreach (string off in (parsed.GetValue(without) ?? []).SelectMany(w => w.Split(',')))
        {
            disturbances = Off.TryGetValue(off.Replace('-', '_'), out Func<DisturbanceSettings, DisturbanceSettings>? switched)
                ? switched(disturbances)
                : throw OptionValue.Wrong(without.Name, off, $"one of {string.Join(", ", Off.Keys)}");
        }

        var scenario = new SynthesizeScenario
        {
            Scene = make(parsed.GetValue(size) is { } px ? OptionValue.Whole(size.Name, px) : null),
            Disturbances = disturbances,
            Score = parsed.GetValue(score),
            Threads = OptionValue.WholeOrAuto(run.Threads.Name, parsed.GetValue(run.Threads)),
        };
        if (parsed.GetValue(material) is { } host)
        {
            scenario = scenario with { Material = Path.GetExtension(host) is ".yaml" or ".yml" ? Path.GetFullPath(host) : host };
        }

        return CheckedScenario.Of(parsed.GetValue(seed) is { } s ? scenario with { Seed = OptionValue.Whole(seed.Name, s) } : scenario);
    }
}

using System.CommandLine;
using Stria.Numerics.Diffusion;
using Stria.Studies;

namespace Stria.Cli;

/// <summary>gitt: from an intermittent titration to rest potentials, resistances and diffusion coefficients.</summary>
internal sealed class GittVerb : IVerb
{
    private readonly Argument<string[]> files = new("FILE") { Description = "Cycler files of one titration, in order.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> shape = new("--shape") { HelpName = "NAME", Description = "Shape of the particles: sphere, cylinder or slab." };
    private readonly Option<string> length = new("--particle-length") { HelpName = "LENGTH", Description = "Radius of spheres and cylinders, half the thickness of slabs: '250 nm'." };
    private readonly Option<bool> noFit = new("--no-inverse-fit") { Description = "Leaves the fit of diffusion in the particle out." };
    private readonly Option<string> pulsesPerValue = new("--pulses-per-value") { HelpName = "N", Description = "Pulses for one value of D in the inverse fit." };
    private readonly Option<string> skip = new("--skip-time") { HelpName = "TIME", Description = "Time after each change of the current that the inverse fit leaves out: '2 s'." };
    private readonly Option<string[]> limits = new("--limit") { HelpName = "NAME=VALUE", Description = "A limit of what is believed: bias=0.3, curvature=0.3, slope_change=0.2, early_share=0.2, misfit=0.02, unrest=0.1, step='80 mV', flat_slope='20 mV'.", AllowMultipleArgumentsPerToken = true };
    private readonly TraceOptions trace = new();
    private readonly CellOptions cell = new();
    private readonly RunOptions run = new();

    public GittVerb()
    {
        Command = new Command("gitt", "Rest potentials, resistances and diffusion coefficients from an intermittent titration.") { files, shape, length, limits, noFit, pulsesPerValue, skip };
        trace.AddTo(Command);
        cell.AddTo(Command);
        run.AddTo(Command);
    }

    public Command Command { get; }

    public int Run(ParseResult parsed, Terminal terminal) => run.Run(Scenario(parsed), parsed, terminal);

    /// <summary>The scenario that the command line describes.</summary>
    /// <exception cref="UsageException">A value is impossible.</exception>
    public IScenario Scenario(ParseResult parsed)
    {
        string[] given = parsed.GetRequiredValue(files);
        var fit = new InverseFitSettings();
        return CheckedScenario.Of(new GittScenario
        {
            Trace = trace.Settings(parsed)(given),
            CellSheet = cell.Sheet(parsed, given[0]),
            Cell = cell.Entries(parsed) with
            {
                ParticleShape = parsed.GetValue(shape) is { } s ? OptionValue.Name<ParticleShape>(shape.Name, s) : null,
                ParticleLength = parsed.GetValue(length) is { } l ? OptionValue.Length(length.Name, l) : null,
            },
            Limits = (parsed.GetValue(limits) ?? []).Aggregate(new GittLimits(), Limited),
            InverseFit = fit with
            {
                Enabled = !parsed.GetValue(noFit),
                PulsesPerValue = parsed.GetValue(pulsesPerValue) is { } n ? OptionValue.Whole(pulsesPerValue.Name, n) : fit.PulsesPerValue,
                SkipTime = parsed.GetValue(skip) is { } t ? OptionValue.Measure(skip.Name, t, "s", "a time with its unit, such as '2 s'") : fit.SkipTime,
            },
            Threads = OptionValue.WholeOrAuto(run.Threads.Name, parsed.GetValue(run.Threads)),
        });
    }

    private GittLimits Limited(GittLimits so, string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        string name = equals > 0 ? text[..equals] : text, value = equals > 0 ? text[(equals + 1)..] : "";
        double Share() => OptionValue.Number(limits.Name, value);
        double Volt() => OptionValue.Measure(limits.Name, value, "V", "a potential with its unit, such as '80 mV'");
        return name.Replace('-', '_') switch
        {
            "early_share" => so with { EarlyShare = Share() },
            "curvature" => so with { Curvature = Share() },
            "slope_change" => so with { SlopeChange = Share() },
            "unrest" => so with { Unrest = Share() },
            "bias" => so with { Bias = Share() },
            "misfit" => so with { Misfit = Share() },
            "step" => so with { Step = Volt() },
            "flat_slope" => so with { FlatSlope = Volt() },
            _ => throw OptionValue.Wrong(limits.Name, text, "a limit with its value: early_share, curvature, slope_change, unrest, bias, misfit, step or flat_slope"),
        };
    }
}

using System.CommandLine;
using System.Globalization;
using Stria.Files;
using Stria.Measurement.Impedance;
using Stria.Studies;

namespace Stria.Cli;

/// <summary>eis: from impedance files to consistency, relaxation times, circuits, resistances and tortuosity.</summary>
internal sealed class ImpedanceVerb : IVerb
{
    private readonly Argument<string[]> files = new("FILE") { Description = "Impedance files; several, or several spectra in one, make a series.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> circuit = new("--circuit") { HelpName = "TEXT", Description = "The circuit to fit: \"R0-p(R1,CPE1)-Wo1\"; series by '-', parallel by p( , ), lines as TLM1(CPE1)." };
    private readonly Option<bool> blocking = new("--blocking") { Description = "Like electrodes in a blocking electrolyte: R_ion, contact, rails and tortuosity." };
    private readonly Option<string> rail = new("--ionic-rail") { HelpName = "WHICH", Description = "Which of two rails is that of the pores: larger or smaller resistance." };
    private readonly Option<string> weights = new("--weights") { HelpName = "NAME", Description = "modulus, unit or proportional." };
    private readonly Option<string[]> parameters = new("--parameter") { HelpName = "NAME=VALUE", Description = "What is known beforehand: R0=8, CPE1.alpha=0.9, R1=1:100 (bounds), CPE1.alpha=1! (kept fixed).", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string> starts = new("--starts") { HelpName = "N", Description = "The most starting points." };
    private readonly Option<string> frequencies = new("--frequencies") { HelpName = "LOW:HIGH", Description = "Frequencies that are fitted, in Hz: 0.1:1e5." };
    private readonly Option<bool> dropInductive = new("--drop-inductive") { Description = "Leaves out points with Im Z of 0 or above." };
    private readonly Option<string> lambda = new("--lambda") { HelpName = "VALUE", Description = "Regularisation of the relaxation times: auto, or a number." };
    private readonly Option<bool> noTimes = new("--no-relaxation-times") { Description = "Leaves the distribution of relaxation times out." };
    private readonly Option<string> sign = new("--imaginary") { HelpName = "WHAT", Description = "What the imaginary column holds: imaginary (Im Z) or negative (−Im Z); by default as its format has it." };
    private readonly Option<bool> zview = new("--zview") { Description = "Writes spectra and fits as text for ZView too." };
    private readonly Option<string> seed = new("--seed") { HelpName = "N", Description = "Seed of the starting points." };
    private readonly ColumnOptions columns = new();
    private readonly CellOptions cell = new();
    private readonly RunOptions run = new();

    public ImpedanceVerb()
    {
        Command = new Command("eis", "Kramers–Kronig test, relaxation times, circuits and tortuosity from impedance files.")
        {
            files, circuit, blocking, rail, weights, parameters, starts, frequencies, dropInductive, lambda, noTimes, sign, zview, seed,
        };
        columns.AddTo(Command);
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
        var scenario = new ImpedanceScenario
        {
            Files = [.. given.Select(f => new MeasuredFile { File = Path.GetFullPath(f) })],
            Columns = columns.Text(parsed),
            Sign = parsed.GetValue(sign) switch
            {
                null => ImaginarySign.AsFormat,
                "imaginary" => ImaginarySign.Imaginary,
                "negative" => ImaginarySign.NegativeImaginary,
                { } other => throw OptionValue.Wrong(sign.Name, other, "imaginary or negative"),
            },
            CellSheet = cell.Sheet(parsed, given[0]),
            Cell = cell.Entries(parsed),
            Circuit = parsed.GetValue(circuit),
            Blocking = parsed.GetValue(blocking),
            IonicRail = parsed.GetValue(rail) is { } r ? OptionValue.Name<IonicRail>(rail.Name, r) : IonicRail.Larger,
            Fit = Fit(parsed),
            RelaxationTimes = !parsed.GetValue(noTimes),
            Lambda = parsed.GetValue(lambda) is { } l ? OptionValue.NumberOr(l, "auto", () => OptionValue.Number(lambda.Name, l)) : null,
            Zview = parsed.GetValue(zview),
            Threads = OptionValue.WholeOrAuto(run.Threads.Name, parsed.GetValue(run.Threads)),
        };
        return CheckedScenario.Of(parsed.GetValue(seed) is { } s ? scenario with { Seed = OptionValue.Whole(seed.Name, s) } : scenario);
    }

    private ImpedanceFitSettings Fit(ParseResult parsed)
    {
        var defaults = new ImpedanceFitSettings();
        (double Low, double? High) window = parsed.GetValue(frequencies) is { } f ? Window(f) : (0, null);
        return defaults with
        {
            Weighting = parsed.GetValue(weights) is { } w ? OptionValue.Name<ImpedanceWeighting>(weights.Name, w) : defaults.Weighting,
            Starts = parsed.GetValue(starts) is { } n ? OptionValue.Whole(starts.Name, n) : defaults.Starts,
            LowestFrequency = window.Low,
            HighestFrequency = window.High,
            DropInductive = parsed.GetValue(dropInductive),
            Parameters = [.. (parsed.GetValue(parameters) ?? []).Select(Parameter).GroupBy(p => p.Name).Select(g => g.Aggregate(Joined))],
        };
    }

    private (double Low, double? High) Window(string text)
    {
        string[] ends = text.Split(':');
        double? End(string end) => end.Length == 0 ? null : OptionValue.Number(frequencies.Name, end);
        return ends.Length == 2 ? (End(ends[0]) ?? 0, End(ends[1])) : throw OptionValue.Wrong(frequencies.Name, text, "a window of frequencies in Hz, such as 0.1:1e5");
    }

    private CircuitParameterSettings Parameter(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            throw OptionValue.Wrong(parameters.Name, text, "a parameter with its value, such as R0=8, R1=1:100 or CPE1.alpha=1!");
        }

        (string name, string value) = (text[..equals], text[(equals + 1)..]);
        if (value.Contains(':', StringComparison.Ordinal))
        {
            string[] ends = value.Split(':');
            double? End(string end) => end.Length == 0 ? null : Known(text, end);
            return ends.Length == 2 && value != ":"
                ? new CircuitParameterSettings { Name = name, Lower = End(ends[0]), Upper = End(ends[1]) }
                : throw OptionValue.Wrong(parameters.Name, text, "bounds with one colon and at least one end, such as R1=1:100 or R1=:100");
        }

        return new CircuitParameterSettings { Name = name, Start = Known(text, value.TrimEnd('!')), Fixed = value.EndsWith('!') };
    }

    private double Known(string text, string number) => double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
        ? value
        : throw OptionValue.Wrong(parameters.Name, text, "a parameter with a number in its own unit (Ω, F, s, 1), written without it");

    // A start and bounds of one parameter are two values of the option.
    private CircuitParameterSettings Joined(CircuitParameterSettings one, CircuitParameterSettings other) =>
        (one.Start is not null && other.Start is not null) || (one.Lower is not null && other.Lower is not null) || (one.Upper is not null && other.Upper is not null)
            ? throw new UsageException($"{parameters.Name}: {one.Name} is given twice. A start and bounds can be given beside each other: {one.Name}=5 {one.Name}=1:100.")
            : one with { Start = one.Start ?? other.Start, Lower = one.Lower ?? other.Lower, Upper = one.Upper ?? other.Upper, Fixed = one.Fixed || other.Fixed };
}

using System.CommandLine;
using Stria.Studies;

namespace Stria.Cli;

/// <summary>lcf: spectra as linear combinations of standards.</summary>
internal sealed class LcfVerb : IVerb
{
    private readonly Argument<string[]> spectra = new("SPECTRUM") { Description = "Files to fit (XDI, Athena project, text), or run folders, whose clusters are fitted.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string[]> standards = new("--standards")
    {
        HelpName = "FILE",
        Description = "Standards: files, with facts where wanted: foil.xdi, 'foil.xdi:name=Au,x=0.1,required,shift=0.3'.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string> library = new("--library") { HelpName = "FILE", Description = "Standards with compositions: a library (.yaml), or a table." };
    private readonly Option<string> material = new("--material") { HelpName = "NAME", Description = "Host material, for amounts of standards of unknown thickness; by default that of the library." };
    private readonly Option<string> form = new("--form") { HelpName = "NAME", Description = "What is compared: mu, normalised, flattened, derivative, or auto." };
    private readonly Option<string[]> windows = new("--window") { HelpName = "LOW:HIGH", Description = "Photon energies to compare, in eV; may be given several times.", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string> sum = new("--sum") { HelpName = "HOW", Description = "Sum of the weights: one, free, or auto." };
    private readonly Option<string> bounds = new("--bounds") { HelpName = "LOW:HIGH", Description = "Least and largest weight, such as 0:1; 'none' for no bounds." };
    private readonly Option<string> shift = new("--shift") { HelpName = "HOW", Description = "Energy shifts: none, shared, each, or a known value in eV." };
    private readonly Option<string> shiftRange = new("--shift-range") { HelpName = "EV", Description = "How far shifts are looked for." };
    private readonly Option<string> background = new("--background") { HelpName = "NAME", Description = "Beside the standards: none, constant, linear, linear_above_edge." };
    private readonly Option<string> fewest = new("--fewest") { HelpName = "N", Description = "Fewest standards of a combination." };
    private readonly Option<string> most = new("--most") { HelpName = "N", Description = "Most standards of a combination." };
    private readonly Option<string> rank = new("--rank") { HelpName = "NAME", Description = "Ranked by reduced_chi_square, r_factor, akaike, bayes." };
    private readonly Option<string> noise = new("--noise") { HelpName = "VALUE", Description = "Standard deviation of a value, or auto." };
    private readonly Option<string> e0 = new("--e0") { HelpName = "EV", Description = "Energy of the edge, or auto." };
    private readonly RunOptions run = new();

    public LcfVerb()
    {
        Command = new Command("lcf", "Spectra as linear combinations of standards, all combinations ranked.")
        {
            spectra, standards, library, material, form, windows, sum, bounds, shift, shiftRange, background, fewest, most, rank, noise, e0,
        };
        run.AddTo(Command);
    }

    public Command Command { get; }

    public int Run(ParseResult parsed, Terminal terminal) => run.Run(Scenario(parsed), parsed, terminal);

    /// <summary>The scenario that the command line describes.</summary>
    /// <exception cref="UsageException">A value is impossible.</exception>
    public IScenario Scenario(ParseResult parsed)
    {
        var scenario = new LcfScenario
        {
            Spectra = [.. parsed.GetRequiredValue(spectra).Select(Source)],
            Standards = [.. (parsed.GetValue(standards) ?? []).Select(Standard)],
            Library = parsed.GetValue(library) is { } table ? Path.GetFullPath(table) : null,
            Material = parsed.GetValue(material) is { } host && Path.GetExtension(host) is ".yaml" or ".yml" ? Path.GetFullPath(host) : parsed.GetValue(material),
            Fit = Fit(parsed),
            Normalisation = new NormalisationSettings { E0_eV = parsed.GetValue(e0) is { } edge ? OptionValue.NumberOr(edge, "auto", () => OptionValue.Energy(e0.Name, edge)) : null },
            Threads = OptionValue.WholeOrAuto(run.Threads.Name, parsed.GetValue(run.Threads)),
        };
        return scenario.Standards.Count == 0 && scenario.Library is null
            ? throw new UsageException("lcf needs standards: --standards a.xdi b.xdi c.xdi, or --library library.csv.")
            : CheckedScenario.Of(scenario);
    }

    private LcfFitSettings Fit(ParseResult parsed)
    {
        var fit = new LcfFitSettings();
        (double? low, double? high) = parsed.GetValue(bounds) is { } limits ? Bounds(limits) : (fit.LeastWeight, fit.LargestWeight);
        (LcfShift choice, double known) = parsed.GetValue(shift) is { } moved ? Shift(moved) : (fit.Shift, fit.KnownShift_eV);
        return fit with
        {
            Form = parsed.GetValue(form) is { } f ? OptionValue.Name<LcfForm>(form.Name, f) : fit.Form,
            Windows = [.. (parsed.GetValue(windows) ?? []).Select(w => OptionValue.Energies(windows.Name, w))],
            Sum = parsed.GetValue(sum) is { } s ? OptionValue.Name<LcfSum>(sum.Name, s) : fit.Sum,
            LeastWeight = low,
            LargestWeight = high,
            Shift = choice,
            KnownShift_eV = known,
            ShiftRange_eV = parsed.GetValue(shiftRange) is { } range ? OptionValue.Energy(shiftRange.Name, range) : fit.ShiftRange_eV,
            Background = parsed.GetValue(background) is { } b ? OptionValue.Name<LcfBackground>(background.Name, b) : fit.Background,
            Fewest = parsed.GetValue(fewest) is { } few ? OptionValue.Whole(fewest.Name, few) : fit.Fewest,
            Most = parsed.GetValue(most) is { } many ? OptionValue.Whole(most.Name, many) : fit.Most,
            Rank = parsed.GetValue(rank) is { } r ? OptionValue.Name<LcfRank>(rank.Name, r) : fit.Rank,
            Noise = parsed.GetValue(noise) is { } n ? OptionValue.NumberOr(n, "auto", () => OptionValue.Number(noise.Name, n)) : null,
        };
    }

    private static ISpectrumSettings Source(string path) =>
        Directory.Exists(path) ? new ClusterSpectra { Path = Path.GetFullPath(path) } : new FileSpectra { Path = Path.GetFullPath(path) };

    private LcfStandardSettings Standard(string text)
    {
        // Behind the letter of a drive no facts stand but the path.
        int at = File.Exists(text) ? -1 : text.LastIndexOf(':');
        at = at >= 0 && at + 1 < text.Length && text[at + 1] is '\\' or '/' ? -1 : at;
        string[] facts = at < 0 ? [] : text[(at + 1)..].Split(',');
        string? Fact(string name) => facts.FirstOrDefault(f => f.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];
        string[] known = ["name=", "x=", "shift=", "spectrum="];
        if (facts.FirstOrDefault(f => f != "required" && !known.Any(k => f.StartsWith(k, StringComparison.Ordinal))) is { } odd)
        {
            throw OptionValue.Wrong(standards.Name, text, "a file with name=, x=, shift=, spectrum=, required", $"'{odd}' was not expected.");
        }

        return new LcfStandardSettings
        {
            File = Path.GetFullPath(at < 0 ? text : text[..at]),
            Name = Fact("name"),
            Spectrum = Fact("spectrum"),
            X = Fact("x") is { } x ? OptionValue.Number(standards.Name, x) : null,
            EnergyShift_eV = Fact("shift") is { } s ? OptionValue.Energy(standards.Name, s) : 0,
            Required = facts.Contains("required"),
        };
    }

    private (double? Low, double? High) Bounds(string text)
    {
        if (text == "none")
        {
            return (null, null);
        }

        string[] ends = text.Split(':');
        double? End(string end) => end.Length == 0 ? null : OptionValue.Number(bounds.Name, end);
        return ends.Length == 2 ? (End(ends[0]), End(ends[1])) : throw OptionValue.Wrong(bounds.Name, text, "two bounds, such as 0:1 or 0:, or none");
    }

    private (LcfShift Choice, double Known) Shift(string text) => text switch
    {
        "none" => (LcfShift.None, 0),
        "shared" => (LcfShift.Shared, 0),
        "each" => (LcfShift.Each, 0),
        _ => (LcfShift.None, OptionValue.Energy(shift.Name, text)),
    };
}

using System.CommandLine;
using System.Globalization;
using Stria.Core;
using Stria.Measurement;
using Stria.Studies;

namespace Stria.Cli;

/// <summary>xrd: from diffraction patterns to cells, fractions and a phase diagram.</summary>
internal sealed class XrdVerb : IVerb
{
    private readonly Argument<string> patterns = new("PATTERN_OR_FOLDER") { Description = "A diffraction pattern, a folder or .zip of patterns, or a file that holds several." };
    private readonly Option<string[]> phases = new("--phases") { HelpName = "FILE", Description = "CIFs, or a .yaml file with a list 'phases'; without them peaks are found and fitted one by one.", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string> standard = new("--standard") { HelpName = "NAME", Description = "Calibrates the instrument with LaB6, Si, CeO2 or Al2O3; no phases are needed." };
    private readonly Option<string> wavelength = new("--wavelength") { HelpName = "WHAT", Description = "In ångström (0.24117), a tube (CuKa, CuKa1), or two lines and their ratio (1.5405,1.5443,0.5)." };
    private readonly Option<string> twoTheta = new("--two-theta") { HelpName = "ANGLE", Description = "The fixed angle of patterns against energy, in degrees." };
    private readonly Option<string> axis = new("--axis") { HelpName = "NAME", Description = "What positions are: two_theta, spacing, momentum_transfer, energy; by default what the files say." };
    private readonly Option<string> calibration = new("--calibration") { HelpName = "KEV", Description = "Of a detector that counts channels: offset, gain and quadratic term in keV, '0.012,0.0345,1e-8'; by default what the files say." };
    private readonly Option<string> columns = new("--columns") { HelpName = "MAP", Description = "Which columns of a table are what: 'tth=#1 [deg], counts=#2, esd=#3', the name of a saved map, or its file." };
    private readonly Option<string> instrument = new("--instrument") { HelpName = "FILE", Description = ".instprm of GSAS-II or .prm of GSAS." };
    private readonly Option<string> container = new("--container") { HelpName = "FILE", Description = "The pattern of the empty container." };
    private readonly Option<string[]> refine = new("--refine") { HelpName = "TERM", Description = "zero, displacement, u, v, w, x, y, z, axial, ratio, widths, instrument, none.", AllowMultipleArgumentsPerToken = true };
    private readonly Option<bool> sizes = new("--sizes") { Description = "Each phase has a width of its own from the size of its crystals." };
    private readonly Option<bool> strains = new("--strains") { Description = "Each phase has a width of its own from strain." };
    private readonly Option<bool> narrow = new("--narrow-start") { Description = "The cells are known to less than a line's width: no search with widened lines." };
    private readonly Option<string> method = new("--method") { HelpName = "NAME", Description = "pawley or le_bail." };
    private readonly Option<string> range = new("--range") { HelpName = "FROM:TO", Description = "What is used, in the unit of the axis." };
    private readonly Option<string[]> exclude = new("--exclude") { HelpName = "FROM:TO", Description = "Regions that are left out.", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string> background = new("--background") { HelpName = "N", Description = "Number of polynomials of the background." };
    private readonly Option<string[]> foreign = new("--foreign") { HelpName = "NAME@PLACE", Description = "Lines of cell, foil, carbon: 'Al@17.2'.", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string> peaks = new("--peaks") { HelpName = "PLACES", Description = "Single peaks to fit and to follow through the series: '28.44,47.30'." };
    private readonly Option<string> against = new("--against") { HelpName = "WHAT", Description = "pattern, time, potential, composition, temperature, log; by default time where it is known." };
    private readonly Option<string> log = new("--log") { HelpName = "FILE", Description = "The beamline's log with the times of the patterns." };
    private readonly Option<string> logColumn = new("--log-column") { HelpName = "NAME", Description = "The column of the log to show the series against, with --against log." };
    private readonly Option<string> cycler = new("--cycler") { HelpName = "FILE", Description = "The cycler's record." };
    private readonly Option<string> chargePerX = new("--charge-per-x") { HelpName = "CHARGE", Description = "Charge that changes x by one: '1.2 mAh'." };
    private readonly Option<string> host = new("--host") { HelpName = "FORMULA", Description = "Writes material.yaml with cells and molar volumes against x: a formula (LixV2O5), or a material of the library (v2o5-alpha), whose elastic constants it takes." };
    private readonly Option<string> first = new("--first") { HelpName = "K", Description = "The pattern to begin with, from 0." };
    private readonly Option<string> layers = new("--layers") { HelpName = "WHAT", Description = "An electrode measured layer by layer: 'folders', or the column of the log that tells the depth." };
    private readonly Option<bool> forward = new("--forward-only") { Description = "Follows the series from its beginning only." };
    private readonly Option<string> clockOffset = new("--clock-offset") { HelpName = "TIME", Description = "What the cycler's clock is ahead of the beamline's: '12 min', '-3600 s'." };
    private readonly Option<string> firstX = new("--first-x") { HelpName = "X", Description = "Composition x at the beginning of the cycler's record; 0 by default." };
    private readonly Option<string> wavelengthFrom = new("--wavelength-from") { HelpName = "PHASE", Description = "A phase in the patterns whose cell is known (foil, admixed standard): the wavelength is found from it." };
    private readonly Option<bool> refineWavelength = new("--refine-wavelength") { Description = "Finds the wavelength from the --standard." };
    private readonly Option<string[]> restrain = new("--restrain") { HelpName = "PHASE:QUANTITY=VALUE+-SD", Description = "What is known of a cell, in Å, ° or Å³: 'alpha:a=11.51+-0.01'.", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string[]> tied = new("--tied") { HelpName = "TERM", Description = "What is refined in the first pattern and tied for the others; u, v, y and axial by default.", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string[]> transformations = new("--transformation") { HelpName = "FROM>TO:AXES", Description = "Stretch from one phase to another with what its axes become: 'alpha>epsilon:a,b,c/2'.", AllowMultipleArgumentsPerToken = true };
    private readonly RunOptions run = new();

    public XrdVerb()
    {
        Command = new Command("xrd", "From diffraction patterns to cells, phase fractions and a phase diagram.")
        {
            patterns, phases, standard, wavelength, twoTheta, axis, calibration, columns, instrument, container, refine, sizes, strains, narrow, method, range, exclude, background, foreign, peaks,
            against, log, logColumn, cycler, chargePerX, host, first, layers, forward,
            clockOffset, firstX, wavelengthFrom, refineWavelength, restrain, tied, transformations,
        };
        run.AddTo(Command);
    }

    public Command Command { get; }

    public int Run(ParseResult parsed, Terminal terminal) => run.Run(Scenario(parsed), parsed, terminal);

    /// <summary>The scenario that the command line describes.</summary>
    /// <exception cref="UsageException">A value is impossible.</exception>
    public IScenario Scenario(ParseResult parsed)
    {
        string[] files = parsed.GetValue(phases) ?? [];
        string? known = parsed.GetValue(standard);
        return CheckedScenario.Of(new XrdScenario
        {
            Patterns = Patterns(parsed),
            Phases = [.. files.SelectMany(Phases)],
            Fit = Fit(parsed, known),
            Series = Series(parsed),
            Transformations = [.. (parsed.GetValue(transformations) ?? []).Select(Transformation)],
            Threads = OptionValue.WholeOrAuto(run.Threads.Name, parsed.GetValue(run.Threads)),
        });
    }

    private XrdPatterns Patterns(ParseResult parsed) => new()
    {
        Path = Path.GetFullPath(parsed.GetRequiredValue(patterns)),
        Axis = parsed.GetValue(axis) is { } a ? OptionValue.Name<DiffractionAxis>(axis.Name, a) : null,
        Wavelength = parsed.GetValue(wavelength),
        TwoTheta = parsed.GetValue(twoTheta) is { } t ? OptionValue.Angle(twoTheta.Name, t) : null,
        Calibration = parsed.GetValue(calibration),
        Columns = parsed.GetValue(columns) is { } map ? ColumnOptions.Find(columns.Name, map).ToString() : null,
        Instrument = Full(parsed.GetValue(instrument)),
        Container = Full(parsed.GetValue(container)),
    };

    private XrdFit Fit(ParseResult parsed, string? known)
    {
        var defaults = new XrdFit();
        ProfileTerms[] terms = Terms(refine.Name, parsed.GetValue(refine));
        return defaults with
        {
            Method = parsed.GetValue(method) is { } m ? OptionValue.Name<IntensityMethod>(method.Name, m) : defaults.Method,
            Refine = terms.Length > 0 ? [.. terms] : known is not null ? [ProfileTerms.Instrument] : defaults.Refine,
            Sizes = parsed.GetValue(sizes),
            Strains = parsed.GetValue(strains),
            WideStart = !parsed.GetValue(narrow),
            Range = parsed.GetValue(range) is { } r ? Between(range.Name, r) : null,
            Excluded = [.. (parsed.GetValue(exclude) ?? []).Select(e => Between(exclude.Name, e))],
            Background = parsed.GetValue(background) is { } b ? OptionValue.Whole(background.Name, b) : defaults.Background,
            ForeignLines = [.. (parsed.GetValue(foreign) ?? []).Select(Line)],
            Peaks = [.. (parsed.GetValue(peaks)?.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries) ?? []).Select(p => Number(p, out double at) ? at : throw OptionValue.Wrong(peaks.Name, p, "places on the axis, such as 28.44,47.30"))],
            Standard = known,
            RefineWavelength = parsed.GetValue(refineWavelength),
            WavelengthFrom = parsed.GetValue(wavelengthFrom),
            Restraints = [.. (parsed.GetValue(restrain) ?? []).Select(Restraint)],
        };
    }

    private XrdSeries Series(ParseResult parsed)
    {
        var defaults = new XrdSeries();
        return defaults with
        {
            Against = parsed.GetValue(against) is { } a ? OptionValue.Name<XrdAgainst>(against.Name, a) : defaults.Against,
            Log = Full(parsed.GetValue(log)),
            LogColumn = parsed.GetValue(logColumn),
            Cycler = Full(parsed.GetValue(cycler)),
            ChargePerX = parsed.GetValue(chargePerX) is { } q ? Charge(q) : null,
            Host = parsed.GetValue(host),
            First = parsed.GetValue(first) is { } k ? OptionValue.Whole(first.Name, k) : defaults.First,
            Layers = parsed.GetValue(layers),
            Backward = !parsed.GetValue(forward),
            Tied = Terms(tied.Name, parsed.GetValue(tied)) is { Length: > 0 } t ? [.. t] : defaults.Tied,
            ClockOffset = parsed.GetValue(clockOffset) is { } o ? OptionValue.Measure(clockOffset.Name, o, "s", "a time with its unit, such as '12 min'") : defaults.ClockOffset,
            FirstX = parsed.GetValue(firstX) is { } x ? OptionValue.Number(firstX.Name, x) : defaults.FirstX,
        };
    }

    private static IEnumerable<XrdPhase> Phases(string file) => Path.GetExtension(file).ToLowerInvariant() is ".yaml" or ".yml"
        ? XrdPhaseFile.Read(file)
        : [new XrdPhase { Cif = Path.GetFullPath(file) }];

    private double Charge(string text)
    {
        try
        {
            return Quantity.Parse(text).In("C");
        }
        catch (FormatException e)
        {
            throw OptionValue.Wrong(chargePerX.Name, text, "a charge with its unit, such as '1.2 mAh'", e.Message);
        }
    }

    private static XrdRange Between(string option, string text)
    {
        string[] ends = text.Split(':');
        return ends.Length == 2 && Number(ends[0], out double from) && Number(ends[1], out double to)
            ? new XrdRange { From = from, To = to }
            : throw OptionValue.Wrong(option, text, "a part of the axis, such as 15:130");
    }

    private XrdForeignLine Line(string text)
    {
        string[] parts = text.Split('@');
        return parts.Length == 2 && parts[0].Length > 0 && Number(parts[1], out double at)
            ? new XrdForeignLine { Name = parts[0], Position = at }
            : throw OptionValue.Wrong(foreign.Name, text, "a name and a place, such as Al@17.2");
    }

    private static ProfileTerms[] Terms(string option, string[]? words) => [.. (words ?? []).SelectMany(t => t.Split(',')).Select(t => OptionValue.Name<ProfileTerms>(option, t))];

    private XrdRestraint Restraint(string text)
    {
        string[] parts = text.Replace("±", "+-", StringComparison.Ordinal).Split("+-"), sides = parts[0].Split('=');
        int colon = sides[0].LastIndexOf(':');
        return parts.Length == 2 && sides.Length == 2 && colon > 0 && Number(sides[1], out double value) && Number(parts[1], out double sigma)
            ? new XrdRestraint { Phase = sides[0][..colon].Trim(), Quantity = OptionValue.Name<CellQuantity>(restrain.Name, sides[0][(colon + 1)..].Trim()), Value = value, Sigma = sigma }
            : throw OptionValue.Wrong(restrain.Name, text, "a phase, a quantity, its value and its standard deviation, such as alpha:a=11.51+-0.01");
    }

    private XrdTransformation Transformation(string text)
    {
        string[] parts = text.Split(':', 2), names = parts[0].Split('>');
        return names.Length == 2 && names.All(n => n.Trim().Length > 0)
            ? new XrdTransformation { From = names[0].Trim(), To = names[1].Trim(), Axes = parts.Length > 1 ? parts[1] : new XrdTransformation { From = "", To = "" }.Axes }
            : throw OptionValue.Wrong(transformations.Name, text, "two phases and what the axes of the first become, such as alpha>epsilon:a,b,c/2");
    }

    private static bool Number(string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    private static string? Full(string? path) => path is null ? null : Path.GetFullPath(path);
}

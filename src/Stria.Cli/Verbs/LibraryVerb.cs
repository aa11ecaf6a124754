using System.CommandLine;
using Stria.Studies;

namespace Stria.Cli;

/// <summary>library check, plot and add: looks through a library of standards, draws it, or puts a standard into it.</summary>
internal sealed class LibraryVerb : IVerb
{
    private readonly Argument<string> what = new("WHAT")
    {
        Description = "check: spectra, scale, peaks and purity of all standards, in a report; plot: spectra and scale alone; add: puts a standard into a manifest.",
    };

    private readonly Argument<string> library = new("LIBRARY") { Description = "The manifest (.yaml); check and plot take a table of standards as well." };
    private readonly Option<string> material = new("--material") { HelpName = "NAME", Description = "Host material; by default that of the manifest." };
    private readonly Option<string> attenuation = new("--attenuation") { HelpName = "NAME", Description = "Tabulated attenuation: henke, chantler or elam." };
    private readonly Option<string> steps = new("--steps") { HelpName = "NAME", Description = "Steps under the peaks: arc_tangent or error_function." };
    private readonly Option<string> file = new("--file") { HelpName = "FILE", Description = "add: the spectrum." };
    private readonly Option<string> column = new("--column") { HelpName = "NAME", Description = "add: the spectrum of that name in a file of several." };
    private readonly Option<string> name = new("--name") { HelpName = "NAME", Description = "add: name in legends." };
    private readonly Option<string> x = new("--x") { HelpName = "X", Description = "add: lithium content." };
    private readonly Option<string> formula = new("--formula") { HelpName = "FORMULA", Description = "add: formula of the compound, such as Li0.3V2O5." };
    private readonly Option<string> phase = new("--phase") { HelpName = "NAME", Description = "add: its phase." };
    private readonly Option<string> density = new("--density") { HelpName = "DENSITY", Description = "add: density, such as '3.36 g/cm3'." };
    private readonly Option<string> source = new("--source") { HelpName = "TEXT", Description = "add: where the spectrum came from." };
    private readonly Option<string> calibration = new("--calibration") { HelpName = "TEXT", Description = "add: how its energies were calibrated." };
    private readonly Option<string> shift = new("--energy-shift") { HelpName = "EV", Description = "add: what is added to its energies." };
    private readonly Option<string> scale = new("--scale") { HelpName = "NAME", Description = "add: optical_density_of_unknown_thickness, mass_attenuation, or optical_density_per_nanometre." };
    private readonly Option<string> stack = new("--stack") { HelpName = "FILE", Description = "add: a stack of the very specimen, by which check judges its purity." };
    private readonly RunOptions run = new();

    public LibraryVerb()
    {
        Command = new Command("library", "Looks through a library of standards, draws it, or adds to it.")
        {
            what, library, material, attenuation, steps, file, column, name, x, formula, phase, density, source, calibration, shift, scale, stack,
        };
        run.AddTo(Command);
    }

    public Command Command { get; }

    public int Run(ParseResult parsed, Terminal terminal)
    {
        if (parsed.GetRequiredValue(what) != "add")
        {
            return run.Run(Scenario(parsed), parsed, terminal);
        }

        string path = parsed.GetRequiredValue(library);
        LibraryStandard standard = Standard(parsed);
        int count = LibraryAddition.Add(path, standard, Material(parsed));
        terminal.Out.WriteLine($"{path}: {standard.Name ?? Path.GetFileName(standard.File)} (x = {standard.X}) added; {count} standard{(count == 1 ? "" : "s")}.");
        return ExitCode.Done;
    }

    /// <summary>The scenario that the command line describes.</summary>
    /// <exception cref="UsageException">A value is impossible.</exception>
    public IScenario Scenario(ParseResult parsed)
    {
        LibraryTask task = parsed.GetRequiredValue(what) switch
        {
            "check" => LibraryTask.Check,
            "plot" => LibraryTask.Plot,
            string other => throw new UsageException($"library does 'check', 'plot' and 'add', not '{other}': stria library check library.yaml."),
        };
        return CheckedScenario.Of(new LibraryScenario
        {
            Library = Path.GetFullPath(parsed.GetRequiredValue(library)),
            Task = task,
            Material = Material(parsed),
            Attenuation = parsed.GetValue(attenuation) is { } a ? OptionValue.Name<AttenuationSource>(attenuation.Name, a) : AttenuationSource.Henke,
            Steps = parsed.GetValue(steps) is { } s ? OptionValue.Name<LibrarySteps>(steps.Name, s) : LibrarySteps.ArcTangent,
            Threads = OptionValue.WholeOrAuto(run.Threads.Name, parsed.GetValue(run.Threads)),
        });
    }

    private string? Material(ParseResult parsed) => parsed.GetValue(material) is { } host && Path.GetExtension(host) is ".yaml" or ".yml" ? Path.GetFullPath(host) : parsed.GetValue(material);

    private LibraryStandard Standard(ParseResult parsed)
    {
        string Needed(Option<string> option, string example) =>
            parsed.GetValue(option) ?? throw new UsageException($"library add needs {option.Name}: stria library add library.yaml --file alpha.xdi --x 0.1 --source \"beamline, date\"; {example}.");
        return new LibraryStandard
        {
            File = Path.GetFullPath(Needed(file, "the spectrum file")),
            X = OptionValue.Number(x.Name, Needed(x, "its lithium content")),
            Source = Needed(source, "where it came from")!,
            Column = parsed.GetValue(column),
            Name = parsed.GetValue(name),
            Formula = parsed.GetValue(formula),
            Phase = parsed.GetValue(phase),
            Density = parsed.GetValue(density) is { } d ? OptionValue.Measure(density.Name, d, "kg/m3", "a density, such as '3.36 g/cm3'") : null,
            Calibration = parsed.GetValue(calibration),
            EnergyShift_eV = parsed.GetValue(shift) is { } e ? OptionValue.Energy(shift.Name, e) : 0,
            Scale = parsed.GetValue(scale) is { } s ? OptionValue.Name<LibraryScale>(scale.Name, s) : LibraryScale.OpticalDensityOfUnknownThickness,
            Stack = parsed.GetValue(stack) is { } own ? Path.GetFullPath(own) : null,
        };
    }
}

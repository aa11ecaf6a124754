using System.CommandLine;
using Stria.Studies;

namespace Stria.Cli;

/// <summary>What is known of a cell: a sheet, and entries that outrank it. A sheet that lies beside the first file under its name (trace.cell.yaml) or as cell.yaml is found.</summary>
internal sealed class CellOptions
{
    private readonly Option<string> sheet = new("--cell") { HelpName = "FILE", Description = "Cell sheet (YAML): mass, area, thickness, formula, electrolyte …; by default NAME.cell.yaml or cell.yaml beside the file, 'none' takes none." };
    private readonly Option<string> mass = new("--mass") { HelpName = "MASS", Description = "Mass of the active material: '2.10 mg'." };
    private readonly Option<string> area = new("--area") { HelpName = "AREA", Description = "Area of the electrode: '1.27 cm2'." };
    private readonly Option<string> thickness = new("--thickness") { HelpName = "LENGTH", Description = "Thickness of the electrode without collector: '16 um'." };
    private readonly Option<string> formula = new("--formula") { HelpName = "TEXT", Description = "Formula of the host with x in it: LixV2O5." };
    private readonly Option<string> start = new("--start-x") { HelpName = "X", Description = "Composition x at the beginning of the trace." };

    public void AddTo(Command command)
    {
        Option[] options = [sheet, mass, area, thickness, formula, start];
        Array.ForEach(options, command.Add);
    }

    /// <summary>The entries that the options make.</summary>
    public CellSheet Entries(ParseResult parsed) => new()
    {
        ActiveMass = Measure(mass, "kg", "a mass with its unit, such as '2.10 mg'", parsed),
        Area = Measure(area, "m^2", "an area with its unit, such as '1.27 cm2'", parsed),
        Thickness = Measure(thickness, "m", "a length with its unit, such as '16 um'", parsed),
        Formula = parsed.GetValue(formula),
        StartComposition = parsed.GetValue(start) is { } x ? OptionValue.Number(start.Name, x) : null,
    };

    /// <summary>The sheet: the one that was named, else one beside the first file, else null.</summary>
    public string? Sheet(ParseResult parsed, string? firstFile) => parsed.GetValue(sheet) switch
    {
        "none" => null,
        { } named => Path.GetFullPath(named),
        null => firstFile is null ? null : Beside(firstFile),
    };

    private static string? Beside(string file)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        string[] names = [Path.GetFileName(file) + ".cell.yaml", Path.GetFileNameWithoutExtension(file) + ".cell.yaml", "cell.yaml"];
        return names.Select(n => Path.Combine(folder, n)).FirstOrDefault(File.Exists);
    }

    private static double? Measure(Option<string> option, string unit, string expected, ParseResult parsed) =>
        parsed.GetValue(option) is { } text ? OptionValue.Measure(option.Name, text, unit, expected) : null;
}

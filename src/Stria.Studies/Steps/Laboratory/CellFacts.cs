using Stria.Core;
using Stria.Files;
using Stria.Matter;
using Stria.Measurement;
using Stria.Measurement.Cycling;

namespace Stria.Studies;

/// <summary>What is known of a cell, from its sheet, from entries of the scenario and from the head of its file; what is not known is null, never assumed.</summary>
internal sealed class CellFacts
{
    private static readonly Dictionary<string, int> IonCharges = new() { ["H"] = 1, ["Li"] = 1, ["Na"] = 1, ["K"] = 1, ["Mg"] = 2, ["Ca"] = 2, ["Zn"] = 2, ["Al"] = 3 };

    private CellFacts(CellSheet sheet) => Sheet = sheet;

    /// <summary>All entries together.</summary>
    public CellSheet Sheet { get; }

    /// <summary>Mass of the active material [kg].</summary>
    public MeasuredValue? Mass => With(Sheet.ActiveMass, Sheet.ActiveMassSd, "active_mass");

    /// <summary>Area of the electrode [m²].</summary>
    public MeasuredValue? Area => With(Sheet.Area, Sheet.AreaSd, "area");

    /// <summary>Thickness of the electrode [m].</summary>
    public MeasuredValue? Thickness => With(Sheet.Thickness, Sheet.ThicknessSd, "thickness");

    /// <summary>Porosity.</summary>
    public MeasuredValue? Porosity => With(Sheet.Porosity, Sheet.PorositySd, "porosity");

    /// <summary>Conductivity of the electrolyte [S/m].</summary>
    public MeasuredValue? Conductivity => With(Sheet.Conductivity, Sheet.ConductivitySd, "conductivity");

    /// <summary>Tortuosity factor.</summary>
    public MeasuredValue? Tortuosity => With(Sheet.Tortuosity, Sheet.TortuositySd, "tortuosity");

    /// <summary>Diffusivity of the ion in the host [m²/s].</summary>
    public MeasuredValue? SolidDiffusivity => With(Sheet.SolidDiffusivity, Sheet.SolidDiffusivitySd, "solid_diffusivity");

    /// <summary>Diffusivity of the salt [m²/s].</summary>
    public MeasuredValue? SaltDiffusivity => With(Sheet.SaltDiffusivity, Sheet.SaltDiffusivitySd, "salt_diffusivity");

    /// <summary>How much host there is; null where mass or formula is not known.</summary>
    public HostAmount? Host { get; private init; }

    /// <summary>The host's formula for figures ("LiₓV₂O₅").</summary>
    public string PrettyFormula => Sheet.Formula is { } formula ? ChemicalFormula.Parse(formula).Pretty() : "the host";

    /// <summary>Capacity that is called 1C times one hour [C], or null.</summary>
    public double? NominalCapacity => Sheet.NominalCapacity ?? (Sheet.NominalSpecificCapacity is { } specific && Mass is { } mass ? specific * mass.Value : null);

    /// <summary>Relative standard deviation of that capacity: that of the mass, where it is given per mass.</summary>
    public double NominalCapacityRelative => Sheet.NominalCapacity is null && Sheet.NominalSpecificCapacity is not null && Mass is { } mass ? mass.Relative : 0;

    /// <summary>What is missing for the composition x, in words; empty when nothing is.</summary>
    public IReadOnlyList<string> MissingForComposition =>
    [
        .. Sheet.ActiveMass is null ? Missing("active_mass") : [],
        .. Sheet.Formula is null ? Missing("formula") : [],
        .. Sheet.StartComposition is null ? Missing("start_composition") : [],
    ];

    /// <summary>Gathers what is known, and notes where it comes from.</summary>
    /// <param name="sheetPath">The cell sheet, or null.</param>
    /// <param name="entries">Entries that outrank the sheet.</param>
    /// <param name="head">What the head of the file tells, or null; it counts last.</param>
    /// <param name="context">Notes the sheet as an input, and what was taken from the file.</param>
    /// <exception cref="ScenarioException">The sheet cannot be read or holds mistakes, or entries contradict each other.</exception>
    public static CellFacts Of(string? sheetPath, CellSheet entries, CellInformation? head, StudyContext context)
    {
        CellSheet sheet = entries;
        if (sheetPath is not null)
        {
            sheet = entries.Over(CellSheet.Read(sheetPath));
            context.NoteInput(sheetPath);
            context.Say(Remark.Note($"What is known of the cell comes from {Path.GetFileName(sheetPath)}."));
        }

        if (sheet is { NominalCapacity: not null, NominalSpecificCapacity: not null })
        {
            throw new ScenarioException("Both nominal_capacity and nominal_specific_capacity are given; one of them says what 1C is.");
        }

        sheet = head is null ? sheet : Over(sheet, head, context);
        return new CellFacts(sheet) { Host = HostOf(sheet, context) };
    }

    /// <summary>The value, or a complaint that says which entry of the cell sheet is missing and for what.</summary>
    /// <exception cref="ScenarioException">It is missing.</exception>
    public static MeasuredValue Need(MeasuredValue? value, string entry, string purpose) => value ?? throw new ScenarioException(
        $"The cell sheet tells no '{entry}', which {purpose} needs. Nothing is assumed in its place: give it in a cell sheet (--cell cell.yaml).");

    private static MeasuredValue? With(double? value, double? sd, string name) => (value, sd) switch
    {
        (null, not null) => throw new ScenarioException($"'{name}_sd' is given, but no '{name}'."),
        (null, _) => null,
        _ => new MeasuredValue(value.Value, sd ?? 0),
    };

    private static string[] Missing(string entry) => [$"'{entry}'"];

    // What a person typed into the instrument's program: taken, and said.
    private static CellSheet Over(CellSheet sheet, CellInformation head, StudyContext context)
    {
        var fromHead = new CellSheet { ActiveMass = head.ActiveMass, Area = head.ElectrodeArea, NominalCapacity = sheet.NominalSpecificCapacity is null ? head.NominalCapacity : null };
        void Tell(bool taken, string what, string value)
        {
            if (taken)
            {
                context.Say(Remark.Assumed($"The {what} of {value} stands in the head of the file and was taken from there."));
            }
        }

        Tell(sheet.ActiveMass is null && head.ActiveMass is not null, "active mass", $"{head.ActiveMass * 1e6:g4} mg");
        Tell(sheet.Area is null && head.ElectrodeArea is not null, "electrode area", $"{head.ElectrodeArea * 1e4:g4} cm²");
        Tell(sheet.NominalCapacity is null && fromHead.NominalCapacity is not null, "nominal capacity", $"{fromHead.NominalCapacity / 3.6:g4} mAh");
        return sheet.Over(fromHead);
    }

    private static HostAmount? HostOf(CellSheet sheet, StudyContext context)
    {
        if (sheet.Formula is not { } written)
        {
            return null;
        }

        var formula = ChemicalFormula.Parse(written);
        if (!formula.HasComposition)
        {
            throw new ScenarioException($"The formula {written} has no composition x. Write the host as in LixV2O5.");
        }

        // Charge is turned into x one by one: an amount such as 1-x or 2x would give its sign or its size wrongly.
        FormulaTerm[] moving = [.. formula.Terms.Where(t => t.PerX != 0)];
        if (moving is not [{ Amount: 0, PerX: 1 } only])
        {
            throw new ScenarioException(
                $"In {written} the amount of the ion is not x itself. Write the host with it as x, such as LixV2O5, or LixCoO2 with 'start_composition: 1' for a cell that begins as LiCoO2; the active mass is that of the host without its ions.");
        }

        string ion = sheet.Ion ?? only.Element.Symbol;
        if (sheet.IonCharge is null && !IonCharges.ContainsKey(ion))
        {
            throw new ScenarioException($"The charge number of the ion {ion} is not known; give 'ion_charge' in the cell sheet.");
        }

        int charge = sheet.IonCharge ?? IonCharges[ion];
        context.Describe($"Compositions are those of {written}, with {ion} of charge number {charge}.");
        return sheet.ActiveMass is null ? null : HostAmount.Of(With(sheet.ActiveMass, sheet.ActiveMassSd, "active_mass")!.Value, formula, charge);
    }
}

using Stria.Core;
using Stria.Files;
using Stria.Measurement;
using Stria.Numerics.Diffusion;
using Stria.Studies;
using Stria.Tests.Files;

namespace Stria.Tests.Laboratory;

/// <summary>What is known of a cell, what is missing for what, and the units that follow.</summary>
public sealed class CellFactsTests : IDisposable
{
    private static readonly CyclerTrace OneHour = new([0, 3600], [1e-3, 1e-3], [3, 3.1]); // 1 mAh
    private static readonly CellSheet Known = new() { ActiveMass = 2e-6, Formula = "LixV2O5", StartComposition = 0.5 };
    private readonly TemporaryFolder folder = new();
    private readonly StudyContext context;

    public CellFactsTests() => context = new StudyContext(new TimescalesScenario(), RunFolder.Create(folder.Path("run"), false));

    public void Dispose() => folder.Dispose();

    private CellFacts Of(CellSheet entries, CellInformation? head = null) => CellFacts.Of(null, entries, head, context);

    private string Refused(CellSheet entries) => Assert.Throws<ScenarioException>(() => Of(entries)).Message;

    [Fact]
    public void Of_an_empty_sheet_nothing_is_known_and_all_that_is_missing_is_told()
    {
        CellFacts facts = Of(new CellSheet());
        Assert.Null(facts.Mass);
        Assert.Null(facts.Host);
        Assert.Null(facts.NominalCapacity);
        Assert.Equal("'active_mass' 'formula' 'start_composition'", string.Join(' ', facts.MissingForComposition));
        Assert.Empty(Of(Known).MissingForComposition);
    }

    [Fact]
    public void A_value_without_deviation_is_exact_and_a_deviation_without_value_is_refused()
    {
        Assert.Equal(new MeasuredValue(0.4, 0), Of(new CellSheet { Porosity = 0.4 }).Porosity);
        Assert.Equal(new MeasuredValue(0.4, 0.01), Of(new CellSheet { Porosity = 0.4, PorositySd = 0.01 }).Porosity);
        CellFacts facts = Of(new CellSheet { ThicknessSd = 1e-6 });
        Assert.Equal("'thickness_sd' is given, but no 'thickness'.", Assert.Throws<ScenarioException>(() => facts.Thickness).Message);
    }

    [Fact]
    public void Contradictions_and_formulas_without_x_are_refused()
    {
        Assert.Contains("Both nominal_capacity and nominal_specific_capacity are given", Refused(new CellSheet { NominalCapacity = 1, NominalSpecificCapacity = 1 }), StringComparison.Ordinal);
        Assert.Contains("The formula V2O5 has no composition x. Write the host as in LixV2O5.", Refused(new CellSheet { Formula = "V2O5" }), StringComparison.Ordinal);
        Assert.Contains("The charge number of the ion Xx is not known; give 'ion_charge' in the cell sheet.", Refused(Known with { Ion = "Xx" }), StringComparison.Ordinal);
    }

    [Fact]
    public void An_ion_of_charge_two_takes_twice_the_charge()
    {
        double one = Of(Known).Host!.ChargePerComposition, two = Of(Known with { IonCharge = 2 }).Host!.ChargePerComposition;
        Assert.Equal(2, two / one, 1e-12);
        Assert.Equal(2, Of(Known with { Formula = "MgxV2O5" }).Host!.IonCharge);
        Assert.Null(Of(Known with { ActiveMass = null }).Host);
    }

    [Fact]
    public void The_capacity_at_1C_is_given_as_it_is_or_per_mass()
    {
        Assert.Equal(3.6, Of(new CellSheet { NominalCapacity = 3.6 }).NominalCapacity);
        Assert.Equal(1, Of(new CellSheet { NominalSpecificCapacity = 5e5, ActiveMass = 2e-6 }).NominalCapacity!.Value, 1e-12);
        Assert.Null(Of(new CellSheet { NominalSpecificCapacity = 5e5 }).NominalCapacity);
    }

    [Fact]
    public void The_head_of_the_file_counts_last_and_what_is_taken_from_it_is_said()
    {
        var head = new CellInformation { ActiveMass = 3e-6, ElectrodeArea = 1e-4 };
        CellFacts facts = Of(new CellSheet { ActiveMass = 2e-6 }, head);
        Assert.Equal(2e-6, facts.Mass!.Value.Value);
        Assert.Equal(1e-4, facts.Area!.Value.Value);
        Remark remark = Assert.Single(context.Remarks);
        Assert.Equal(RemarkKind.Assumed, remark.Kind);
        Assert.Contains("The electrode area of 1 cm² stands in the head of the file", remark.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_needed_and_missing_is_named_with_its_purpose()
    {
        Assert.Equal(new MeasuredValue(3, 1), CellFacts.Need(new MeasuredValue(3, 1), "area", "a tortuosity"));
        string message = Assert.Throws<ScenarioException>(() => CellFacts.Need(null, "area", "a tortuosity")).Message;
        Assert.Contains("The cell sheet tells no 'area', which a tortuosity needs. Nothing is assumed in its place", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Charges_are_shown_per_mass_where_the_mass_is_known()
    {
        CellFacts known = Of(Known), unknown = Of(new CellSheet());
        CapacityScale per = CapacityScale.Of(known), plain = CapacityScale.Of(unknown);
        Assert.Equal(("mAh/g", "mAh/(g V)"), (per.Unit, per.PerVolt));
        Assert.Equal(("mAh", "mAh/V"), (plain.Unit, plain.PerVolt));
        Assert.Equal(500, per.Value(3.6, known), 1e-9);
        Assert.Equal(500, per.Value(new MeasuredValue(3.6), known).Value, 1e-9);
        Assert.Equal(1, plain.Value(3.6, unknown), 1e-12);
        Assert.Equal(0.1, plain.Value(new MeasuredValue(3.6, 0.36), unknown).Sigma, 1e-12);
    }

    [Fact]
    public void A_titration_of_a_known_cell_counts_in_x()
    {
        var scale = new TitrationScale(Of(Known with { ParticleShape = ParticleShape.Slab, ParticleLength = 1e-7 }), OneHour);
        Assert.Equal(("x in LiₓV₂O₅", "x", "1"), (scale.Label, scale.Name, scale.Unit));
        Assert.Equal(("D", "m²/s"), (scale.DiffusivityName, scale.DiffusivityUnit));
        Assert.True(scale.HasShape);
        Assert.Equal(0.7, scale.Shown(0.7));
        Assert.Equal((ParticleShape.Slab, 1e-7, 0.5), (scale.Sample.Shape, scale.Sample.Length, scale.Sample.StartComposition));
        Assert.Equal(new GittLimits().FlatSlope, scale.Options(new GittLimits()).FlatSlope);
    }

    [Fact]
    public void A_titration_of_an_unknown_cell_counts_in_charge()
    {
        var scale = new TitrationScale(Of(new CellSheet()), OneHour);
        Assert.Equal(("charge passed [mAh]", "charge passed", "mAh"), (scale.Label, scale.Name, scale.Unit));
        Assert.Equal(("D/l^2", "1/s"), (scale.DiffusivityName, scale.DiffusivityUnit));
        Assert.False(scale.HasShape);
        Assert.Equal(1, scale.Shown(scale.Sample.Composition(3.6)), 1e-12);
        Assert.Equal(0.05, scale.Options(new GittLimits { FlatSlope = 0.05 }).FlatSlope, 1e-12);
    }
}

using Stria.Cli;
using Stria.Core;
using Stria.Files;
using Stria.Measurement;
using Stria.Studies;
using Stria.Tests.Files;
using Stria.Tests.Measurement.Cycling;

namespace Stria.Tests.Laboratory;

/// <summary>How entries and sheets are laid over each other, which formulas tell an x, and what is told apart or joined by its name.</summary>
public sealed class CellSheetJoinTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly StudyContext context;

    public CellSheetJoinTests() => context = new StudyContext(new TimescalesScenario(), RunFolder.Create(folder.Path("run"), false));

    public void Dispose() => folder.Dispose();

    [Fact]
    public void An_entry_that_outranks_the_sheet_has_no_deviation_of_the_sheet()
    {
        CellSheet sheet = new() { ActiveMass = 1e-6, ActiveMassSd = 1e-7, Area = 1e-4, AreaSd = 1e-6 };
        CellSheet joined = new CellSheet { ActiveMass = 2.1e-6 }.Over(sheet);
        Assert.Equal((2.1e-6, (double?)null), (joined.ActiveMass, joined.ActiveMassSd));
        Assert.Equal((1e-4, 1e-6), (joined.Area, joined.AreaSd));
        Assert.Equal((1e-6, 3e-8), new CellSheet { ActiveMassSd = 3e-8 }.Over(sheet) is var own ? (own.ActiveMass!.Value, own.ActiveMassSd!.Value) : default);
        Assert.Equal(0.2e-6, new CellSheet { ActiveMass = 2.1e-6, ActiveMassSd = 0.2e-6 }.Over(sheet).ActiveMassSd);
    }

    [Fact]
    public void A_mass_in_the_head_of_a_file_keeps_the_deviation_that_the_sheet_tells_of_it()
    {
        CellFacts facts = CellFacts.Of(null, new CellSheet { ActiveMassSd = 1e-8 }, new CellInformation { ActiveMass = 2e-6 }, context);
        Assert.Equal(new MeasuredValue(2e-6, 1e-8), facts.Mass);
    }

    [Fact]
    public void Entries_of_the_plate_join_those_of_the_sheet()
    {
        CellSheet sheet = new() { Substrate = new SubstrateSheet { YoungsModulus = 2e11, Thickness = 1e-3, ThicknessSd = 1e-6, Incidence = 0.1 } };
        SubstrateSheet joined = new CellSheet { Substrate = new SubstrateSheet { Incidence = 0.2, Thickness = 2e-3 } }.Over(sheet).Substrate!;
        Assert.Equal(new SubstrateSheet { YoungsModulus = 2e11, Thickness = 2e-3, Incidence = 0.2 }, joined);
    }

    [Fact]
    public void One_nominal_capacity_outranks_the_other()
    {
        CellSheet sheet = new() { NominalCapacity = 3.6 };
        CellSheet joined = new CellSheet { NominalSpecificCapacity = 5e5, ActiveMass = 1e-6 }.Over(sheet);
        Assert.Equal(((double?)null, 5e5), (joined.NominalCapacity, joined.NominalSpecificCapacity));
        Assert.Equal(0.5, CellFacts.Of(null, joined, null, context).NominalCapacity!.Value, 1e-12);
        Assert.Equal(3.6, new CellSheet { ActiveMass = 1e-6 }.Over(sheet).NominalCapacity);
    }

    [Theory]
    [InlineData("Li1-xCoO2")]
    [InlineData("Li2xV2O5")]
    [InlineData("Li1+xMn2O4")]
    [InlineData("LixMn2-xO4")]
    public void A_formula_whose_ion_is_not_x_is_refused(string formula)
    {
        string message = Assert.Throws<ScenarioException>(() => CellFacts.Of(null, new CellSheet { Formula = formula, ActiveMass = 1e-6 }, null, context)).Message;
        Assert.Contains($"In {formula} the amount of the ion is not x itself.", message, StringComparison.Ordinal);
        Assert.Contains("LixCoO2", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Charging_a_host_that_was_made_full_takes_its_ions_out()
    {
        CellFacts facts = CellFacts.Of(null, new CellSheet { Formula = "LixCoO2", ActiveMass = 1e-6, StartComposition = 1 }, null, context);
        Assert.Equal(90.93e-3, facts.Host!.MolarMass, 1e-5);
        Assert.Equal(0.5, facts.Host.Composition(1, facts.Host.ChargePerComposition / 2), 1e-12);
    }

    [Fact]
    public void A_capacity_at_1C_per_mass_is_as_uncertain_as_the_mass()
    {
        CellSheet sheet = new() { ActiveMass = 2e-6, ActiveMassSd = 1e-8, NominalSpecificCapacity = 5e5 };
        Assert.Equal(0.005, CellFacts.Of(null, sheet, null, context).NominalCapacityRelative, 1e-12);
        Assert.Equal(0, CellFacts.Of(null, sheet with { NominalSpecificCapacity = null, NominalCapacity = 1 }, null, context).NominalCapacityRelative);
    }

    [Fact]
    public void A_mass_with_a_deviation_gives_capacities_with_one()
    {
        CellFacts facts = CellFacts.Of(null, new CellSheet { ActiveMass = 2.1e-6, ActiveMassSd = 2e-8, NominalSpecificCapacity = 5e5 }, null, context);
        var record = new CyclerRecord("a.csv", "made", CycledCells.Cycles([1, 0.97], 1e-4));
        var cell = new CycledTrace("a", record, facts) { Cycles = Stria.Measurement.Cycling.CyclingAnalysis.Run(record.Trace, facts.NominalCapacity) };
        new CyclingHeadlines(new CyclingScenario { Cells = [] }, [cell], context).Report();
        var all = context.Headlines.ToDictionary(h => h.Name);
        foreach (string name in (string[])["charge_capacity_first", "discharge_capacity_first", "specific_current", "c_rate_first"])
        {
            Assert.Equal(0.02 / 2.1, all[name].StandardDeviation!.Value / all[name].Value, 1e-9);
        }

        Assert.Null(all["coulombic_efficiency_first"].StandardDeviation);
    }

    [Fact]
    public void Names_are_told_apart_by_numbers_that_no_other_has()
    {
        Assert.Equal(["a", "b", "a (3)", "a (2)", "a (4)"], DistinctNames.Of(["a", "b", "a", "a (2)", "a"]));
        Assert.Equal(["a", "A"], DistinctNames.Of(["a", "A"]));
        Assert.Equal(["a", "A (2)"], DistinctNames.Of(["a", "A"], StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void Spectra_of_files_with_one_name_stay_two()
    {
        string text = "freq/Hz,Re(Z)/Ohm,-Im(Z)/Ohm\n" + string.Concat(Enumerable.Range(0, 12).Select(i => FormattableString.Invariant($"{Math.Pow(10, 5 - (i / 3.0))},{10 + i},{i}\n")));
        string[] files = [.. new[] { "day1", "day2" }.Select(day =>
        {
            Directory.CreateDirectory(folder.Path(day));
            return folder.Write(Path.Combine(day, "eis.csv"), text);
        })];
        var scenario = new ImpedanceScenario { Files = [.. files.Select(f => new MeasuredFile { File = f })] };
        Assert.Equal(["eis", "eis (2)"], LabFiles.Spectra(scenario, context, new Progress<double>(), default).Select(s => s.Name));
    }

    [Fact]
    public void A_cell_of_no_parts_is_named()
    {
        var verb = new CyclingVerb();
        Assert.Contains("'+' names no file", Assert.Throws<UsageException>(() => verb.Scenario(verb.Command.Parse(["+", "--replicates"]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_start_and_bounds_of_one_parameter_are_joined()
    {
        var verb = new ImpedanceVerb();
        ImpedanceScenario Made(params string[] known) => Assert.IsType<ImpedanceScenario>(verb.Scenario(verb.Command.Parse(["/d/z.csv", "--parameter", .. known])));
        Assert.Equal(new CircuitParameterSettings { Name = "R1", Start = 5, Lower = 1, Upper = 100 }, Assert.Single(Made("R1=5", "R1=1:100").Fit.Parameters));
        Assert.Equal(new CircuitParameterSettings { Name = "R1", Lower = 1, Upper = 9 }, Assert.Single(Made("R1=1:", "R1=:9").Fit.Parameters));
        Assert.Contains("R1 is given twice", Assert.Throws<UsageException>(() => Made("R1=5", "R1=6")).Message, StringComparison.Ordinal);
        Assert.Contains("with one colon and at least one end", Assert.Throws<UsageException>(() => Made("R1=:")).Message, StringComparison.Ordinal);
        Assert.Contains("with one colon and at least one end", Assert.Throws<UsageException>(() => Made("R1=1:50:100")).Message, StringComparison.Ordinal);
        Assert.Contains("a number in its own unit", Assert.Throws<UsageException>(() => Made("R0=8 Ohm")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameter_named_twice_an_empty_range_and_a_fixed_one_without_value_are_refused()
    {
        static string Mistake(params CircuitParameterSettings[] parameters) => Assert.Single(new ImpedanceFitSettings { Parameters = [.. parameters] }.Mistakes());
        Assert.Equal("'R1' is given 2 times in 'parameters'; one entry holds start, lower and upper.", Mistake(new() { Name = "R1", Start = 1 }, new() { Name = "R1", Lower = 1 }));
        Assert.Equal("The range of 'R1' in 'parameters' is empty: lower is 5, upper is 2.", Mistake(new CircuitParameterSettings { Name = "R1", Lower = 5, Upper = 2 }));
        Assert.Equal("'R1' in 'parameters' is to be kept fixed, but has no 'start' to be kept at.", Mistake(new CircuitParameterSettings { Name = "R1", Fixed = true }));
    }
}

using Stria.Core;
using Stria.Measurement.Cycling;
using Stria.Measurement.Gitt;
using Stria.Measurement.Impedance;
using Stria.Studies;
using Stria.Tests.Files;

namespace Stria.Tests.Laboratory;

/// <summary>Mistakes of the laboratory's scenarios, their names, and how cell sheets are laid over each other.</summary>
public sealed class LaboratoryScenarioTests
{
    private static readonly TraceSettings Nothing = new() { Files = [] };
    private static readonly TraceSettings Something = new() { Files = [new MeasuredFile { File = "/d/cell7.part1.csv" }] };

    [Fact]
    public void A_scenario_without_files_says_so()
    {
        Assert.Equal("'files' of the trace needs at least one file.", Assert.Single(new GittScenario { Trace = Nothing }.Mistakes()));
        Assert.Equal("'files' needs at least one file.", Assert.Single(new ImpedanceScenario { Files = [] }.Mistakes()));
        Assert.Equal("'files' of the trace needs at least one file.", Assert.Single(new CurvatureScenario { File = "k.csv", Trace = Nothing }.Mistakes()));
        Assert.Equal("Each of the 'cells', at least one, needs 'files'.", Assert.Single(new CyclingScenario { Cells = [] }.Mistakes()));
        Assert.Single(new CyclingScenario { Cells = [new CycledCell { Trace = Something }, new CycledCell { Trace = Nothing }] }.Mistakes());
    }

    [Fact]
    public void A_scenario_with_files_has_no_mistakes_and_curvature_needs_no_trace()
    {
        Assert.Empty(new GittScenario { Trace = Something }.Mistakes());
        Assert.Empty(new CyclingScenario { Cells = [new CycledCell { Trace = Something }] }.Mistakes());
        Assert.Empty(new CurvatureScenario { File = "k.csv" }.Mistakes());
    }

    [Fact]
    public void Runs_are_named_after_their_first_file()
    {
        Assert.Equal("gitt-cell7.part1", new GittScenario { Trace = Something }.DefaultName);
        Assert.Equal("gitt-trace", new GittScenario { Trace = Nothing }.DefaultName);
        Assert.Equal("cycling-cell7.part1", new CyclingScenario { Cells = [new CycledCell { Trace = Something }] }.DefaultName);
        Assert.Equal("cycling-cells", new CyclingScenario { Cells = [] }.DefaultName);
        Assert.Equal("eis-z", new ImpedanceScenario { Files = [new MeasuredFile { File = "/d/z.mpt" }] }.DefaultName);
        Assert.Equal("eis-spectra", new ImpedanceScenario { Files = [] }.DefaultName);
        Assert.Equal("curvature-spots", new CurvatureScenario { File = "/d/spots.csv" }.DefaultName);
    }

    [Fact]
    public void Timescales_are_named_after_the_cell_or_its_sheet()
    {
        Assert.Equal("timescales-cell", new TimescalesScenario().DefaultName);
        Assert.Equal("timescales-a", new TimescalesScenario { CellSheet = "/d/a.yaml" }.DefaultName);
        Assert.Equal("timescales-b", new TimescalesScenario { CellSheet = "/d/a.yaml", Cell = new CellSheet { Name = "b" } }.DefaultName);
    }

    [Fact]
    public void Threads_change_nothing_else()
    {
        var scenario = new GittScenario { Trace = Something, Seed = 5 };
        Assert.Equal(scenario with { Threads = 3 }, scenario.WithThreads(3));
        Assert.Equal(scenario, scenario.WithThreads(3).WithThreads(null));
    }

    [Fact]
    public void Weights_that_no_file_holds_are_a_mistake_and_the_others_are_not()
    {
        string mistake = Assert.Single(new ImpedanceFitSettings { Weighting = ImpedanceWeighting.GivenSigma }.Mistakes());
        Assert.Equal("'weighting: given_sigma' needs standard deviations that no file holds; it is one of modulus, unit, proportional.", mistake);
        Assert.Empty(new ImpedanceFitSettings { Weighting = ImpedanceWeighting.Unit }.Mistakes());
        Assert.Empty(new ImpedanceFitSettings { Weighting = ImpedanceWeighting.Proportional }.Mistakes());
    }

    [Fact]
    public void Entries_outrank_the_sheet_one_by_one()
    {
        CellSheet entries = new() { ActiveMass = 1e-6, Formula = "LixV2O5" }, sheet = new() { ActiveMass = 2e-6, Area = 1e-4, Substrate = new SubstrateSheet { Thickness = 1e-3 } };
        CellSheet joined = entries.Over(sheet);
        Assert.Equal(new CellSheet { ActiveMass = 1e-6, Formula = "LixV2O5", Area = 1e-4, Substrate = new SubstrateSheet { Thickness = 1e-3 } }, joined);
        Assert.Equal(sheet, sheet.Over(new CellSheet()));
        Assert.Equal(sheet, new CellSheet().Over(sheet));
        Assert.Equal(joined, joined.Over(joined));
    }

    [Fact]
    public void A_cell_sheet_is_read_in_SI_units_and_one_that_is_missing_is_named()
    {
        using var folder = new TemporaryFolder();
        CellSheet sheet = CellSheet.Read(folder.Write("cell.yaml", "name: a\nactive_mass: 2 mg\narea: 1.2 cm2\nelectrodes: 2\n"));
        Assert.Equal("a", sheet.Name);
        Assert.Equal(2e-6, sheet.ActiveMass!.Value, 1e-18);
        Assert.Equal(1.2e-4, sheet.Area!.Value, 1e-16);
        Assert.Equal(2, sheet.Electrodes);
        string message = Assert.Throws<ScenarioException>(() => CellSheet.Read(folder.Path("missing.yaml"))).Message;
        Assert.Contains("The cell sheet " + folder.Path("missing.yaml") + " cannot be read", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Kinds_and_methods_have_words()
    {
        Assert.Equal(["rest", "charge", "discharge"], Enum.GetValues<PhaseKind>().Select(Words.Of));
        Assert.Equal("after Weppner and Huggins", MethodWords.Of(DiffusionMethod.WeppnerHuggins));
        Assert.Equal("by the inverse fit", MethodWords.Of(DiffusionMethod.InverseFit));
        Assert.Equal(4, Enum.GetValues<DiffusionMethod>().Select(MethodWords.Of).Distinct().Count());
        Assert.Equal(4, Enum.GetValues<DiffusionMethod>().Select(MethodWords.Short).Distinct().Count());
    }
}

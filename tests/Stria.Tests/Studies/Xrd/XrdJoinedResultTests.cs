using Stria.Core;
using Stria.Files;
using Stria.Matter;
using Stria.Measurement;
using Stria.Studies;
using Stria.Tests.Files;

namespace Stria.Tests.Studies.Xrd;

/// <summary>Stretches from phase to phase, and materials of hexagonal and triclinic hosts.</summary>
public sealed class XrdJoinedResultTests : IDisposable
{
    private static readonly double[] Variances = [.. Enumerable.Range(0, 36).Select(i => i % 7 == 0 ? 1e-12 : 0)];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static PhaseFit Phase(string name, UnitCell cell, double units = 3) => new(
        new CrystalPhase(name, SpaceGroups.Find("P 1"), cell) { FormulaUnits = units }, MeasuredCell.FromReciprocalMetric(cell.ReciprocalMetric_angstrom2(), Variances), []) { IsPresent = true };

    private static SeriesEntry Entry(int index, params PhaseFit[] phases) => new(index, index, new PatternFitResult
    {
        Phases = phases, Parameters = [], Correlations = [], ForeignLines = [], Instrument = new InstrumentProfile { Radiation = Radiation.Monochromatic(1) }, Displacement_deg = 0, Calculated = [1], Background = [0],
        Rwp = 0.1, RwpAboveBackground = 0.1, Rexp = 0.1, ChiSquare = 1, Points = 1, FreeParameters = 0, Iterations = 1, Converged = true,
    });

    private StudyContext Context(XrdScenario scenario, params SeriesEntry[] entries)
    {
        var context = new StudyContext(scenario, RunFolder.Create(folder.Path("run"), false));
        Diffractogram[] patterns = [.. entries.Select(e => new Diffractogram(DiffractionAxis.TwoTheta, [1], [1], [1]) { Name = $"p{e.Index}" })];
        context.Put(new PatternSeries(patterns, [.. entries.Select(e => (double)e.Index)], "pattern") { Compositions = [.. entries.Select(e => 0.5 * e.Index)] });
        context.Put(new SeriesFitResult(entries, []));
        return context;
    }

    private static XrdScenario Scenario(params XrdTransformation[] asked) => new() { Patterns = new XrdPatterns { Path = "/d/s" }, Phases = [], Transformations = [.. asked] };

    [Fact]
    public void The_stretch_from_phase_to_phase_follows_the_correspondence_of_axes()
    {
        UnitCell first = UnitCell.FromAngstroms(11.5, 3.56, 4.37), second = UnitCell.FromAngstroms(11.6, 3.58, 9.0);
        XrdScenario scenario = Scenario(new XrdTransformation { From = "alpha", To = "eps", Axes = "a, b, c/2" }, new XrdTransformation { From = "alpha", To = "delta" });
        StudyContext context = Context(scenario, Entry(0, Phase("alpha", first)), Entry(1, Phase("alpha", first), Phase("eps", second)));
        XrdTransformations.Write(scenario, context);
        IReadOnlyList<IReadOnlyList<string>> table = CsvTable.Read(Path.Combine(context.Folder.Tables, "transformations.csv"));
        Assert.Equal(2, table.Count);
        Assert.Equal(["alpha", "1", "eps", "1", "a, b, c/2"], table[1].Take(5));
        double Of(string column) => double.Parse(table[1][table[0].ToList().IndexOf(column)], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(3.58 / 3.56, Of("lambda 1"), 9);
        Assert.Equal(11.6 / 11.5, Of("lambda 2"), 9);
        Assert.Equal(4.5 / 4.37, Of("lambda 3"), 9);
        Assert.Equal((11.6 * 3.58 * 4.5 / (11.5 * 3.56 * 4.37)) - 1, Of("volume change"), 9);

        // a = G*₁₁^−½: sd of a = a³/2 · sd of G*₁₁; those of a quotient add in squares.
        double sigma = 11.6 / 11.5 * Math.Sqrt(Math.Pow(11.5 * 11.5 / 2 * 1e-6, 2) + Math.Pow(11.6 * 11.6 / 2 * 1e-6, 2));
        Assert.Equal(sigma, Of("sd of lambda 2"), 1e-4 * sigma);
        Assert.Contains(context.Remarks, r => r.Text.Contains("delta is not seen", StringComparison.Ordinal));
    }

    [Fact]
    public void Phases_that_never_coexist_are_compared_between_the_nearest_patterns()
    {
        UnitCell first = UnitCell.FromAngstroms(5, 5, 5), second = UnitCell.FromAngstroms(5.1, 5, 4.9);
        XrdScenario scenario = Scenario(new XrdTransformation { From = "a", To = "b" });
        StudyContext context = Context(scenario, Entry(0, Phase("a", first)), Entry(1, Phase("a", first)), Entry(2, Phase("b", second)), Entry(3, Phase("b", second)));
        XrdTransformations.Write(scenario, context);
        Assert.Equal(["a", "1", "b", "2"], CsvTable.Read(Path.Combine(context.Folder.Tables, "transformations.csv"))[1].Take(4));
    }

    [Theory]
    [InlineData("a, b", "three parts")]
    [InlineData("a, b, a+b", "plane")]
    [InlineData("a, b, c+1/2", "constant")]
    public void Axes_that_are_none_are_told(string axes, string said) =>
        Assert.Contains((Scenario(new XrdTransformation { From = "a", To = "b", Axes = axes }) with { Phases = [new XrdPhase { Cif = "a.cif" }] }).Mistakes(), m => m.Contains(said, StringComparison.Ordinal));

    [Fact]
    public void Names_of_phases_that_are_not_there_are_told()
    {
        XrdPhase[] phases = [new() { Name = "a", SpaceGroup = "P 1", A = 4e-10 }];
        XrdScenario scenario = Scenario(new XrdTransformation { From = "a", To = "z" }) with
        {
            Phases = [.. phases],
            Fit = new XrdFit { WavelengthFrom = "Al", Restraints = [new XrdRestraint { Phase = "q", Quantity = CellQuantity.B, Value = 4, Sigma = 0.1 }] },
        };
        Assert.Equal(["'wavelength_from' names the phase 'Al'; the phases are a.", "'restraints' names the phase 'q'; the phases are a.", "'transformations' names the phase 'z'; the phases are a."], scenario.Mistakes());
    }

    [Fact]
    public void A_hexagonal_host_becomes_a_rectangular_cell_of_the_same_volume_per_formula_unit()
    {
        UnitCell Cell(double c) => UnitCell.FromAngstroms(2.82, 2.82, c, 90, 90, 120);
        StudyContext context = Context(Scenario(), Entry(0, Phase("layered", Cell(14.05))), Entry(1, Phase("layered", Cell(14.35))));
        HostMaterial host = MaterialReader.Read(XrdMaterial.Text("Li1-xCoO2", context)!, "material.yaml");
        LatticeCell lattice = host.Mechanics!.RequireLattice().Cells[0];
        Assert.Equal(2.82e-10 * Math.Sqrt(3), lattice.Lengths.B, 15);
        Assert.Equal(2 * 2.82 * 2.82 * Math.Sqrt(0.75) * 14.05, lattice.Volume * 1e30, 3);
        Assert.Contains(context.Remarks, r => r.Text.Contains("hexagonal", StringComparison.Ordinal));
    }

    [Fact]
    public void A_triclinic_host_is_refused_in_words()
    {
        StudyContext context = Context(Scenario(), Entry(0, Phase("t", UnitCell.FromAngstroms(4, 5, 6, 80, 95, 100))), Entry(1, Phase("t", UnitCell.FromAngstroms(4, 5, 6.1, 80, 95, 100))));
        Assert.Null(XrdMaterial.Text("LixV2O5", context));
        Assert.Contains(context.Remarks, r => r.Text.Contains("α or γ", StringComparison.Ordinal));
    }
}

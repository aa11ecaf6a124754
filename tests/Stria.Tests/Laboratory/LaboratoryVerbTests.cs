using Stria.Cli;
using Stria.Files;
using Stria.Measurement.Impedance;
using Stria.Numerics.Diffusion;
using Stria.Studies;
using Stria.Tests.Files;

namespace Stria.Tests.Laboratory;

/// <summary>From the options of the laboratory's verbs to scenarios, and the words about impossible values.</summary>
public sealed class LaboratoryVerbTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static CyclingScenario Cycling(params string[] line)
    {
        var verb = new CyclingVerb();
        return Assert.IsType<CyclingScenario>(verb.Scenario(verb.Command.Parse(line)));
    }

    private static GittScenario Gitt(params string[] line)
    {
        var verb = new GittVerb();
        return Assert.IsType<GittScenario>(verb.Scenario(verb.Command.Parse(line)));
    }

    private static ImpedanceScenario Impedance(params string[] line)
    {
        var verb = new ImpedanceVerb();
        return Assert.IsType<ImpedanceScenario>(verb.Scenario(verb.Command.Parse(line)));
    }

    private static CurvatureScenario Curvature(params string[] line)
    {
        var verb = new CurvatureVerb();
        return Assert.IsType<CurvatureScenario>(verb.Scenario(verb.Command.Parse(line)));
    }

    private static TimescalesScenario Times(params string[] line)
    {
        var verb = new TimescalesVerb();
        return Assert.IsType<TimescalesScenario>(verb.Scenario(verb.Command.Parse(line)));
    }

    [Fact]
    public void Several_files_are_one_cell_and_with_replicates_each_is_its_own_with_parts_joined_by_a_plus()
    {
        CycledCell joined = Assert.Single(Cycling("/d/a.csv", "/d/b.csv").Cells);
        Assert.Equal(["a.csv", "b.csv"], joined.Trace.Files.Select(f => Path.GetFileName(f.File)));
        CyclingScenario apart = Cycling("/d/a.csv+/d/b.csv", "/d/c.csv", "--replicates");
        Assert.Equal([2, 1], apart.Cells.Select(c => c.Trace.Files.Count));
        Assert.Equal("c.csv", Path.GetFileName(apart.Cells[1].Trace.Files[0].File));
    }

    [Fact]
    public void Options_of_cycling_reach_the_analysis_in_SI_units()
    {
        CyclingScenario made = Cycling("/d/a.csv", "--technique", "voltammetry", "--reference-cycle", "2", "--bandwidth", "3 mV", "--curves", "1,3", "5", "--threads", "2");
        Assert.Equal(CyclingTechnique.Voltammetry, made.Analysis.Technique);
        Assert.Equal(2, made.Analysis.ReferenceCycle);
        Assert.Equal(0.003, made.Analysis.Bandwidth!.Value, 1e-15);
        ValueList<int> curves = [1, 3, 5];
        Assert.Equal(curves, made.Analysis.CurvesOf);
        Assert.Equal(2, made.Threads);
        Assert.Null(Cycling("/d/a.csv", "--bandwidth", "auto").Analysis.Bandwidth);
    }

    [Fact]
    public void Entries_of_the_cell_have_their_units()
    {
        CellSheet cell = Cycling("/d/a.csv", "--mass", "2.5 mg", "--area", "1.25 cm2", "--thickness", "16 um", "--formula", "LixV2O5", "--start-x", "0.5").Cells[0].Cell;
        Assert.Equal(2.5e-6, cell.ActiveMass!.Value, 1e-18);
        Assert.Equal(1.25e-4, cell.Area!.Value, 1e-16);
        Assert.Equal(16e-6, cell.Thickness!.Value, 1e-17);
        Assert.Equal("LixV2O5", cell.Formula);
        Assert.Equal(0.5, cell.StartComposition);
        Assert.Null(cell.Porosity);
    }

    [Theory]
    [InlineData(null, CurrentSign.AsFormat)]
    [InlineData("charge", CurrentSign.PositiveOnCharge)]
    [InlineData("discharge", CurrentSign.PositiveOnDischarge)]
    public void The_sign_is_told_by_a_word(string? word, CurrentSign sign)
    {
        string[] option = word is null ? [] : ["--sign", word];
        TraceSettings trace = Gitt(["/d/a.csv", .. option]).Trace;
        Assert.Equal(sign, trace.Sign);
        Assert.Null(trace.DayFirst);
        Assert.True(Gitt(["/d/a.csv", "--day-first", .. option]).Trace.DayFirst);
    }

    [Fact]
    public void A_sheet_beside_the_file_is_found_and_the_nearest_name_counts()
    {
        string trace = folder.Write("trace.csv", "");
        Assert.Null(Cycling(trace).Cells[0].CellSheet);
        foreach (string name in (string[])["cell.yaml", "trace.cell.yaml", "trace.csv.cell.yaml"])
        {
            folder.Write(name, "name: a\n");
            Assert.Equal(name, Path.GetFileName(Cycling(trace).Cells[0].CellSheet));
        }

        Assert.Null(Cycling(trace, "--cell", "none").Cells[0].CellSheet);
        Assert.Equal("other.yaml", Path.GetFileName(Cycling(trace, "--cell", folder.Write("other.yaml", "name: b\n")).Cells[0].CellSheet));
    }

    [Fact]
    public void Limits_of_gitt_are_told_by_name_and_the_others_keep_their_defaults()
    {
        GittLimits limits = Gitt("/d/a.csv", "--limit", "bias=0.3", "slope-change=0.2", "step=80 mV", "flat_slope=20 mV").Limits, usual = new();
        Assert.Equal(0.3, limits.Bias);
        Assert.Equal(0.2, limits.SlopeChange);
        Assert.Equal(0.08, limits.Step, 1e-15);
        Assert.Equal(0.02, limits.FlatSlope, 1e-15);
        Assert.Equal((usual.EarlyShare, usual.Curvature, usual.Unrest, usual.Misfit), (limits.EarlyShare, limits.Curvature, limits.Unrest, limits.Misfit));
    }

    [Fact]
    public void Particles_and_the_inverse_fit_of_gitt_are_told_by_options()
    {
        GittScenario made = Gitt("/d/a.csv", "--shape", "cylinder", "--particle-length", "250 nm", "--pulses-per-value", "3", "--skip-time", "2 min");
        Assert.Equal(ParticleShape.Cylinder, made.Cell.ParticleShape);
        Assert.Equal(250e-9, made.Cell.ParticleLength!.Value, 1e-18);
        Assert.Equal(3, made.InverseFit.PulsesPerValue);
        Assert.Equal(120, made.InverseFit.SkipTime, 1e-12);
        Assert.True(made.InverseFit.Enabled);
        Assert.False(Gitt("/d/a.csv", "--no-inverse-fit").InverseFit.Enabled);
    }

    [Fact]
    public void Parameters_of_a_circuit_are_starts_bounds_or_fixed()
    {
        ValueList<CircuitParameterSettings> known = Impedance("/d/z.csv", "--parameter", "R0=8", "R1=1:100", "CPE1.alpha=1!", "C1=:2").Fit.Parameters, expected =
        [
            new CircuitParameterSettings { Name = "R0", Start = 8 },
            new CircuitParameterSettings { Name = "R1", Lower = 1, Upper = 100 },
            new CircuitParameterSettings { Name = "CPE1.alpha", Start = 1, Fixed = true },
            new CircuitParameterSettings { Name = "C1", Upper = 2 },
        ];
        Assert.Equal(expected, known);
    }

    [Theory]
    [InlineData("0.1:1e5", 0.1, 1e5)]
    [InlineData(":100", 0.0, 100.0)]
    [InlineData("10:", 10.0, null)]
    public void A_window_of_frequencies_may_be_open(string text, double low, double? high)
    {
        ImpedanceFitSettings fit = Impedance("/d/z.csv", "--frequencies", text).Fit;
        Assert.Equal(low, fit.LowestFrequency);
        Assert.Equal(high, fit.HighestFrequency);
    }

    [Fact]
    public void Options_of_eis_make_the_scenario()
    {
        ImpedanceScenario made = Impedance("/d/z.csv", "--circuit", "R0-C1", "--weights", "proportional", "--ionic-rail", "smaller", "--no-relaxation-times", "--imaginary", "negative", "--zview", "--seed", "7");
        Assert.Equal("R0-C1", made.Circuit);
        Assert.Equal(ImpedanceWeighting.Proportional, made.Fit.Weighting);
        Assert.Equal(IonicRail.Smaller, made.IonicRail);
        Assert.Equal(ImaginarySign.NegativeImaginary, made.Sign);
        Assert.False(made.RelaxationTimes);
        Assert.True(made.Zview);
        Assert.Equal(7, made.Seed);
        Assert.Equal(1, Impedance("/d/z.csv").Seed);
    }

    [Fact]
    public void Options_of_curvature_make_the_scenario()
    {
        CurvatureScenario made = Curvature("/d/spots.csv", "--content", "record", "--drift", "changing", "--clock-offset", "12 min", "--trace", "/d/a.csv", "/d/b.csv");
        Assert.Equal(CurvatureContent.Record, made.Content);
        Assert.Equal(DriftChoice.Changing, made.Drift);
        Assert.Equal(720, made.ClockOffset!.Value, 1e-9);
        Assert.Equal(["a.csv", "b.csv"], made.Trace!.Files.Select(f => Path.GetFileName(f.File)));
        Assert.Equal(CurrentSign.AsFormat, made.Trace.Sign);
        Assert.Equal(CurrentSign.PositiveOnDischarge, Curvature("/d/spots.csv", "--trace", "/d/a.csv", "--trace-sign", "discharge").Trace!.Sign);
        Assert.Null(Curvature("/d/spots.csv").Trace);
        Assert.Null(Curvature("/d/spots.csv", "--clock-offset", "auto").ClockOffset);
    }

    [Fact]
    public void Options_of_timescales_make_the_scenario_in_SI_units()
    {
        TimescalesScenario made = Times("--half-cycle", "10 h", "--particle-length", "50 nm", "--salt-diffusivity", "2e-6 cm2/s", "--porosity", "0.45", "--gitt", "/d/summary.json");
        Assert.Equal(36000, made.HalfCycle!.Value, 1e-6);
        Assert.Equal(5e-8, made.Cell.ParticleLength!.Value, 1e-20);
        Assert.Equal(2e-10, made.Cell.SaltDiffusivity!.Value, 1e-22);
        Assert.Equal(0.45, made.Cell.Porosity);
        Assert.Equal("summary.json", Path.GetFileName(made.GittSummary));
        Assert.Null(made.CellSheet);
        Assert.Null(made.EisSummary);
    }

    [Theory]
    [InlineData("--limit", "speed=3", "--limit: 'speed=3' is not a limit with its value: early_share, curvature, slope_change, unrest, bias, misfit, step or flat_slope.")]
    [InlineData("--limit", "bias=", "--limit: '' is not a number.")]
    [InlineData("--shape", "ball", "--shape: 'ball' is not one of slab, cylinder, sphere.")]
    [InlineData("--pulses-per-value", "many", "--pulses-per-value: 'many' is not a whole number.")]
    [InlineData("--sign", "up", "--sign: 'up' is not charge or discharge.")]
    [InlineData("--mass", "2 cm", "--mass: '2 cm' is not a mass with its unit, such as '2.10 mg'.")]
    public void What_gitt_cannot_read_is_named_with_what_was_expected(string option, string value, string words) =>
        Assert.Contains(words, Assert.Throws<UsageException>(() => Gitt("/d/a.csv", option, value)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("--frequencies", "10", "--frequencies: '10' is not a window of frequencies in Hz, such as 0.1:1e5.")]
    [InlineData("--parameter", "=8", "--parameter: '=8' is not a parameter with its value, such as R0=8, R1=1:100 or CPE1.alpha=1!.")]
    [InlineData("--imaginary", "up", "--imaginary: 'up' is not imaginary or negative.")]
    [InlineData("--ionic-rail", "left", "--ionic-rail: 'left' is not one of larger, smaller.")]
    [InlineData("--weights", "given-sigma", "needs standard deviations that no file holds")]
    public void What_eis_cannot_read_is_named_with_what_was_expected(string option, string value, string words) =>
        Assert.Contains(words, Assert.Throws<UsageException>(() => Impedance("/d/z.csv", option, value)).Message, StringComparison.Ordinal);
}

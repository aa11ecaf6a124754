using Stria.Core;
using Stria.Measurement.Impedance;

namespace Stria.Tests.Measurement.Impedance;

/// <summary>What is known of the parameters of a blocked cell beforehand, and the circuits that it concerns.</summary>
public sealed class KnownRailTests
{
    // The electronic resistance is the larger one: nothing but a measurement of the dry electrode tells it.
    private static readonly ImpedanceSpectrum Resistive = SpectraForFits.Made(Circuit.Parse(SymmetricCell.Rail), [8, 60, 200, 4e-4, 0.95], 2e-4, 2, (1e-2, 1e6, 6));

    private static ImpedanceFitOptions Known(string name, ParameterSetting setting) => new() { Settings = new Dictionary<string, ParameterSetting> { [name] = setting } };

    [Fact]
    public void A_rail_that_was_measured_apart_stays_electronic()
    {
        SymmetricCellResult found = SymmetricCell.Analyse(Resistive, SymmetricCell.Rail, Known("GTLM1.Rel", new ParameterSetting { Start = 200, Fixed = true }));
        Assert.Equal(60, found.Ionic.Value, 2.0);
        Assert.Equal(200, found.Electronic.Value);
        Assert.True(found.Ionic.Sigma > 0);
        Assert.Equal((1 + (200 / found.Ionic.Value)) / 3, found.Coefficient, 1e-12);
        Assert.True(found.HasRail && found.RailsAreKnown && !found.IsAmbiguous);
        Assert.DoesNotContain(found.Fit.Remarks, r => r.Kind == RemarkKind.Assumed);
    }

    [Fact]
    public void Bounds_of_a_rail_tell_as_much_as_its_value()
    {
        SymmetricCellResult found = SymmetricCell.Analyse(Resistive, SymmetricCell.Rail, Known("GTLM1.Rion", new ParameterSetting { Upper = 100 }));
        Assert.Equal(60, found.Ionic.Value, 2.0);
        Assert.False(found.IsAmbiguous);
    }

    [Fact]
    public void Without_knowledge_the_larger_is_taken_and_both_readings_are_offered()
    {
        SymmetricCellResult found = SymmetricCell.Analyse(Resistive, SymmetricCell.Rail);
        Assert.Equal(200, found.Ionic.Value, 4.0);
        Assert.True(found.IsAmbiguous);
        Assert.Equal(60, found.Exchanged().Ionic.Value, 2.0);
    }

    [Fact]
    public void What_is_known_of_one_parameter_leaves_the_comparison_of_circuits()
    {
        ImpedanceSpectrum spectrum = SpectraForFits.Made(Circuit.Parse(SymmetricCell.Plain), [8, 120, 1e-4, 0.94], 0.003, 5, (1e-1, 1e5, 5));
        SymmetricCellResult found = SymmetricCell.Analyse(spectrum, null, Known("R1", new ParameterSetting { Start = 5 }) with { Starts = 6 });
        Assert.Equal(SymmetricCell.Circuits, found.Compared.Select(c => c.Circuit));
        Assert.Equal(SymmetricCell.Plain, found.Fit.Circuit.Text);
        Assert.Contains(found.Fit.Remarks, r => r.Text.Contains("What is known of R1 was not used", StringComparison.Ordinal));
    }

    [Fact]
    public void A_name_that_no_circuit_has_is_refused_with_those_that_there_are()
    {
        string message = Assert.Throws<ScenarioException>(() => SymmetricCell.Analyse(Resistive, null, Known("R7", new ParameterSetting { Start = 5 }))).Message;
        Assert.Contains("has a parameter 'R7'; there are R0, TLM1.Rion, CPE2.Q", message, StringComparison.Ordinal);
        Assert.Throws<ScenarioException>(() => SymmetricCell.Analyse(Resistive, SymmetricCell.Plain, Known("R1", new ParameterSetting { Start = 5 })));
    }

    [Fact]
    public void A_narrow_window_of_frequencies_leaves_the_circuits_that_it_can_determine()
    {
        ImpedanceSpectrum spectrum = SpectraForFits.Made(Circuit.Parse(SymmetricCell.Plain), [8, 120, 1e-4, 0.94], 0.003, 5, (1e-1, 1e5, 5));
        SymmetricCellResult found = SymmetricCell.Analyse(spectrum, null, new ImpedanceFitOptions { LowestFrequency = 0.9, HighestFrequency = 3, Starts = 4 });
        Assert.InRange(found.Fit.Used.Count, 3, 3);
        Assert.Equal([SymmetricCell.Plain, SymmetricCell.Rail], found.Compared.Select(c => c.Circuit));
    }

    [Fact]
    public void A_first_spectrum_that_is_none_is_not_the_measure_of_a_series()
    {
        var circuit = Circuit.Parse("R0-p(R1,CPE1)-p(R2,CPE2)");
        ImpedanceSpectrum none = SpectraForFits.Made(Circuit.Parse("R0"), [1e6], 0.5, 1, (1, 1e5, 6));
        ImpedanceSpectrum[] spectra = [none, .. Enumerable.Range(1, 6).Select(k => SpectraForFits.Made(circuit, [5, 20, 1e-6, 0.95, 40.0 + k, 1e-3, 0.9], 0.002, k, (1, 1e5, 6)))];
        var options = new ImpedanceFitOptions { Starts = 12 };
        ImpedanceFitResult[] found = ImpedanceBatch.Run(spectra, circuit, options), again = ImpedanceBatch.Run(spectra, circuit, options, threads: 3);
        Assert.All(found.Skip(1), f => Assert.InRange(f.RelativeRootMeanSquare, 1e-3, 4e-3));
        Assert.Equal(found.SelectMany(f => f.Parameters.Select(p => p.Value)), again.SelectMany(f => f.Parameters.Select(p => p.Value)));
        Assert.True(found[0].RelativeRootMeanSquare > 0.1);
    }
}

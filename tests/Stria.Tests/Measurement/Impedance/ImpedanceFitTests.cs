using System.Numerics;
using Stria.Core;
using Stria.Measurement.Impedance;

namespace Stria.Tests.Measurement.Impedance;

public sealed class ImpedanceFitTests
{
    private const string ExampleCircuit = "R0-p(R1,C1)-p(R2-Wo1,C2)";
    private static readonly Circuit Blocked = Circuit.Parse("R0-TLM1(CPE1)");

    [SharedDataFact]
    public void The_noisy_blocking_spectrum_gives_its_ionic_resistance()
    {
        ParameterEstimate modulus = ImpedanceFit.Run(SpectraForFits.Blocking(), Blocked)["TLM1.Rion"];
        Assert.InRange(modulus.Value, 119.5, 120.5);
        Assert.True(modulus.Holds(120), $"{modulus.Value} ± {modulus.HalfWidth95}");
        Assert.InRange(modulus.HalfWidth95, 0.1, 1.5);

        // With unit weights the low frequencies drown the rest, and the interval says so.
        ParameterEstimate unit = ImpedanceFit.Run(SpectraForFits.Blocking(), Blocked, new ImpedanceFitOptions { Weighting = ImpedanceWeighting.Unit })["TLM1.Rion"];
        Assert.True(unit.HalfWidth95 > 50 * modulus.HalfWidth95, $"± {unit.HalfWidth95}");
    }

    [SharedDataTheory]
    [InlineData(ImpedanceWeighting.Unit, 5.0e-4)]
    [InlineData(ImpedanceWeighting.Modulus, 5.1e-4)]
    public void The_example_of_a_lithium_ion_cell_is_fitted(ImpedanceWeighting weighting, double bound)
    {
        ImpedanceFitResult found = ImpedanceFit.Run(SpectraForFits.Example(), Circuit.Parse(ExampleCircuit), new ImpedanceFitOptions { Weighting = weighting, DropInductive = true });
        Assert.Equal(57, found.Used.Count);
        Assert.InRange(found.RootMeanSquare, 1e-5, bound);
    }

    [Fact]
    public void Planted_parameters_are_found_without_a_given_start()
    {
        var circuit = Circuit.Parse("R0-p(R1,CPE1)-Wo1");
        double[] truth = [5, 40, 3e-5, 0.85, 25, 10];
        ImpedanceFitResult found = ImpedanceFit.Run(SpectraForFits.Made(circuit, truth, 0, 1, (1e-2, 1e5, 8)), circuit);
        Assert.All(found.Parameters.Zip(truth), p => Assert.InRange(p.First.Value / p.Second, 1 - 1e-7, 1 + 1e-7));
    }

    [Fact]
    public void Stated_standard_deviations_are_those_of_repeated_measurements()
    {
        var circuit = Circuit.Parse("R0-p(R1,CPE1)");
        double[] truth = [5, 40, 3e-5, 0.85];
        ImpedanceFitResult[] fits = [.. Enumerable.Range(1, 100).Select(seed => ImpedanceFit.Run(
            SpectraForFits.Made(circuit, truth, 0.01, seed, (1, 1e5, 5)), circuit, new ImpedanceFitOptions { Settings = circuit.Parameters.Zip(truth).ToDictionary(p => p.First.Name, p => new ParameterSetting { Start = p.Second }), Starts = 1 }))];
        for (int k = 0; k < truth.Length; k++)
        {
            double scatter = Math.Sqrt(fits.Average(f => Math.Pow(f.Parameters[k].Value - truth[k], 2))), stated = fits.Average(f => f.Parameters[k].Sigma);
            Assert.InRange(scatter / stated, 0.8, 1.25);
            Assert.InRange(fits.Count(f => f.Parameters[k].Holds(truth[k])), 88, 100);
        }
    }

    [Fact]
    public void The_result_repeats_to_the_last_digit()
    {
        ImpedanceSpectrum spectrum = SpectraForFits.SymmetricCell(1);
        double[] Values() => [.. ImpedanceFit.Run(spectrum, Circuit.Parse(SymmetricCell.Rail)).Parameters.Select(p => p.Value)];
        Assert.Equal(Values(), Values());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void The_larger_rail_is_the_ionic_one_unless_a_setting_says_otherwise(long seed)
    {
        var circuit = Circuit.Parse(SymmetricCell.Rail);
        ImpedanceSpectrum spectrum = SpectraForFits.Made(circuit, [8, 120, 20, 1e-4, 0.95], 0.001, seed, (1e-1, 1e6, 8));
        ImpedanceFitResult free = ImpedanceFit.Run(spectrum, circuit, new ImpedanceFitOptions { Seed = seed });
        ImpedanceFitResult turned = ImpedanceFit.Run(spectrum, circuit, new ImpedanceFitOptions { Seed = seed, Settings = new Dictionary<string, ParameterSetting> { ["GTLM1.Rion"] = new() { Upper = 60 } } });
        Assert.InRange(free["GTLM1.Rion"].Value, 115, 125);
        Assert.InRange(turned["GTLM1.Rel"].Value, 115, 125);
        Assert.Equal(free.SumOfSquares, turned.SumOfSquares, 1e-6 * free.SumOfSquares);
    }

    [Fact]
    public void A_parameter_at_its_bound_is_flagged_and_keeps_its_uncertainty()
    {
        var circuit = Circuit.Parse("R0-TLM1(CPE1)");
        ImpedanceSpectrum spectrum = SpectraForFits.Made(circuit, [8, 120, 1e-4, 1], 0.003, 4, (1e-1, 1e5, 8));
        ImpedanceFitResult found = ImpedanceFit.Run(spectrum, circuit, new ImpedanceFitOptions { Settings = new Dictionary<string, ParameterSetting> { ["CPE1.alpha"] = new() { Upper = 0.99 } } });
        ParameterEstimate alpha = found["CPE1.alpha"];
        Assert.True(alpha.AtBound);
        Assert.InRange(alpha.Value, 0.99 - 1e-12, 0.99);
        Assert.InRange(alpha.Sigma, 1e-6, 1e-2);
        Assert.InRange(Math.Abs(found.Correlations[1, 3]), 1e-3, 1);
        Assert.Contains(found.Remarks, r => r.Text.Contains("CPE1.alpha ended at the limit", StringComparison.Ordinal));
    }

    [Fact]
    public void A_parameter_too_many_is_named()
    {
        ImpedanceSpectrum spectrum = SpectraForFits.Made(Circuit.Parse("R0-p(R1,C1)"), [5, 40, 3e-5], 0.005, 2, (1, 1e5, 6));
        ImpedanceFitResult found = ImpedanceFit.Run(spectrum, Circuit.Parse("R0-p(R1,C1)-R2"));
        Assert.Contains(found.Remarks, r => r.Text.Contains("R2", StringComparison.Ordinal) && r.Text.Contains("R0", StringComparison.Ordinal) || r.Text.Contains("not determined", StringComparison.Ordinal));
        Assert.True(double.IsPositiveInfinity(found["R2"].Sigma));
    }

    [Fact]
    public void A_fixed_parameter_stays_where_it_is()
    {
        var circuit = Circuit.Parse("R0-p(R1,C1)");
        ImpedanceFitResult found = ImpedanceFit.Run(
            SpectraForFits.Made(circuit, [5, 40, 3e-5], 0.005, 2, (1, 1e5, 6)), circuit, new ImpedanceFitOptions { Settings = new Dictionary<string, ParameterSetting> { ["R0"] = new() { Start = 4.5, Fixed = true } } });
        Assert.Equal(4.5, found["R0"].Value);
        Assert.Equal(0, found["R0"].Sigma);
        Assert.InRange(found["R1"].Value, 39, 42);
    }

    [Fact]
    public void Three_points_are_refused_with_their_number()
    {
        var spectrum = new ImpedanceSpectrum([1, 10, 100], [new Complex(10, -5), new Complex(8, -2), new Complex(7, -1)]);
        string message = Assert.Throws<DataException>(() => ImpedanceFit.Run(spectrum, Circuit.Parse("R0-p(R1,CPE1)-Wo1"))).Message;
        Assert.Contains("3 points give 6 numbers, too few for the 6 free parameters", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_point_without_a_number_is_refused()
    {
        var spectrum = new ImpedanceSpectrum([1, 10, 100], [new Complex(10, -5), new Complex(double.NaN, -2), new Complex(7, -1)]);
        Assert.Contains("Point 2 (10 Hz)", Assert.Throws<DataException>(() => ImpedanceFit.Run(spectrum, Circuit.Parse("R0"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_setting_for_no_parameter_and_missing_standard_deviations_are_refused()
    {
        ImpedanceSpectrum spectrum = SpectraForFits.Made(Circuit.Parse("R0-C1"), [5, 1e-3], 0, 1, (1, 1e3, 5));
        var stray = new ImpedanceFitOptions { Settings = new Dictionary<string, ParameterSetting> { ["R7"] = new() } };
        Assert.Contains("no parameter 'R7'", Assert.Throws<ScenarioException>(() => ImpedanceFit.Run(spectrum, Circuit.Parse("R0-C1"), stray)).Message, StringComparison.Ordinal);
        var sigma = new ImpedanceFitOptions { Weighting = ImpedanceWeighting.GivenSigma };
        Assert.Throws<ScenarioException>(() => ImpedanceFit.Run(spectrum, Circuit.Parse("R0-C1"), sigma));
    }
}

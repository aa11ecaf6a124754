using Stria.Core;
using Stria.Measurement.Spectra;

namespace Stria.Tests.Measurement.Spectra;

/// <summary>What normalisation must not depend on, and the shapes of single peaks and steps.</summary>
public sealed class EdgeInvarianceTests
{
    private static readonly NormalisationOptions Options = new() { E0_eV = 5465, Degree = 1 };

    private static Spectrum Changed(Func<double, double, double> value)
    {
        Spectrum made = MadeEdge.Of("made");
        return new Spectrum(made.PhotonEnergies_eV, [.. made.Values.Select((v, i) => value(made.PhotonEnergies_eV[i], v))], "made");
    }

    private static double[] Shape(PeakModel model, double[] energies, double[] parameters)
    {
        var problem = new PeakProblem(model, energies, new double[energies.Length]);
        var values = new double[energies.Length];
        problem.Evaluate(parameters, values, []);
        return values;
    }

    [Fact]
    public void The_derivative_of_a_line_is_its_slope_to_both_ends_and_that_of_a_parabola_right_inside()
    {
        double[] x = [0, 1, 2, 4, 8];
        Assert.All(EdgeNormalisation.Derivative(x, [.. x.Select(v => 3 - (2 * v))]), slope => Assert.Equal(-2, slope, 1e-14));
        double[] even = [1, 2, 3, 4];
        Assert.Equal([3.0, 4.0, 6.0, 7.0], EdgeNormalisation.Derivative(even, [.. even.Select(v => v * v)]));
        Assert.Equal([0.0], EdgeNormalisation.Derivative([5], [7]));
    }

    [Fact]
    public void A_line_below_the_spectrum_is_taken_off_whole()
    {
        double[] plain = EdgeNormalisation.Of(Changed((_, v) => v), Options).Normalised().Values;
        double[] tilted = EdgeNormalisation.Of(Changed((e, v) => v + 4 - (0.002 * (e - 5465))), Options).Normalised().Values;
        Assert.All(plain.Zip(tilted), p => Assert.Equal(p.First, p.Second, 1e-8));
    }

    [Fact]
    public void A_thicker_sample_has_a_higher_step_and_the_same_normalised_spectrum()
    {
        var plain = EdgeNormalisation.Of(Changed((_, v) => v), Options);
        var thick = EdgeNormalisation.Of(Changed((_, v) => 2.5 * v), Options);
        Assert.Equal(2.5 * plain.EdgeStep, thick.EdgeStep, 1e-9);
        Assert.All(plain.Flattened().Values.Zip(thick.Flattened().Values), p => Assert.Equal(p.First, p.Second, 1e-9));
    }

    [Fact]
    public void The_ends_of_a_window_may_come_in_either_order()
    {
        var forth = EdgeNormalisation.Of(Changed((_, v) => v), Options with { Pre_eV = (-150, -30), Post_eV = (100, 600) });
        var back = EdgeNormalisation.Of(Changed((_, v) => v), Options with { Pre_eV = (-30, -150), Post_eV = (600, 100) });
        Assert.Equal(forth.EdgeStep, back.EdgeStep);
        Assert.Equal((5315.0, 5435.0), back.PreWindow_eV);
        Assert.Equal((5565.0, 6065.0), back.PostWindow_eV);
    }

    [Theory]
    [InlineData(50, 120, 0)]
    [InlineData(50, 300, 1)]
    [InlineData(50, 600, 2)]
    public void The_degree_follows_the_width_of_the_window(double from, double to, int degree) =>
        Assert.Equal(degree, EdgeNormalisation.Of(Changed((_, v) => v), new NormalisationOptions { E0_eV = 5465, Post_eV = (from, to) }).Degree);

    [Fact]
    public void A_step_that_is_given_is_taken_in_place_of_the_one_found()
    {
        var found = EdgeNormalisation.Of(Changed((_, v) => v), Options);
        var given = EdgeNormalisation.Of(Changed((_, v) => v), Options with { EdgeStep = 4 });
        Assert.Equal(4, given.EdgeStep);
        Assert.Equal(found.Post(5465), given.Post(5465));
        Assert.All(found.Normalised().Values.Zip(given.Normalised().Values), p => Assert.Equal(p.First * found.EdgeStep / 4, p.Second, 1e-12));
        Assert.Contains("which is none", Assert.Throws<DataException>(() => EdgeNormalisation.Of(Changed((_, v) => v), Options with { EdgeStep = -1 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_normalised_already_is_left_as_it_is()
    {
        Spectrum made = Changed((_, v) => v);
        double[] sd = [.. made.Values.Select(_ => 0.1)];
        var formed = FormedSpectrum.Of(made, SpectrumForm.Normalised, null, sd);
        Assert.Same(made, formed.Values);
        Assert.Null(formed.Normalisation);
        Assert.Equal(sd, formed.StandardDeviation!);
        Assert.Equal("1/eV", FormedSpectrum.Of(made, SpectrumForm.Derivative, null).Values.Unit);
    }

    [Theory]
    [InlineData(PeakShape.Gaussian)]
    [InlineData(PeakShape.Lorentzian)]
    [InlineData(PeakShape.PseudoVoigt)]
    public void A_peak_has_its_height_at_its_position_and_half_of_it_half_a_width_away(PeakShape shape)
    {
        var model = new PeakModel([new PeakGuess("a", 518, 1) { Shape = shape }], []) { Window_eV = (510, 530) };
        double[] values = Shape(model, [517, 518, 519], [518, 2, 3, 0.5]);
        Assert.Equal(2, values[0], 1e-12);
        Assert.Equal(3.5, values[1], 1e-12);
        Assert.Equal(2, values[2], 1e-12);
    }

    [Theory]
    [InlineData(StepShape.ArcTangent)]
    [InlineData(StepShape.ErrorFunction)]
    public void A_step_is_half_done_at_its_position_and_the_same_to_either_side(StepShape shape)
    {
        var model = new PeakModel([], [new StepGuess("edge", 518, 1) { Shape = shape, Width_eV = 2 }]) { Window_eV = (510, 530) };
        double[] values = Shape(model, [517, 518, 519, 1e6], [518, 4, 1]);
        Assert.Equal(3, values[1], 1e-7);
        Assert.Equal(6, values[0] + values[2], 1e-6);
        Assert.True(values[2] > values[1]);
        Assert.Equal(5, values[3], 1e-4);
    }

    [Fact]
    public void An_arctangent_has_risen_by_three_quarters_half_a_width_above()
    {
        var model = new PeakModel([], [new StepGuess("edge", 518, 1) { Width_eV = 2 }]) { Window_eV = (510, 530) };
        Assert.Equal(0.75, Shape(model, [519], [518, 1, 0])[0], 1e-12);
    }

    [Fact]
    public void Parameters_are_three_for_a_peak_two_for_a_step_and_the_background()
    {
        PeakModel model = VanadiumPeaks.Model(518, StepShape.ArcTangent);
        Assert.Equal(28, new PeakProblem(model, [], []).ParameterCount);
        Assert.Equal(29, new PeakProblem(model with { LinearBackground = true }, [], []).ParameterCount);
        Assert.Equal((509.0, 538.0), model.Window_eV);
    }

    [Fact]
    public void A_start_on_the_true_position_and_width_has_the_true_height_and_background()
    {
        double[] energies = [.. Enumerable.Range(0, 101).Select(i => 510 + (0.1 * i))];
        var model = new PeakModel([new PeakGuess("a", 515, 1)], []) { Window_eV = (510, 520) };
        double[] data = Shape(model, energies, [515, 1.2, 0.7, 0.2]);
        var problem = new PeakProblem(model, energies, data);
        double[] start = problem.StartWith(1);
        Assert.Equal(0.7, start[2], 1e-8);
        Assert.Equal(0.2, start[3], 1e-8);
        Assert.Equal(5.0, problem.StartWith(100)[1]);
        Assert.Equal(0.2, problem.StartWith(0.001)[1]);
        Assert.Equal(1.2, problem.Start[1]);
    }
}
